using BoundCheck.Bounds.Studies.Networks;
using System.Collections.Immutable;
using BoundCheck.Cli.Output;
using BoundCheck.Numeric.Networks;

namespace BoundCheck.Cli.Networks;

/// <summary>All runs as a table, one row a step: the loss of every step, the other columns where they were measured (NaN elsewhere).</summary>
internal static class NetworkData
{
    internal static DataTable Of(ImmutableArray<NetworkResult> results)
    {
        var rows = results.SelectMany(r => r.Runs.SelectMany(run => Steps(run).Select(t => (r.Experiment.Name, Run: run, Point: t)))).ToArray();
        (string Name, Func<NetworkMeasurement, NetworkPoint, double> Value)[] columns =
        [
            ("loss", (_, p) => p.Loss), ("sharpness", (_, p) => p.Sharpness), ("edge", (m, _) => m.Edge), ("gradientNorm", (_, p) => p.GradientNorm),
            ("firstNorm", (_, p) => p.FirstNorm), ("secondNorm", (_, p) => p.SecondNorm), ("accuracy", (_, p) => p.Accuracy),
        ];
        return new DataTable(rows.Length,
        [
            TableColumn.Of("configuration", i => rows[i].Name), TableColumn.Of("seed", i => rows[i].Run.Seed), TableColumn.Of("step", i => rows[i].Point.Step),
            .. columns.Select(c => TableColumn.Of(c.Name, i => c.Value(rows[i].Run, rows[i].Point))),
        ]);
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
