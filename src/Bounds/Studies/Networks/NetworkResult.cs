using System.Collections.Immutable;
using BoundCheck.Numeric.Networks;

namespace BoundCheck.Bounds.Studies.Networks;

/// <summary>An experiment with what was found.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Regularity">Verdicts about its loss and activation.</param>
/// <param name="Runs">The runs that ended, in the order of the seeds.</param>
public sealed record NetworkResult(NetworkExperiment Experiment, NetworkRegularity Regularity, ImmutableArray<NetworkMeasurement> Runs)
{
    /// <summary>Whether every seed's run ended.</summary>
    public bool IsComplete => Runs.Length == Experiment.Problems.Length;

    /// <summary>How the runs compare with what was measured before; empty where none ended.</summary>
    public IEnumerable<(MeasuredRange Expectation, RangeAgreement Agreement)> Comparisons =>
        Runs.IsEmpty ? [] : Experiment.Expectations.Select(e => (e, e.Compare(Runs)));

    /// <summary>The largest |W1|² + |W2|² of all runs that stayed bounded; NaN where none did.</summary>
    public double MaxP => Runs.Where(r => r.Tail is not null).Select(r => r.MaxP).DefaultIfEmpty(double.NaN).Max();

    /// <summary>The least and largest finite value of a quantity over the runs; null where there is none.</summary>
    public (double Lo, double Hi)? Range(Func<NetworkMeasurement, double> quantity)
    {
        double[] values = [.. Runs.Select(quantity).Where(double.IsFinite)];
        return values.Length == 0 ? null : (values.Min(), values.Max());
    }

    /// <summary>How many runs have a property.</summary>
    public int Count(Func<NetworkMeasurement, bool> holds) => Runs.Count(holds);

    /// <summary>The median: the mean of the middle two of an even number, NaN of none.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
    }
}
