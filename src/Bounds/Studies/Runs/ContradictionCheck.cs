using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Bounds.Studies.Runs;

/// <summary>Compares what was certified before and beside a run with what was measured.</summary>
/// <remarks>
/// Every implication knows what would contradict it; what is derived from several of them (the phenomena) is compared here.
/// A measured run is in doubles: it follows some exact run of a slightly perturbed start only. Statements that hold for every start are compared
/// with the run as it is; statements about this very run only while its sensitivity leaves doubles enough digits. Not contradictions: a run
/// that had not settled when its budget ended, one that met the exceptions of the theorems (A_k = 0, u_k = 0 exactly), and differences
/// within the tolerances below.
/// </remarks>
internal static class ContradictionCheck
{
    private const double Rounding = Observation.Rounding;

    /// <summary>All contradictions of a run; empty for a run as it should be.</summary>
    public static ImmutableArray<Contradiction> Find(RunReport run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (!run.Study.Problem.Objective.Structure.ComparesRuns)
            return [];
        var problem = run.Study.Problem;
        var seen = new Observation(run.Measurement, problem.Step.ToInterval().Mid, problem.Tolerance, run.Step?.Failing);
        return [.. run.Study.Prediction.Implications.Where(i => !i.IsSensitive).SelectMany(i => i.Against(seen)),
            .. Phenomena(run, seen), .. Rates(run), .. Counts(run, seen), .. PrefixCheck.Find(run)];
    }

    private static IEnumerable<Contradiction> Phenomena(RunReport run, Observation seen)
    {
        var (m, p) = (run.Measurement, run.Study.Prediction.Phenomena);
        double h = seen.Step;
        bool completed = m.Outcome == Outcome.Converged && !seen.IsExceptional;
        bool visibleRise = m.MaxLoss.Loss > m.Initial.Loss * (1 + Rounding) || seen.At(1) is { } one && one.Loss > m.Initial.Loss * (1 + Rounding);
        if (p.Catapult.Certified.IsProved && completed && !m.Phenomena.Catapult.Detected
            && visibleRise && m.Final.Sharpness > m.Initial.Sharpness * (1 + Rounding))
            yield return new($"catapult: the run ends flatter than it began ({p.Catapult.By})",
                $"sharpness {m.Initial.Sharpness:R} at the start, {m.Final.Sharpness:R} at the end");
        if (p.EdgeOfStability.Certified.IsProved && completed && !m.Phenomena.EdgeOfStability.Detected
            && m.Initial.Sharpness * h > 2 * (1 + Rounding) && visibleRise)
            yield return new($"edge of stability ({p.EdgeOfStability.By})", $"converged with hφ = {h * m.LimitSharpness:R} and no edge of stability detected");
        if (p.ProgressiveSharpening.Certified.IsProved && m.Steps >= 1 && !m.Phenomena.ProgressiveSharpening.Detected && seen.At(1) is { } second
            && second.Sharpness * h < 2 * (1 - Rounding))
            yield return new("progressive sharpening: above 2/h after one step", $"h * sharpness = {h * second.Sharpness:R} after one step");
    }

    private static IEnumerable<Contradiction> Rates(RunReport run)
    {
        // Rates that use the measured state at K carry its rounding errors, which an absolute allowance per step covers.
        foreach (var r in run.Rates.Where(r => r.Bound is { } b && r.Measured > b * (1 + Rounding) && r.Measured - b > 1e-12 * (1 + r.K)))
            yield return new($"{r.Theorem}: {r.Quantity} <= {r.Bound:R} at K = {r.K}", $"{r.Measured:R}");
    }

    private static IEnumerable<Contradiction> Counts(RunReport run, Observation seen)
    {
        if (seen.IsExceptional)
            yield break;
        foreach (var row in SlopeRow.Of(run).Where(r => r.Bound is not null))
        {
            // The bound says that some step below it has a small slope.
            double most = row.Bound!.Bound!.ToInterval().Hi;
            long first = row.Measured.First ?? run.Measurement.Steps;
            if (first > most)
                yield return new($"{row.Bound.Theorem}: h|F'| < {row.Measured.Epsilon:G3} within {most:R} steps", row.Measured.First is { } f
                    ? $"at step {f}"
                    : $"not within {first} steps");
        }
    }
}
