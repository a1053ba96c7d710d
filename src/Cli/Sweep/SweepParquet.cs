using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Batches;
using Parquet;
using Parquet.Schema;

namespace BoundCheck.Cli.Sweep;

/// <summary>The table of a sweep as a Parquet file, one row a cell.</summary>
internal static class SweepParquet
{
    private const int RowsPerGroup = 262_144;

    internal static void Write(Stream stream, SweepPlan plan, SweepTable table) => WriteAsync(stream, plan, table).GetAwaiter().GetResult();

    private static async Task WriteAsync(Stream stream, SweepPlan plan, SweepTable table)
    {
        var axes = plan.Axes.Select(a => new DataField<double>(a.Name)).ToArray();
        var certificate = new DataField<string>("certified");
        var outcome = new DataField<string>("outcome");
        var period = new DataField<int>("period");
        var steps = new DataField<long>("steps");
        var sharpness = new DataField<double>("limitSharpness");
        var loss = new DataField<double>("maxLoss");
        SweepPhenomena[] kinds = [SweepPhenomena.ProgressiveSharpening, SweepPhenomena.EdgeOfStability, SweepPhenomena.Balancing, SweepPhenomena.Catapult];
        var phenomena = kinds.Select(k => new DataField<bool>(Camel(k.ToString()))).ToArray();
        var counts = new DataField<int>("certifiedCount");
        var floors = new DataField<double>("limitSharpnessAtLeast");
        bool region = table.CertifiedCounts.Length > 0;
        var schema = new ParquetSchema([.. axes, certificate, outcome, period, steps, sharpness, loss, .. phenomena, .. region
            ? [counts, floors]
            : Array.Empty<DataField>()]);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream).ConfigureAwait(false);
        for (int first = 0; first < table.Finished; first += RowsPerGroup)
        {
            int count = Math.Min(RowsPerGroup, table.Finished - first);
            using var group = writer.CreateRowGroup();
            for (int a = 0; a < axes.Length; a++)
                await group.WriteAsync<double>(axes[a], Column(first, count, i => plan.AxisValue(a, i))).ConfigureAwait(false);
            await group.WriteAsync(certificate, Column(first, count, i => table.Certificates[i].Converges ? table.TheoremOf(i) : "none")).ConfigureAwait(false);
            await group.WriteAsync(outcome, Column(first, count, i => Camel(table.Outcomes[i].ToString()))).ConfigureAwait(false);
            await group.WriteAsync<int>(period, Column(first, count, i => (int)table.Periods[i])).ConfigureAwait(false);
            await group.WriteAsync<long>(steps, Column(first, count, i => table.Steps[i])).ConfigureAwait(false);
            await group.WriteAsync<double>(sharpness, Column(first, count, i => table.LimitSharpness[i])).ConfigureAwait(false);
            await group.WriteAsync<double>(loss, Column(first, count, i => table.MaxLoss[i])).ConfigureAwait(false);
            for (int k = 0; k < kinds.Length; k++)
                await group.WriteAsync<bool>(phenomena[k], Column(first, count, i => table.Phenomena[i].HasFlag(kinds[k]))).ConfigureAwait(false);
            if (!region)
                continue;
            await group.WriteAsync<int>(counts, Column(first, count, i => table.CertifiedCounts[i])).ConfigureAwait(false);
            await group.WriteAsync<double>(floors, Column(first, count, i => table.CertifiedSharpness[i])).ConfigureAwait(false);
        }
    }

    private static T[] Column<T>(int first, int count, Func<int, T> value)
    {
        var column = new T[count];
        for (int i = 0; i < count; i++)
            column[i] = value(first + i);
        return column;
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
