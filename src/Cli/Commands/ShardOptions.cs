using System.CommandLine;
using System.CommandLine.Parsing;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Cli.Sweep;

namespace BoundCheck.Cli.Commands;

/// <summary>sweep --shard: one of several equal parts, each a process of its own, on a machine of its own.</summary>
internal sealed class ShardOptions
{
    // What belongs to the process and not to the sweep.
    private static readonly string[] s_own = ["--shard", "--out", "--threads", "--timeout", "--json", "--quiet", "--verbose", "--no-color", "--seed"];

    // What needs all cells.
    private static readonly string[] s_whole = ["--parquet", "--csv", "--png", "--report", "--plots", "--certify", "--table"];

    internal Option<string?> Shard { get; } = new("--shard") { Description =
        "Only part i of n, into --out; auto/n takes i from SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX, auto takes n too (Slurm). sweep merge joins them.",
        HelpName = "i/n" };

    internal Option<string?> Out { get; } = new("--out") { Description = "The folder of the parts: part-i-of-n.parquet and manifest.json.", HelpName = "DIR" };

    /// <summary>The part that was asked for; null for the whole sweep.</summary>
    /// <exception cref="InputException">It can't be read, or does not go with another option.</exception>
    internal SweepShard? Read(ParseResult parse)
    {
        if (parse.GetValue(Shard) is not { } text)
            return parse.GetValue(Out) is null ? null : throw new InputException("--out: the folder of parts; expected --shard i/n as well");
        var shard = SweepShard.Read(text, parse.GetValue(Out), Environment.GetEnvironmentVariable);
        if (Typed(parse).FirstOrDefault(o => s_whole.Contains(o.Option.Name)) is { } whole)
            throw new InputException($"{whole.Option.Name}: needs all cells; give it to sweep merge instead");
        OutputPath.CheckFolder("--out", shard.Folder);
        return shard;
    }

    /// <summary>Runs the cells of a part and keeps them. Interrupted, it goes on where it was; finished, it does nothing.</summary>
    /// <returns>0 when the part is complete, 3 when the time was up first.</returns>
    internal static int Run(ParseResult parse, SweepShard shard,
        SweepPlan plan, string identity, RegularityReport report, int workers, CommandContext context)
    {
        string problem = ShardManifest.Hash(identity);
        new ShardManifest([.. Arguments(parse)], problem, plan.Cells, shard.Count).Put(shard.Folder);
        var part = shard.Of(plan);
        var runner = new SweepRunner(part, report, workers);
        var table = new SweepTable(part.Cells) { Theorems = runner.Theorems };
        bool complete = SweepParts.IsFinished(shard, part, problem, table);
        if (!complete)
        {
            using var checkpoint = SweepCheckpoint.Open(shard.File, $"{identity}\n{part.First}+{part.Cells}", table, SweepRunner.BandSize(part));
            table.Finished = (int)Math.Min(part.Cells, (long)checkpoint.Bands * SweepRunner.BandSize(part));
            using (var progress = context.Progress($"sweeping part {shard.Index} of {shard.Count}"))
                complete = context.Part(null, () => runner.RunBands(table, (first, count) => checkpoint.Add(table, first, count),
                    done => progress.Report(done, part.Cells), context.Interrupt, context.Deadline), false);
            if (complete)
            {
                SweepParts.Write(shard, part, table, problem);
                checkpoint.Complete();
            }
            else
            {
                context.Missing([$"{part.Cells - table.Finished} of {part.Cells} cells (the same command continues)"]);
            }
        }
        TextOutput.Answer(context.Terminal,
            $"Part {shard.Index} of {shard.Count}: {table.Finished} of {part.Cells} cells{(complete ? $" in {shard.File}" : "")}.");
        if (complete)
            TextOutput.Next(context.Terminal, $"boundcheck sweep merge {NextCommand.Quoted(shard.Folder)} --png map.png");
        context.WriteJson(context.Document(json =>
        {
            json.WriteStartObject("shard");
            json.WriteNumber("index", shard.Index);
            json.WriteNumber("count", shard.Count);
            json.WriteNumber("first", part.First);
            json.WriteNumber("cells", part.Cells);
            json.WriteNumber("finishedCells", table.Finished);
            json.WriteString("file", shard.File);
            json.WriteEndObject();
        }));
        return complete ? 0 : ExitCodes.Unknown;
    }

    private static IEnumerable<OptionResult> Typed(ParseResult parse) =>
        parse.CommandResult.Children.OfType<OptionResult>().Where(o => !o.Implicit);

    // The sweep as typed, without what is this process's alone.
    private static IEnumerable<string> Arguments(ParseResult parse)
    {
        foreach (var child in parse.CommandResult.Children)
        {
            if (child is ArgumentResult argument)
            {
                foreach (var token in argument.Tokens)
                    yield return token.Value;
            }
            else if (child is OptionResult { Implicit: false } option && !s_own.Contains(option.Option.Name))
            {
                foreach (var token in option.Tokens)
                {
                    yield return option.Option.Name;
                    yield return token.Value;
                }
            }
        }
    }
}
