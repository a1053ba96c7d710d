using System.Collections.Immutable;
using BoundCheck.Bounds.Catalogue;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Prediction;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Bounds.Runs;

/// <summary>Compares what was certified before and beside a run with what was measured.</summary>
/// <remarks>
/// A measured run is in doubles: it follows some exact run of a slightly perturbed start only. Statements that hold for every start are compared
/// with the run as it is; statements about this very run only while its sensitivity leaves doubles enough digits. Not contradictions: a run
/// that had not settled when its budget ended, one that met the exceptions of the theorems (A_k = 0, u_k = 0 exactly), and differences
/// within the tolerances below.
/// </remarks>
public static class ContradictionCheck
{
    /// <summary>The relative difference that rounding over a run may make in a loss, a sharpness or an imbalance.</summary>
    private const double Rounding = 1e-6;

    /// <summary>Slopes h|F'| below this change D by less than 1e-6 relatively a step: too little to tell a slow run from a cycle.</summary>
    private const double VisibleSlope = 1e-3;

    /// <summary>All contradictions of a run; empty for a run as it should be.</summary>
    public static ImmutableArray<Contradiction> Find(RunReport run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Study.Problem.Start is null)
            return [];
        return [.. Convergence(run), .. Phenomena(run), .. LimitSharpness(run), .. Rates(run), .. Counts(run), .. PrefixCheck.Find(run)];
    }

    private static IEnumerable<Contradiction> Convergence(RunReport run)
    {
        var (m, p) = (run.Measurement, run.Study.Prediction);
        double slope = Math.Abs(run.Study.Problem.Step.ToInterval().Mid * m.Final.Slope);
        if (p.Convergence == ConvergencePrediction.Certified && !Exceptional(m) && m.Initial.P < 1e100)
        {
            if (m is { Outcome: Outcome.Diverged, Cause: OutcomeCause.Overflow or OutcomeCause.Growth })
                yield return new(p.ConvergenceNote, $"diverged after {m.Steps} steps");
            // A cycle with a visible slope would keep its imbalance, which D' = D(1 - w²)² forbids.
            if (m is { Outcome: Outcome.Periodic, Period: >= 2 } && slope > VisibleSlope)
                yield return new(p.ConvergenceNote, $"an orbit of period {m.Period} with h|F'| = {slope:G6}");
        }
        var s = run.Study.Setting;
        if (p.Convergence == ConvergencePrediction.Excluded && m.Outcome == Outcome.Converged && s.Regularity is { Square.IsProved: true, SquareScale: { } a }
            && Certified.Less(new Symbolic.Rational(4_000_001, 1_000_000), Triangle.W(s, a)) == true)
            yield return new(p.ConvergenceNote, $"converged after {m.Steps} steps");
    }

    /// <summary>The null events that the theorems leave out, or their nearest in doubles.</summary>
    private static bool Exceptional(Measurement m) => m.AnnihilatedAt is not null || m.ExactLandingAt is not null;

    private static IEnumerable<Contradiction> Phenomena(RunReport run)
    {
        var (m, p) = (run.Measurement, run.Study.Prediction.Phenomena);
        double h = run.Study.Problem.Step.ToInterval().Mid;
        bool completed = m.Outcome == Outcome.Converged && !Exceptional(m);
        // D_1 = D_0(1 - w²)² falls visibly in doubles when w² is far above their precision and D_0 is a double.
        if (m.Initial.D is > 0 and < double.PositiveInfinity && p.Balancing.Certified.IsProved && m.Steps >= 1 && Math.Abs(h * m.Initial.Slope) > 1e-6 && double.IsFinite(m.Final.D) && !m.Phenomena.Balancing.Detected)
            yield return new("balancing: D falls (T2.C1)", $"D_0 = {m.Initial.D:R}, D_{m.Steps} = {m.Final.D:R}");
        if (run.Study.Theorems.Any(t => t.Theorem is BoundedDerivative && t.Applies.IsProved) && double.IsFinite(m.Final.D) && m.Final.D > m.Initial.D * (1 + Rounding))
            yield return new("D never increases (T2.C1)", $"D_0 = {m.Initial.D:R}, D_{m.Steps} = {m.Final.D:R}");
        bool visibleRise = m.MaxLoss.Loss > m.Initial.Loss * (1 + Rounding) || Trace(m, 1) is { } one && one.Loss > m.Initial.Loss * (1 + Rounding);
        if (p.Catapult.Certified.IsProved && completed && !m.Phenomena.Catapult.Detected && visibleRise && m.Final.Sharpness > m.Initial.Sharpness * (1 + Rounding))
            yield return new("catapult: the run ends flatter than it began", $"sharpness {m.Initial.Sharpness:R} at the start, {m.Final.Sharpness:R} at the end");
        if (p.Catapult.Certified.IsProved && m.Steps >= 1 && Trace(m, 1) is { } next && next.Loss < m.Initial.Loss * (1 - Rounding))
            yield return new("catapult: f_1 > f_0", $"f_0 = {m.Initial.Loss:R}, f_1 = {next.Loss:R}");
        if (p.EdgeOfStability.Certified.IsProved && completed && !m.Phenomena.EdgeOfStability.Detected && m.Initial.Sharpness * h > 2 * (1 + Rounding) && visibleRise)
            yield return new("edge of stability (T8)", $"converged with hφ = {h * m.LimitSharpness:R} and no edge of stability detected");
        if (p.ProgressiveSharpening.Certified.IsProved && m.Steps >= 1 && !m.Phenomena.ProgressiveSharpening.Detected && Trace(m, 1) is { } second
            && second.Sharpness * h < 2 * (1 - Rounding))
            yield return new("progressive sharpening: above 2/h after one step", $"h * sharpness = {h * second.Sharpness:R} after one step");
    }

    private static RunPoint? Trace(Measurement m, long step) => m.Trace.Length > step && m.Trace[(int)step] is var point && point.Step == step ? point : null;

    private static IEnumerable<Contradiction> LimitSharpness(RunReport run)
    {
        var (m, p) = (run.Measurement, run.Study.Prediction);
        if (m.LimitSharpness is not { } phi || Exceptional(m))
            yield break;
        // The measured φ belongs to D_K, K the first step within the tolerance; D falls a little further.
        if (p.LimitSharpnessAtLeast is { } least && phi < least.ToInterval().Lo * (1 - Rounding))
            yield return new($"φ_∞ >= {Inequality.Show(least)}", $"{phi:R}");
        if (p.LimitSharpnessAtMost is { } most && run.Study.Problem.Tolerance <= 1e-6 && phi > most.ToInterval().Hi * (1 + Rounding))
            yield return new($"φ_∞ <= {Inequality.Show(most)}", $"{phi:R}");
    }

    private static IEnumerable<Contradiction> Rates(RunReport run)
    {
        // Rates that use the measured state at K carry its rounding errors, which an absolute allowance per step covers.
        foreach (var r in run.Rates.Where(r => r.Bound is { } b && r.Measured > b * (1 + Rounding) && r.Measured - b > 1e-12 * (1 + r.K)))
            yield return new($"{r.Theorem}: {r.Quantity} <= {r.Bound:R} at K = {r.K}", $"{r.Measured:R}");
    }

    private static IEnumerable<Contradiction> Counts(RunReport run)
    {
        if (Exceptional(run.Measurement))
            yield break;
        foreach (var row in SlopeRow.Of(run).Where(r => r.Bound is not null))
        {
            // The bound says that some step below it has a small slope.
            double most = row.Bound!.Bound!.ToInterval().Hi;
            long seen = row.Measured.First ?? run.Measurement.Steps;
            if (seen > most)
                yield return new($"{row.Bound.Theorem}: h|F'| < {row.Measured.Epsilon:G3} within {most:R} steps", row.Measured.First is { } f ? $"at step {f}" : $"not within {seen} steps");
        }
    }
}
