using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Bounds.Studies.Runs;

/// <summary>The rate bounds that were proved beside the measured values at the run's checkpoints.</summary>
/// <remarks>A bound that uses the state at step K is evaluated at the measured state: a comparison, not a certificate.</remarks>
internal static class RateComparison
{
    internal static ImmutableArray<RateRow> Rows(Study study, Measurement run)
    {
        var rows = ImmutableArray.CreateBuilder<RateRow>();
        var known = study.Prediction.Implications;
        var checkpoints = run.Checkpoints.Where(k => k.K > 0).ToList();
        foreach (var rate in known.OfType<RateBound>())
            rows.AddRange(Rows(checkpoints, rate.Source, rate.Quantity, "a priori", k => rate.At(k.K).Bound));
        foreach (var rate in known.OfType<StateBound>())
            rows.AddRange(Rows(checkpoints, rate.Source, rate.Quantity, $"with the measured {rate.State}", rate.At));
        return rows.ToImmutable();
    }

    /// <summary>The a priori bounds beside what a run measured when it ended.</summary>
    internal static ImmutableArray<RateRow> AtEnd(Study study, Measurement run)
    {
        var rows = ImmutableArray.CreateBuilder<RateRow>();
        foreach (var rate in study.Prediction.Implications.OfType<RateBound>().Where(_ => run.Steps > 0))
        {
            if (rate.Quantity.AtEnd?.Invoke(run) is { } value && double.IsFinite(value)
                && rate.At(run.Steps).Bound?.ToInterval().Hi is { } most && double.IsFinite(most))
                rows.Add(new RateRow(rate.Source.ToString(), $"{rate.Quantity.Extreme}, a priori", run.Steps, most, value) { Traced = rate.Quantity });
        }
        return rows.ToImmutable();
    }

    private static IEnumerable<RateRow> Rows(List<Checkpoint> checkpoints, Source source, Quantity quantity, string basis, Func<Checkpoint, Certified?> bound)
    {
        if (quantity.Before is not { } measured)
            yield break;
        foreach (var k in checkpoints)
        {
            if (measured(k) is var value && double.IsFinite(value) && bound(k) is { } most && most.ToInterval().Hi is var hi && double.IsFinite(hi))
                yield return new RateRow(source.ToString(), $"{quantity.Extreme}, {basis}", k.K, hi, value) { Traced = quantity };
        }
    }
}
