using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BoundCheck.Cli.Tests;

public sealed class CompareCommandTests
{
    private const string Studies = """
        [run]
        step = 0.3
        [start]
        x = 5
        y = 0.05
        [[study]]
        name = "good"
        objective = "log(cosh(x*y-1))"
        [study.run]
        steps = 500
        [[study]]
        objective = "(x*y-c)^2/2"
        parameters = { c = 1 }
        start = "x=2,y=0.2"
        step = "1/10"
        """;

    private static string Written(string text)
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, Guid.NewGuid().ToString("N") + ".toml");
        File.WriteAllText(path, text);
        return path;
    }

    private static JsonElement Phenomenon(JsonElement root, string name) =>
        root.GetProperty("comparison").GetProperty("phenomena").EnumerateArray().Single(p => p.GetProperty("name").GetString() == name);

    [Test]
    public void Studies_of_one_objective_share_its_analysis()
    {
        const string Study = "[[study]]\nobjective = \"(x*y-8)^2/2\"\n";
        string path = Written($"[run]\nstep = 0.1\n{Study}start = \"x=5,y=1\"\n{Study}start = \"x=4,y=1\"\n");
        var studies = CommandRunner.Run("check", path, "--json", "-").Json.GetProperty("studies").EnumerateArray();
        // The times in the evidence are those of one analysis.
        Assert.That(studies.Select(s => s.GetProperty("regularity").GetRawText()).Distinct().Single(), Does.Contain("\"ms\""));
    }

    [Test]
    public void A_loss_of_good_regularity_shows_the_edge_where_the_squared_loss_is_certified_to_fail()
    {
        var result = CommandRunner.Run("compare", "log(cosh(x*y-1))", "(x*y-1)^2/2", "--start", "x=5,y=0.05", "--step", "0.3", "--json", "-");
        var edge = Phenomenon(result.Json, "edgeOfStability");
        Assert.That(edge.GetProperty("shownBy").EnumerateArray().Select(n => n.GetString()), Is.EqualTo(new[] { "log(cosh(x*y-1))" }));
        Assert.That(edge.GetProperty("runs")[1].GetProperty("why").GetString(), Does.Contain("does not converge"));
        var why = result.Json.GetProperty("comparison").GetProperty("convergence");
        Assert.That(why[0].GetProperty("why").GetString(), Does.Contain("F' is bounded (G = 1)"));
        Assert.That(why[1].GetProperty("why").GetString(), Does.Contain("F' is not bounded").And.Contain("excluded"));
    }

    [Test]
    public void Runs_of_different_steps_are_read_at_equal_times()
    {
        var result = CommandRunner.Run("compare", "log(cosh(x*y-1))", "--start",
            "x=5,y=0.05", "--step", "0.3", "--step", "0.9", "--steps", "20", "--json", "-");
        Assert.That(result.Json.GetProperty("studies").EnumerateArray()
            .Select(s => s.GetProperty("measurement").GetProperty("steps").GetInt32()), Is.EqualTo(new[] { 60, 20 }));
        foreach (var at in result.Json.GetProperty("comparison").GetProperty("atEqualTimes").EnumerateArray())
        {
            double time = at.GetProperty("time").GetDouble();
            var steps = at.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("step").GetInt32()).ToList();
            Assert.That((steps[0] * 0.3, steps[1] * 0.9), Is.EqualTo((time, time)).Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) <= 0.3
                && Math.Abs(a.Item2 - b.Item2) <= 0.9));
        }
    }

    [Test]
    public void A_study_file_is_run_as_one_with_one_json_and_one_report()
    {
        string path = Written(Studies), report = path + ".html";
        var result = CommandRunner.Run("run", path, "--json", "-", "--report", report);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var studies = result.Json.GetProperty("studies").EnumerateArray().ToList();
        Assert.That(studies.Select(s => s.GetProperty("name").GetString()), Is.EqualTo(new[] { "good", "study 2" }));
        Assert.That(studies.Select(s => s.GetProperty("stepSize").GetProperty("exact").GetString()), Is.EqualTo(new[] { "3/10", "1/10" }));
        Assert.That(studies.Select(s => s.GetProperty("measurement").GetProperty("outcome").GetString()), Is.All.EqualTo("converged"));
        string html = File.ReadAllText(report);
        foreach (string id in new[] { "compared-loss", "study-1-loss", "study-2-loss" })
            Assert.That(html.Contains($"id=\"{id}\"", StringComparison.Ordinal), id);
    }

    [Test]
    public void A_study_that_cannot_be_read_is_named_and_the_others_are_answered()
    {
        string path = Written(Studies + "\n[[study]]\nname = \"bad\"\nobjective = \"(x*y\"\nstep = 1\nstart = \"x=1,y=1\"\n");
        var result = CommandRunner.Run("check", path, "--json", "-");
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Json.GetProperty("studies").EnumerateArray().Select(s => s.GetProperty("name").GetString()), Is.EqualTo(new[] { "good", "study 2" }));
        var failed = result.Json.GetProperty("failed").EnumerateArray().Single();
        Assert.That(failed.GetProperty("name").GetString(), Is.EqualTo("bad"));
        Assert.That(result.Error, Does.Contain("bad is left out").And.Contain("expected"));
    }

    [Test]
    public void Networks_are_compared_by_their_own_command()
    {
        string path = Written("loss = \"huber:1\"\nactivation = \"tanh\"\nseeds = 1\n");
        var result = CommandRunner.Run("compare", path, path);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain($"boundcheck network {path} {path}"));
    }

    [Test]
    public void A_study_file_is_checked_as_one()
    {
        var result = CommandRunner.Run("check", Written(Studies));
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.Contain("== good ==").And.Contain("== study 2 =="));
    }

    [Test]
    public void A_run_that_diverges_leaves_the_frame_of_those_that_do_not()
    {
        string report = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".html");
        Assert.That(CommandRunner.Run("compare", "log(cosh(x*y-1))", "(x*y-1)^2/2", "--step", "0.3", "--start", "x=5,y=0.05", "--quiet", "--report", report).ExitCode,
            Is.AnyOf(0, 1));
        string html = File.ReadAllText(report);
        File.Delete(report);
        var loss = Regex.Match(html, "id=\"compared-loss\".*? data-y=\"([-0-9.]+),([-0-9.]+),1\"", RegexOptions.Singleline);
        Assert.That(double.Parse(loss.Groups[2].Value, CultureInfo.InvariantCulture), Is.InRange(0, 2), "a decimal logarithm: the loss of the other run is at most 3.4");
        Assert.That(html, Does.Contain("(x*y-1)^2/2 (diverges)"));
        Assert.That(html.IndexOf("compared-loss", StringComparison.Ordinal), Is.LessThan(html.IndexOf(">Side by side</h2>", StringComparison.Ordinal)));
    }

    [TestCase("[[study]]\nname = \"a\"\n", "objective")]
    [TestCase("[[study]]\nobjective = \"x*y\"\nstep = 1\nstep = 2\n", "given twice")]
    [TestCase("[[study]]\nobjective = \"x*y\"\nstap = 1\n", "unknown key 'stap'")]
    [TestCase("[[studies]]\nobjective = \"x*y\"\n", "unknown table")]
    [TestCase("[[study]]\nobjective = \"x*y\"\n[study.nothing]\n", "unknown table")]
    [TestCase("[[study]]\nobjective = \"(x*y\"\nstep = 1\nstart = \"x=1,y=1\"\n", "expected")]
    [TestCase("[study]\nobjective = \"x*y\"\n", "unknown table")]
    public void A_mistake_in_a_study_file_is_an_error_with_its_place(string text, string message)
    {
        var result = CommandRunner.Run("run", Written(text));
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain(message).And.Contain(".toml("));
    }

    [Test]
    public void A_command_for_one_problem_refuses_studies()
    {
        var result = CommandRunner.Run("analyze", Written(Studies));
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("run, check and compare take several"));
    }

    [Test]
    public void A_parameter_goes_to_the_objectives_that_name_it()
    {
        var result = CommandRunner.Run("compare", "log(cosh(x*y-c))", "(x*y-1)^2/2", "--param", "c=1/2", "--start", "x=1,y=1", "--step", "0.1", "--json", "-");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(CommandRunner.Run("compare", "(x*y-1)^2/2", "--param", "c=1/2", "--start", "x=1,y=1", "--step", "0.1").ExitCode, Is.EqualTo(2));
    }
}
