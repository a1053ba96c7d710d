using System.Globalization;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Studies.Comparisons;
using BoundCheck.Cli.Report;
using Spectre.Console;

namespace BoundCheck.Cli.Output;

internal static partial class TextOutput
{
    /// <summary>So many runs fit side by side in 80 columns.</summary>
    private const int Columns = 3;

    /// <summary>"x = 5, y = 1/20".</summary>
    internal static string StartOf(Problem problem) => At(problem.Point);

    /// <summary>The name of one study among several.</summary>
    internal static void Heading(Terminal terminal, string name)
    {
        terminal.WriteLine();
        terminal.WriteLine($"== {name} ==");
        terminal.WriteLine();
    }

    /// <summary>Several runs side by side.</summary>
    internal static void Comparison(Terminal terminal, RunComparison comparison)
    {
        Answer(terminal, ComparisonRows.Answer(comparison));
        var rows = ComparisonRows.Of(comparison);
        foreach (var group in Enumerable.Range(0, comparison.Runs.Length).Chunk(Columns))
        {
            var table = new Table { Border = TableBorder.Simple };
            table.AddColumns(["", .. group.Select(i => Markup.Escape(comparison.Runs[i].Name))]);
            foreach (var row in rows)
                table.AddRow([new Text(row.Name), .. group.Select(i => new Text(row.Cells[i]))]);
            terminal.Write(table);
        }
        Line(terminal, "", "convergence and regularity", 0);
        foreach (var (run, why) in ComparisonRows.Because(comparison))
            Line(terminal, $"    {run}", "  " + why, 4);
        foreach (var story in comparison.Phenomena)
        {
            Line(terminal, "", story.Summary, 0);
            foreach (var c in story.Cases)
                Line(terminal, $"  {(c.Detected ? "+" : "-")} {c.Run}", "  " + c.Why, 4);
        }
        AtEqualTimes(terminal, comparison);
    }

    private static void AtEqualTimes(Terminal terminal, RunComparison comparison)
    {
        terminal.WriteLine();
        foreach (var group in Enumerable.Range(0, comparison.Runs.Length).Chunk(Columns))
        {
            var table = new Table { Border = TableBorder.Simple };
            table.AddColumns(["h*k", .. group.Select(i => $"loss, h*sharpness: {Markup.Escape(comparison.Runs[i].Name)}")]);
            foreach (var at in comparison.AtEqualTimes)
                table.AddRow([new Text(at.Time.ToString("G4", CultureInfo.InvariantCulture)),
                    .. group.Select(i => new Text(at.Points[i] is { } p ? State(p, comparison.Runs[i].Step) : "over"))]);
            terminal.Write(table);
        }
    }

    private static string State(Numeric.Trajectories.RunPoint p, double step) =>
        string.Create(CultureInfo.InvariantCulture, $"{p.Loss:G4}, {step * p.Sharpness:G4}");
}
