using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Report;

namespace BoundCheck.Cli.Output;

/// <summary>The answer of analyze in about fifteen lines: structure, what holds of F and what does not, which starts are certified.</summary>
internal static class AnalysisSummary
{
    /// <summary>Prints it.</summary>
    /// <param name="terminal">Where to print.</param>
    /// <param name="objective">The objective.</param>
    /// <param name="r">What is known of F.</param>
    /// <param name="regions">The certified starts.</param>
    /// <param name="obstacles">Why no start is certified.</param>
    /// <param name="curvature">L, μ and PL constants.</param>
    /// <param name="next">The question about a start and a step, without them.</param>
    internal static void Print(Terminal terminal, Objective objective, RegularityReport r, ImmutableArray<RegionAtStep> regions,
        ImmutableArray<Obstacle> obstacles, CurvatureReport curvature, string next)
    {
        TextOutput.Answer(terminal, Answers.Of(objective, r, regions));
        TextOutput.Objective(terminal, objective);
        foreach (string doubt in StartPoint.Doubts(objective))
            TextOutput.Line(terminal, "name", doubt);
        if (objective.Structure.Outer is not null)
            Regularity(terminal, r);
        foreach (var (region, i) in Starts(regions).Select((s, i) => (s, i)))
            TextOutput.Line(terminal, i == 0 ? "starts" : "", region);
        foreach (var obstacle in obstacles.DistinctBy(o => TextOutput.Explain(o.Hypothesis.Verdict)).Take(2))
            TextOutput.Line(terminal, "why not", obstacle.Text);
        if (objective.Structure.Outer is null)
            TextOutput.Curvature(terminal, curvature);
        TextOutput.Next(terminal, $"{next} --step h --start {NextCommand.Quoted(Start(objective))}");
    }

    private static void Regularity(Terminal terminal, RegularityReport r)
    {
        (string Name, Verdict Verdict)[] shapes =
        [
            ("smooth", r.Smooth), ("good regularity (smooth, F' bounded)", r.Good), ("monotone ratio F'(u)/u", r.MonotoneRatio),
                ("star-convex", r.StarConvex), ("convex", r.Convex),
        ];
        string constants = string.Join(", ", new[]
        {
            r.Centre is { } c ? $"minimiser c = {r.CentreExpr?.ToString() ?? Inequality.Rough(c)}" : null,
            Constant("sector bound F'(c+u)/u <= β = ", r.Sector), Constant("derivative bound |F'| <= G = ", r.DerivativeBound),
            r.Degree.IsInfinite ? "grows faster than every power" : r.Degree.Value is { } d ? $"grows like |u|^{d}" : null,
        }.OfType<string>());
        if (constants.Length > 0)
            TextOutput.Line(terminal, "constants", constants);
        Shapes("holds", v => v.IsProved);
        Shapes("undecided", v => v.IsUnknown);
        foreach (var (name, verdict) in shapes.Append(("derivative bound", r.DerivativeBound.Verdict)).Append(("sector bound", r.Sector.Verdict))
            .Where(s => s.Item2.IsRefuted).DistinctBy(s => TextOutput.Explain(s.Item2)))
            TextOutput.Line(terminal, "fails", $"{name}: {TextOutput.Explain(verdict)}");

        void Shapes(string label, Func<Verdict, bool> of)
        {
            var named = shapes.Where(s => of(s.Verdict)).Select(s => s.Name).ToList();
            if (named.Count > 0)
                TextOutput.Line(terminal, label, string.Join(", ", named));
        }

        static string? Constant(string name, RegularityConstant constant) =>
            constant is { Verdict: Proved } && (constant.ExactText ?? (constant.Value is { } v ? DirectedText.Up(v) : null)) is { } value ? name + value : null;
    }

    /// <summary>The widest set of each of three steps, small, medium and large.</summary>
    private static IEnumerable<string> Starts(ImmutableArray<RegionAtStep> regions)
    {
        string? before = null;
        foreach (var region in regions)
        {
            var widest = region.Theorems.Where(t => !t.Starts.IsEmpty)
                .OrderByDescending(t => t.Region.IsUnbounded).ThenByDescending(t => t.Starts.Area?.ToInterval().Lo ?? 0).FirstOrDefault();
            string text = widest is null ? region.Theorems.FirstOrDefault(t => t.Starts is UndecidedStarts) is { } open
                ? $"{open.Starts.Text} ({open.Region.Source.Theorem})" : "none certified"
                : $"{TextOutput.Starts(widest.Starts)} ({widest.Region.Source.Theorem})";
            if (text != before)
                yield return $"h = {Inequality.Rough(region.Step)}: {text}";
            before = text;
        }
    }

    private static string Start(Objective objective) =>
        string.Join(',', objective.Expression.Variables().Select(v => v.ToString()!.Split('[')[0]).Distinct(StringComparer.Ordinal).Select(n => n + "=.."));
}
