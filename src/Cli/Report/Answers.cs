using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Report;

/// <summary>The answer in one sentence, the same words in the report and on the terminal.</summary>
internal static class Answers
{
    internal static string Of(Study study)
    {
        var p = study.Prediction;
        string unless = p.Step is { Exceptions.Event: { Length: > 0 } what } ? $", unless {what}" : "";
        string step = p.Step is { } h ? $" for every step below {DirectedText.Down(h.Supremum)} ({h.Source.Theorem}){unless}" : "";
        string count = p.Headline is { } s0 ? $"; {ShortNumbers.Powers(s0.Text)} ({s0.Source})" : "";
        string cap = p.Cap is { } s
            ? "; at this step the limit is "
                + $"{(p.Floor is { } floor && DirectedText.Same(floor.Least, s.Most) is { } both ? both : "at most " + DirectedText.Up(s.Most))} sharp" : "";
        return p.Convergence switch
        {
            ConvergencePrediction.Certified => $"Certified: {(study.Problem.Method.IsPlain ? "gradient descent" : study.Problem.Method.Description)} "
                + $"converges from this start{step}{cap}{count}.",
            ConvergencePrediction.Excluded =>
                $"Excluded: {p.ConvergenceNote.TrimEnd('.')}." + (p.Step is { } t ? $" Steps below {DirectedText.Down(t.Supremum)} are certified{unless}."
                : ""),
            _ => $"Open: {p.ConvergenceNote.TrimEnd('.')}." + (p.Step is null ? "" : $" From this start convergence is certified{step}.")
                + (p.Headline is { } s1 ? $" Certified: {s1.Text} ({s1.Source})." : ""),
        };
    }

    internal static string Of(Objective objective, RegularityReport r, ImmutableArray<RegionAtStep> regions)
    {
        if (objective.Structure.Outer is null)
            return objective.Structure.Dimension == 1
                ? "One variable: gradient descent is a map of the line; regularity is about F in f = F(x·y), and this is no product."
                : $"No product form: {objective.Reason?.TrimEnd('.')}.";
        string?[] found = [r.Good.IsProved ? "good regularity" : null, r.Sector.Verdict.IsProved ? "a sector bound" : null];
        string has = found.Any(f => f is not null)
            ? $"F has {string.Join(" and ", found.Where(f => f is not null))}"
            : "F has neither good regularity nor a sector bound, proved";
        var all = regions.SelectMany(s => s.Theorems).Where(t => !t.Starts.IsEmpty).OrderBy(t => !t.Region.IsUnbounded).FirstOrDefault();
        return all switch
        {
            null => $"{has}: no large-step theorem certifies convergence from a region of starts.",
            { Region.IsUnbounded: true } =>
                $"{has}: with a step small against its constants gradient descent converges from every start, however sharp ({all.Region.Source.Theorem}).",
            _ => $"{has}: for each step a bounded set of starts is certified ({all.Region.Source.Theorem}), and large ones are not.",
        };
    }
}
