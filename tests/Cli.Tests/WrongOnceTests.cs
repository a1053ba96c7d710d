using System.Text.Json;

namespace BoundCheck.Cli.Tests;

/// <summary>Answers in which one part of the program once said something else than another about the same theorem.</summary>
public sealed class WrongOnceTests
{
    private static JsonElement Prediction(params string[] args) => CommandRunner.Run(["check", .. args, "--json", "-"]).Json.GetProperty("prediction");

    [Test]
    public void The_region_table_leaves_out_what_the_run_leaves_out()
    {
        // h times Huber's threshold is 1: a set of starts with volume ends at the saddle.
        var half = CommandRunner.Run("analyze", "huber(x*y-1,2)", "--json", "-").Json.GetProperty("regions").EnumerateArray()
            .Single(r => r.GetProperty("step").GetProperty("lo").GetDouble() == 0.5);
        Assert.Multiple(() =>
        {
            Assert.That(half.EnumerateObject().Where(p => p.Value.TryGetProperty("applies", out var applies) && applies.GetBoolean()), Is.Empty);
            Assert.That(Prediction("huber(x*y-1,2)", "--start", "x=2,y=1.6", "--step", "0.5").GetProperty("convergence").GetString(), Is.EqualTo("excluded"));
        });
    }

    [TestCase("x=1.2,y=1.2")]
    [TestCase("x=0.9,y=0.9")]
    public void A_balanced_start_has_no_rate_that_divides_by_B(string start) =>
        Assert.That(CommandRunner.Run("run", "(x*y-1)^2/2", "--start", start, "--step", "0.3").ExitCode, Is.Zero);

    [Test]
    public void A_cap_is_explained_by_the_theorem_that_gives_it()
    {
        var text = CommandRunner.Run("check", "(x*y-1)^2/2", "--start", "x=1.05,y=0.97", "--step", "0.4", "--verbose").Output;
        var prediction = Prediction("(x*y-1)^2/2", "--start", "x=1.05,y=0.97", "--step", "0.4");
        Assert.Multiple(() =>
        {
            Assert.That(prediction.GetProperty("limitSharpnessAtMost").GetProperty("hi").GetDouble(), Is.LessThan(2.01));
            Assert.That(text, Does.Contain("(T5c.C3)").And.Not.Contain("2/h (T"));
        });
    }

    [Test]
    public void No_theorem_that_is_refuted_is_named_as_a_certificate()
    {
        var json = CommandRunner.Run("run", "log(cosh(x*y-1))", "--start", "x=5,y=0.05", "--step", "0.3", "--json", "-").Json;
        var proved = json.GetProperty("theorems").EnumerateArray().Where(t => t.GetProperty("applies").GetString() == "proved")
            .Select(t => t.GetProperty("id").GetString()!).ToHashSet();
        var named = json.GetProperty("prediction").GetProperty("phenomena").EnumerateObject().Select(p => p.Value.GetProperty("theorem").GetString())
            .Concat(json.GetProperty("prediction").GetProperty("iterationsTo").EnumerateArray().Select(i => i.GetProperty("theorem").GetString()))
            .Concat(json.GetProperty("tightness").GetProperty("rate").EnumerateArray().Select(r => r.GetProperty("theorem").GetString())).OfType<string>();
        Assert.That(named.Select(n => n.Split('.')[0]).Distinct(), Is.Not.Empty.And.SubsetOf(proved));
    }

    [TestCase("log(cosh(x*y-1))", "x=1,y=-1", "0.3")]
    [TestCase("(x*y-1)^2/2", "x=0,y=0", "0.3")]
    [TestCase("(x*y+1)^2/2", "x=1,y=1", "0.3")]
    [TestCase("(x*y-1)^2/2", "x=30,y=-30", "0.3")]
    public void From_the_set_that_never_reaches_the_centre_no_step_is_certified(string objective, string start, string step)
    {
        var result = CommandRunner.Run("check", objective, "--start", start, "--step", step, "--json", "-");
        var prediction = result.Json.GetProperty("prediction");
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(1));
            Assert.That(prediction.GetProperty("convergence").GetString(), Is.EqualTo("excluded"));
            Assert.That(prediction.GetProperty("failure").GetString(), Is.EqualTo("certified"));
            Assert.That(prediction.GetProperty("stepCertified").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(prediction.GetProperty("stepCertifiedReason").GetString(), Does.Contain("at any step size"));
        });
    }

    [Test]
    public void Strong_convexity_certifies_convergence_and_a_step()
    {
        var prediction = Prediction("(3*x^2+7*y^2)/2", "--start", "x=1,y=1", "--step", "0.2");
        Assert.Multiple(() =>
        {
            Assert.That(prediction.GetProperty("convergence").GetString(), Is.EqualTo("certified"));
            Assert.That(prediction.GetProperty("stepCertified").GetProperty("exact").GetString(), Is.EqualTo("2/7"));
        });
    }

    [Test]
    public void A_law_applies_and_is_not_proved()
    {
        var text = CommandRunner.Run("check", "log(cosh(x*y-1))", "--start", "x=5,y=0.05", "--step", "0.3", "--verbose").Output;
        Assert.That(text, Does.Contain("+ applies  T7").And.Not.Contain("+ proved  T7"));
    }

    [Test]
    public void A_certified_step_below_every_double_is_not_called_zero()
    {
        var text = CommandRunner.Run("check", "(x*y)^2/2", "--start", "x=1e400,y=1", "--step", "0.3").Output;
        Assert.That(text, Does.Not.Contain("below 0 ").And.Match(@"below \d(\.\d+)?[eE]-\d{3}"));
    }

    [TestCase("log(cosh(x*y-1))", "x=3,y=0.5", "1.2")]
    [TestCase("(x*y-1)^2/2", "x=1.2,y=1.1", "1.3")]
    [TestCase("exp(x*y-2)-x*y", "x=2,y=1.5", "0.6")]
    public void Where_every_minimiser_is_sharper_than_two_over_h_convergence_is_excluded(string objective, string start, string step)
    {
        var prediction = Prediction(objective, "--start", start, "--step", step);
        Assert.Multiple(() =>
        {
            Assert.That(prediction.GetProperty("convergence").GetString(), Is.EqualTo("excluded"));
            Assert.That(prediction.GetProperty("convergenceNote").GetString(), Does.Contain("some u_k = 0 exactly"));
        });
    }

    [Test]
    public void Good_regularity_certifies_almost_every_start_up_to_root_two()
    {
        // hG = 1.1: which starts are in the null set T3 can't tell, and F' is analytic, so it is one. T5c follows the one start and leaves none out.
        JsonElement T3(params string[] args) =>
            CommandRunner.Run(["check", .. args, "--json", "-"]).Json.GetProperty("theorems").EnumerateArray().Single(t => t.GetProperty("id").GetString() == "T3");
        var steep = T3("sqrt(1+(x*y-1/2)^2)", "--start", "x=9,y=0.3", "--step", "1.1");
        Assert.Multiple(() =>
        {
            Assert.That(steep.GetProperty("conclusions").GetProperty("convergence").GetString(), Does.Contain("null set"));
            Assert.That(T3("huber(x*y-1/2,1)", "--start", "x=3/2,y=3/10", "--step", "1").GetProperty("applies").GetString(), Is.EqualTo("unknown"));
            Assert.That(Prediction("sqrt(1+(x*y-1/2)^2)", "--start", "x=9,y=0.3", "--step", "1.1").GetProperty("convergenceNote").GetString(), Does.StartWith("T5c"));
        });
    }
}
