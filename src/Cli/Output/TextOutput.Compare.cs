using System.Collections.Immutable;
using System.Globalization;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using Spectre.Console;
using ObjectiveModel = BoundCheck.Bounds.Problems.Objective;

namespace BoundCheck.Cli.Output;

internal static partial class TextOutput
{
    /// <summary>An analysed objective.</summary>
    internal sealed record Analysed(ObjectiveModel Objective, RegularityReport Regularity, ImmutableArray<RegionAtStep> Regions);

    internal static string Growth(SmoothnessGrowth? growth) => growth switch
    {
        null => "",
        { IsInfinite: true } => "faster than every power",
        { Value: { } n } => $"R^{n}",
        { Measured: { } slope } => string.Create(CultureInfo.InvariantCulture, $"about R^{slope:F2} (measured from R = 100 to 1000)"),
        _ => "unknown",
    };

    internal static string Starts(StartSet starts) => starts is UndecidedStarts ? "unknown: " + starts.Text
        : starts.IsEmpty ? "none: " + starts.Text
        : starts.Area is { } area && starts.Share(CertifiedRegions.Half) is { } share
            ? $"bounded: area {Inequality.Rough(area)}, {100 * share.ToInterval().Lo:F1}% of |x|, |y| <= {CertifiedRegions.Half}"
            : starts.Text;

    /// <summary>The certified starts as h grows.</summary>
    internal static void Regions(Terminal terminal, ImmutableArray<RegionAtStep> regions)
    {
        if (regions.IsEmpty)
            return;
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("h");
        foreach (var (region, i) in regions[0].Theorems.Select((t, i) => (t.Region, i)))
            table.AddColumn($"{(i == 0 ? "starts certified (d = 1) " : "")}by {region.Source.Theorem}");
        foreach (var r in regions)
            table.AddRow([new Text(Inequality.Rough(r.Step)), .. r.Theorems.Select(t => new Text(Starts(t.Starts)))]);
        terminal.Write(table);
    }

    /// <summary>Two objectives side by side.</summary>
    internal static void Compare(Terminal terminal, Analysed left, Analysed right)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("", left.Objective.Text, right.Objective.Text);
        Row("structure", a => a.Objective.Structure.Outer is { } f ? $"F({f.Argument}) = {f.Value}" : "general");
        Row("centre", a => a.Regularity.Centre is { } c ? Inequality.Rough(c, 10) : "none");
        Row("degree", a => a.Regularity.Degree is { IsInfinite: true } ? "inf" : a.Regularity.Degree.Value?.ToString() ?? "unknown");
        Row("good regularity", a => Mark(a.Regularity.Good));
        Row("sector bound β", a => Shown(a.Regularity.Sector));
        Row("derivative bound G", a => Shown(a.Regularity.DerivativeBound));
        Row("monotone ratio", a => Mark(a.Regularity.MonotoneRatio));
        Row("star-convex", a => Mark(a.Regularity.StarConvex));
        foreach (int radius in new[] { 1, 10, 100, 1000 })
            Row($"L({radius})", a => a.Regularity.LocalSmoothness.FirstOrDefault(l => l.Radius.Exact == radius)?.Bound is { } l
                ? Inequality.Rough(l, 8)
                : "unknown");
        Row("L(R) grows like", a => Growth(a.Regularity.SmoothnessGrowth));
        for (int i = 0; i < Math.Max(left.Regions.Length, right.Regions.Length); i++)
        {
            int at = i;
            string h = $"h = {Inequality.Rough((left.Regions.Length > i ? left : right).Regions[i].Step)}: ";
            var theorems = new[] { left, right }.Where(a => a.Regions.Length > at)
                .SelectMany(a => a.Regions[at].Theorems).Select(t => t.Region.Source.Theorem).Distinct();
            foreach (var (theorem, first) in theorems.Select((t, n) => (t, n == 0)))
            {
                Row((first ? h : "   ") + theorem, a => a.Regions.Length <= at ? "not a product form"
                    : a.Regions[at].Theorems.FirstOrDefault(t => t.Region.Source.Theorem == theorem) is { } t ? Starts(t.Starts) : "does not apply");
            }
        }
        terminal.Write(table);

        void Row(string name, Func<Analysed, string> value) => table.AddRow(new Text(name), new Text(value(left)), new Text(value(right)));

        static string Shown(RegularityConstant constant) => constant.Verdict is Proved ? Value(constant) ?? "proved" : Mark(constant.Verdict);
    }
}
