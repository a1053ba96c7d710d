using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>Functions that attain the classical rates, exactly.</summary>
internal static class WorstFunctions
{
    private static readonly Variable s_x = Variable.Of("x"), s_y = Variable.Of("y");

    /// <summary>Lx²/2: every step multiplies x by 1 - Lh.</summary>
    internal static Expr Quadratic(Rational l) => l / 2 * s_x.Pow(2);

    /// <summary>(μx² + Ly²)/2.</summary>
    internal static Expr Quadratic(Rational mu, Rational l) => mu / 2 * s_x.Pow(2) + l / 2 * s_y.Pow(2);

    /// <summary>
    /// μx²/2 + (L - μ) huber(x, δ), δ the factor t_K of T0c: from x = 1 the iterates stay above δ, and f_K = Lδ/2. For μ = 0: δ = 1/(2KLh + 1), all steps are
    /// of length hLδ and x_K = 1 - KLhδ (Drori, Teboulle 2014; Taylor, Hendrickx, Glineur 2017).
    /// </summary>
    internal static Expr Huber(Rational l, Rational mu, Rational delta) =>
        mu / 2 * s_x.Pow(2) + (l - mu) * Application.Of(Symbolic.Huber.Instance, s_x, Constant.Of(delta));

    /// <summary>
    /// For z = Lh &lt;= 1: the slope is 1 at each of x_K = 1/L, x_{K-1} = x_K + h, ..., x_0, falls and rises between two of them with curvatures -L and L, is 1
    /// above x_0 and Lx below x_K. It is positive above 0, so 0 is the minimiser, and f_0 - f* = Kh(1 - z/4) + 1/(2L).
    /// </summary>
    internal static Expr Zigzag(Rational l, Rational h, int steps)
    {
        var pieces = new List<(Rational End, Expr Value)> { (1 / l, Quadratic(l)) };
        Rational at = 1 / l, value = 1 / (2 * l), middle = 1 - l * h / 2, half = h / 2;
        for (int k = 0; k < steps; k++)
        {
            pieces.Add((at + half, Parabola(value, 1, -l, at)));
            value += half * (1 + middle) / 2;
            pieces.Add((at + h, Parabola(value, middle, l, at + half)));
            value += half * (1 + middle) / 2;
            at += h;
        }
        Expr f = Parabola(value, 1, 0, at);
        for (int i = pieces.Count - 1; i >= 0; i--)
            f = Piecewise.Of(Relation.Less, s_x, Constant.Of(pieces[i].End), pieces[i].Value, f);
        return f;
    }

    /// <summary>
    /// Lx²/2 + ψ(y), for 1 &lt;= z = Lh &lt;= sqrt 3 and one step: ψ has curvature -L between -w and w, w = 1 + z, and curvature L outside, with its minima
    /// -Lw² at ±2w. From y = 1 and x² = (2 + z)/(2 - z) the step leads to y = w with |∇f|² the same before and after, 4L²/(2 - z); the gradient turns by as
    /// much as L allows, |∇f(x_1) - ∇f(x_0)| = L|x_1 - x_0|.
    /// </summary>
    internal static Expr Saddle(Rational l, Rational z)
    {
        var edge = 1 + z;
        Expr Well(Rational at) => l / 2 * (s_y - at).Pow(2) - l * edge * edge;
        return l / 2 * s_x.Pow(2) + Piecewise.Of(Relation.Less, s_y, Constant.Of(-edge), Well(-2 * edge),
            Piecewise.Of(Relation.Less, s_y, Constant.Of(edge), -l / 2 * s_y.Pow(2), Well(2 * edge)));
    }

    /// <summary>The parabola with a value, slope and curvature at a point, written in powers of x.</summary>
    private static Expr Parabola(Rational value, Rational slope, Rational curvature, Rational at) =>
        curvature / 2 * s_x.Pow(2) + (slope - curvature * at) * s_x + (value - slope * at + curvature * at * at / 2);
}
