using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Figures;
using BoundCheck.Cli.Report;

namespace BoundCheck.Cli.Output;

/// <summary>BibTeX entries of a theorem, its sources and this program, and the theorem as LaTeX.</summary>
internal static partial class Citation
{
    private const string Tool = "BoundCheck";

    /// <summary>The version of this program.</summary>
    private static string Version { get; } =
        typeof(Citation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>The entries: the theorem as stated here, every source that names authors and a year, the program.</summary>
    internal static string BibTeX(Theorem theorem)
    {
        var text = new StringBuilder();
        Entry(text, "misc", $"boundcheck-{theorem.Id}", ("author", "{The BoundCheck authors}"),
            ("title", $"{{{theorem.Id}: {LatexStatement.Of(theorem.Title)}}}"),
            ("howpublished", $"{Tool} {Version}, docs/theory.md"), ("note", "Source: " + LatexStatement.Of(theorem.Source)));
        foreach (string source in Sources(theorem.Source))
            text.Append('\n').Append(source);
        text.Append('\n');
        Program(text);
        return text.ToString();
    }

    /// <summary>The entry of the program alone.</summary>
    internal static string BibTeX()
    {
        var text = new StringBuilder();
        Program(text);
        return text.ToString();
    }

    /// <summary>The theorem as a LaTeX environment, its hypotheses and conclusions as lists.</summary>
    internal static string Latex(Theorem theorem)
    {
        var text = new StringBuilder();
        text.Append("% Needs an environment theorem, as \\newtheorem{theorem}{Theorem} makes one.\n");
        text.Append(CultureInfo.InvariantCulture,
            $"\\begin{{theorem}}[{LatexStatement.Of(theorem.Title)} \\cite{{boundcheck-{theorem.Id}}}]\\label{{thm:boundcheck-{theorem.Id}}}\n");
        text.Append("Consider ").Append(LatexStatement.Of(theorem.Problem)).Append(".\n");
        List(text, "Suppose:", theorem.Hypotheses.Select(h => (h.Id, h.Statement)));
        List(text, "Then:", theorem.Conclusions.Select(c => (c.Id, c.Statement)));
        return text.Append("\\end{theorem}\n").ToString();
    }

    private static void List(StringBuilder text, string head, IEnumerable<(string Id, string Statement)> items)
    {
        text.Append(head).Append("\n\\begin{itemize}\n");
        foreach (var (id, statement) in items)
            text.Append("  \\item[").Append(LatexText.Of(id)).Append("] ").Append(LatexStatement.Of(statement)).Append('\n');
        text.Append("\\end{itemize}\n");
    }

    private static void Program(StringBuilder text) => Entry(text, "software", "boundcheck", ("author", "{The BoundCheck authors}"),
        ("title", "{BoundCheck: a formal convergence-bound checker for gradient descent with large steps}"), ("version", Version), ("license", "MIT"));

    /// <summary>An entry for every part of a source that names authors and a year: "Y. Drori, M. Teboulle, Math. Program. 145 (2014)".</summary>
    private static IEnumerable<string> Sources(string source)
    {
        int from = 0;
        foreach (Match year in Year().Matches(source))
        {
            string part = source[from..(year.Index + year.Length)];
            from = year.Index + year.Length;
            part = part[(part.LastIndexOf(';') + 1)..];
            var authors = Author().Matches(part).Select(m => m.Value).ToList();
            if (authors.Count == 0)
                continue;
            string rest = part[(part.LastIndexOf(authors[^1], StringComparison.Ordinal) + authors[^1].Length)..].Trim(' ', ',');
            var text = new StringBuilder();
            string key = string.Concat(authors[0].Split(' ')[^1].Normalize(NormalizationForm.FormD)
                .Where(char.IsAsciiLetter)).ToLowerInvariant() + year.Groups[1].Value;
            var fields = new List<(string, string)> { ("author", string.Join(" and ", authors.Select(LatexText.Of))), ("year", year.Groups[1].Value),
                ("note", LatexStatement.Of(rest)) };
            if (Arxiv().Match(part) is { Success: true } arxiv)
                fields.AddRange([("eprint", arxiv.Groups[1].Value), ("archiveprefix", "arXiv")]);
            Entry(text, "misc", key, [.. fields]);
            yield return text.ToString();
        }
    }

    private static void Entry(StringBuilder text, string kind, string key, params (string Name, string Value)[] fields)
    {
        text.Append('@').Append(kind).Append('{').Append(key);
        foreach (var (name, value) in fields)
            text.Append(",\n  ").Append(name.PadRight(13)).Append("= {").Append(value).Append('}');
        text.Append("\n}\n");
    }

    [GeneratedRegex(@"(?:\p{Lu}\.[ -]?)+ ?(?:de |van |von )?\p{Lu}[\p{L}'’-]+(?=[, (]|$)")]
    private static partial Regex Author();

    [GeneratedRegex(@"\((?:[^()]* )?(\d{4})\)")]
    private static partial Regex Year();

    [GeneratedRegex(@"arXiv[: ]?(\d{4}\.\d{4,5})")]
    private static partial Regex Arxiv();
}
