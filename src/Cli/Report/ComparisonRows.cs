using System.Collections.Immutable;
using System.Globalization;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies.Comparisons;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Output;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Report;

/// <summary>A property of several runs, as text.</summary>
/// <param name="Name">The property.</param>
/// <param name="Cells">Its value for every run.</param>
internal sealed record ComparisonRow(string Name, ImmutableArray<string> Cells);

/// <summary>The properties that a comparison shows side by side: regularity, what is certified, what is measured.</summary>
internal static class ComparisonRows
{
    internal static ImmutableArray<ComparisonRow> Of(RunComparison comparison)
    {
        return
        [
            Row("F(s)", r => r.Study.Problem.Objective.Structure.Outer?.Value.ToString() ?? "general"),
            Row("centre", r => r.Study.Regularity.Centre is { } c ? Inequality.Rough(c, 10) : "none"),
            Row("degree", r => r.Study.Regularity.Degree is { IsInfinite: true } ? "inf" : r.Study.Regularity.Degree.Value?.ToString() ?? "unknown"),
            Row("good regularity", r => TextOutput.Mark(r.Study.Regularity.Good)),
            Row("sector bound β", r => Constant(r.Study.Regularity.Sector)),
            Row("derivative bound G", r => Constant(r.Study.Regularity.DerivativeBound)),
            Row("monotone ratio", r => TextOutput.Mark(r.Study.Regularity.MonotoneRatio)),
            Row("star-convex", r => TextOutput.Mark(r.Study.Regularity.StarConvex)),
            Row("L(100)", r => r.Study.Regularity.LocalSmoothness.FirstOrDefault(l => l.Radius.Exact == 100)?.Bound is { } l ? Inequality.Rough(l) : "unknown"),
            Row("L(R) grows like", r => TextOutput.Growth(r.Study.Regularity.SmoothnessGrowth)),
            Row("convergence", r => r.Study.Prediction.Convergence.ToString().ToLowerInvariant() + By(r.Study.Prediction)),
            Row("certified step", r => r.Study.Prediction.Step is { } s ? $"{Inequality.Rough(s.Supremum)} ({s.Source.Theorem})" : "none"),
            Row("limit sharpness", r => r.Study.Prediction.Cap is { } cap ? $"<= {Inequality.Rough(cap.Most)} ({cap.Source.Theorem})" : "no bound"),
            Row("measured", r => $"{r.Measurement.Outcome.ToString().ToLowerInvariant()}, {r.Measurement.Steps.ToString(CultureInfo.InvariantCulture)} steps"),
            Row("loss at the end", r => Short(r.Measurement.Final.Loss)),
            Row("h*sharpness at the start", r => Short(Step(r) * r.Measurement.Initial.Sharpness)),
            Row("h*sharpness at the end", r => Short(Step(r) * (r.Measurement.LimitSharpness ?? r.Measurement.Final.Sharpness))),
        ];

        ComparisonRow Row(string name, Func<RunReport, string> value) => new(name, [.. comparison.Runs.Select(r => value(r.Run))]);
    }

    /// <summary>The comparison in a few words: who converges, who shows which phenomenon, and what regularity has to do with it.</summary>
    internal static string Answer(RunComparison comparison)
    {
        int converged = comparison.Runs.Count(r => r.Run.Measurement.Outcome == Outcome.Converged),
            certified = comparison.Runs.Count(r => r.Run.Study.Prediction.Convergence == ConvergencePrediction.Certified);
        return $"Of {comparison.Runs.Length} runs {converged} converge{(converged == 1 ? "s" : "")}, {certified} certified before running. "
            + $"{string.Join(". ", comparison.Phenomena.Select(p => TextOutput.Capital(p.Summary)))}.";
    }

    /// <summary>What the regularity of each objective has to do with it: how sharp a start may be.</summary>
    internal static ImmutableArray<(string Run, string Why)> Because(RunComparison comparison) => [.. comparison.Runs.Select(r => (r.Name, Because(r.Run)))];

    private static string Because(RunReport run)
    {
        var (regularity, prediction) = (run.Study.Regularity, run.Study.Prediction);
        string says = prediction.ConvergenceNote;
        if (!run.Study.Problem.Objective.Structure.ComparesRuns)
            return $"no product form, so the classical theorems alone speak: {says}";
        string slope = regularity.DerivativeBound is { Verdict: Proved, Value: { } g }
            ? $"F' is bounded (G = {Inequality.Rough(g)}), so a small step serves every start, however sharp"
            : regularity.DerivativeBound.Verdict.IsRefuted
            ? "F' is not bounded, so a step serves a bounded set of starts only"
            : "whether F' is bounded is not decided";
        return $"{slope}; {prediction.Convergence.ToString().ToLowerInvariant()}: {says}";
    }

    private static string By(PredictionReport p) => p.Convergence switch
    {
        ConvergencePrediction.Excluded => $": {p.ConvergenceNote}",
        _ => p.ConvergenceNote.IndexOf(':', StringComparison.Ordinal) is > 0 and < 5 and var end ? $" ({p.ConvergenceNote[..end]})" : "",
    };

    private static string Constant(RegularityConstant constant) => constant.Verdict is Proved
        ? constant.ExactText ?? (constant.Value is { } v ? Inequality.Rough(v) : "proved") : TextOutput.Mark(constant.Verdict);

    private static double Step(RunReport run) => run.Study.Problem.Step.ToInterval().Mid;

    private static string Short(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
