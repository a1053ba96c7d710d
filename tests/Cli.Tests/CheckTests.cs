using System.Text.Json;
using BoundCheck.Bounds.Theory;

namespace BoundCheck.Cli.Tests;

public sealed class CheckTests
{
    private static JsonElement Theorem(JsonElement json, string id) =>
        json.GetProperty("theorems").EnumerateArray().First(t => t.GetProperty("id").GetString() == id);

    private static string Hypothesis(JsonElement theorem, string id) =>
        theorem.GetProperty("hypotheses").EnumerateArray().First(h => h.GetProperty("id").GetString() == id).GetProperty("verdict").GetString()!;

    [Test]
    public void Largest_certified_step_of_squared_loss_is_enclosed_to_1e_12()
    {
        var result = CommandRunner.Run("check", "(x*y-1)^2/2", "--start", "x=2,y=0.2", "--step", "0.85", "--json", "-");
        var step = result.Json.GetProperty("prediction").GetProperty("stepCertified");
        double lo = step.GetProperty("lo").GetDouble(), hi = step.GetProperty("hi").GetDouble();
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.Zero);
            Assert.That(Theorem(result.Json, "T4").GetProperty("applies").GetString(), Is.EqualTo("proved"));
            Assert.That(lo, Is.LessThanOrEqualTo(0.8761049641321337));
            Assert.That(hi, Is.GreaterThanOrEqualTo(0.8761049641321337));
            Assert.That(hi - lo, Is.LessThan(1e-12));
        });
    }

    [Test]
    public void A_step_beyond_the_threshold_of_squared_loss_is_refuted()
    {
        var result = CommandRunner.Run("check", "(x*y-1)^2/2", "--start", "x=2,y=0.2", "--step", "0.89", "--json", "-");
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(1));
            Assert.That(Hypothesis(Theorem(result.Json, "T4"), "step"), Is.EqualTo("refuted"));
            Assert.That(result.Json.GetProperty("prediction").GetProperty("convergence").GetString(), Is.EqualTo("excluded"));
        });
    }

    [Test]
    public void Log_cosh_far_from_the_triangle_is_certified_by_T3_and_shows_the_edge_of_stability()
    {
        var result = CommandRunner.Run("run", "log(cosh(x*y-1))", "--start", "x=5,y=0.05", "--step", "0.3", "--json", "-");
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.Zero);
            Assert.That(Theorem(result.Json, "T2").GetProperty("applies").GetString(), Is.EqualTo("proved"));
            Assert.That(Theorem(result.Json, "T3").GetProperty("applies").GetString(), Is.EqualTo("proved"));
            Assert.That(Hypothesis(Theorem(result.Json, "T1"), "start"), Is.EqualTo("refuted"));
            Assert.That(result.Json.GetProperty("prediction").GetProperty("convergence").GetString(), Is.EqualTo("certified"));
            Assert.That(result.Json.GetProperty("measurement").GetProperty("phenomena")
                .GetProperty("edgeOfStability").GetProperty("detected").GetBoolean(), Is.True);
            var ratio = result.Json.GetProperty("measurement").GetProperty("limitEdgeRatio");
            double lo = ratio.GetProperty("lo").GetDouble(), hi = ratio.GetProperty("hi").GetDouble();
            Assert.That(lo, Is.LessThanOrEqualTo(1.877035851309336));
            Assert.That(hi, Is.GreaterThanOrEqualTo(1.877035851309335).And.LessThan(lo + 1e-6));
            Assert.That(result.Json.GetProperty("completeBound").GetProperty("verdict").GetString(), Is.EqualTo("proved"));
            Assert.That(result.Json.GetProperty("tightness").GetProperty("sharpness").GetProperty("width").GetDouble(), Is.LessThanOrEqualTo(1e-6));
        });
    }

    [Test]
    public void The_width_of_the_limit_sharpness_is_the_one_asked_for()
    {
        var result = CommandRunner.Run("run", "log(cosh(x*y))", "--start", "x=1,y=0.3", "--step", "0.3", "--sharpness-width", "1e-12", "--json", "-");
        Assert.That(result.Json.GetProperty("tightness").GetProperty("sharpness").GetProperty("width").GetDouble(), Is.LessThanOrEqualTo(1e-12));
    }

    [Test]
    public void A_start_on_the_antidiagonal_is_not_certified()
    {
        var result = CommandRunner.Run("run", "log(cosh(x*y-1))", "--start", "x=2,y=-2", "--step", "0.3", "--json", "-");
        Assert.Multiple(() =>
        {
            Assert.That(Hypothesis(Theorem(result.Json, "T3"), "start"), Is.EqualTo("refuted"));
            Assert.That(result.Json.GetProperty("prediction").GetProperty("convergence").GetString(), Is.EqualTo("excluded"));
            Assert.That(result.Json.GetProperty("measurement").GetProperty("outcome").GetString(), Is.Not.EqualTo("converged"));
        });
    }

    [Test]
    public void A_start_that_annihilates_A_is_excluded_although_T4_applies()
    {
        // h F'(s_0) = (1/2)(3 - 1) = 1, so A_1 = 0 and GD ends at the saddle.
        var result = CommandRunner.Run("run", "(x*y-1)^2/2", "--start", "x=2,y=3/2", "--step", "1/2", "--json", "-");
        Assert.Multiple(() =>
        {
            Assert.That(Theorem(result.Json, "T4").GetProperty("applies").GetString(), Is.EqualTo("proved"));
            Assert.That(result.Json.GetProperty("prediction").GetProperty("convergence").GetString(), Is.EqualTo("excluded"));
            Assert.That(result.Json.GetProperty("measurement").GetProperty("outcome").GetString(), Is.Not.EqualTo("converged"));
            Assert.That(result.Json.GetProperty("measurement").GetProperty("annihilatedAt").GetInt64(), Is.EqualTo(1));
        });
    }

    [Test]
    public void A_product_form_under_a_condition_certifies_nothing()
    {
        // Equal to squared loss off x = 0 only, where the typed objective is undefined.
        var result = CommandRunner.Run("check", "(x*y*abs(x)/abs(x)-1)^2/2", "--start", "x=2,y=0.2", "--step", "0.5", "--json", "-");
        Assert.Multiple(() =>
        {
            Assert.That(result.Json.GetProperty("objective").GetProperty("form").GetString(), Is.EqualTo("product"));
            Assert.That(Hypothesis(Theorem(result.Json, "T4"), "product"), Is.EqualTo("unknown"));
            Assert.That(result.Json.GetProperty("theorems").EnumerateArray().Select(t => t.GetProperty("applies").GetString()), Has.None.EqualTo("proved"));
            Assert.That(result.Json.GetProperty("prediction").GetProperty("convergence").GetString(), Is.EqualTo("open"));
            Assert.That(result.Json.GetProperty("prediction").GetProperty("stepCertified").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(result.ExitCode, Is.Not.Zero);
        });
    }

    [Test]
    public void An_objective_without_product_form_says_what_breaks_it()
    {
        var result = CommandRunner.Run("check", "x^2+y^2", "--start", "x=1,y=2", "--step", "0.1", "--json", "-");
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(1));
            Assert.That(result.Json.GetProperty("objective").GetProperty("form").GetString(), Is.EqualTo("general"));
            Assert.That(Hypothesis(Theorem(result.Json, "T1"), "product"), Is.EqualTo("refuted"));
        });
    }

    [TestCase("(x*y-1)^2/2")]
    [TestCase("(x^2*y^2-2*x*y+1)/2")]
    [TestCase("log(exp(x*y-1)+exp(1-x*y))")]
    public void Product_form_is_found_however_it_is_typed(string objective) =>
        Assert.That(CommandRunner.Run("analyze", objective, "--json", "-").Json.GetProperty("objective")
            .GetProperty("form").GetString(), Is.EqualTo("product"));

    [Test]
    public void Quiet_and_json_keep_standard_output_clean()
    {
        Assert.That(CommandRunner.Run("analyze", "(x*y)^2", "--quiet").Output, Is.Empty);
        Assert.That(CommandRunner.Run("analyze", "(x*y)^2", "--json", "-").Output, Does.StartWith("{"));
    }

    [Test]
    public void The_report_is_one_file_without_network_with_three_plots()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".html");
        try
        {
            CommandRunner.Run("run", "log(cosh(x*y-1))", "--start", "x=5,y=0.05", "--step", "0.3", "--report", path);
            string html = File.ReadAllText(path);
            Assert.Multiple(() =>
            {
                Assert.That(html, Does.Contain("<figure class=\"plot\" id=\"loss\"").And.Contain("id=\"sharpness\"").And.Contain("id=\"path\""));
                Assert.That(html, Does.Not.Contain("http"));
                Assert.That(html.Length, Is.LessThan(2_000_000));
            });
        }
        finally
        {
            File.Delete(path);
        }
    }

    // The language's first component is x[0], also where the vectors stand in dot and norm2 only.
    [TestCase("norm2(x)+dot(x,y)", "x=[1,2];y=[2,1]")]
    [TestCase("log(cosh(dot(x,y)))+x[0]^2", "x=[1,2];y=[2,1]")]
    public void Components_are_counted_from_0_in_witnesses(string objective, string start)
    {
        var result = CommandRunner.Run("check", objective, "--start", start, "--step", "0.1", "--verbose");
        Assert.That(result.Output, Does.Contain("x[0]").And.Contain("x[1]").And.Not.Contain("[2]"));
    }
}
