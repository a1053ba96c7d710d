using System.Globalization;
using System.Net;
using System.Text;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Report;

/// <summary>Small helpers to write HTML: everything that comes from the user or a computation is escaped here.</summary>
internal static class Html
{
    private const int LongestNumber = 18;

    internal static string Escape(string? text) => WebUtility.HtmlEncode(text ?? "");

    internal static StringBuilder Element(this StringBuilder html, string tag, string text, string? css = null) =>
        html.Append('<').Append(tag).Append(css is null ? "" : $" class=\"{css}\"").Append('>').Append(Escape(text)).Append("</").Append(tag).Append('>');

    /// <summary>A statement, its indices and powers as MathML.</summary>
    internal static string Formula(string? text) => FormulaText.Html(text);

    /// <summary>A table that becomes a list of cards on a narrow screen; the cells are HTML.</summary>
    internal static StringBuilder Table(this StringBuilder html, IReadOnlyList<string> heads, Action<TableRows> rows)
    {
        html.Append("<div class=\"scroll\"><table class=\"stack\"><thead><tr>");
        foreach (string head in heads)
            html.Element("th", head);
        html.Append("</tr></thead><tbody>");
        rows(new TableRows(html, heads));
        return html.Append("</tbody></table></div>");
    }

    /// <summary>A verdict with a mark that reads without colour.</summary>
    internal static string Verdict(Verdict verdict) => $"<span class=\"verdict {verdict.Text}\">{Escape(TextOutput.Mark(verdict))}</span>";

    /// <summary>A certified number: exact, or the outward-rounded enclosure.</summary>
    internal static string Number(Certified? value, string? exact = null) =>
        value is null ? "" : Shortened(value, exact ?? Inequality.Show(value));

    /// <summary>The digits of a number, a few of them where there are many; a click shows the others.</summary>
    private static string Shortened(Certified value, string full)
    {
        if (full.Length <= LongestNumber)
            return $"<span class=\"num\">{Escape(full)}</span>";
        string few = full[0] == '[' ? DirectedText.Same(value, value, 8) is { } same ? same.Split(' ')[0] + "…"
            : $"[{DirectedText.Down(value, 8)}, {DirectedText.Up(value, 8)}]"
            : full[..LongestNumber] + "…";
        return $"<span class=\"num short\" role=\"button\" tabindex=\"0\" title=\"{Escape(full)}\" data-full=\"{Escape(full)}\">{Escape(few)}</span>";
    }

    /// <summary>A measured number.</summary>
    internal static string Number(double value) => $"<span class=\"num\">{value.ToString("G10", CultureInfo.InvariantCulture)}</span>";

    internal static string Method(Verdict verdict) => Escape(verdict.DecidedBy?.Text() ?? "");

    /// <summary>The certificate of a proof, the witness of a refutation, or the reason why nothing is decided.</summary>
    internal static string Detail(Verdict verdict) => verdict is Proved p ? p.Certificate : TextOutput.Explain(verdict);
}

/// <summary>The rows of a table that is being written.</summary>
internal sealed class TableRows(StringBuilder html, IReadOnlyList<string> heads)
{
    /// <summary>One row; the cells are HTML.</summary>
    internal void Row(params ReadOnlySpan<string> cells)
    {
        html.Append("<tr>");
        for (int i = 0; i < cells.Length; i++)
            html.Append("<td data-h=\"").Append(Html.Escape(heads[i])).Append("\">").Append(cells[i]).Append("</td>");
        html.Append("</tr>");
    }
}
