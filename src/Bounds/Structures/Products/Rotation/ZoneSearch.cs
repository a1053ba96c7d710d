using System.Collections.Immutable;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>Finds the zones E, S and U of a problem. Levels and constants are guesses; each zone that is returned was certified.</summary>
/// <param name="model">The problem.</param>
/// <param name="cancellation">Stops with <see cref="OperationCanceledException"/>.</param>
/// <param name="wholeBand">The zone below E must hold every e from 2γ on (e_S = 2γ).</param>
internal sealed class ZoneSearch(RotationModel model, CancellationToken cancellation, bool wholeBand = false)
{
    private const int Boxes = 200_000;
    private const double BelowTwo = 0.1;
    private const double LargestAmplitude = 0.4;

    // How far above 2 the zone E may reach: the larger, the coarser the rest of a table may be.
    private static readonly double[] s_above = [0.1, 0.07, 0.05, 0.04, 0.03, 0.02, 0.012];
    private static readonly double[] s_turns = [0.9, 0.8, 0.7, 0.6];
    private static readonly double[] s_parts = [0.7, 0.6, 0.5, 0.4];
    private static readonly double[] s_bends = [0.7, 0.45, 0.25];
    private static readonly double[] s_rates = [0.8, 0.5, 0.3, 0.15];
    private static readonly double[] s_margins = [0.01, 0.02, 0.04, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8];

    /// <summary>Why nothing was found.</summary>
    internal string Reason { get; private set; } = "";

    /// <summary>The zones, with the widest E first; <paramref name="least"/> is the V above which states are to be counted, <paramref name="widest"/> limits eU
    /// - 2.</summary>
    internal RotationZones? Find(double least, double widest)
    {
        foreach (double above in s_above.Where(a => a <= widest))
        {
            if (Find(least, above, Amplitude(above)) is { } zones)
                return zones;
        }
        // Where the damping is weak or none, as for linear slopes, an orbit turns half a round in any case: E widens downward instead.
        foreach (double above in s_above.Where(a => a <= widest))
        {
            foreach (double bend in s_bends.Select(part => part * model.Turn / (above * (2 + above))))
            {
                if (Bent(least, above, bend) is { } bent)
                    return bent;
            }
        }
        return null;
    }

    /// <summary>The amplitude at which the growth e - 2 is used up by the damping: sqrt((e - 2)/a1).</summary>
    private double Amplitude(double above) => Math.Min(LargestAmplitude, Math.Sqrt(above / Math.Max(model.Damping, 1e-9)));

    private RotationZones? Find(double least, double above, double amplitude)
    {
        var slices = RatioSlices.Of(model.Map, amplitude / 100, amplitude, Math.Max(6 * amplitude, 0.3), cancellation);
        var check = new EdgeZoneCheck(model, slices, 2 - BelowTwo, 2 + above, Boxes, cancellation);
        if (Turning(check, least, amplitude) is not { } turning)
            return null;
        // While N > 0 the amplitude grows up to about sqrt((e - 2)/a1): a smaller zone would not be absorbing.
        if (!check.Rotates(amplitude, turning.Turn, turning.Level))
        {
            Reason = $"(Rot) with k1 = {turning.Turn:G4} is not certified up to V = {amplitude:G4} on 1.9 <= e <= {2 + above}";
            return null;
        }
        double level = Largest(amplitude, 5 * amplitude, v => check.Rotates(v, turning.Turn, turning.Level));
        return Absorbing(check, slices, amplitude, level, turning, amplitude < LargestAmplitude ? 0.9 : 0.5) is { } found
            && Leaving(slices, found.Edge, amplitude, above) is { } leaving
            ? new RotationZones(model, slices, found.Edge, found.Below, Stack(slices, found.Below), leaving)
            : null;
    }

    private RotationZones? Bent(double least, double above, double bend)
    {
        // U reaches up to about the size of the excess; from there E widens downward.
        double leaving = Math.Min(0.08, 0.8 * above), level = Math.Sqrt((BelowTwo + above) / bend + 1.3 * leaving * leaving);
        var slices = RatioSlices.Of(model.Map, level / 100, level, Math.Max(6 * level, 0.3), cancellation);
        var check = new EdgeZoneCheck(model, slices, 2 - BelowTwo, 2 + above, Boxes, cancellation) { Bend = bend };
        if (Turning(check, least, level / 2) is not { } turning)
            return null;
        return Absorbing(check, slices, level, level, turning, 0.99) is { } found && Leaving(slices, found.Edge, leaving / s_parts[0], above) is { } zone
            ? new RotationZones(model, slices, found.Edge, found.Below, Stack(slices, found.Below), zone)
            : null;
    }

    // k1 and V_a: the fastest rotation that holds for the V that are to be counted.
    private (double Turn, double Level)? Turning(EdgeZoneCheck check, double least, double amplitude)
    {
        foreach (double part in s_turns)
        {
            double turn = part * model.Turn, level = 0.8 * Largest(0, 3 * amplitude, v => check.Rotates(v, turn, double.MaxValue));
            if (level > 1.1 * least)
                return (turn, level);
            Reason = $"(Rot) with k1 = {turn:G4} was certified up to V = {level:G4} only, V_ε is {least:G4}";
        }
        return null;
    }

    private (EdgeZone Edge, SettlingZone Below)? Absorbing(EdgeZoneCheck check,
        RatioSlices slices, double amplitude, double level, (double Turn, double Level) turning, double part)
    {
        var whole = Profile(slices, 2 - BelowTwo, whole: true);
        SettlingProfile[] profiles = wholeBand ? [whole] : [whole, Profile(slices, 2 - BelowTwo, whole: false)];
        for (double tried = level; tried >= part * amplitude; tried *= 0.94)
        {
            if (check.Reach(tried) is not { } reach)
                continue;
            foreach (var profile in profiles)
            {
                if (Below(profile, reach) is { } below && check.Certify(tried, turning.Turn, turning.Level, below) is { } edge)
                    return (edge, below);
            }
        }
        Reason = $"no zone E with V <= {level:G4} or less was certified to lead into itself or into a zone of contraction below e = {2 - BelowTwo}";
        return null;
    }

    // The fastest contraction on a zone that holds every υ of E.
    private static SettlingZone? Below(SettlingProfile profile, double reach)
    {
        foreach (double part in s_rates)
        {
            if (profile.AtRate(1 - BelowTwo * part) is { } zone && zone.Near.InnerLeft >= reach && zone.Near.InnerRight >= reach)
                return profile.AtLevel(LevelOf(profile, reach)) is { } small && small.Near.InnerLeft >= reach && small.Near.InnerRight >= reach ? small : zone;
        }
        return null;
    }

    // The least level whose interval holds |υ| <= reach, a little enlarged.
    private static double LevelOf(SettlingProfile profile, double reach) =>
        reach * Interval.Exp(Interval.Point(Math.Abs(profile.Kappa) * reach)).Hi * (1 + 1e-12);

    private LeavingZone? Leaving(RatioSlices slices, EdgeZone edge, double amplitude, double above)
    {
        double kappa = Kappa;
        foreach (double part in s_parts)
        {
            if (LeavingZone.Of(model.Map, slices, kappa, part * amplitude, 2 + above) is { } zone
                && zone.Growth >= 1 + 0.3 * above && zone.Near.Reach <= edge.InnerReach && zone.LeastNextEdge >= edge.Low)
                return zone;
        }
        Reason = $"no zone above e = {2 + above} was certified that orbits leave";
        return null;
    }

    private ImmutableArray<SettlingZone> Stack(RatioSlices slices, SettlingZone below)
    {
        var zones = ImmutableArray.CreateBuilder<SettlingZone>();
        zones.Add(below);
        foreach (double margin in s_margins)
        {
            foreach (bool whole in new[] { true, false })
            {
                if (!whole && margin > 0.9)
                    continue;
                var profile = Profile(slices, 2 - margin, whole);
                foreach (double part in new[] { 0.8, 0.5 })
                {
                    if (profile.AtRate(1 - margin * part) is { } zone)
                        zones.Add(zone);
                }
            }
        }
        return zones.ToImmutable();
    }

    private double Kappa => model.Kappa(Interval.Point(2)).Mid;

    private SettlingProfile Profile(RatioSlices slices, double high, bool whole) => new(model.Map, slices, Kappa, 1, high, whole);

    private static double Largest(double least, double most, Func<double, bool> holds)
    {
        double lo = least, hi = most;
        for (int i = 0; i < 9; i++)
        {
            double mid = lo + (hi - lo) / 2;
            if (holds(mid))
                lo = mid;
            else
                hi = mid;
        }
        return lo;
    }
}
