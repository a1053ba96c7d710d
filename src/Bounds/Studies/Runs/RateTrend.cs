using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Runs;

/// <summary>How the ratio of a bound to the measured value changes with K: ratio ~ K^Exponent between the first and the last K, measured.</summary>
/// <param name="Theorem">The theorem and conclusion.</param>
/// <param name="Quantity">What is bounded.</param>
/// <param name="From">The first K.</param>
/// <param name="To">The last K.</param>
/// <param name="Exponent">0: equally tight at every K; positive: looser and looser.</param>
public sealed record RateTrend(string Theorem, string Quantity, long From, long To, double Exponent)
{
    /// <summary>The trends of rows with at least two ratios.</summary>
    public static ImmutableArray<RateTrend> Of(ImmutableArray<RateRow> rows)
    {
        var trends = ImmutableArray.CreateBuilder<RateTrend>();
        foreach (var group in rows.Where(r => r.Ratio is > 0 and < double.PositiveInfinity).GroupBy(r => (r.Theorem, r.Quantity)))
        {
            RateRow first = group.MinBy(r => r.K)!, last = group.MaxBy(r => r.K)!;
            if (first.K == last.K)
                continue;
            var rise = Certified.Log(Rational.FromDouble(last.Ratio!.Value) / Rational.FromDouble(first.Ratio!.Value));
            trends.Add(new(group.Key.Theorem, group.Key.Quantity, first.K, last.K, (rise / Certified.Log(new Rational(last.K, first.K))).ToInterval().Mid));
        }
        return trends.ToImmutable();
    }
}
