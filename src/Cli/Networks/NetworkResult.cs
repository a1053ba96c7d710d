using System.Collections.Immutable;
using BoundCheck.Bounds.Studies.Networks;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Networks;

namespace BoundCheck.Cli.Networks;

/// <summary>A configuration with what was found: verdicts about its functions, and the finished runs in the order of the seeds.</summary>
internal sealed record NetworkResult(NetworkConfiguration Configuration, NetworkRegularity Regularity, ImmutableArray<NetworkMeasurement> Runs)
{
    internal bool IsComplete => Runs.Length == Configuration.Problems.Length;

    internal IEnumerable<(Expectation Expectation, RangeAgreement Agreement)> Comparisons =>
        Runs.IsEmpty ? [] : Configuration.Expectations.Select(e => (e, e.Compare(Runs)));

    /// <summary>The largest |W1|² + |W2|² of all runs that stayed bounded; NaN where none did.</summary>
    internal double MaxP => Runs.Where(r => r.Tail is not null).Select(r => r.MaxP).DefaultIfEmpty(double.NaN).Max();

    internal (double Lo, double Hi)? Range(Func<NetworkMeasurement, double> quantity)
    {
        double[] values = [.. Runs.Select(quantity).Where(double.IsFinite)];
        return values.Length == 0 ? null : (values.Min(), values.Max());
    }

    internal int Count(Func<NetworkMeasurement, bool> holds) => Runs.Count(holds);

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
    }
}
