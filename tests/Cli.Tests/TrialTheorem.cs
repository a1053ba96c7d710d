using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Cli.Tests;

/// <summary>A theorem that the program does not know, made of every kind of implication: for F(s) = s^4/4, from every start with |x|² + |y|² &lt; 50, at steps
/// below 1/5.</summary>
internal sealed class TrialTheorem : Theorem
{
    internal static TrialTheorem Instance { get; } = new();

    internal const string Objective = "(x*y)^4/4";

    public override string Id => "T99";

    public override string Title => "A theorem on trial";

    public override string Problem => "f = (x·y)^4/4";

    public override ImmutableArray<HypothesisStatement> Hypotheses => [new("start", "|x_0|^2 + |y_0|^2 < 50 and h < 1/5")];

    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "s_k -> 0", Guarantee.Qualitative), new("C2", "min h|F'(s)| <= 1/K", Guarantee.Upper), new("C3", "0 <= φ_∞ <= 1/1000", Guarantee.Upper),
    ];

    public override string Source => "made up";

    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        bool applies = setting.Start is not null && setting.Objective.Text == Objective && Certified.Less(setting.P, 50) == true;
        var result = new TheoremResult { Theorem = this, Hypotheses =
            [new(Hypotheses[0], applies ? new Proved(Method.Symbolic, "by trial") : new Unknown("not the trial's objective"))] };
        var slope = Quantity.Slope(setting.Step.ToInterval().Hi);
        return !applies ? result : result with
        {
            Implications =
            [
                new Convergence(From("C1"), "s_k -> 0 by trial", Exceptions.None),
                new CertifiedStep(From("C1"), new Symbolic.Rational(1, 5), Exceptions.None),
                new RateBound(From("C2"), slope, k => new(k, (Certified)1 / k)),
                new CountBound(From("C2"), slope, CountMeaning.First, [new(1, 1000)], e => 1 / (Certified)e),
                new SharpnessFloor(From("C3"), 0),
                new SharpnessCap(From("C3"), new Symbolic.Rational(1, 1000), "by trial"),
                new Balancing(From("C1"), ImbalanceTrend.Falls, "by trial"),
            ],
        };
    }

    public override Region? RegionOf(Objective objective, RegularityReport regularity) => objective.Text != Objective ? null
        : new Region(From("C1"), (state, h) => h.Hi < 0.2 && (state[0] + state[1]).Hi < 100
            ? CellVerdict.Converges
            : CellVerdict.None, (_, _) => new EveryStart("every start by trial")) { IsUnbounded = true };
}

/// <summary>What a new theorem gives appears in every command, format and check without another file touched.</summary>
public sealed class TrialTheoremTests
{
    private static readonly string[] s_problem = [TrialTheorem.Objective, "--start", "x=3,y=0.1", "--step", "0.1"];

    [Test]
    public void Check_predicts_by_a_theorem_it_was_never_told_of()
    {
        using var trial = Theorem.Try(TrialTheorem.Instance);
        var text = CommandRunner.Run(["check", .. s_problem, "--verbose"]).Output;
        var prediction = CommandRunner.Run(["check", .. s_problem, "--json", "-"]).Json.GetProperty("prediction");
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.StartWith("Certified").And.Contain("(T99)").And.Contain("+ proved  T99").And.Contain("T99.C2").And.Contain("T99.C3"));
            Assert.That(prediction.GetProperty("convergence").GetString(), Is.EqualTo("certified"));
            Assert.That(prediction.GetProperty("stepThreshold").GetString(), Is.EqualTo("T99"));
            Assert.That(prediction.GetProperty("limitSharpness").GetProperty("hi").GetDouble(), Is.EqualTo(0.001).Within(1e-9));
            Assert.That(prediction.GetProperty("balancing").GetString(), Is.EqualTo("proved"));
            Assert.That(prediction.GetProperty("stepsTo")[0].GetProperty("theorem").GetString(), Is.EqualTo("T99.C2"));
            Assert.That(prediction.GetProperty("iterationsTo")[0].GetProperty("bound").GetProperty("hi").GetDouble(), Is.EqualTo(1000));
        });
    }

    [Test]
    public void Run_compares_and_reports_it()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".html");
        using var trial = Theorem.Try(TrialTheorem.Instance);
        try
        {
            var result = CommandRunner.Run(["run", .. s_problem, "--steps", "2000", "--json", "-", "--report", path]);
            string html = File.ReadAllText(path);
            Assert.Multiple(() =>
            {
                Assert.That(result.ExitCode, Is.Not.EqualTo(4), result.Error);
                Assert.That(result.Json.GetProperty("tightness").GetProperty("rate").EnumerateArray()
                    .Select(r => r.GetProperty("theorem").GetString()), Does.Contain("T99.C2"));
                Assert.That(html, Does.Contain("T99 A theorem on trial").And.Contain("</math> → 0 by trial").And.Contain("id=\"rate-t99c2"));
            });
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void The_report_keeps_what_fails_and_what_is_not_decided_apart()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".html");
        using var trial = Theorem.Try(TrialTheorem.Instance);
        try
        {
            CommandRunner.Run("check", "(x*y)^4/5", "--start", "x=3,y=0.1", "--step", "0.1", "--report", path);
            string html = File.ReadAllText(path);
            Assert.Multiple(() =>
            {
                Assert.That(html.Contains("(start is not decided)", StringComparison.Ordinal), "the trial's only hypothesis");
                Assert.That(html.Contains("(bounded-derivative fails; step is not decided)", StringComparison.Ordinal), "T2");
                Assert.That(html.Contains("bounded-below are not decided", StringComparison.Ordinal), "T0a, of which nothing was refuted");
            });
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void A_law_applies_and_is_not_called_proved()
    {
        string text = CommandRunner.Run("check", "log(cosh(x*y-1))", "--start", "x=5,y=0.05", "--step", "0.3", "--verbose").Output;
        Assert.That(text, Does.Contain("+ applies  T7").And.Not.Contain("+ proved  T7"));
    }

    [Test]
    public void A_sweep_and_the_regions_of_analyze_certify_by_it()
    {
        using var trial = Theorem.Try(TrialTheorem.Instance);
        string parquet = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".parquet");
        try
        {
            var sweep = CommandRunner.Run("sweep", TrialTheorem.Objective, "--step", "0.1",
                "--grid", "x=2..4:3,y=0.1..0.3:3", "--steps", "50", "--json", "-", "--parquet", parquet);
            var regions = CommandRunner.Run("analyze", TrialTheorem.Objective, "--json", "-").Json.GetProperty("regions");
            Assert.Multiple(() =>
            {
                Assert.That(sweep.Json.GetProperty("certified").GetInt32(), Is.EqualTo(9), sweep.Error);
                Assert.That(regions[0].GetProperty("T99").GetProperty("applies").GetBoolean());
            });
        }
        finally
        {
            File.Delete(parquet);
        }
    }

    [Test]
    public void A_run_that_breaks_it_is_an_internal_error()
    {
        using var trial = Theorem.Try(TrialTheorem.Instance);
        // F' = s^3: from here the first step overshoots and the run diverges.
        var result = CommandRunner.Run("run", TrialTheorem.Objective, "--start", "x=5,y=4", "--step", "0.1", "--steps", "100");
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(4));
            Assert.That(result.Error, Does.Contain("T99.C1").And.Contain("diverged"));
        });
        foreach (string dump in Directory.GetFiles(Environment.CurrentDirectory, "boundcheck-contradiction-*.json"))
            File.Delete(dump);
    }
}
