using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>For a band of e the largest V'/V on ever larger intervals around υ = 0: every settling zone of the band is read off.</summary>
internal sealed class SettlingProfile
{
    private readonly NormalisedModel _map;
    private readonly double _kappa;
    private readonly (double End, double Rate, double Ratio)[] _right;
    private readonly (double End, double Rate, double Ratio)[] _left;

    /// <summary>Evaluates the band low &lt;= e &lt;= high; <paramref name="wholeBand"/> takes 2γ for low.</summary>
    internal SettlingProfile(NormalisedModel map, RatioSlices slices, double kappa, double low, double high, bool wholeBand)
    {
        (_map, _kappa, High, WholeBand) = (map, kappa, high, wholeBand);
        var bottom = wholeBand ? Interval.Point(2) * map.Gamma : Interval.Point(low);
        Low = bottom.Lo;
        _right = Outward(slices.Right, bottom);
        _left = Outward(slices.Left, bottom);
    }

    internal double Low { get; }

    internal double High { get; }

    internal bool WholeBand { get; }

    internal double Kappa => _kappa;

    private (double, double, double)[] Outward(RatioJet[] side, Interval bottom)
    {
        var ends = new List<(double, double, double)>();
        double rate = 0, ratio = 0;
        Interval kappa = Interval.Point(_kappa), top = Interval.Point(High);
        foreach (var slice in side)
        {
            Amplification at = Amplification.At(_map, slice, bottom, kappa), to = Amplification.At(_map, slice, top, kappa);
            double w2 = Interval.Sqr(slice.Value * slice.Upsilon).Hi;
            // |κυq| < 1 over the band: the largest V'/V is at an end of e.
            if (!(w2 <= 2) || !((kappa * slice.Upsilon * Interval.Hull(at.Factor, to.Factor)).Mag < 1))
                break;
            rate = Math.Max(rate, Math.Max(at.Signed.Mag, to.Signed.Mag));
            ratio = Math.Max(ratio, slice.Value.Hi);
            if (!(rate < 1))
                break;
            ends.Add((slice.Upsilon.Mag, rate, ratio));
        }
        return [.. ends];
    }

    /// <summary>The largest zone with V'/V &lt;= rate; null where there is none.</summary>
    internal SettlingZone? AtRate(double rate) => Level(_right, 1, rate) is { } right
        && Level(_left, -1, rate) is { } left ? AtLevel(Math.Min(right, left)) : null;

    /// <summary>The zone V &lt;= level with the rate certified on it; null where there is none.</summary>
    internal SettlingZone? AtLevel(double level)
    {
        if (NearInterval.Of(_kappa, level) is not { } near
            || Covering(_right, near.OuterRight) is not { } right || Covering(_left, near.OuterLeft) is not { } left)
            return null;
        return new(Low, High, Math.Max(right.Rate, left.Rate), near, Math.Max(right.Ratio, left.Ratio), WholeBand, _map.Gamma);
    }

    private double? Level((double End, double Rate, double Ratio)[] side, int sign, double rate)
    {
        int count = Array.FindIndex(side, s => s.Rate > rate);
        count = count < 0 ? side.Length : count;
        if (count == 0)
            return null;
        double end = Math.Min(side[count - 1].End, 0.36 / Math.Max(1e-9, Math.Abs(_kappa)));
        Interval x = Interval.Point(end);
        // A little inside, so that the outer end of the zone is still covered.
        return (x * Interval.Exp(Interval.Point(sign * _kappa) * x)).Lo * (1 - 1e-13);
    }

    private static (double End, double Rate, double Ratio)? Covering((double End, double Rate, double Ratio)[] side, double end)
    {
        int i = Array.FindIndex(side, s => s.End >= end);
        return i < 0 ? null : side[i];
    }
}
