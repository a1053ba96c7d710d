using System.CommandLine;
using System.Security.Cryptography;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Cli.Sweep;

namespace BoundCheck.Cli.Commands;

/// <summary>sweep --shard: the cells of one of several equal parts.</summary>
internal static class SweepShardCommand
{
    /// <summary>Runs the cells of a part and keeps them. Interrupted, it goes on where it was; finished, it does nothing.</summary>
    /// <returns>0 when the part is complete, 3 when the time was up first.</returns>
    internal static int Run(ParseResult parse, Shard shard,
        SweepPlan plan, string identity, RegularityReport report, int workers, CommandContext context)
    {
        string problem = ShardManifest.Hash(identity);
        new ShardManifest([.. ShardOptions.Arguments(parse)], problem, plan.Cells, shard.Count).Put(shard.Folder, "sweep");
        var (first, count) = shard.Of(plan.Cells);
        var part = plan.Part(first, count);
        var runner = new SweepRunner(part, report, workers);
        bool complete = SweepParts.IsFinished(shard, part, problem, runner.Theorems);
        long finished = complete ? part.Cells : 0;
        if (!complete)
        {
            using var checkpoint = SweepCheckpoint.Open(shard.File(SweepParts.Extension), $"{identity}\n{part.First}+{part.Cells}");
            using var rows = new SweepRows(part, runner.Theorems, region: false, workers, shard.File(SweepParts.Extension));
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using (var progress = context.Progress($"sweeping part {shard.Index} of {shard.Count}"))
            {
                var gate = new SweepGate(band =>
                {
                    digest.AppendData(SweepCheckpoint.Pack(band));
                    rows.Add(band);
                    finished += band.Count;
                    progress.Report(finished, part.Cells);
                });
                var known = checkpoint.Finished(part.Cells, SweepRunner.BandSize(part), _ => { });
                complete = context.Part(null, () => runner.RunBands(known, checkpoint.Add, gate.Pass, context.Interrupt, context.Deadline), false);
                gate.Close();
            }
            if (complete)
            {
                rows.Complete(SweepParts.Metadata(part, problem, digest));
                checkpoint.Complete();
            }
            else
            {
                context.Missing([$"{part.Cells - finished} of {part.Cells} cells (the same command continues)"]);
            }
        }
        return ShardOptions.Finish(shard, part.First, part.Cells, finished, shard.File(SweepParts.Extension), "sweep", "cells", ["--png", "map.png"], context);
    }
}
