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

    private static readonly string[] s_outcomes = [.. Enum.GetNames<Numeric.Trajectories.Outcome>().Select(Camel)];

    /// <summary>The column of a phenomenon.</summary>
    internal static string Name(SweepPhenomena kind) => Camel(kind.ToString());

    internal static DataTable Of(SweepPlan plan, SweepBand band, ImmutableArray<string> theorems)
    {
        var columns = plan.Axes.Select((a, i) => TableColumn.Of(a.Name, row => plan.AxisValue(i, band.First + row))).ToList();
        columns.Add(Theorem(Converges, CellVerdict.Converges));
        columns.Add(Theorem(Fails, CellVerdict.Fails));
        columns.Add(TableColumn.Of(Outcome, i => s_outcomes[(int)band.Outcomes[i]]));
        columns.Add(TableColumn.Of(Period, i => (int)band.Periods[i]));
        columns.Add(TableColumn.Of(Steps, i => band.Steps[i]));
        columns.Add(TableColumn.Of(Sharpness, i => band.LimitSharpness[i]));
        columns.Add(TableColumn.Of(MaxLoss, i => band.MaxLoss[i]));
        columns.AddRange(Kinds.Select(k => TableColumn.Of(Name(k), i => band.Phenomena[i].HasFlag(k))));
        if (band.CertifiedCounts.Length > 0)
        {
            columns.Add(TableColumn.Of("certifiedCount", i => band.CertifiedCounts[i]));
            columns.Add(TableColumn.Of("limitSharpnessAtLeast", i => band.CertifiedSharpness[i]));
        }
        return new DataTable(band.Count, columns);

        TableColumn Theorem(string name, CellVerdict verdict) =>
            TableColumn.Of(name, i => band.Certificates[i].Verdict == verdict ? theorems[band.Certificates[i].Rule] : None);
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
