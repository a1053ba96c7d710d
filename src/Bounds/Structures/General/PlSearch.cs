using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>A PL inequality |∇f|² >= 2 Mu (f - Value) at the points of a box with f &lt;= f_0, which is where the iterates are.</summary>
/// <param name="Mu">The constant, > 0.</param>
/// <param name="Value">f at a critical point of the box.</param>
/// <param name="IsLeast">Whether f >= Value at these points, proved.</param>
/// <param name="Reason">How it was found.</param>
internal sealed record PlInequality(Certified Mu, Certified Value, bool IsLeast, string Reason)
{
    /// <summary>That of <see cref="LeastSquares"/>, whose value is 0.</summary>
    internal static PlInequality OfSquares(double least) =>
        new(Rational.FromDouble(least), 0, true, "least squares: the least eigenvalue of the residuals' JJᵀ");
}

/// <summary>PL constants on a box that holds an isolated minimiser.</summary>
/// <remarks>
/// Near the minimiser x*, where the Hessian is >= μI on a convex set N, f(x*) >= f(x) + ∇f(x)·(x* - x) + μ|x - x*|²/2 >= f(x) - |∇f(x)|²/(2μ). On the rest of
/// the box, where f &lt;= f_0, |∇f|² - 2μ(f - f(x*)) >= 0 is decided by branch and bound. Polyak (1963); Karimi, Nutini, Schmidt (2016).
/// </remarks>
internal static class PlSearch
{
    internal static PlInequality? Over(BoxObjective f, Interval[] box, CertifiedCriticalPoint x, double start, int budget, CancellationToken cancellation)
    {
        if (x.Value(f) is not { } value || value.ToInterval() is not { IsBounded: true } v)
            return null;
        var (near, mu) = Neighbourhood(f, box, x);
        if (near is null)
            return null;
        double guess = Math.Min(mu, Sampled(f, box, near, v.Lo, start));
        foreach (double share in new[] { 0.9, 0.5, 0.1, 0.01 })
        {
            double candidate = Math.Min(mu, share * guess);
            if (candidate > 0 && Outside(f, box, near, v.Lo, start, candidate, 16 * budget, cancellation))
                return new PlInequality(Rational.FromDouble(candidate), value, IsLeast(f, box, near, v.Hi, start, 16 * budget, cancellation),
                    "strong convexity near the minimiser, branch and bound on the rest");
        }
        return null;
    }

    /// <summary>Whether f >= v on the box where f &lt;= f_0; in the neighbourhood, where f is convex, it is.</summary>
    private static bool IsLeast(BoxObjective f, Interval[] box, Interval[] near, double v, double start, int budget, CancellationToken cancellation) =>
        Subdivision.Covers(
            [box],
            part => BoxTools.Contains(near, part) || SublevelSets.Below(f, part) is var low && (low >= v || low > start) ? Fate.Settled : Fate.Open,
            Cuts.Widest,
            new Budget(budget, cancellation));

    private static (Interval[]? Near, double Mu) Neighbourhood(BoxObjective f, Interval[] box, CertifiedCriticalPoint x)
    {
        double radius = box.Max(b => b.Width);
        for (int i = 0; i < 40; i++, radius /= 2)
        {
            var near = x.Box.Select((v, j) => Interval.Intersect(box[j], v + Interval.Of(-radius, radius))).ToArray();
            if (f.SpectrumOn(near) is { MinLo: > 0 and var mu })
                return (near, mu);
        }
        return (null, 0);
    }

    /// <summary>The least |∇f|²/(2(f - v)) on a grid of points outside the neighbourhood: a guess.</summary>
    private static double Sampled(BoxObjective f, Interval[] box, Interval[] near, double v, double start)
    {
        int n = box.Length, each = n == 1 ? 200 : n == 2 ? 24 : n == 3 ? 8 : 3;
        double least = double.PositiveInfinity;
        long count = 1;
        for (int i = 0; i < n; i++)
            count = Math.Min(count * each, 5000);
        for (long c = 0; c < count; c++)
        {
            var point = new Interval[n];
            long rest = c;
            for (int i = 0; i < n; i++, rest /= each)
                point[i] = Interval.Point(box[i].Lo + (box[i].Hi - box[i].Lo) * (rest % each + 0.5) / each);
            if (BoxTools.Contains(near, point))
                continue;
            var (value, g) = f.FirstOrder(point);
            if (value.Value.Lo > start)
                continue;
            double ratio = g is null ? 0 : g.Sum(s => s.Mid * s.Mid) / (2 * (value.Value.Mid - v));
            if (ratio >= 0)
                least = Math.Min(least, ratio);
        }
        return least;
    }

    private static bool Outside(BoxObjective f, Interval[] box, Interval[] near, double v, double start, double mu, int budget, CancellationToken cancellation)
    {
        var twice = Interval.Point(2) * Interval.Point(mu);
        return Subdivision.Covers([box], Look, Cuts.Widest, new Budget(budget, cancellation));

        Fate Look(Interval[] part)
        {
            if (BoxTools.Contains(near, part))
                return Fate.Settled;
            var (value, g) = f.FirstOrder(part);
            if (!value.IsDefined)
                return Fate.Open;
            // No iterate has f > f_0.
            if (value.Value.Lo > start)
                return Fate.Settled;
            if (g is null)
                return Fate.Open;
            var square = g.Aggregate(Interval.Zero, (sum, slope) => sum + Interval.Sqr(slope));
            return (square - twice * (value.Value - Interval.Point(v))).Lo >= 0 ? Fate.Settled : Fate.Open;
        }
    }
}
