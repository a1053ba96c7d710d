using BoundCheck.Bounds.Studies.Families;
using Spectre.Console;

namespace BoundCheck.Cli.Output;

internal static partial class TextOutput
{
    /// <summary>What holds for all parameters of a box.</summary>
    internal static void Family(IAnsiConsole terminal, FamilyReport report)
    {
        string box = string.Join("; ", report.Family.Box);
        if (report.Reason is { } reason)
        {
            Answer(terminal, $"Open for {box}: {reason}.");
            return;
        }
        var good = report.Verdicts.First(v => v.Name == "good").Verdict;
        string step = report.Steps.FirstOrDefault() is { } first
            ? $" {Capital(first.Starts)} converges at every step below {first.Formula}{(first.Where.Length > 0 ? $" where {first.Where}" : "")} "
                + $"({first.Source.Theorem})."
            : "";
        Answer(terminal, $"For every {box}: "
                + $"{(good.IsProved ? "good regularity" : good.IsRefuted ? "no good regularity" : "good regularity is not decided")}.{step}");
        Line(terminal, "objective", report.Family.Text);
        Line(terminal, "structure", $"F(s) = {report.Outer}");
        if (report.Form is { } form)
            Line(terminal, "", $"= {form}");
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("for all of them", "verdict", "value or reason");
        foreach (var (name, verdict) in report.Verdicts)
            table.AddRow(new Text(name), Marked(verdict), new Text(Explain(verdict)));
        foreach (var constant in report.Constants)
            table.AddRow(new Text(constant.Name), Marked(constant.Verdict),
                new Text(constant.Formula is { } f ? $"{constant.Name} {(constant.IsBound ? "<=" : "=")} {f}" : Explain(constant.Verdict)));
        terminal.Write(table);
        foreach (var s in report.Steps)
            Line(terminal, "all starts",
                $"{s.Starts}{(s.Where.Length > 0 ? $", where {s.Where}" : "")}: every step below {s.Formula} = {s.Symbols} ({s.Source})");
        foreach (var c in report.Conditions)
        {
            Line(terminal, Mark(c.Verdict), $"{c.Source}: {c.Starts} converges if {c.Condition}", 12);
            string detail = c.Verdict.IsProved ? "" : c.Never ? "it fails on the whole box" : c.Holds is { } set ? $"it holds for {set}" : Explain(c.Verdict);
            if (detail.Length > 0)
                Line(terminal, "", detail);
        }
        foreach (string split in report.Splits)
            Line(terminal, "split", split);
    }

    internal static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
