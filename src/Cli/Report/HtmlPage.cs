using System.Text;
using System.Text.Json;

namespace BoundCheck.Cli.Report;

/// <summary>A self-contained HTML document: style, script and data are inside, nothing is fetched.</summary>
internal static partial class HtmlPage
{
    /// <summary>The document.</summary>
    /// <param name="title">The title in the tab and the heading.</param>
    /// <param name="json">The answer as JSON, embedded and offered for download.</param>
    /// <param name="body">Writes the sections.</param>
    internal static string Render(string title, byte[] json, Action<StringBuilder> body)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
            + "initial-scale=1\"><title>BoundCheck: ")
            .Append(Html.Escape(title)).Append("</title><link rel=\"icon\" href=\"data:,\"><style>").Append(Page.Style).Append("</style></head><body>");
        html.Element("h1", "BoundCheck: " + title);
        if (Limit(json) is { } limit)
            html.Element("p", limit, "unknown");
        var sections = new StringBuilder();
        body(sections);
        html.Append(WithContents(sections.ToString()));
        html.Append("<h2 id=\"data\">Data</h2><p class=\"download\"><a download=\"boundcheck.json\" href=\"data:application/json;base64,")
            .Append(Convert.ToBase64String(json))
            .Append("\">Download everything above as JSON</a></p>");
        // "</" would end the script element; in JSON a slash may be escaped.
        html.Append("<script type=\"application/json\" id=\"boundcheck-json\">")
            .Append(Encoding.UTF8.GetString(json).Replace("</", "<\\/", StringComparison.Ordinal)).Append("</script>");
        html.Append("<p class=\"soft\">How to read it: <span class=\"verdict proved\">+ proved</span> by exact arithmetic, an unsat answer of Z3, or "
            + "outward-rounded intervals; "
            + "<span class=\"verdict refuted\">- refuted</span> at a point that was re-checked outside the solver; <span class=\"verdict unknown\">? "
            + "unknown</span> with the reason. "
            + "Runs are measured in doubles and certify nothing. A click on a shortened number shows all its digits; values of a curve show under the "
            + "pointer.</p>");
        return html.Append("<script>").Append(Page.Script).Append("</script></body></html>\n").ToString();
    }

    // What the time limit cut off, as the answer says.
    private static string? Limit(byte[] json)
    {
        using var answer = JsonDocument.Parse(json);
        if (!answer.RootElement.TryGetProperty("timeLimit", out var limit))
            return null;
        string missing = string.Join(", ", limit.GetProperty("unfinished").EnumerateArray().Select(name => name.GetString()));
        return $"The time limit of {limit.GetProperty("seconds").GetRawText()} s was reached{(missing.Length == 0 ? "" : $"; not finished: {missing}")}.";
    }

    /// <summary>The sections with a list of them behind the answer, the first paragraph. Folded studies have sections of their own, which it leaves
    /// out.</summary>
    private static string WithContents(string sections)
    {
        int folded = sections.IndexOf("<details class=\"study\"", StringComparison.Ordinal), answer = sections.IndexOf("</p>", StringComparison.Ordinal);
        var contents = new StringBuilder("<nav aria-label=\"Contents\"><ul class=\"contents\">");
        int number = 0;
        string numbered = Section().Replace(folded < 0 ? sections : sections[..folded], m =>
        {
            string id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"section-{++number}");
            contents.Append("<li><a href=\"#").Append(id).Append("\">").Append(m.Groups[1].Value).Append("</a></li>");
            return $"<h2 id=\"{id}\">{m.Groups[1].Value}</h2>";
        }) + (folded < 0 ? "" : sections[folded..]);
        contents.Append("<li><a href=\"#data\">Data</a></li></ul></nav>");
        return number < 2 || answer < 0 ? numbered : numbered.Insert(answer + "</p>".Length, contents.ToString());
    }

    [System.Text.RegularExpressions.GeneratedRegex("<h2>(.*?)</h2>")]
    private static partial System.Text.RegularExpressions.Regex Section();
}
