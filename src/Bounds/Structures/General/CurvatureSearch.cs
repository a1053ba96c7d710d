using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>The extreme eigenvalues of the Hessian over a box: [LowLo, LowHi] holds their infimum, [HighLo, HighHi] their supremum.</summary>
/// <param name="LowLo">No eigenvalue on the box is below.</param>
/// <param name="LowHi">Some eigenvalue on the box is at most this, at <paramref name="LowAt"/>.</param>
/// <param name="HighLo">Some eigenvalue on the box is at least this, at <paramref name="HighAt"/>.</param>
/// <param name="HighHi">No eigenvalue on the box is above.</param>
/// <param name="LowAt">The point of the least eigenvalue seen.</param>
/// <param name="HighAt">The point of the largest eigenvalue seen.</param>
internal sealed record Curvature(double LowLo, double LowHi, double HighLo, double HighHi, double[] LowAt, double[] HighAt)
{
    /// <summary>A Lipschitz constant of the gradient on the box (an upper bound): max |eigenvalue|, since the box is convex.</summary>
    internal double Lipschitz => Math.Max(HighHi, -LowLo);
}

/// <summary>Best-first branch and bound for the extreme eigenvalues of the Hessian over a box.</summary>
internal static class CurvatureSearch
{
    private const double Tolerance = 1e-3;

    /// <summary>The bounds, or null where f is not shown to be C^1 with a Lipschitz gradient on the box.</summary>
    /// <param name="f">The objective.</param>
    /// <param name="box">The box.</param>
    /// <param name="level">Only points with f at most this count; they are not the whole box for a finite level.</param>
    /// <param name="budget">Parts that may be looked at in each direction.</param>
    /// <param name="cancellation">Stops with <see cref="OperationCanceledException"/>.</param>
    internal static Curvature? Over(BoxObjective f, Interval[] box, int budget, CancellationToken cancellation, double level = double.PositiveInfinity)
    {
        if (f.SpectrumOn(box) is null && !Covered(f, box, budget, cancellation))
            return null;
        var (highLo, highHi, highAt) = Extreme(f, box, 1, level, budget, cancellation);
        var (lowLo, lowHi, lowAt) = Extreme(f, box, -1, level, budget, cancellation);
        return double.IsFinite(highHi) && double.IsFinite(lowHi) ? new Curvature(-lowHi, -lowLo, highLo, highHi, lowAt, highAt) : null;
    }

    /// <summary>Whether f is C^2 on parts that cover the box. Two closed boxes with a common face, f C^2 on each up to the face: f and its formulas agree on
    /// the face.</summary>
    private static bool Covered(BoxObjective f, Interval[] box, int budget, CancellationToken cancellation) =>
        Subdivision.Covers([box], part => f.SpectrumOn(part) is not null ? Fate.Settled : Fate.Open, Cuts.Widest, new Budget(budget, cancellation));

    /// <summary>max over the box of the largest eigenvalue of side·H: a lower and an upper bound.</summary>
    private static (double Lo, double Hi, double[] At) Extreme(BoxObjective f,
        Interval[] box, int side, double level, int budget, CancellationToken cancellation)
    {
        double best = double.NegativeInfinity;
        double[] at = [.. box.Select(x => x.Mid)];
        var search = Subdivision<Interval[]>.BestFirst(Cuts.Widest, Bound, new Budget(budget, cancellation));
        search.Add(box);
        search.Run(_ => search.Largest - best <= Tolerance * Math.Abs(search.Largest) ? Fate.Final : Fate.Open);
        return (best, Math.Max(search.Largest, best), at);

        Bounded<Interval[]>? Bound(Interval[] part)
        {
            if (level < double.PositiveInfinity && f.ValueOn(part) is { IsDefined: true } whole && whole.Value.Lo > level)
                return null;
            double hi = f.SpectrumOn(part) is { } bounds ? Top(bounds) : double.PositiveInfinity;
            var middle = BoxTools.Middle(part);
            if ((level == double.PositiveInfinity || f.ValueOn(middle).Value.Hi <= level)
                && f.SpectrumOn(middle) is { } exact && (side > 0 ? exact.MaxLo : -exact.MinHi) is var seen && seen > best)
                (best, at) = (seen, [.. middle.Select(x => x.Lo)]);
            return new(part, hi);
        }

        double Top(SpectrumBounds b) => side > 0 ? b.MaxHi : -b.MinLo;
    }
}
