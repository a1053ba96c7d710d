using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace BoundCheck.Cli.Service.Workbench;

/// <summary>A file of the page, kept in the program.</summary>
internal sealed record PagePart(string Name, string Type)
{
    private static readonly PagePart[] s_parts =
    [
        new("index.html", "text/html"), new("style.css", "text/css"), new("main.js", "text/javascript"), new("service.js", "text/javascript"),
        new("plane.js", "text/javascript"), new("charts.js", "text/javascript"),
        new("answers.js", "text/javascript"), new("exports.js", "text/javascript"), new("presets.json", "application/json"),
    ];

    /// <summary>The part at a path below the token; the page itself at the empty path. Null for anything else.</summary>
    internal static PagePart? Find(string path) => Array.Find(s_parts, p => p.Name == (path.Length == 0 ? "index.html" : path));

    internal async Task Write(HttpResponse response)
    {
        response.ContentType = $"{Type}; charset=utf-8";
        await using var stream = Open();
        await stream.CopyToAsync(response.Body);
    }

    internal Stream Open() => Assembly.GetExecutingAssembly().GetManifestResourceStream("page/" + Name)!;
}
