using System.Text.RegularExpressions;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Tests;

/// <summary>The documentation is current: generated pages, links, commands, examples.</summary>
[TestFixture]
public sealed partial class DocumentationTests
{
    private static readonly string s_root = Root();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BoundCheck.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("not inside the repository");
    }

    /// <summary>A file of the folder examples.</summary>
    internal static string Example(params string[] path) => Path.Combine([Root(), "examples", .. path]);

    [Test]
    public void The_theory_page_is_current()
    {
        string path = Path.Combine(s_root, "docs", "theory.md"), made = TheoryPage.ToMarkdown();
        if (Environment.GetEnvironmentVariable("BOUNDCHECK_WRITE_DOCS") == "1")
            File.WriteAllText(path, made);
        Assert.That(File.ReadAllText(path), Is.EqualTo(made), "run eng/regenerate.sh to write the page again");
    }

    private static IEnumerable<string> Pages => Directory.GetFiles(Path.Combine(Root(), "docs"), "*.md").Append(Path.Combine(Root(), "README.md"))
        .Append(Path.Combine(Root(), "CONTRIBUTING.md")).Select(p => Path.GetRelativePath(Root(), p)).Order();

    [TestCaseSource(nameof(Pages))]
    public void Every_link_leads_to_a_file(string page)
    {
        string text = File.ReadAllText(Path.Combine(s_root, page));
        string folder = Path.GetDirectoryName(Path.Combine(s_root, page))!;
        var broken = Link().Matches(text).Select(m => m.Groups[1].Value).Where(l => !l.Contains("://", StringComparison.Ordinal))
            .Where(l => l.Split('#')[0] is { Length: > 0 } file && !Path.Exists(Path.Combine(folder, file)));
        var anchors = Heading().Matches(text).Select(m => Anchor(m.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
        var lost = Link().Matches(text).Select(m => m.Groups[1].Value).Where(l => l.StartsWith('#') && !anchors.Contains(l[1..]));
        Assert.Multiple(() =>
        {
            Assert.That(broken, Is.Empty);
            Assert.That(lost, Is.Empty);
        });
    }

    private static string Anchor(string heading) => string.Concat(heading.Trim().ToLowerInvariant()
        .Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    private static IEnumerable<TestCaseData> Commands => Pages.Where(p => p is "README.md" or "docs/tutorial.md" or "docs/faq.md")
        .SelectMany(p => Command().Matches(File.ReadAllText(Path.Combine(Root(), p))).Select(m => m.Groups[1].Value.Trim()))
        .Distinct(StringComparer.Ordinal).Select(c => new TestCaseData(c));

    [TestCaseSource(nameof(Commands))]
    public void Every_command_of_the_documentation_runs(string command)
    {
        // Word splitting as a shell does it for these: spaces outside double quotes.
        var words = Word().Matches(command).Select(m => m.Value.Replace("\"", "", StringComparison.Ordinal)).ToList();
        for (int i = 0; i < words.Count; i++)
        {
            if (words[i].StartsWith("examples/", StringComparison.Ordinal))
                words[i] = Path.Combine(s_root, words[i]);
        }
        string? report = null;
        if (words.IndexOf("--report") is >= 0 and var at)
            words[at + 1] = report = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".html");
        var run = CommandRunner.Run([.. words]);
        if (report is not null)
        {
            Assert.That(report, Does.Exist);
            File.Delete(report);
        }
        Assert.That(run.ExitCode, Is.AnyOf(0, 1, 3), run.Error);
    }

    [Test]
    public void The_worked_example_of_the_readme_is_what_the_command_prints()
    {
        string readme = File.ReadAllText(Path.Combine(s_root, "README.md"));
        var run = CommandRunner.Run("check", "(x*y-1)^2/2", "--start", "x=2,y=0.2", "--step", "0.85");
        string printed = string.Join('\n', run.Output.TrimEnd().Split('\n').Select(l => l.TrimEnd()));
        if (Environment.GetEnvironmentVariable("BOUNDCHECK_WRITE_DOCS") == "1")
        {
            int from = readme.IndexOf("```\nCertified: ", StringComparison.Ordinal) + 4;
            readme = readme[..from] + printed + readme[readme.IndexOf("\n```", from, StringComparison.Ordinal)..];
            File.WriteAllText(Path.Combine(s_root, "README.md"), readme);
        }
        Assert.That(readme, Does.Contain("```\n" + printed + "\n```"), "run eng/regenerate.sh to write it again");
    }

    [Test]
    public void What_the_documentation_quotes_of_the_log_cosh_run_is_what_the_command_prints()
    {
        var run = CommandRunner.Run("run", Path.Combine(s_root, "examples", "logcosh.toml"), "--json", "-");
        string failing = run.Json.GetProperty("tightness").GetProperty("step").GetProperty("measured")
            .GetDouble().ToString("G8", System.Globalization.CultureInfo.InvariantCulture);
        string readme = File.ReadAllText(Path.Combine(s_root, "README.md")), tutorial = File.ReadAllText(Path.Combine(s_root, "docs", "tutorial.md"));
        string printed = string.Join('\n',
            CommandRunner.Run("run", Path.Combine(s_root, "examples", "logcosh.toml"), "--verbose").Output.Split('\n').Select(l => l.TrimEnd()));
        int from = readme.IndexOf("```\nevery step", StringComparison.Ordinal) + 4;
        Assert.Multiple(() =>
        {
            Assert.That(readme, Does.Contain($"the first step that is measured to fail is {failing}."));
            Assert.That(tutorial, Does.Contain($"the first one that fails, {failing}."));
            Assert.That(printed, Does.Contain(readme[from..readme.IndexOf("\n```", from, StringComparison.Ordinal)]));
        });
    }

    /// <summary>Each example, its exit code and the word its answer starts with.</summary>
    private static readonly Dictionary<string, (int Exit, string Answer)> s_examples = new()
    {
        ["aligned-factors"] = (1, "Certified"),
        ["balanced-edge"] = (0, "Certified"),
        ["cauchy"] = (0, "Certified"),
        ["deep-linear"] = (1, "Certified"),
        ["cyclic-steps"] = (0, "Certified"),
        ["decaying-steps"] = (0, "Open"),
        ["deep-linear-matrices"] = (1, "Certified"),
        ["double-well"] = (1, "Open"),
        ["deep-product"] = (1, "Certified"),
        ["deep-product-above"] = (1, "Excluded"),
        ["factorisation"] = (1, "Certified"),
        ["diagonal-network"] = (1, "Certified"),
        ["huber"] = (0, "Excluded"),
        ["kink"] = (3, "Open"),
        ["logcosh"] = (0, "Certified"),
        ["logistic-data"] = (1, "Certified"),
        ["momentum"] = (3, "Open"),
        ["negative-centre"] = (0, "Certified"),
        ["no-product"] = (1, "Certified"),
        ["norm-clipping"] = (0, "Certified"),
        ["pseudohuber-vectors"] = (0, "Certified"),
        ["quartic"] = (1, "Open"),
        ["relu-layer"] = (3, "Certified"),
        ["residual-clipping"] = (0, "Certified"),
        ["sharpness-aware"] = (3, "Open"),
        ["signed-products"] = (0, "Certified"),
        ["tanh-network"] = (1, "Certified"),
        ["three-layers"] = (1, "Certified"),
        ["squared"] = (0, "Certified"),
        ["squared-large-start"] = (1, "Excluded"),
        ["stochastic"] = (0, "Certified"),
        ["warm-up-three-layers"] = (1, "Certified"),
        ["weight-decay"] = (0, "Certified"),
        ["whitened-network"] = (1, "Certified"),
    };

    private static IEnumerable<string> Examples => Directory.GetFiles(Path.Combine(Root(), "examples"), "*.toml")
        .Select(f => Path.GetFileNameWithoutExtension(f)).Order();

    [TestCaseSource(nameof(Examples))]
    public void Every_example_asks_a_question_and_has_the_answer_it_says(string name)
    {
        string path = Path.Combine(s_root, "examples", name + ".toml");
        var run = CommandRunner.Run("run", path);
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadLines(path).First(), Does.StartWith("# ").And.EndWith("?"));
            Assert.That(File.ReadLines(path).ElementAt(1), Does.StartWith("# "), "the answer in a comment");
            Assert.That(s_examples, Does.ContainKey(name));
            Assert.That(run.ExitCode, Is.EqualTo(s_examples[name].Exit), run.Error);
            Assert.That(run.Output, Does.StartWith(s_examples[name].Answer));
        });
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    // Commands of code blocks: they start a line. Examples with dots for values are not commands.
    [GeneratedRegex(@"^\./boundcheck ((?!.*\.\.\s).+)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex("(?:[^\\s\"]|\"[^\"]*\")+")]
    private static partial Regex Word();
}
