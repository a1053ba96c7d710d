using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>A convex neighbourhood of a certified minimiser that holds the start.</summary>
/// <remarks>
/// On a box with Hessians in [0, L] (as forms), ∇f(x) = ∇f(x) - ∇f(x*) = M(x - x*) with 0 &lt;= M &lt;= L, the mean of the Hessian over the segment. So
/// x' - x* = (I - hM)(x - x*) and |x' - x*| &lt;= |x - x*| for 0 &lt; h &lt;= 2/L: every ball around x* in the box is invariant. The box holds the ball of
/// radius sqrt2 |x_0 - x*|, so that the ball over any segment between two points of the invariant ball (centre m, radius |y - z|/2, |m|² + |y - z|²/4 &lt;= ρ²)
/// lies in it, which is where the proofs of the interpolation inequalities evaluate f.
/// </remarks>
internal static class ConvexBallSets
{
    internal static ClassicalSet? Find(BoxObjective f, CertifiedCriticalPoint x, Interval[] start, Certified step, int budget, CancellationToken cancellation)
    {
        var distance = SquaredDistance(start, x.Box);
        // sqrt2 ρ, rounded up.
        var reach = Interval.Sqrt(Interval.Point(2) * Interval.Point(distance.Hi));
        if (!reach.IsBounded || !(reach.Hi > 0))
            return null;
        var box = x.Box.Select(v => v + Interval.Of(-reach.Hi, reach.Hi)).ToArray();
        if (CurvatureSearch.Over(f, box, budget, cancellation) is not { LowLo: >= 0 } c || x.Value(f) is not { } lowest)
            return null;
        Certified l = Rational.FromDouble(c.HighHi), mu = Rational.FromDouble(c.LowLo);
        if (Certified.LessOrEqual(step * l, 2) != true)
            return null;
        bool strong = c.LowLo > 0;
        return new ClassicalSet
        {
            Kind = SetKind.ConvexBall,
            Text = $"the ball of radius {Math.Sqrt(distance.Hi):G6} around the minimiser, inside {BoxTools.Show(f.Variables, box)}",
            L = l,
            Mu = mu,
            Lowest = lowest,
            Pl = strong ? mu : null,
            PlValue = strong ? lowest : null,
            PlReason = strong ? "strong convexity" : null,
            PlIsLeast = strong,
            DistanceSquared = Certified.Between(Rational.FromDouble(distance.Lo), Rational.FromDouble(distance.Hi)),
            Minimiser = x.Middle,
            HasRoom = true,
            LeastAt = c.LowAt,
            LeastSeen = Rational.FromDouble(c.LowHi),
            Box = box,
        };
    }

    internal static Interval SquaredDistance(Interval[] a, Interval[] b)
    {
        var sum = Interval.Zero;
        for (int i = 0; i < a.Length; i++)
            sum += Interval.Sqr(a[i] - b[i]);
        return sum;
    }
}
