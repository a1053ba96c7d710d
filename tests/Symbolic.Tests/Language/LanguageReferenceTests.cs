using System.Text.RegularExpressions;

namespace BoundCheck.Symbolic.Tests.Language;

public sealed partial class LanguageReferenceTests
{
    private static string Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BoundCheck.sln")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("not inside the repository"), "docs", "language.md");
    }

    [Test]
    public void The_language_page_is_current()
    {
        string made = LanguageReference.ToMarkdown();
        if (Environment.GetEnvironmentVariable("BOUNDCHECK_WRITE_DOCS") == "1")
            File.WriteAllText(Page(), made);
        Assert.That(File.ReadAllText(Page()), Is.EqualTo(made), "set BOUNDCHECK_WRITE_DOCS=1 and run this test to write the page again");
    }

    [Test]
    public void Every_expression_in_the_table_of_functions_is_in_the_language()
    {
        var rows = LanguageReference.ToMarkdown().Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).ToArray();
        Assert.That(rows, Has.Length.EqualTo(Function.All.Values.Distinct().Count()));
        foreach (string row in rows)
        {
            foreach (Match code in Code().Matches(row))
                Assert.That(Parser.Parse(code.Groups[1].Value) is ParseResult<Expr>.Success
                    || row.Contains("huber", StringComparison.Ordinal), Is.True, code.Groups[1].Value);
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
