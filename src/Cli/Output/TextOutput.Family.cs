using BoundCheck.Bounds.Studies.Families;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Cli.Output;

internal static partial class TextOutput
{
    /// <summary>What holds for all parameters of a box.</summary>
    internal static void Family(Terminal terminal, FamilyReport report)
    {
        Answer(terminal, string.Join(" ", (report.Parts.IsEmpty ? [report] : report.Parts).GroupBy(Headline).Select(g => Capital(g.Key.Replace(
            Here, string.Join(" or ", g.Select(Box)), StringComparison.Ordinal)))));
        Line(terminal, "objective", report.Family.Text);
        if (report.Outer is { } outer)
            Line(terminal, "structure", $"F(s) = {outer}");
        if (report is { Parts.IsEmpty: true, Reason: null })
            FamilyPart(terminal, report);
        foreach (var part in report.Parts.Where(p => p.Reason is null))
        {
            terminal.WriteLine();
            Line(terminal, "part", Box(part));
            FamilyPart(terminal, part);
        }
    }

    private const string Here = "\u0001";

    private static string Box(FamilyReport report) =>
        string.Join("; ", report.Family.Box.Select(r => r.Low == r.High ? $"{r.Variable} = {r.Low}" : r.ToString()));

    /// <summary>What is said of a part, with a place where the part is named, so that parts of which the same is said share the sentence.</summary>
    private static string Headline(FamilyReport report)
    {
        if (report.Reason is { } reason)
            return $"Open for {Here}: {ShortNumbers.In(reason)}.";
        var good = report.Verdicts.First(v => v.Name == "good").Verdict;
        string step = report.Steps.FirstOrDefault() is { } first
            ? $" {Capital(first.Starts)} converges at every step below {first.Formula}{(first.Where.Length > 0 ? $" where {first.Where}" : "")} "
                + $"({first.Source.Theorem})."
            : "";
        return (good.IsProved ? $"Good regularity for every {Here}." : good.IsUnknown ? $"For {Here} good regularity is not decided."
            : report.Nowhere.Contains("good") ? $"No good regularity for any {Here}." : $"Not for every {Here} good regularity.") + step;
    }

    private static void FamilyPart(Terminal terminal, FamilyReport report)
    {
        if (report.Form is { } form)
            Line(terminal, "", $"= {form}");
        Line(terminal, "constants", string.Join(", ", report.Constants.Where(c => c.Formula is not null)
            .Select(c => $"{c.Name} {(c.IsBound ? "<=" : "=")} {c.Formula}{(c.Verdict.IsProved ? "" : " (not proved)")}")));
        Named("holds", report.Verdicts.Where(v => v.Verdict.IsProved));
        Named("fails", report.Verdicts.Where(v => report.Nowhere.Contains(v.Name)), " (for every parameter)");
        foreach (var (name, verdict) in report.Verdicts.Where(v => v.Verdict.IsRefuted && !report.Nowhere.Contains(v.Name)).DistinctBy(v => Explain(v.Verdict)))
            Line(terminal, "fails", $"{s_words.GetValueOrDefault(name, name)}: {Explain(verdict)}");
        foreach (var group in report.Verdicts.Where(v => v.Verdict.IsUnknown).GroupBy(v => Explain(v.Verdict)))
            Named("undecided", group, ": " + group.Key.Split("; ")[^1]);
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

        void Named(string label, IEnumerable<(string Name, Verdict Verdict)> verdicts, string after = "")
        {
            string names = string.Join(", ", verdicts.Select(v => s_words.GetValueOrDefault(v.Name, v.Name)));
            if (names.Length > 0)
                Line(terminal, label, names + after);
        }
    }

    private static readonly Dictionary<string, string> s_words = new(StringComparer.Ordinal)
    {
        ["sign"] = "one minimiser", ["sector"] = "sector bound", ["derivativeBound"] = "F' bounded", ["good"] = "good regularity",
        ["monotoneRatio"] = "monotone ratio", ["starConvex"] = "star-convex",
    };

    internal static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
