using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges.Germs;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>r(u) = g(c + u)/u; where g(c) = 0 is certain, the singularity at u = 0 is removed.</summary>
internal sealed class RatioFunction : UnivariateFunction
{
    /// <summary>Boxes as near to 0 as this are evaluated in the divided form too, which has no cancellation.</summary>
    private const double Near = 0.125;

    private readonly TapeFunction _tape;
    private readonly Centre _centre;
    private readonly bool _vanishes;

    internal RatioFunction(Expr g, Expr variable, Centre centre, bool vanishes)
    {
        ArgumentNullException.ThrowIfNull(g);
        ArgumentNullException.ThrowIfNull(centre);
        _tape = new(Tape.Compile(g, variable));
        _centre = centre;
        _vanishes = vanishes;
        Formula = centre.Expr is { } c ? g.Substitute(variable, c + Argument) / Argument : null;
    }

    public override Expr? Formula { get; }

    public override Definedness Taylor<T>(T box, Span<T> coefficients, int precision = 53)
    {
        if (box.IsEmpty)
        {
            coefficients.Fill(T.Empty);
            return Definedness.Possibly;
        }
        T c = _centre.In<T>(precision);
        if (box.ContainsZero)
        {
            if (_vanishes)
                return Divided(c, box, coefficients, precision);
            coefficients.Fill(T.Entire);
            return Definedness.Possibly;
        }
        var g = new T[coefficients.Length];
        var state = _tape.Taylor<T>(c + box, g, precision);
        var u = new T[coefficients.Length];
        u[0] = box;
        if (u.Length > 1)
            u[1] = T.One;
        TaylorArithmetic.Divide<T>(g, u, coefficients);
        if (!_vanishes || !(box.ToInterval().Mag < Near))
            return state;
        var near = new T[coefficients.Length];
        if (Divided(c, T.Hull(box, T.Zero), near, precision) >= Definedness.Defined)
        {
            for (int k = 0; k < near.Length; k++)
                coefficients[k] = T.Intersect(coefficients[k], near[k]);
        }
        return state;
    }

    // For 0 in U (an interval): r(u) = integral of g'(c + t u), so r^(k)(u)/k! = integral of (k+1) t^k g_(k+1)(c + t u) dt, where
    // g_j = g^(j)/j!; its weights (k+1) t^k integrate to 1 and c + t u stays in c + U: the value lies in g_(k+1)(c + U).
    private Definedness Divided<T>(T c, T box, Span<T> coefficients, int precision)
        where T : struct, IEnclosure<T>
    {
        var g = new T[Math.Max(coefficients.Length + 1, 3)];
        var state = _tape.Taylor<T>(c + box, g, precision);
        for (int k = 0; k < coefficients.Length; k++)
            coefficients[k] = g[k + 1];
        // The integral of g' represents g when g is continuous with a bounded (generalised) slope; r is continuous at 0 when g' is.
        if (state < Definedness.Continuous || !g[1].IsBounded)
            return Definedness.Possibly;
        return g[2].IsBounded ? Definedness.Continuous : Definedness.Defined;
    }

    // A rough c inside an exponent would spoil it, so the expansion at an infinity is in s = c + u then.
    internal override double ExpansionOffset => _centre.Exact.IsPoint ? 0 : _centre.In<Interval>(53).Mag;

    internal override Germ Expand(EndPlace place, GermArithmetic arithmetic, Budget work)
    {
        var x = place.Input(arithmetic);
        var c = _centre.Exact.IsPoint
            ? Germ.Constant(_centre.Exact)
            : arithmetic.Of(new(Order.One, _centre.In<Interval>(53)));
        bool ofArgument = _centre.Exact.IsPoint || place.Point is not null;
        var (s, u) = ofArgument ? (arithmetic.Add(c, x), x) : (x, arithmetic.Subtract(x, c));
        var g = GermEvaluator.Evaluate(_tape.Tape, s, arithmetic, work);
        // g(c) = 0: beside u = 0 the constant term is exactly 0, whatever its closed form looks like.
        if (_vanishes && place.Point is { IsZero: true } && !g.Terms.IsEmpty && g.Terms[0].Order.IsOne)
            g = new(g.Terms.RemoveAt(0), g.Rest);
        return arithmetic.Multiply(g, arithmetic.Power(u, -1));
    }

    public override string ToString() => $"F'({_centre} + u)/u";
}
