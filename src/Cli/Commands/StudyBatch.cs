using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Comparisons;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Cli.Report;

namespace BoundCheck.Cli.Commands;

/// <summary>Several problems checked and run as one, with one report and one JSON: compare, and study files.</summary>
internal static class StudyBatch
{
    /// <summary>The problems of a study file with their names. One that can't be read is named and left out: the others are answered.</summary>
    /// <exception cref="InputException">None of them can be read.</exception>
    internal static ImmutableArray<(string Name, Problem Problem)> Read(CommandContext context, IEnumerable<NamedInput> inputs)
    {
        var problems = ImmutableArray.CreateBuilder<(string, Problem)>();
        var failed = new List<InputException>();
        foreach (var input in inputs)
        {
            string name = input.Name ?? input.Input.Objective.Text;
            try
            {
                problems.Add((name, context.Part(() => ProblemReader.Read(input.Input))));
            }
            catch (InputException e)
            {
                failed.Add(e);
                context.Failed(name, e.Message);
            }
        }
        return problems.Count > 0 ? problems.ToImmutable() : throw failed[0];
    }

    /// <summary>Checks and runs every problem. The exit code is that of all: 4 for a contradiction, 2 where one could not be read, 0 when each is
    /// 0, 1 when one is 1, else 3.</summary>
    /// <param name="context">Where to print.</param>
    /// <param name="problems">The problems with their names.</param>
    /// <param name="comparing">Side by side; otherwise each by itself first.</param>
    internal static int Run(CommandContext context, ImmutableArray<(string Name, Problem Problem)> problems, bool comparing)
    {
        var studies = ImmutableArray.CreateBuilder<(string Name, Study Study)>();
        var runs = ImmutableArray.CreateBuilder<ComparedRun>();
        foreach (var (name, problem) in problems)
        {
            var study = Check(context, name, problem);
            RunReport? run;
            using (var progress = context.Progress($"running {name}"))
                run = context.Part($"the run of {name}", () => comparing
                    ? Runner.Measure(study, context.Deadline)
                    : Runner.Run(study, progress, context.Deadline), null);
            studies.Add((name, study));
            if (run is null)
                continue;
            context.Missing(run.Unfinished);
            runs.Add(new ComparedRun(name, run));
        }
        var comparison = new RunComparison(runs.ToImmutable());
        if (!comparing)
            Each(context, studies, runs);
        if (comparison.Runs.Length > 0)
            TextOutput.Comparison(context.Terminal, comparison);
        var document = context.Document(json => JsonOutput.WriteStudies(json, studies.ToImmutable(), comparison));
        context.WriteJson(document);
        context.WriteReport(() => ComparisonReport.Render(comparison, studies.ToImmutable(), document));
        var broken = runs.Select(r => context.Contradictions(r.Run)).ToList();
        return broken.Exists(b => b != 0) ? ExitCodes.InternalError : ExitCode(context, studies.Select(s => s.Study.ExitCode));
    }

    /// <summary>Checks every problem without running it.</summary>
    internal static int Check(CommandContext context, ImmutableArray<(string Name, Problem Problem)> problems)
    {
        var studies = problems.Select(p => (p.Name, Study: Check(context, p.Name, p.Problem))).ToImmutableArray();
        foreach (var (name, study) in studies)
        {
            TextOutput.Heading(context.Terminal, name);
            Summary.Print(context.Terminal, study, null, CheckCommand.StartSharpness(context, study));
            if (context.Verbose)
                TextOutput.Study(context.Terminal, study);
        }
        var document = context.Document(json => JsonOutput.WriteStudies(json, studies, new RunComparison([])));
        context.WriteJson(document);
        context.WriteReport(() => ComparisonReport.Render(new RunComparison([]), studies, document));
        return ExitCode(context, studies.Select(s => s.Study.ExitCode));
    }

    private static void Each(CommandContext context, IEnumerable<(string Name, Study Study)> studies, IEnumerable<ComparedRun> runs)
    {
        foreach (var (name, study) in studies)
        {
            TextOutput.Heading(context.Terminal, name);
            var run = runs.FirstOrDefault(r => ReferenceEquals(r.Run.Study, study))?.Run;
            if (run is null)
                Summary.Print(context.Terminal, study, null, CheckCommand.StartSharpness(context, study));
            else
                Summary.Print(context.Terminal, run, null);
            if (!context.Verbose)
                continue;
            TextOutput.Study(context.Terminal, study);
            if (run is not null)
                TextOutput.Run(context.Terminal, run);
        }
    }

    private static Study Check(CommandContext context, string name, Problem problem)
    {
        using var progress = context.Progress($"checking {name}");
        var regularity = context.Regularity(problem.Objective, $" of {name}");
        var study = context.Part($"the theorems of {name}", () =>
            Study.Check(problem, regularity, context.Deadline, progress: progress), Study.Unfinished(problem, regularity));
        context.Missing(Unfinished.Of(study).Select(theorem => $"{theorem} of {name}"));
        return study;
    }

    private static int ExitCode(CommandContext context, IEnumerable<int> codes)
    {
        var all = codes.ToList();
        return context.HasFailures ? ExitCodes.BadInput : all.TrueForAll(c => c == 0) ? 0 : all.Contains(1) ? 1 : ExitCodes.Unknown;
    }
}
