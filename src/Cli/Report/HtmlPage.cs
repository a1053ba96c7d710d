using System.Text;

namespace BoundCheck.Cli.Report;

/// <summary>A self-contained HTML document: style, script and data are inside, nothing is fetched.</summary>
internal static class HtmlPage
{
    /// <summary>The document.</summary>
    /// <param name="title">The title in the tab and the heading.</param>
    /// <param name="json">The answer as JSON, embedded and offered for download.</param>
    /// <param name="body">Writes the sections.</param>
    internal static string Render(string title, byte[] json, Action<StringBuilder> body)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>BoundCheck: ")
            .Append(Html.Escape(title)).Append("</title><link rel=\"icon\" href=\"data:,\"><style>").Append(Page.Style).Append("</style></head><body>");
        html.Element("h1", "BoundCheck: " + title);
        body(html);
        html.Append("<h2>Data</h2><p class=\"download\"><a download=\"boundcheck.json\" href=\"data:application/json;base64,")
            .Append(Convert.ToBase64String(json))
            .Append("\">Download everything above as JSON</a></p>");
        // "</" would end the script element; in JSON a slash may be escaped.
        html.Append("<script type=\"application/json\" id=\"boundcheck-json\">")
            .Append(Encoding.UTF8.GetString(json).Replace("</", "<\\/", StringComparison.Ordinal)).Append("</script>");
        html.Append("<p class=\"soft\">How to read it: <span class=\"verdict proved\">+ proved</span> by exact arithmetic, an unsat answer of Z3, or outward-rounded intervals; "
            + "<span class=\"verdict refuted\">- refuted</span> at a point that was re-checked outside the solver; <span class=\"verdict unknown\">? unknown</span> with the reason. "
            + "Runs are measured in doubles and certify nothing. A click on a number selects all its digits; values of a curve show under the pointer.</p>");
        return html.Append("<script>").Append(Page.Script).Append("</script></body></html>\n").ToString();
    }
}
