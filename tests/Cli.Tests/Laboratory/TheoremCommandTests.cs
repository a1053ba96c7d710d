using System.Globalization;
using System.Runtime.CompilerServices;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies.Laboratory;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Input;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Tests.Laboratory;

public sealed class TheoremCommandTests
{
    internal static string Examples { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "examples", "theorems"));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private static string Example(string name) => Path.Combine(Examples, name);

    [TestCase("log(cosh(x*y-1))", "0.5", 2, 0.2)]
    [TestCase("log(cosh(x*y-1))", "0.9", 3, 0.5)]
    [TestCase("(x*y-1)^2/2", "0.85", 2, 0.2)]
    [TestCase("(x*y-1)^2/2", "0.88", 2, 0.2)]
    [TestCase("log(cosh(x*y+2))", "0.3", 1, -0.5)]
    [TestCase("log(cosh(x*y-1))", "0.1", 0.5, -0.5)]
    [TestCase("huber(x*y-1,1/2)", "0.4", 1.5, 1)]
    [TestCase("log(1+(x*y)^2)/2", "1", 1, 1.1)]
    [TestCase("log(1+exp(x*y))+log(1+exp(-x*y))", "1.9", 1.2, 1)]
    [TestCase("(x*y)^2/2+sin(x*y)^2/5", "0.7", 1, 1.2)]
    [TestCase("log(cosh(x*y-1))", "1.1", 2, 0.2)]
    [TestCase("(x*y-1)^4/4", "0.1", 1, 1.5)]
    [TestCase("exp(x*y)-x*y", "0.1", 1, 0.5)]
    [TestCase("((x*y)^2-1)^2", "0.1", 1, 0.5)]
    public void T1_as_a_file_applies_where_the_catalogues_does(string objective, string step, double x, double y)
    {
        var file = TheoremFile.Read(Example("t1.toml"));
        var problem = ProblemReader.Read(new ProblemInput
        {
            Objective = new(objective, "test"), Step = new(step, "test"),
            Start = StartText.Read(string.Create(CultureInfo.InvariantCulture, $"x={x},y={y}"), "test"),
        });
        var regularity = problem.Objective.Structure.Regularity(CancellationToken.None);
        var trial = TheoremTrial.Of(file, problem, new Dictionary<string, Expr>(), regularity, 40, CancellationToken.None);
        var known = SectorClass.Instance.Check(new Setting(problem.Objective, regularity, problem.Step, problem.State), CancellationToken.None);
        Assert.That(trial.Applies.IsProved, Is.EqualTo(known.Applies.IsProved), $"{trial.Applies} against {known.Applies}");
        if (known.Applies.IsRefuted)
            Assert.That(trial.Applies.IsProved, Is.False);
        if (trial.Applies.IsProved)
            Assert.That(trial.Run.Select(r => r.Outcome), Has.None.EqualTo(ConclusionOutcome.Broken), string.Join("; ", trial.Run.Select(r => r.Detail)));
    }

    [Test]
    public void T3_with_a_larger_constant_is_false_on_a_huber_loss()
    {
        var result = CommandRunner.Run("theorem", Example("t3-relaxed.toml"), "huber(x*y,1)", "--start", "x=3,y=-0.9", "--step", "1.45", "--json", "-");
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        var theorem = result.Json.GetProperty("theorem");
        Assert.That(theorem.GetProperty("applies").GetString(), Is.EqualTo("proved"));
        Assert.That(theorem.GetProperty("run").EnumerateArray().Select(r => r.GetProperty("outcome").GetString()), Is.EqualTo(new[] { "broken", "broken" }));
        // D_1 = D_0 (1 - (hF')²)² with |F'| = 1: D_0 = 9² - ... = ((x+y)(x-y))² = 8.19² and the factor (1 - 1.45²)².
        Assert.That(theorem.GetProperty("run")[0].GetProperty("detail").GetString(), Does.Contain("81.5314187").And.Contain("67.0761"));
    }

    [Test]
    public void A_hypothesis_that_fails_is_refuted_with_a_witness()
    {
        var result = CommandRunner.Run("theorem", Example("t3-relaxed.toml"), "(x*y)^2/2", "--start", "x=1,y=0.5", "--step", "0.5");
        Assert.That(result.ExitCode, Is.EqualTo(3), result.Output);
        Assert.That(result.Output, Does.Contain("G has no value"));
        result = CommandRunner.Run("theorem", Example("t3-relaxed.toml"), "log(cosh(x*y))", "--start", "x=1,y=0.5", "--step", "1.6");
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Output);
        Assert.That(result.Output, Does.Contain("T3 with hG < 3/2 does not apply: step refuted."));
    }

    [Test]
    public void A_theorem_about_products_is_not_proved_to_apply_where_the_product_form_is_not()
    {
        string path = Write("[hypotheses]\nstep = \"h < 1\"\n[conclusions]\nC1 = \"D_K <= D_0\"\n");
        var result = CommandRunner.Run("theorem", path, "(x*y)^2*x/x", "--start", "x=1,y=0.5", "--step", "1/2", "--json", "-");
        Assert.That(result.ExitCode, Is.EqualTo(3), result.Error);
        Assert.That(result.Json.GetProperty("theorem").GetProperty("hypotheses")[0].GetProperty("id").GetString(), Is.EqualTo("product"));
    }

    [TestCase("C1 = \"D_K <= D_O\"", "(4,6): conclusion C1: 1:8: unknown symbol 'D_O'; did you mean 'D_0'?")]
    [TestCase("C1 = \"D_0 <= 2*D_0\"", "a conclusion is an inequality over a run: expected K")]
    [TestCase("C1 = \"D_k <= D_0\"", "'D_k' stands for every step: write 'for k: ...'")]
    [TestCase("C1 = \"for k: D_K <= D_0\"", "'D_K' speaks of K steps, and this is about every step k")]
    [TestCase("C1 = \"min(k<K, abs(F'(s_k)) <= 1\"", "the '(' of min(k<K, is not closed")]
    [TestCase("C1 = \"D_K < \"", "expected a number, a name, '-' or '('")]
    [TestCase("C1 = \"for k where D_k > 0 D_k <= 1\"", "expected ':' after the quantifier")]
    [TestCase("C1 = \"D <= D_0\"", "'D' needs a step: D_0, D_k, D_{k+1} or D_K")]
    [TestCase("C1 = \"D_K <= D_0\"\n[names]\nW = \"D_k\"", "an abbreviation that uses it has a name that ends with _k")]
    [TestCase("C1 = \"D_K <= D_0\"\n[names]\nG = \"1\"", "'G' can't be defined")]
    [TestCase("C1 = \"D_K <= D_0\"\n[nmaes]", "unknown table [nmaes]; expected theorem, title")]
    [TestCase("C1 = 3", "a conclusion is an inequality over a run")]
    [TestCase("C1 = true", "'C1' must be a number or a string")]
    public void A_wrong_sentence_is_named_with_its_line_and_what_was_expected(string conclusion, string complaint)
    {
        string path = Write($"[hypotheses]\nstep = \"h*G < 1\"\n[conclusions]\n{conclusion}\n");
        var result = CommandRunner.Run("theorem", path, "log(cosh(x*y))", "--start", "x=1,y=0.5", "--step", "1");
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain(complaint));
    }

    [TestCase("h*G < 1 + s_k", "'s_k' is known during a run only")]
    [TestCase("for u: u*F'(u) >= 0", "expected a variable and its range")]
    [TestCase("for c in (-inf, inf): F'(c) >= 0", "'c' has a meaning already")]
    [TestCase("for u in (-inf, 1: F'(u) >= 0", "expected")]
    [TestCase("for u in (-inf, inf): H'(u) >= 0", "unknown symbol 'H''")]
    [TestCase("for u in (-inf, inf): F'(u)", "one of <, <=, >, >=, ==, !=")]
    [TestCase("s_k -> c", "belongs to the conclusions")]
    public void A_wrong_hypothesis_is_named(string hypothesis, string complaint)
    {
        string path = Write($"[hypotheses]\nH = \"{hypothesis}\"\n[conclusions]\nC1 = \"D_K <= D_0\"\n");
        var result = CommandRunner.Run("theorem", path, "log(cosh(x*y))", "--start", "x=1,y=0.5", "--step", "1");
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain(complaint).And.Contain(path + "(2,5): hypothesis H"));
    }

    [Test]
    public void Folds_are_taken_over_the_steps_that_they_name()
    {
        // h|F'| = 1/4 at every step of huber's flat part, started far away: u falls by little.
        string path = Write("""
            [hypotheses]
            step = "h*G < 1"
            [conclusions]
            least = "min(k<K, h*abs(F'(s_k))) == 1/4"
            sum = "sum(k<K, h*abs(F'(s_k))) == K/4"
            inclusive = "sum(k<=K, h*abs(F'(s_k))) == (K + 1)/4"
            count = "count(k<K, abs(F'(s_k)) >= 1) == K"
            none = "count(k<K, abs(F'(s_k)) < 1) == 0"
            largest = "max(k<K, A_k) <= A_0*β"
            wrong = "sum(k<K, h*abs(F'(s_k))) >= K/3"
            """);
        var result = CommandRunner.Run("theorem", path, "huber(x*y,1)", "--start", "x=100,y=90", "--step", "1/4", "--steps", "3", "--json", "-");
        Assert.That(result.Json.GetProperty("theorem").GetProperty("run").EnumerateArray().Select(r => r.GetProperty("outcome").GetString()),
            Is.EqualTo(new[] { "held", "held", "held", "held", "held", "held", "broken" }), result.Output);
    }

    private static string Write(string text)
    {
        string path = Path.Combine(Path.GetTempPath(), $"boundcheck-theorem-{Guid.NewGuid():N}.toml");
        File.WriteAllText(path, text);
        return path;
    }
}
