using System.Net;
using System.Text;
using BoundCheck.Bounds.Catalogue;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Report;

/// <summary>Small helpers to write HTML: everything that comes from the user or a computation is escaped here.</summary>
internal static class Html
{
    internal static string Escape(string? text) => WebUtility.HtmlEncode(text ?? "");

    internal static StringBuilder Element(this StringBuilder html, string tag, string text, string? css = null) =>
        html.Append('<').Append(tag).Append(css is null ? "" : $" class=\"{css}\"").Append('>').Append(Escape(text)).Append("</").Append(tag).Append('>');

    internal static StringBuilder Row(this StringBuilder html, params ReadOnlySpan<string> cells)
    {
        html.Append("<tr>");
        foreach (string cell in cells)
            html.Append("<td>").Append(cell).Append("</td>");
        return html.Append("</tr>");
    }

    internal static StringBuilder Table(this StringBuilder html, IEnumerable<string> heads, Action<StringBuilder> rows)
    {
        html.Append("<div class=\"scroll\"><table><thead><tr>");
        foreach (string head in heads)
            html.Element("th", head);
        html.Append("</tr></thead><tbody>");
        rows(html);
        return html.Append("</tbody></table></div>");
    }

    /// <summary>A verdict with a mark that reads without colour.</summary>
    internal static string Verdict(Verdict verdict) => $"<span class=\"verdict {verdict.Text}\">{Escape(TextOutput.Mark(verdict))}</span>";

    internal static string Number(Certified? value, string? exact = null) =>
        value is null ? "" : $"<span class=\"num\">{Escape(exact ?? Inequality.Show(value))}</span>";

    internal static string Method(Verdict verdict) => Escape(verdict.DecidedBy?.Text() ?? "");
}
