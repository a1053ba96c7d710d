using System.Collections.Immutable;
using System.CommandLine;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Studies.Families;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Commands;

/// <summary>analyze and check with --for: an objective for all parameters of a box.</summary>
internal static class FamilyOptions
{
    internal static Option<string?> For() => new("--for")
    {
        Description = "Parameters that run over a box, \"c=(0,inf); h=(0,1)\": verdicts for all of them, constants and steps as functions of them.",
            HelpName = "BOX",
    };

    /// <summary>The answer for a family; the exit code is 0 where what was asked is proved for the whole box, 1 where it is refuted, else 3.</summary>
    /// <param name="context">Where to print.</param>
    /// <param name="input">The objective, and for check the start and the step.</param>
    /// <param name="box">The box as typed.</param>
    /// <param name="checking">Whether a start and a step are asked about.</param>
    internal static int Answer(CommandContext context, ProblemInput input, string box, bool checking)
    {
        if (checking)
            ProblemReader.RequirePlain(input);
        var (ranges, error) = Family.ParseBox(box);
        if (error is not null)
            throw new InputException($"--for: {error}");
        bool hasStep = ranges.Any(r => r.Variable.ToString() == "h");
        var typed = context.Part(() => Read(input, ranges));
        var family = new Family(input.Objective.Text, typed, ranges);
        foreach (var range in ranges.Where(r => !family.Parameters.Contains(r.Variable) && !(checking && r.Variable.ToString() == "h")))
            throw new InputException($"--for: the parameter '{range.Variable}' does not occur in the objective");
        if (ranges.FirstOrDefault(r => r.Variable.ToString() == "h") is { StrictSign: not 1 } h && checking)
            throw new InputException($"--for: the step size must be > 0, found {h}");
        var step = checking && !hasStep ? ProblemReader.ReadStep(input)
            ?? throw new InputException("--step: the step size is missing; expected --step h, or a range of h in --for") : null;
        var start = checking && !input.Start.IsEmpty ? context.Part(() => ProblemReader.ReadStart(input, family.Member)) : null;
        FamilyReport report;
        using (context.Progress("analysing"))
            report = context.Part("the family", () => FamilyAnalyzer.Analyze(family, step, start, context.Deadline),
                new FamilyReport { Family = family, Reason = Bounds.Verdicts.Unknown.Time.Reason });
        context.Missing(report.Unfinished);
        TextOutput.Family(context.Terminal, report);
        context.WriteJson(context.Document(json => JsonOutput.WriteFamily(json, report)));
        return checking ? CheckCode(report) : AnalyzeCode(report);
    }

    /// <summary>
    /// The objective with its parameters as variables. One that is positive on its range is read as exp(t), so that it may stand where the parser asks for
    /// what is evidently positive, as in the width of huber, and t is taken out again.
    /// </summary>
    private static Expr Read(ProblemInput input, ImmutableArray<VariableRange> box)
    {
        var logarithms = box.Where(r => r.StrictSign == 1 && r.Variable is Variable && !input.Parameters.ContainsKey(r.Variable.ToString()))
            .ToDictionary(r => (Expr)Variable.Of($"log of {r.Variable}"), r => r.Variable);
        var typed = ProblemReader.ReadExpression(input, logarithms.ToDictionary(p => p.Value.ToString(), p => Exp.Instance.Of(p.Key)))
            .Transform(n => n is Application { Function: Exp } e && logarithms.TryGetValue(e.Argument, out var parameter) ? parameter : n);
        return typed.Variables().Any(logarithms.ContainsKey) ? ProblemReader.ReadExpression(input) : typed;
    }

    private static int AnalyzeCode(FamilyReport report)
    {
        var deciding = report.Verdicts.Where(v => v.Name is "good" or "sector").ToList();
        return deciding.Exists(v => v.Verdict.IsProved) ? 0 : deciding.Count > 0 && deciding.TrueForAll(v => v.Verdict.IsRefuted) ? 1 : ExitCodes.Unknown;
    }

    private static int CheckCode(FamilyReport report)
    {
        if (!report.Parts.IsEmpty)
            return report.Parts.Select(CheckCode).Distinct().ToList() is [var same] ? same : ExitCodes.Unknown;
        return report.Conditions.Any(c => c.Verdict.IsProved) ? 0 : !report.Conditions.IsEmpty && report.Conditions.All(c => c.Never) ? 1 : ExitCodes.Unknown;
    }
}
