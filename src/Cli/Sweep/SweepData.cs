using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Cli.Output;
using BoundCheck.Numeric.Batches;

namespace BoundCheck.Cli.Sweep;

/// <summary>The answers of a sweep as a table, one row a finished cell.</summary>
internal static class SweepData
{
    internal static DataTable Of(SweepPlan plan, SweepTable table)
    {
        var columns = plan.Axes.Select((a, i) => TableColumn.Of(a.Name, row => plan.AxisValue(i, row))).ToList();
        columns.Add(TableColumn.Of("certified", i => table.Certificates[i].Converges ? table.TheoremOf(i) : "none"));
        columns.Add(TableColumn.Of("outcome", i => Camel(table.Outcomes[i].ToString())));
        columns.Add(TableColumn.Of("period", i => (int)table.Periods[i]));
        columns.Add(TableColumn.Of("steps", i => table.Steps[i]));
        columns.Add(TableColumn.Of("limitSharpness", i => table.LimitSharpness[i]));
        columns.Add(TableColumn.Of("maxLoss", i => table.MaxLoss[i]));
        SweepPhenomena[] kinds = [SweepPhenomena.ProgressiveSharpening, SweepPhenomena.EdgeOfStability, SweepPhenomena.Balancing, SweepPhenomena.Catapult];
        columns.AddRange(kinds.Select(k => TableColumn.Of(Camel(k.ToString()), i => table.Phenomena[i].HasFlag(k))));
        if (table.CertifiedCounts.Length > 0)
        {
            columns.Add(TableColumn.Of("certifiedCount", i => table.CertifiedCounts[i]));
            columns.Add(TableColumn.Of("limitSharpnessAtLeast", i => table.CertifiedSharpness[i]));
        }
        return new DataTable(table.Finished, columns);
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
