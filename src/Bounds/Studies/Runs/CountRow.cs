using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Bounds.Studies.Runs;

/// <summary>A number of steps certified before running beside the measured one.</summary>
/// <param name="Bound">The sharpest certified number for its quantity and tolerance.</param>
/// <param name="Measured">What the run counted.</param>
public sealed record CountRow(StepsBound Bound, LargeSteps Measured)
{
    /// <summary>The measured number that the bound is about: how many, which first, or from where on.</summary>
    public long Steps => Bound.Meaning switch
    {
        CountMeaning.Count => Measured.Steps,
        CountMeaning.First => Measured.First ?? 0,
        _ => Measured.Last is { } last ? last + 1 : 0,
    };

    /// <summary>Certified over measured, at least 1; null where nothing was measured.</summary>
    public double? Ratio => Steps > 0 ? Bound.Bound.ToInterval().Hi / Steps : null;

    /// <summary>The rows of a run that converged: the counts of one that did not are not complete.</summary>
    internal static ImmutableArray<CountRow> Of(RunReport run)
    {
        var m = run.Measurement;
        return m.Outcome != Outcome.Converged ? [] : [.. run.Study.Prediction.Sharpest.Select(Row).OfType<CountRow>()];

        CountRow? Row(StepsBound bound)
        {
            double epsilon = Size(bound);
            var counted = bound.Quantity.Short == Quantity.Offset.Short ? m.OffsetCounts : bound.Quantity.Short == Quantity.Loss.Short ? m.LossCounts : [];
            return epsilon > run.Study.Problem.Tolerance && counted.Where(c => c.Epsilon == epsilon).Select(c => (LargeSteps?)c).FirstOrDefault() is { } found
                ? new CountRow(bound, found)
                : null;
        }
    }

    /// <summary>The thresholds of |u|, or of the loss, that a study's counts are about.</summary>
    internal static ImmutableArray<double> Thresholds(PredictionReport prediction, Quantity quantity) =>
        [.. prediction.Sharpest.Where(s => s.Quantity.Short == quantity.Short).Select(Size).Distinct()];

    private static double Size(StepsBound bound) => ((Certified)bound.Epsilon).ToInterval().Hi;
}
