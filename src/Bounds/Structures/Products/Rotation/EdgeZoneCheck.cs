using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>Certifies the zone E for given constants by branch and bound over (υ, e), from the slices of ρ.</summary>
/// <param name="model">The problem.</param>
/// <param name="slices">ρ around 0.</param>
/// <param name="low">eL.</param>
/// <param name="high">eU.</param>
/// <param name="boxes">The largest number of boxes of one check.</param>
/// <param name="cancellation">Stops with <see cref="OperationCanceledException"/>.</param>
internal sealed class EdgeZoneCheck(RotationModel model, RatioSlices slices, double low, double high, int boxes, CancellationToken cancellation)
{
    /// <summary>e' may fall so far below eL on the zone, no further.</summary>
    private const double Overshoot = 0.1;

    private const int MostCuts = 22;

    /// <summary>An upper bound of |κ| for e in [eL - Overshoot, eU].</summary>
    internal double LargestKappa { get; } = model.LargestKappa(Math.Max(low - Overshoot, 1.01), high);

    /// <summary>ã.</summary>
    internal double Correction { get; init; } = model.Damping / 3;

    /// <summary>b: with b > 0 the zone is e - 2 + bV² &lt;= Top(level) as well, kept where e falls faster than bV² grows: no damping is needed.</summary>
    internal double Bend { get; init; }

    /// <summary>The level of e - 2 + bV² whose states all have V &lt;= <paramref name="level"/>, rounded down; e - 2 at most without a bend.</summary>
    internal double Top(double level) => Bend > 0
        ? (Interval.Point(low) - Interval.Point(2) + Interval.Point(Bend) * Interval.Sqr(Interval.Point(level))).Lo : double.PositiveInfinity;

    /// <summary>True when (Rot) with η = min(1, turnLevel/V) and N > -1 are certified wherever V &lt;= level.</summary>
    internal bool Rotates(double level, double turn, double turnLevel) =>
        Everywhere(level, (jet, box) => IsTurning(jet, box, turn, turnLevel));

    /// <summary>The zone, when all its conditions are certified with the settling zone that its states may fall into.</summary>
    internal EdgeZone? Certify(double level, double turn, double turnLevel, SettlingZone below)
    {
        double top = Top(level);
        // The zone is narrowest at e = eU.
        double least = Bend > 0 ? Interval.Sqrt((Interval.Point(top) - (Interval.Point(high) - Interval.Point(2))) / Interval.Point(Bend)).Lo : level;
        if (!(least > 0) || Reach(level) is not { } outer || NearInterval.Ends(LargestKappa, least) is not { } inner)
            return null;
        double ratio = 0;
        bool monotone = true;
        bool holds = Everywhere(level, (jet, box) =>
        {
            if (!IsTurning(jet, box, turn, turnLevel) || !Absorbs(box, level, below))
                return false;
            ratio = Math.Max(ratio, jet.Value.Hi);
            return true;
        });
        if (!holds)
            return null;
        monotone = Everywhere(level, (_, box) => (box.N.Lo > 0 || box.Excess.Hi <= 0) && Interval.Sqr(box.Step.Slope).Hi <= 2);
        return new EdgeZone(low, high, level, turn, turnLevel, Correction, LargestKappa, inner.Inner, outer, ratio, Bend, top, monotone);
    }

    /// <summary>A bound of |υ| on the zone: the root of x e^{-Kx} = level.</summary>
    internal double? Reach(double level) => NearInterval.Ends(-LargestKappa, level)?.Outer;

    private static bool IsTurning(RatioJet jet, RotationBox box, double turn, double turnLevel) =>
        box.Step.Factor.IsPositive && box.N.Lo > -1 && box.M.Lo > -1 && box.Margin(turn, turnLevel, jet.Upsilon) >= 0;

    // The next state is in the zone again or, where e' may be below eL, in the settling zone with its band condition.
    private bool Absorbs(RotationBox box, double level, SettlingZone below)
    {
        Interval e = box.NextEdge, next = box.Step.Upsilon;
        if (!(e.Lo > 1) || !(e.Lo >= low - Overshoot) || !((box.NextKappa * next).Mag < 1) || !(Interval.Sqr(box.Step.Slope).Hi <= 2))
            return false;
        if (Bend > 0 ? !Falls(box) : !(box.M.Hi <= 0) && !((box.V * (Interval.One + box.M)).Hi <= level))
            return false;
        return e.Lo >= low || (below.High >= low && e.Lo >= below.Low && below.Near.Contains(next)
            && below.Keeps(below.Near.V(next).Hi, Math.Max(0, box.Step.D.Lo)));
    }

    // e' + bV'² <= e + bV², divided by υ²: Z >= b e^{2κυ}((1 + M)² - 1).
    private bool Falls(RotationBox box) =>
        (box.Drop - Interval.Point(Bend) * box.Weight * (Interval.Sqr(Interval.One + box.M) - Interval.One)).Lo >= 0;

    private bool Everywhere(double level, Func<RatioJet, RotationBox, bool> holds)
    {
        if (Reach(level) is not { } reach)
            return false;
        double top = Top(level);
        // From outside inward: what fails at all fails at the largest V.
        var parts = new List<Part>();
        foreach (var side in new[] { slices.Right, slices.Left })
        {
            int last = Array.FindIndex(side, s => s.Upsilon.Mag >= reach);
            if (last < 0)
                return false;
            parts.AddRange(side.Take(last + 1).Reverse().Select(slice => new Part(slice, Interval.Of(low, high), 0)));
        }
        return Subdivision.Covers(parts, Look, Cut, new Budget(boxes, cancellation));

        Fate Look(Part part)
        {
            var u = part.Rho.Upsilon;
            var v = Interval.Abs(u) * Interval.Exp(model.Kappa(part.E) * u);
            bool outside = v.Lo > level || (part.E - Interval.Point(2) + Interval.Point(Bend) * Interval.Sqr(v)).Lo > top;
            return outside || holds(part.Rho, RotationBox.Over(model, part.Rho, part.E, Correction)) ? Fate.Settled : Fate.Open;
        }
    }

    // e first: a slice is narrow already. A slice is halved where that is no longer what decides.
    private (Part, Part)? Cut(Part part)
    {
        int cuts = part.Cuts + 1;
        if (cuts > MostCuts)
            return null;
        if (part.E.Width / (high - low) >= 0.02 || part.Cuts % 2 == 0)
            return Cuts.InHalf(part.E) is var (below, above) ? (new(part.Rho, below, cuts), new(part.Rho, above, cuts)) : null;
        return Cuts.InHalf(part.Rho.Upsilon) is var (left, right) ? (new(model.Map.Jet(left), part.E, cuts), new(model.Map.Jet(right), part.E, cuts)) : null;
    }

    private sealed record Part(RatioJet Rho, Interval E, int Cuts);
}
