using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>The count of T9 for one start, c > 0: a few visits above the edge, at most one turn at it, the contraction below it, and the far steps of
/// T3.</summary>
/// <param name="Zones">The zones; the one below E holds the whole band from 2γ.</param>
/// <param name="FarSlope">ε1: h|F'| is at least that outside U's interval.</param>
/// <param name="Far">N_far: at most so many steps have h|F'| >= ε1 (T3.C2).</param>
/// <param name="Entries">N_re: U is entered again at most so often.</param>
internal sealed record RotationBound(RotationZones Zones, double FarSlope, Certified Far, long Entries)
{
    /// <summary>Finds the bound; the reason says what is missing.</summary>
    internal static (RotationBound? Bound, string Reason) Of(Setting setting, RotationModel model, double leastV, CancellationToken cancellation)
    {
        var search = new ZoneSearch(model, cancellation, wholeBand: true);
        if (search.Find(leastV, 0.1) is not { } zones)
            return (null, search.Reason);
        var map = model.Map;
        Certified g = setting.Regularity.DerivativeBound.Value!, beta = setting.Regularity.Sector.Value!, unit = map.ExactUnit, c = setting.Centre!;
        var omega = setting.Step * g;
        // T2.C2: -B_max/4 <= s <= A_max/4.
        Certified root = Certified.Sqrt(4 * c.Square() + setting.D), grown = (1 + omega).Square();
        Certified aMax = Certified.Max(setting.A, grown * (2 * c + root)), bMax = Certified.Max(setting.B, grown * (root - 2 * c));
        double least = (unit * (-bMax / 4 - c)).ToInterval().Lo, most = (unit * (aMax / 4 - c)).ToInterval().Hi;
        var (near, guard) = (zones.Leaving.Near, zones.Leaving.Guard(zones.Slices));
        double far = SlopeSearch.Least(map, near.InnerLeft, near.InnerRight, least, most, cancellation);
        double entry = SlopeSearch.Least(map, guard.InnerLeft, guard.InnerRight, least, most, cancellation);
        if (!(far > 0) || !(entry > 0))
            return (null, "h|F'| was not bounded from below away from the minimiser");
        Certified none = 0;
        var count = double.IsInfinity(far) ? none : GoodRegularity.Count(setting, omega, beta, Rational.FromDouble(Math.Min(far, BelowOne)));
        if (count is null)
            return (null, "T3's count of far steps has no finite enclosure");
        return (new RotationBound(zones, far, count, EntriesOf(setting, map, zones, entry)), "");
    }

    private const double BelowOne = 0.999999;

    // A visit of U is entered from e >= eU with h|F'| >= w_R: T2.C4 for D* = D(eU).
    private static long EntriesOf(Setting setting, NormalisedModel map, RotationZones zones, double slope)
    {
        Interval d = (map.ExactUnit.Square() * setting.D).ToInterval(),
            edge = NormalisedStep.Imbalance(map.Gamma, Interval.Point(zones.Leaving.Low)), w = Interval.Point(Math.Min(slope, BelowOne));
        if (d.Hi < edge.Lo || double.IsInfinity(slope))
            return 0;
        var times = Interval.Log(Interval.Max(Interval.One, d / edge)) / (Interval.Point(-2) * Interval.Log(Interval.One - Interval.Sqr(w)));
        return (long)Math.Floor(times.Hi) + 1;
    }

    /// <summary>At most so many steps k >= 0 have |u_k| >= ε; null where ε is too large for the zones.</summary>
    internal Certified? Count(Certified epsilon)
    {
        if (Zones.LeastV(epsilon) is not { } v)
            return null;
        long visit = RotationCounts.Rising(Zones.Leaving.Near.Level, v, Zones.Leaving.Growth);
        return Far + (Certified)new Rational(Entries + 1, 1) * new Rational(visit, 1) + new Rational(Zones.CountAtEdge(Interval.Pi.Hi / 2, v), 1);
    }
}
