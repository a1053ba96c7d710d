using System.Collections.Immutable;
using BoundCheck.Numeric.Networks;
using Parquet;
using Parquet.Schema;

namespace BoundCheck.Cli.Networks;

/// <summary>All runs as a Parquet file, one row a step: the loss of every step, the other columns where they were measured (NaN elsewhere).</summary>
internal static class NetworkParquet
{
    internal static void Write(Stream stream, ImmutableArray<NetworkResult> results) => WriteAsync(stream, results).GetAwaiter().GetResult();

    private static async Task WriteAsync(Stream stream, ImmutableArray<NetworkResult> results)
    {
        var rows = results.SelectMany(r => r.Runs.SelectMany(run => Steps(run).Select(t => (r.Configuration.Name, Run: run, Point: t)))).ToArray();
        var name = new DataField<string>("configuration");
        var seed = new DataField<long>("seed");
        var step = new DataField<long>("step");
        (string Name, Func<NetworkMeasurement, NetworkPoint, double> Value)[] columns =
        [
            ("loss", (_, p) => p.Loss), ("sharpness", (_, p) => p.Sharpness), ("edge", (m, _) => m.Edge), ("gradientNorm", (_, p) => p.GradientNorm),
            ("firstNorm", (_, p) => p.FirstNorm), ("secondNorm", (_, p) => p.SecondNorm), ("accuracy", (_, p) => p.Accuracy),
        ];
        var fields = columns.Select(c => new DataField<double>(c.Name)).ToArray();
        var schema = new ParquetSchema([name, seed, step, .. fields]);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream).ConfigureAwait(false);
        using var group = writer.CreateRowGroup();
        await group.WriteAsync(name, rows.Select(r => r.Name).ToArray()).ConfigureAwait(false);
        await group.WriteAsync<long>(seed, rows.Select(r => r.Run.Seed).ToArray()).ConfigureAwait(false);
        await group.WriteAsync<long>(step, rows.Select(r => r.Point.Step).ToArray()).ConfigureAwait(false);
        for (int i = 0; i < columns.Length; i++)
            await group.WriteAsync<double>(fields[i], rows.Select(r => columns[i].Value(r.Run, r.Point)).ToArray()).ConfigureAwait(false);
    }

    private static IEnumerable<NetworkPoint> Steps(NetworkMeasurement run)
    {
        int next = 0;
        for (int k = 0; k < run.Losses.Length; k++)
        {
            if (next < run.Trace.Length && run.Trace[next].Step == k)
                yield return run.Trace[next++];
            else
                yield return new NetworkPoint(k, run.Losses[k], double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        }
    }
}
