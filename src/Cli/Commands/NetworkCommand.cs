using System.Collections.Immutable;
using System.CommandLine;
using BoundCheck.Bounds.Studies.Networks;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Networks;
using BoundCheck.Cli.Output;
using BoundCheck.Cli.Report;

namespace BoundCheck.Cli.Commands;

/// <summary>network: trains two-layer networks with large steps, measures, and sets the regularity of loss and activation beside it.</summary>
internal static class NetworkCommand
{
    private static readonly ImmutableArray<(string Key, string Help, string Name)> s_options =
    [
        ("loss", "mse, huber:DELTA, logcosh, or an expression in r. Default huber:1.", "F"),
        ("activation", "tanh, relu, leaky:A, cubic, softplus, or an expression in z. Default tanh.", "PHI"),
        ("width", "Hidden units. Default 32.", "W"),
        ("norms", "Frobenius norms of the two layers at the start. Default 4,16.", "A,B"),
        ("step", "The step size h.", "h"),
        ("multiple", "m of h = m · 2/λ_0, λ_0 the sharpness at the start. Default 8.", "m"),
        ("steps", "Steps. Default 10000.", "K"),
        ("seeds", "Runs from as many seeds. Default 5.", "N"),
        ("seed", "The first seed. Default 0.", "S"),
        ("sharpness-every", "Measure the sharpness at every so many steps. Default 25.", "N"),
        ("tolerance", "Converged when the gradient is at most this. Default 1e-10.", "t"),
        ("data", "Images as an IDX file (gz too). Default: 200 small Fashion-MNIST images.", "FILE"),
        ("labels", "Labels of the images.", "FILE"),
        ("count", "Take the first so many images. Default 1000.", "N"),
        ("pool", "Means of N x N pixels. Default 1.", "N"),
        ("teacher", "Synthetic data from a random teacher network: samples, inputs, outputs, its width.", "N,D,O,W"),
    ];

    internal static Command Create(Session session)
    {
        var command = Create(session, null);
        command.Subcommands.Add(MergeCommand.Create("network", "the networks of one process", session, parts => Create(session, parts)));
        return command;
    }

    /// <summary>The command whose runs are made, or taken from a folder of finished parts.</summary>
    private static Command Create(Session session, string? parts)
    {
        var common = new CommonOptions();
        common.Timeout.DefaultValueFactory = _ => "1800";
        common.Timeout.Description = "Seconds for the whole command; with an output file the same command continues. Default 1800.";
        var files = new Argument<string[]>("FILES") { Description = "Experiment files (.toml) or folders of them; none: one experiment from the options.",
            Arity = ArgumentArity.ZeroOrMore };
        var texts = s_options.ToDictionary(o => o.Key, o =>
            new Option<string?>("--" + o.Key) { Description = o.Help, HelpName = o.Name }, StringComparer.Ordinal);
        var flags = new[] { "batch-norm", "bias" }.ToDictionary(k => k, k =>
            new Option<bool?>("--" + k) { Description = k == "bias" ? "Both layers have a bias." : "Batch normalisation before the activation." },
                StringComparer.Ordinal);
        var csv = new Option<string?>("--csv") { Description = "The same as CSV (docs/traces.md).", HelpName = "FILE" };
        var parquet = new Option<string?>("--parquet") { Description = "Write every measured state, one row a state.", HelpName = "FILE" };
        var threads = new Option<int>("--threads") { Description = "Threads over runs (over samples for a lone run). The answers do not depend on it.",
            HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var command = new Command("network",
            "Train two-layer networks with large steps: measured behaviour beside the regularity of loss and activation. Nothing is "
                + "certified.\n\nExample: boundcheck network --loss huber:1 --activation tanh --multiple 8 --report network.html\nExample: boundcheck "
                + "network examples/networks --report networks.html") { files };
        foreach (var option in texts.Values)
            command.Options.Add(option);
        foreach (var option in flags.Values)
            command.Options.Add(option);
        var shards = new ShardOptions("network", "runs", NetworkParts.Extension, "--parquet", "--csv", "--report");
        foreach (Option option in (Option[])[shards.Shard, shards.Out, parquet, csv, threads,
            .. common.Shared.Where(o => o != common.Param && o != common.Seed)])
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, common, session);
            int workers = parse.GetValue(threads);
            if (workers is < 1 or > 1024)
                throw new InputException($"--threads: expected 1 to 1024, found {workers}");
            var given = texts.Select(o => (o.Key, Text: parse.GetValue(o.Value)))
                .Concat(flags.Select(o => (o.Key, Text: parse.GetValue(o.Value) switch { true => "true", false => "false", _ => null })))
                .Where(o => o.Text is not null).Select(o => (o.Key, Source: new SourceText(o.Text!, "--" + o.Key))).ToList();
            if (given.Any(g => g.Key == "step") && given.Any(g => g.Key == "multiple"))
                throw new InputException("--step: give either --step or --multiple");
            string[] paths = parse.GetValue(files) ?? [];
            OutputPath.CheckFile("--parquet", parse.GetValue(parquet), ".parquet", ".pq");
            OutputPath.CheckFile("--csv", parse.GetValue(csv), ".csv");
            var configurations = context.Part(() => Read(paths, given));
            if (shards.Read(parse) is { } shard)
                return RunPart(parse, shard, configurations, workers, context);
            return Run(context, configurations, parts, [.. new[] { parse.GetValue(parquet), parse.GetValue(csv) }.OfType<string>()], workers);
        });
        return command;
    }

    private static ImmutableArray<NetworkExperiment> Read(string[] paths, List<(string Key, SourceText Source)> given)
    {
        var settings = paths.Length == 0 ? [NetworkSettings.Empty] : paths.SelectMany(NetworkFile.Expand).Select(NetworkFile.Read).ToList();
        return [.. settings.Select(s => NetworkReader.Read(given.Aggregate(s, (known, option) => known.With(option.Key, option.Source))))];
    }

    private static string Identity(ImmutableArray<NetworkExperiment> configurations) =>
        string.Join('\n', configurations.Select(c => c.Identity).Prepend("network/1"));

    // The runs of a part. Interrupted, it goes on where it was; finished, it does nothing.
    private static int RunPart(ParseResult parse, Shard shard, ImmutableArray<NetworkExperiment> configurations, int threads, CommandContext context)
    {
        string identity = Identity(configurations);
        int runs = configurations.Sum(c => c.Problems.Length);
        new ShardManifest([.. ShardOptions.Arguments(parse)], ShardManifest.Hash(identity), runs, shard.Count).Put(shard.Folder, "network");
        var (first, count) = shard.Of(runs);
        string file = shard.File(NetworkParts.Extension);
        long finished = count;
        if (!NetworkParts.IsFinished(shard, identity, runs))
        {
            using var checkpoint = NetworkCheckpoint.Open(file, identity);
            var study = new NetworkStudy(configurations, checkpoint, threads);
            using (var progress = context.Progress($"training part {shard.Index} of {shard.Count}"))
                context.Part(null, () => study.Run(progress.Report, context.Deadline, (int)first, (int)count), false);
            finished = configurations.Select((_, i) => study.Finished(i).Length).Sum();
            if (finished == count)
                checkpoint.CompleteAs(file);
            else
                context.Missing([$"{count - finished} of {count} runs (the same command continues)"]);
        }
        return ShardOptions.Finish(shard, first, count, finished, file, "network", "runs", ["--report", "networks.html"], context);
    }

    private static int Run(CommandContext context, ImmutableArray<NetworkExperiment> configurations, string? parts, ImmutableArray<string> tables, int threads)
    {
        string? target = parts is not null ? null : tables.FirstOrDefault() ?? (context.JsonTarget is "-" ? null : context.JsonTarget) ?? context.ReportTarget;
        using var checkpoint = target is null ? null : NetworkCheckpoint.Open(target, Identity(configurations));
        if (checkpoint is { States.Count: > 0 })
            context.Warn($"continuing {checkpoint.States.Count} of {configurations.Sum(c => c.Problems.Length)} runs");
        var regularity = Analyze(context, configurations);
        INetworkStates? known = parts is null ? checkpoint : NetworkParts.Read(parts, Identity(configurations), configurations.Sum(c => c.Problems.Length));
        var study = new NetworkStudy(configurations, known, threads);
        using (var progress = context.Progress("training"))
            context.Part(null, () => study.Run(progress.Report, context.Deadline), false);
        ImmutableArray<NetworkResult> results = [.. configurations.Select((c, i) => new NetworkResult(c, regularity[i], study.Finished(i)))];
        return Finish(context, results, target, tables, checkpoint);
    }

    private static int Finish(CommandContext context, ImmutableArray<NetworkResult> results,
        string? target, ImmutableArray<string> tables, NetworkCheckpoint? checkpoint)
    {
        NetworkText.Print(context.Terminal, results);
        int missing = results.Sum(r => r.Experiment.Problems.Length - r.Runs.Length);
        if (missing > 0)
            context.Missing([$"{missing} of {results.Sum(r => r.Experiment.Problems.Length)} runs"
                + (target is null ? "" : " (the same command continues)")]);
        var document = context.Document(json => JsonOutput.WriteNetwork(json, results));
        context.WriteJson(document);
        foreach (string table in tables)
            NetworkData.Of(results).Write(table);
        context.WriteReport(() => NetworkReport.Render(results, document));
        if (missing > 0)
            return ExitCodes.Unknown;
        checkpoint?.Complete();
        return results.SelectMany(r => r.Comparisons).Any(c => c.Agreement == RangeAgreement.Outside) ? 1 : 0;
    }

    // Rows of a table share their functions; each pair is analysed once.
    private static ImmutableArray<NetworkRegularity> Analyze(CommandContext context, ImmutableArray<NetworkExperiment> configurations)
    {
        using var progress = context.Progress("analysing loss and activation");
        var known = new Dictionary<(Symbolic.Expr, Symbolic.Expr), NetworkRegularity>();
        foreach (var shape in configurations.Select(c => c.Shape))
        {
            var key = (shape.Loss.Value, shape.Activation.Value);
            if (!known.ContainsKey(key))
            {
                known[key] = context.Part($"the regularity of {shape.Loss.Name} and {shape.Activation.Name}", () =>
                    NetworkRegularity.Analyze(shape.Loss, shape.Activation, context.Deadline), NetworkRegularity.Undecided(Unknown.Time));
                context.Missing(Unfinished.Of(known[key].Loss).Select(c => $"{shape.Loss.Name}: {c}")
                    .Concat(Unfinished.Of(known[key].Activation).Select(c => $"{shape.Activation.Name}: {c}")));
            }
        }
        return [.. configurations.Select(c => known[(c.Shape.Loss.Value, c.Shape.Activation.Value)])];
    }
}
