using System.Collections.Immutable;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Output;
using BoundCheck.Numeric.Batches;

namespace BoundCheck.Cli.Sweep;

/// <summary>The answers of a sweep as a table, one row a finished cell.</summary>
internal static class SweepData
{
    internal const string Converges = "certified", Fails = "certifiedToFail", Outcome = "outcome", Period = "period", Steps = "steps",
        Sharpness = "limitSharpness", MaxLoss = "maxLoss";

    /// <summary>Where no theorem certifies a cell.</summary>
    internal const string None = "none";

    internal static readonly ImmutableArray<SweepPhenomena> Kinds =
        [SweepPhenomena.ProgressiveSharpening, SweepPhenomena.EdgeOfStability, SweepPhenomena.Balancing, SweepPhenomena.Catapult];

    /// <summary>The column of a phenomenon.</summary>
    internal static string Name(SweepPhenomena kind) => Camel(kind.ToString());

    internal static DataTable Of(SweepPlan plan, SweepTable table)
    {
        var columns = plan.Axes.Select((a, i) => TableColumn.Of(a.Name, row => plan.AxisValue(i, row))).ToList();
        columns.Add(Theorem(Converges, CellVerdict.Converges));
        columns.Add(Theorem(Fails, CellVerdict.Fails));
        columns.Add(TableColumn.Of(Outcome, i => Camel(table.Outcomes[i].ToString())));
        columns.Add(TableColumn.Of(Period, i => (int)table.Periods[i]));
        columns.Add(TableColumn.Of(Steps, i => table.Steps[i]));
        columns.Add(TableColumn.Of(Sharpness, i => table.LimitSharpness[i]));
        columns.Add(TableColumn.Of(MaxLoss, i => table.MaxLoss[i]));
        columns.AddRange(Kinds.Select(k => TableColumn.Of(Name(k), i => table.Phenomena[i].HasFlag(k))));
        if (table.CertifiedCounts.Length > 0)
        {
            columns.Add(TableColumn.Of("certifiedCount", i => table.CertifiedCounts[i]));
            columns.Add(TableColumn.Of("limitSharpnessAtLeast", i => table.CertifiedSharpness[i]));
        }
        return new DataTable(table.Finished, columns);

        TableColumn Theorem(string name, CellVerdict verdict) =>
            TableColumn.Of(name, i => table.Certificates[i].Verdict == verdict ? table.TheoremOf(i) : None);
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
