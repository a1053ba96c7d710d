using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges.Germs;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>
/// A real function of one variable that can be enclosed with its Taylor coefficients in any enclosure type. Immutable; usable from several
/// threads. Questions about it are asked of <see cref="Signs"/> and <see cref="Extrema"/>.
/// </summary>
public abstract class UnivariateFunction
{
    /// <summary>The variable of <see cref="Formula"/>.</summary>
    public static Variable Argument { get; } = Variable.Of("u");

    /// <summary>
    /// The function as one expression in <see cref="Argument"/>, equal to it except perhaps at a removable singularity; null where the function
    /// has no closed form (a centre known by enclosures only).
    /// </summary>
    public abstract Expr? Formula { get; }

    /// <summary>f given by an expression in one variable.</summary>
    /// <exception cref="ArgumentException">Another variable occurs in it.</exception>
    public static UnivariateFunction FromExpr(Expr f, Expr variable) => new ExpressionFunction(f, variable);

    /// <summary>
    /// r(u) = F'(c + u)/u. Given F'(c) = 0 (the caller's certainty), at u = 0 it stands for F''(c), or where F' has a kink at c for every value between
    /// the one-sided limits; the singularity is removed by r^(k)(u)/k! = integral over t in [0, 1] of t^k g^(k+1)(c + t u)/k! dt, g = F'.
    /// </summary>
    /// <param name="derivative">F', an expression in <paramref name="variable"/>.</param>
    /// <param name="variable">s = c + u.</param>
    /// <param name="centre">c.</param>
    /// <param name="vanishes">Whether F'(c) = 0 is certain; otherwise r is left undefined at u = 0.</param>
    /// <exception cref="ArgumentException">Another variable occurs in F'.</exception>
    public static UnivariateFunction Ratio(Expr derivative, Expr variable, Centre centre, bool vanishes = true) =>
        new RatioFunction(derivative, variable, centre, vanishes);

    /// <summary>The derivative; across a kink of the function its values are the generalised ones (Clarke).</summary>
    public UnivariateFunction Derivative() => new DerivativeFunction(this);

    /// <summary>scale * f + offset, the offset a closed expression.</summary>
    public UnivariateFunction Affine(Rational scale, Expr offset) => new AffineFunction(this, scale, offset);

    /// <summary>f - value.</summary>
    public UnivariateFunction Minus(Expr value) => Affine(1, -value);

    /// <summary>-f.</summary>
    public UnivariateFunction Negated() => Affine(-1, Constant.Zero);

    /// <summary>The value over a box, with what is known of its definedness there.</summary>
    public Decorated<T> Evaluate<T>(T box, int precision = 53)
        where T : struct, IEnclosure<T>
    {
        Span<T> value = new T[1];
        var state = Taylor(box, value, precision);
        return new(value[0], state);
    }

    /// <summary>
    /// At an infinity h may be 1/|x| for a point x other than the argument u, with | |x| - |u| | at most this: what holds for |x| >= T holds where |u| >= T +
    /// this.
    /// </summary>
    internal virtual double ExpansionOffset => 0;

    /// <summary>The expansion at an end of a domain, at an infinity in the coordinate of <see cref="ExpansionOffset"/>.</summary>
    /// <exception cref="GermException">It could not be made.</exception>
    internal abstract Germ Expand(EndPlace place, GermArithmetic arithmetic, Budget work);

    /// <summary>
    /// Fills in enclosures of f^(k)/k! over the box, k below the length of the span (at least 1), and returns what is known of the values' definedness.
    /// </summary>
    public abstract Definedness Taylor<T>(T box, Span<T> coefficients, int precision = 53)
        where T : struct, IEnclosure<T>;
}
