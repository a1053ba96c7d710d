using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Report;

namespace BoundCheck.Cli.Tests;

/// <summary>BibTeX and LaTeX of the catalogue, and statements as MathML.</summary>
public sealed class CiteTests
{
    private static IEnumerable<string> Ids => Theorem.All.Select(t => t.Id);

    [TestCaseSource(nameof(Ids))]
    public void Every_theorem_has_entries_and_an_environment_whose_braces_and_dollars_close(string id)
    {
        var entries = CommandRunner.Run("cite", id);
        string latex = CommandRunner.Run("cite", id, "--latex").Output;
        Assert.Multiple(() =>
        {
            Assert.That(entries.Output, Does.StartWith($"@misc{{boundcheck-{id},").And.Contain("@software{boundcheck,"));
            Assert.That(latex, Does.Contain($"\\label{{thm:boundcheck-{id}}}").And.Contain("\\end{theorem}"));
            foreach (string text in new[] { entries.Output, latex })
            {
                string bare = text.Replace("\\{", "", StringComparison.Ordinal).Replace("\\}", "", StringComparison.Ordinal).Replace("\\$", "", StringComparison.Ordinal);
                Assert.That(bare.Count(c => c == '{'), Is.EqualTo(bare.Count(c => c == '}')), "braces");
                Assert.That(bare.Count(c => c == '$') % 2, Is.Zero, "dollars");
                Assert.That(bare, Does.Not.Contain("$$"));
                Assert.That(latex.Where(c => c > 127), Is.Empty, "every engine reads plain letters");
            }
        });
    }

    [Test]
    public void Sources_with_authors_and_a_year_have_entries_of_their_own()
    {
        string entries = CommandRunner.Run("cite", "T0c").Output;
        Assert.That(entries, Does.Contain("@misc{drori2014,").And.Contain("Y. Drori and M. Teboulle").And.Contain("eprint       = {2412.04427}"));
    }

    [Test]
    public void An_unknown_theorem_is_an_error_that_names_those_there_are()
    {
        var run = CommandRunner.Run("cite", "T999");
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.Contain("no theorem 'T999'; expected one of"));
    }

    [TestCase("h^2β^2 c u_0", "<math><msup><mi>h</mi><mn>2</mn></msup></math><math><msup><mi>β</mi><mn>2</mn></msup></math> c <math><msub><mi>u</mi><mn>0</mn></msub></math>")]
    [TestCase("D_{k+1} <= 1", "<math><msub><mi>D</mi><mi>k+1</mi></msub></math> ≤ 1")]
    [TestCase("2 - h^2F'^2", "2 - <math><msup><mi>h</mi><mn>2</mn></msup></math><math><msup><mi>F&#39;</mi><mn>2</mn></msup></math>")]
    [TestCase("(1-q)^2", "(1-q<math><msup><mo stretchy=\"false\">)</mo><mn>2</mn></msup></math>")]
    [TestCase("a^2/2", "<math><msup><mi>a</mi><mn>2</mn></msup></math>/2")]
    [TestCase("D_0^2", "<math><msubsup><mi>D</mi><mn>0</mn><mn>2</mn></msubsup></math>")]
    [TestCase("x < 1 & y", "x &lt; 1 &amp; y")]
    [TestCase("w^ <= Chi(w^)", "w\u0302 ≤ Chi(w\u0302)")]
    public void Indices_and_powers_become_mathml(string text, string html) => Assert.That(FormulaText.Html(text), Is.EqualTo(html));

    [TestCase("h^2F'^2 <= 2", "$h^{2}F'^{2} \\le 2$")]
    [TestCase("hG < sqrt(2) and hβ|c| < 1", "$hG < \\sqrt{2}$ and $h\\beta |c| < 1$")]
    [TestCase("there is a centre c with u F'(c+u) > 0 for all u != 0", "there is a centre $c$ with $u F'(c+u) > 0$ for all $u \\ne 0$")]
    [TestCase("f(x, y) = F(x·y) with x, y in R^d, d >= 1", "$f(x, y) = F(x\\cdot y)$ with $x$, $y$ in $R^{d}$, $d \\ge 1$")]
    [TestCase("f >= f* on the set", "$f \\ge f^{*}$ on the set")]
    [TestCase("1 + ln max(a, b)", "$1 + \\ln \\max (a, b)$")]
    [TestCase("a start is given", "a start is given")]
    [TestCase("w^ = 1", "$\\hat{w} = 1$")]
    [TestCase("ha|c| < 1 and h a |c| < 2", "$ha|c| < 1$ and $h a |c| < 2$")]
    [TestCase("a step of max(|1 - hm|, |1 - hL|)", "a step of $\\max (|1 - hm|$, $|1 - hL|)$")]
    [TestCase("S. Liang, G. Montúfar, arXiv 2509.25351 (2025)", "S. Liang, G. Montúfar, arXiv 2509.25351 (2025)")]
    [TestCase("below θ_first + π/2", "below $\\theta _{first} + \\pi /2$")]
    public void Formulas_become_math_and_words_stay_words(string text, string latex) => Assert.That(LatexStatement.Of(text), Is.EqualTo(latex));
}
