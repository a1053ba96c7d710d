using System.Collections.Immutable;
using System.CommandLine;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Studies.Comparisons;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Networks;
using BoundCheck.Cli.Output;
using BoundCheck.Cli.Report;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Commands;

/// <summary>compare: several objectives, starts or steps side by side, certified and measured.</summary>
internal static class CompareCommand
{
    private const int MostRuns = 24;

    internal static Command Create(Session session)
    {
        var options = new CommonOptions();
        var objectives = new Argument<string[]>("OBJECTIVE") { Description = "Expressions, problem files, or files of several studies.",
            Arity = ArgumentArity.OneOrMore };
        var starts = new Option<string[]>("--start") { Description = "A start (repeatable): \"x=5,y=0.05\".", HelpName = "x=..,y=.." };
        var stepSizes = new Option<string[]>("--step") { Description = "A step size (repeatable). Runs of different steps last for the same time h·k.",
            HelpName = "h" };
        var steps = new Option<string?>("--steps") { Description = "The largest number of steps of the run with the largest step. Default 10000.",
            HelpName = "K" };
        var command = new Command("compare",
            "Several objectives, starts or steps side by side: regularity, what is certified, what is measured, which run shows which phenomenon and why.\n\n"
            + "Example: boundcheck compare \"log(cosh(x*y-1))\" \"(x*y-1)^2/2\" --start \"x=5,y=0.05\" --step 0.9")
        {
            objectives, starts, stepSizes, steps,
        };
        foreach (var option in options.Shared)
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, session);
            string[] typed = parse.GetValue(objectives)!;
            if (Array.Find(typed, NetworkFile.IsOne) is { } network)
                throw new InputException($"compare: {network} describes a network; networks are set side by side, with their curves in one plot, by\n"
                    + $"  boundcheck network {string.Join(' ', typed.Select(NextCommand.Quoted))} --report networks.html");
            var asked = typed.SelectMany(o => options.ReadStudies(parse, o)).ToList();
            if (Unused(parse.GetValue(options.Param), asked) is { } unused)
                throw new InputException($"--param: '{ProblemReader.Shorten(unused)}' does not occur in an objective");
            var inputs = (from input in asked
                          from start in Given(parse.GetValue(starts))
                          from step in Given(parse.GetValue(stepSizes))
                          select new NamedInput(input.Name, With(input.Input, start, step, parse.GetValue(steps)))).ToList();
            if (inputs.Count > MostRuns)
                throw new InputException($"compare: {inputs.Count} runs; at most {MostRuns} are shown side by side");
            var problems = context.Part(() => inputs.Select(i => ProblemReader.Read(i.Input)).ToImmutableArray());
            var names = Names(inputs, problems, asked.Any(a => a.Name is not null));
            EngineWarmUp.Start();
            return StudyBatch.Run(context, [.. names.Zip(Timed(problems), (n, p) => (n, p))], comparing: true);
        });
        return command;
    }

    private static string? Unused(string[]? parameters, List<NamedInput> asked) =>
        (parameters ?? []).Select(p => p.Split('=')[0].Trim()).FirstOrDefault(n => !asked.Exists(a => ProblemReader.Mentions(a.Input.Objective.Text, n)));

    private static string?[] Given(string[]? values) => values is { Length: > 0 } ? values : new string?[1];

    private static ProblemInput With(ProblemInput input, string? start, string? step, string? steps)
    {
        if (start is not null)
            input = input with { Start = StartText.Read(start, "--start") };
        if (step is not null)
            input = input with { Step = new SourceText(step, "--step") };
        return steps is null ? input : input with { Steps = new SourceText(steps, "--steps") };
    }

    /// <summary>Equal times h·k: the run with the largest step has the number of steps that was asked for, the others as many more as their steps are
    /// smaller.</summary>
    private static IEnumerable<Problem> Timed(ImmutableArray<Problem> problems)
    {
        double most = problems.Max(p => p.Step.ToInterval().Mid);
        return problems.Select(p => p with { Steps = (long)Math.Min(1_000_000_000, Math.Ceiling(p.Steps * Math.Max(1, most / p.Step.ToInterval().Mid))) });
    }

    /// <summary>What differs names a run: the study or the objective, the step, the start.</summary>
    private static IEnumerable<string> Names(List<NamedInput> inputs, ImmutableArray<Problem> problems, bool named)
    {
        bool Differ<T>(Func<Problem, T> part) => problems.Select(part).Distinct().Skip(1).Any();
        bool objectives = Differ(p => p.Objective.Text), steps = Differ(p => Inequality.Show(p.Step)), starts = Differ(TextOutput.StartOf);
        for (int i = 0; i < problems.Length; i++)
        {
            string? own = named && inputs[i].Name is { } name ? name : objectives ? problems[i].Objective.Text : null;
            bool alone = named && inputs.Count(n => n.Name == own) == 1;
            string?[] parts = [own, steps && !alone
                ? $"h = {Inequality.Rough(problems[i].Step)}"
                : null, starts && !alone ? TextOutput.StartOf(problems[i]) : null];
            string text = string.Join(", ", parts.Where(p => p is not null));
            yield return text.Length > 0 ? text : problems[i].Objective.Text;
        }
    }
}
