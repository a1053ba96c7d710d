using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;
using BoundCheck.Bounds.Theory;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>T3.C3: the count of large slopes for c = 0 and hG &lt; √2, from every start, however sharp.</summary>
/// <remarks>
/// In the units of hβ (a, b, d = ab): while d > 2, T2.C4 bounds the large slopes, |1 - w²| &lt;= max(1-ε², ω²-1) at each. Let d &lt;= 2 from some step on
/// (d never rises) and let the larger of a, b exceed 4, say a: then hβ|s| = (a - d/a)/4 >= 7/8, so w >= w_1, a falls by (1-w)² &lt;= max(1-w_1, ω-1)², and
/// b' = b(1+w)² &lt;= 5.83 d/a &lt;= 3 stays below 4: a is the larger one until both are at most 4. Then p̂ = (m + d/m)/2 with √d &lt;= m &lt;= 4, convex in m,
/// is at most 9/4 &lt; 5/2, and T1's identity gives Σ ln(1 + h²βrus) &lt;= ln(4/(4 - 5/2)); h²βrus >= w² as hβ|u| >= |w|. Own result.
/// </remarks>
internal sealed class CountAtZero
{
    private const int Boxes = 600;

    private static readonly Certified s_settled = 2, s_largest = 4, s_last = Certified.Log(new Rational(8, 3));

    private readonly Certified _excess, _omega;
    private readonly Certified _far;

    private CountAtZero(Certified excess, Certified omega, Certified far) => (_excess, _omega, _far) = (excess, omega, far);

    /// <summary>The count of a start; null where hG &lt; √2 or a lower bound of the slopes far out is not proved.</summary>
    internal static CountAtZero? Of(Setting s, Certified g, Certified beta, CancellationToken cancellation)
    {
        Certified omega = s.Step * g, hb = s.Step * beta, d = hb.Square() * s.D;
        if (PhaseModel.Of(s) is not { } model || Certified.Less(omega.Square(), 2) != true)
            return null;
        var (a, b) = BoundedDerivative.Largest(s, g, s.Centre!);
        var largest = hb * Certified.Max(a, b);
        var far = (Certified)0;
        if (Certified.LessOrEqual(largest, s_largest) != true)
        {
            double edge = (new Rational(3, 4) / hb).ToInterval().Lo, reach = (Certified.Max(a, b) / 4).ToInterval().Hi;
            double least = Math.Min(LeastSlope.Over(model, Interval.Of(edge, reach), Boxes, cancellation),
                LeastSlope.Over(model, Interval.Of(-reach, -edge), Boxes, cancellation));
            Certified kept = Certified.Max(1 - s.Step * Rational.FromDouble(least), omega - 1);
            if (kept.Sign() != 1 || Certified.Less(kept, 1) != true
                || Counts.Ceiling(Certified.Log(largest / s_largest) / (-2 * Certified.Log(kept))) is not { } steps)
                return null;
            far = steps;
        }
        var excess = Certified.LessOrEqual(d, s_settled) == true ? 0 : Certified.Log(Certified.Max(1, d / s_settled));
        return new CountAtZero(excess, omega, far);
    }

    /// <summary>At most so many steps have h|F'| >= ε, 0 &lt; ε &lt; 1.</summary>
    internal Certified? Count(Rational epsilon)
    {
        Certified square = epsilon * epsilon, kept = Certified.Max(1 - square, _omega.Square() - 1);
        Certified first = 0;
        if (_excess.Exact is not { IsZero: true })
        {
            if (kept.Sign() != 1 || Certified.Less(kept, 1) != true || Counts.Floor(_excess / (-2 * Certified.Log(kept))) is not { } steps)
                return null;
            first = steps + 1;
        }
        return Counts.Floor(s_last / Certified.Log1p(square)) is { } last ? first + _far + last : null;
    }
}
