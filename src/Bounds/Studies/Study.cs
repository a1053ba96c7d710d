using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies;

/// <summary>The answer of check: regularity, theorems and predictions for one problem.</summary>
/// <param name="Problem">What was asked.</param>
/// <param name="Regularity">The analysis of the objective.</param>
/// <param name="Setting">The oriented quantities the theorems were checked with.</param>
/// <param name="Theorems">Every theorem of the catalogue, checked.</param>
/// <param name="Prediction">What follows.</param>
public sealed record Study(Problem Problem, RegularityReport Regularity, Setting Setting, ImmutableArray<TheoremResult> Theorems, PredictionReport Prediction)
{
    /// <summary>Checks every theorem for the problem. Nothing is thrown on cancellation: what is not finished then is unknown.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="regularity">What is known of the objective.</param>
    /// <param name="cancellation">Makes what is not decided yet unknown.</param>
    /// <param name="region">The certificate of a region of starts, for T10; null for none.</param>
    /// <param name="progress">Told after every theorem how many are checked.</param>
    public static Study Check(Problem problem, RegularityReport regularity, CancellationToken cancellation, RegionCertificate? region = null,
        IProgress<RunProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var setting = SettingOf(problem, regularity, region);
        int done = 0, of = Asked(problem).Count();
        return Of(problem, setting, t =>
        {
            var result = InTime(t, setting, cancellation);
            progress?.Report(new RunProgress(++done, of));
            return result;
        });
    }

    /// <summary>What the theorems are checked for.</summary>
    internal static Setting SettingOf(Problem problem, RegularityReport regularity, RegionCertificate? region = null) =>
        Setting.Of(problem, regularity, region);

    /// <summary>A study whose theorems are all left unknown for want of time.</summary>
    public static Study Unfinished(Problem problem, RegularityReport regularity)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return Of(problem, SettingOf(problem, regularity), TheoremResult.Unfinished);
    }

    private static IEnumerable<Theorem> Asked(Problem problem) => Theorem.All.Where(t => t.IsAsked(problem.Objective.Structure, problem.Method));

    private static Study Of(Problem problem, Setting setting, Func<Theorem, TheoremResult> check)
    {
        var theorems = Asked(problem).Select(check).ToImmutableArray();
        return new Study(problem, setting.Regularity, setting, theorems, Predictor.Predict(problem.Step, theorems));
    }

    private static TheoremResult InTime(Theorem theorem, Setting setting, CancellationToken cancellation)
    {
        try
        {
            return Patience.Ask(() => theorem.Check(setting, cancellation), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return TheoremResult.Unfinished(theorem);
        }
    }

    /// <summary>0 when a large-step theorem applies, 1 when each has a refuted hypothesis or convergence is excluded from this start whatever the step, 3
    /// otherwise.</summary>
    public int ExitCode
    {
        get
        {
            if (Prediction.Failure is { AtEveryStep: true })
                return 1;
            var large = Theorems.Where(t => t.Theorem.IsLargeStep).ToList();
            return large.Any(t => t.Applies.IsProved) ? 0 : large.Count > 0 && large.TrueForAll(t => t.Applies.IsRefuted) ? 1 : 3;
        }
    }
}
