using System.Collections.Immutable;
using BoundCheck.Bounds.Catalogue;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Prediction;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds;

/// <summary>The answer of check: regularity, theorems and predictions for one problem.</summary>
/// <param name="Problem">What was asked.</param>
/// <param name="Regularity">The analysis of the objective.</param>
/// <param name="Setting">The oriented quantities the theorems were checked with.</param>
/// <param name="Theorems">Every theorem of the catalogue, checked.</param>
/// <param name="Prediction">What follows.</param>
public sealed record Study(Problem Problem, RegularityReport Regularity, Setting Setting, ImmutableArray<TheoremResult> Theorems, PredictionReport Prediction)
{
    /// <summary>Up to so many coordinates the objective is written out for the classical theorems.</summary>
    private const int MostScalars = 64;

    /// <summary>Checks every theorem for the problem.</summary>
    /// <exception cref="OperationCanceledException">Cancelled by the user (a deadline is not a cancellation: it makes verdicts unknown).</exception>
    public static Study Check(Problem problem, RegularityReport regularity, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var setting = new Setting(problem.Objective, regularity, problem.Step, problem.Start) { Scalars = Scalars(problem) };
        var theorems = Theorem.All.Select(t => t.Check(setting, cancellation)).ToImmutableArray();
        return new Study(problem, regularity, setting, theorems, Predictor.Predict(problem.Step, theorems));
    }

    /// <summary>The objective with dot products written out, and the start in the order of its variables; null without a start of every variable, or with too many.</summary>
    private static (Expr, ImmutableArray<Certified>)? Scalars(Problem problem)
    {
        if (problem.Point.IsEmpty || problem.Point.Values.Sum(v => v.Length) > MostScalars)
            return null;
        var expression = Runs.Runner.WrittenOut(problem.Objective, problem.Point);
        return (expression, [.. expression.Variables().Select(v => Problem.CoordinateOf(problem.Objective, problem.Point, v))]);
    }

    /// <summary>0 when a large-step theorem applies, 1 when each has a refuted hypothesis or convergence is excluded from this start whatever the step, 3 otherwise.</summary>
    public int ExitCode
    {
        get
        {
            if (Prediction.Failure is { AtEveryStep: true })
                return 1;
            var large = Theorems.Where(t => t.Theorem.IsLargeStep).ToList();
            return large.Any(t => t.Applies.IsProved) ? 0 : large.All(t => t.Applies.IsRefuted) ? 1 : 3;
        }
    }
}
