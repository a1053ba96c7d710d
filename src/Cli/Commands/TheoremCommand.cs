using System.CommandLine;
using System.Globalization;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies.Laboratory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Commands;

/// <summary>theorem: a theorem of one's own on one problem.</summary>
internal static class TheoremCommand
{
    private const long StandardSteps = 200, MostSteps = 20_000, MostRuns = 10_000_000;

    internal static Command Create(Session session)
    {
        var command = Create(session, null);
        command.Subcommands.Add(MergeCommand.Create("theorem", "the hunts of all parts as one, every counterexample proved again", session,
            parts => Create(session, parts)));
        return command;
    }

    /// <summary>The command whose hunt is done, or taken from a folder of finished parts.</summary>
    private static Command Create(Session session, string? parts)
    {
        var options = new CommonOptions();
        var file = new Argument<string>("FILE") { Description = "The theorem: a TOML file with [hypotheses] and [conclusions] (docs/laboratory.md)." };
        var objective = new Argument<string?>("OBJECTIVE")
        {
            Description = "An expression, or the path of a .toml problem file. Left out for a theorem with an objective of its own.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var steps = new Option<string?>("--steps")
        {
            Description = $"The steps of the run in enclosures. Default {StandardSteps}, at most {MostSteps}.", HelpName = "K",
        };
        var hunt = new Option<bool>("--hunt") { Description =
            "Search losses, random objectives, starts and steps for a run that satisfies the hypotheses and breaks a conclusion." };
        var runs = new Option<string?>("--runs")
        {
            Description = $"The runs of a hunt that satisfy the hypotheses. Default {new HuntOptions().Runs}.", HelpName = "N",
        };
        var command = new Command(
            "theorem",
            "A theorem of one's own: its hypotheses proved or refuted, its bounds, its conclusions along a run, and the hunt for counterexamples.\n\n"
            + "Example: boundcheck theorem examples/theorems/t1.toml \"log(cosh(x*y-1))\" --start \"x=2,y=0.2\" --step 0.5\n"
            + "         boundcheck theorem examples/theorems/t3-relaxed.toml --hunt")
        {
            file, objective, options.Step, options.Start, steps, hunt, runs,
        };
        var shards = new ShardOptions("theorem", "runs", HuntFiles.Extension);
        command.Options.Add(shards.Shard);
        command.Options.Add(shards.Out);
        foreach (var option in new Option[] { options.Param, options.Json, options.Timeout, options.Quiet, options.NoColor, options.Seed })
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, session);
            var theorem = TheoremFile.Read(parse.GetValue(file)!);
            long count = ReadCount(parse.GetValue(runs), "--runs", new HuntOptions().Runs, MostRuns);
            if (parse.GetValue(hunt))
            {
                if ((parse.GetValue(options.Step) ?? parse.GetValue(options.Start)) is not null)
                    throw new InputException("theorem: a hunt finds its own steps and starts; --step and --start are for one problem, without --hunt");
                var search = new HuntOptions
                {
                    Runs = (int)count, Steps = (int)ReadCount(parse.GetValue(steps), "--steps", StandardSteps, MostSteps),
                    Seed = ReadSeed(parse.GetValue(options.Seed)),
                    Objective = parse.GetValue(objective) is { } only ? ReadOnly(theorem, options.Read(parse, only), context) : null,
                };
                if (shards.Read(parse) is { } shard)
                    return SearchPart(theorem, search, shard, parse, context);
                return parts is null ? Search(theorem, search, context) : Join(theorem, search, parts, context);
            }
            if (shards.Read(parse) is not null)
                throw new InputException("--shard: a hunt is divided; expected --hunt as well");
            return Try(theorem, ReadInput(theorem, parse, parse.GetValue(objective), options),
                ReadCount(parse.GetValue(steps), "--steps", StandardSteps, MostSteps), context);
        });
        return command;
    }

    private static int Try(UserTheorem theorem, ProblemInput input, long steps, CommandContext context)
    {
        ProblemReader.RequirePlain(input);
        var problem = context.Part(() => ProblemReader.Read(input));
        if (theorem.IsProduct && !problem.Objective.IsProduct)
            throw new InputException($"the theorem is about F(x·y), and the objective is not of that form: {problem.Objective.Reason}");
        var parameters = input.Parameters.ToDictionary(p => p.Key, p => ProblemReader.ReadClosed(p.Value, $"parameter '{p.Key}'"), StringComparer.Ordinal);
        TheoremTrial? trial;
        using (context.Progress("trying"))
        {
            var regularity = context.Regularity(problem.Objective);
            trial = context.Part("the theorem", () => TheoremTrial.Of(theorem, problem, parameters, regularity, steps, context.Deadline), null);
        }
        if (trial is null)
        {
            context.WriteJson(context.Document(json => JsonOutput.WriteObjective(json, problem.Objective)));
            return 3;
        }
        context.Missing(trial.Hypotheses.Where(h => Unfinished.IsTime(h.Verdict)).Select(h => h.Statement.Id)
            .Concat(trial.IsComplete ? [] : [trial.Run.IsEmpty ? "the run" : "the catalogue"]));
        TextOutput.Trial(context.Terminal, trial);
        context.WriteJson(context.Document(json => JsonOutput.WriteTrial(json, trial)));
        return trial.Applies.IsRefuted || trial.IsRefuted ? 1 : trial.Applies.IsProved && trial.IsComplete ? 0 : 3;
    }

    private static ProblemInput ReadInput(UserTheorem theorem, ParseResult parse, string? objective, CommonOptions options)
    {
        if (theorem.Text.Objective is not { } own)
            return options.Read(parse, objective ?? throw new InputException("theorem: expected an OBJECTIVE, which the theorem is to be tried on"));
        if (objective is not null)
            throw new InputException("theorem: the file has an objective of its own, and a second one was given; its parameters are set with --param");
        var input = options.Read(parse, own);
        foreach (var parameter in theorem.Text.Parameters.Where(p => !input.Parameters.ContainsKey(p.Name)))
        {
            if (parameter.Text.TrimStart() is ['[' or '(', ..])
                throw new InputException($"--param: the value of '{parameter.Name}' is missing; expected --param {parameter.Name}=... in {parameter.Text}");
            input = input with { Parameters = input.Parameters.SetItem(parameter.Name, new SourceText(parameter.Text, $"parameter '{parameter.Name}'")) };
        }
        return input;
    }

    private static HuntReport Report(UserTheorem theorem, HuntOptions options, CommandContext context)
    {
        HuntReport report;
        using (var progress = context.Progress("hunting"))
            report = context.Part("the hunt", () => Hunt.Execute(theorem, options, progress, context.Deadline),
                new HuntReport { Theorem = theorem, Options = options });
        if (!report.IsComplete)
            context.Missing([$"the hunt, of which {report.Runs} of {options.Runs} runs were made"]);
        return report;
    }

    private static int Search(UserTheorem theorem, HuntOptions options, CommandContext context) => Answer(Report(theorem, options, context), context);

    // A part of a hunt, every so many of its rounds. Finished, it does nothing; interrupted, it begins again.
    private static int SearchPart(UserTheorem theorem, HuntOptions options, Shard shard, ParseResult parse, CommandContext context)
    {
        string problem = HuntFiles.Problem(theorem, options), file = shard.File(HuntFiles.Extension);
        new ShardManifest([.. ShardOptions.Arguments(parse)], problem, options.Runs, shard.Count).Put(shard.Folder, "hunt");
        var (first, runs) = shard.Of(options.Runs);
        bool complete = HuntFiles.Read(file, problem) is not null;
        if (!complete)
        {
            var report = Report(theorem, options with { Runs = (int)runs, Part = shard.Index, Parts = shard.Count }, context);
            complete = report.IsComplete;
            if (complete)
                HuntFiles.Write(file, problem, report.ToPart());
        }
        return ShardOptions.Finish(shard, first, runs, complete ? runs : 0, file, "theorem", "runs", [], context);
    }

    private static int Join(UserTheorem theorem, HuntOptions options, string folder, CommandContext context)
    {
        string problem = HuntFiles.Problem(theorem, options);
        var parts = ShardManifest.Parts(folder, problem, options.Runs, HuntFiles.Extension).Select(p => p.File(HuntFiles.Extension)).Select(file =>
            HuntFiles.Read(file, problem) ?? throw new InputException($"{file}: damaged, or a part of another hunt"));
        var report = context.Part("the hunt", () => Hunt.Join(theorem, options, parts, context.Deadline)
            ?? throw new InputException($"{folder}: damaged: what a part names is no counterexample"), new HuntReport { Theorem = theorem, Options = options });
        return Answer(report, context);
    }

    private static int Answer(HuntReport report, CommandContext context)
    {
        TextOutput.Hunt(context.Terminal, report);
        context.WriteJson(context.Document(json => JsonOutput.WriteHunt(json, report)));
        return report.Counterexamples.IsEmpty ? 3 : 1;
    }

    private static Bounds.Problems.Objective ReadOnly(UserTheorem theorem, ProblemInput input, CommandContext context)
    {
        if (!theorem.IsProduct)
            throw new InputException("theorem: the file has an objective of its own, and a second one was given");
        var objective = context.Part(() => ProblemReader.ReadObjective(input));
        return objective.IsProduct
            ? objective
            : throw new InputException($"the theorem is about F(x·y), and the objective is not of that form: {objective.Reason}");
    }

    private static long ReadCount(string? text, string option, long standard, long most)
    {
        if (text is null)
            return standard;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count) && count >= 1 && count <= most
            ? count : throw new InputException($"{option}: expected an integer from 1 to {most}, found '{ProblemReader.Shorten(text)}'");
    }

    private static long ReadSeed(string? text) => text is null ? 0
        : long.TryParse(text, CultureInfo.InvariantCulture, out long seed) ? seed
            : throw new InputException($"--seed: expected an integer, found '{ProblemReader.Shorten(text)}'");
}
