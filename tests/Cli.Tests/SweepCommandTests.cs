using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Cli.Commands;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Sweep;

namespace BoundCheck.Cli.Tests;

public sealed class SweepCommandTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("boundcheck-sweep").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    private string InFolder(string name) => Path.Combine(_folder, name);

    [Test]
    public void Map_of_log_cosh_is_certified_and_converges_off_the_antidiagonal()
    {
        var result = CommandRunner.Run("sweep", "log(cosh(x*y-1))", "--step", "0.4", "--grid", "x=-6..6:40,y=-6..6:40", "--json", "-");
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.Zero, result.Error);
            Assert.That(result.Json.GetProperty("cells").GetInt32(), Is.EqualTo(1600));
            Assert.That(result.Json.GetProperty("certified").GetInt32(), Is.EqualTo(1560));
            Assert.That(result.Json.GetProperty("measured").GetProperty("converged").GetInt32(), Is.EqualTo(1560));
            Assert.That(result.Json.GetProperty("measured").GetProperty("periodic").GetInt32(), Is.EqualTo(40));
            Assert.That(result.Json.GetProperty("certifiedButNotConverged").GetArrayLength(), Is.Zero);
            Assert.That(result.Json.GetProperty("coverage").GetDouble(), Is.EqualTo(1));
        });
    }

    [TestCase("(x^2-1)^2/4", "x=0.5", "0.05..1.5:30", 19, "values of x after the transient")]
    [TestCase("(a*b*c-2)^2/2", "a=1,b=1,c=1", "0.01..0.35:35", 26, "values of s = a*b*c after the transient")]
    public void Steps_of_one_start_have_a_bifurcation_view_with_the_certified_threshold(string objective, string start, string steps, int certified, string label)
    {
        string report = InFolder("report.html");
        var result = CommandRunner.Run("sweep", objective, "--start", start, "--step", steps, "--steps", "3000", "--report", report, "--json", "-");
        string html = File.ReadAllText(report);
        Assert.Multiple(() =>
        {
            Assert.That(result.Json.GetProperty("certified").GetInt32(), Is.EqualTo(certified), result.Error);
            Assert.That(result.Json.GetProperty("certifiedButNotConverged").GetArrayLength(), Is.Zero);
            Assert.That(html, Does.Contain(label).And.Contain("certified below this step"));
        });
    }

    [Test]
    public void Certified_region_of_squared_loss_is_the_measured_one()
    {
        var result = CommandRunner.Run("sweep", "(x*y-1)^2/2", "--step", "0.4", "--grid", "x=-6..6:101,y=-6..6:101", "--json", "-");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Json.GetProperty("agreement").GetDouble(), Is.GreaterThanOrEqualTo(0.999));
        Assert.That(result.Json.GetProperty("certifiedButNotConverged").GetArrayLength(), Is.Zero);
    }

    [Test]
    public void Certified_cells_that_are_merely_slow_are_listed_and_the_command_succeeds()
    {
        // Three steps, and a hundred times as many for the certified cells that need more: four starts are slower still.
        var result = CommandRunner.Run("sweep", "log(cosh(x*y-1))", "--step", "0.4", "--grid", "x=-6..6:20,y=-6..6:20", "--steps", "3", "--json", "-");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var listed = result.Json.GetProperty("certifiedButNotConverged").EnumerateArray().ToList();
        Assert.That(listed, Is.Not.Empty);
        Assert.That(listed.Select(c => c.GetProperty("outcome").GetString()), Is.All.EqualTo("unsettled"));
    }

    [Test]
    public void Cells_excluded_from_the_minimisers_that_settle_elsewhere_are_named()
    {
        // y < 0: the runs end at x = 0 or not at all, and s = 1 is out of reach.
        string text = CommandRunner.Run("sweep", "(x^2*y-1)^2/2", "--grid", "x=-0.5..0.5:2,y=-1..-0.9:2", "--step", "0.45").Output;
        Assert.That(text, Does.Contain("0 to converge, 4 not to").And.Contain("4 of the latter settle in doubles").And.Not.Contain("NaN"));
    }

    [Test]
    public void Slow_diagonal_of_a_centre_at_0_is_no_failure()
    {
        // c = 0: on the diagonal D = 0 and s falls like 1/k.
        var result = CommandRunner.Run("sweep", "(x*y)^2/2", "--step", "0.1", "--grid", "x=-1..1:11,y=-1..1:11", "--steps", "2000", "--json", "-");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Json.GetProperty("certifiedButNotConverged").EnumerateArray()
            .Select(c => c.GetProperty("outcome").GetString()), Has.All.EqualTo("unsettled"));
    }

    [Test]
    public void Interrupted_and_continued_sweep_equals_an_uninterrupted_one()
    {
        // Two bands; the first run stops after one, and a torn third piece follows.
        string[] args = ["sweep", "(x*y-1)^2/2", "--step", "0.4", "--grid", "x=-6..6:300,y=-6..6:300", "--steps", "500", "--threads", "2"];
        string whole = InFolder("whole.parquet"), parts = InFolder("parts.parquet");
        Assert.That(CommandRunner.Run([.. args, "--parquet", whole, "--quiet"]).ExitCode, Is.Zero);
        Interrupt(parts);
        using (var torn = new FileStream(parts + ".partial", FileMode.Append))
            torn.Write(new byte[1000]);
        var continued = CommandRunner.Run([.. args[..^1], "1", "--parquet", parts]);
        Assert.That(continued.ExitCode, Is.Zero, continued.Error);
        Assert.That(continued.Error, Does.Contain("continuing after 65536 of 90000 cells"));
        Assert.That(File.ReadAllBytes(parts), Is.EqualTo(File.ReadAllBytes(whole)));
        Assert.That(File.Exists(parts + ".partial"), Is.False);
    }

    private static void Interrupt(string target)
    {
        const string grid = "x=-6..6:300,y=-6..6:300";
        var input = new ProblemInput
        {
            Objective = new SourceText("(x*y-1)^2/2", "objective"),
            Step = new SourceText("0.4", "--step"),
            Steps = new SourceText("500", "--steps"),
        };
        var plan = SweepText.Read(input, grid);
        using var source = new CancellationTokenSource();
        using var checkpoint = SweepCheckpoint.Open(target, SweepCommand.Identity(plan, input, grid, null));
        var runner = new SweepRunner(plan, plan.Objective.Structure.Regularity(CancellationToken.None), 1);
        var known = checkpoint.Finished(plan.Cells, SweepRunner.BandSize(plan), _ => { });
        Assert.That(() => runner.Run(known, checkpoint.Add, _ => source.Cancel(), source.Token, source.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Checkpoint_of_another_sweep_is_not_used()
    {
        string target = InFolder("other.parquet");
        Interrupt(target);
        var result = CommandRunner.Run("sweep", "log(cosh(x*y-1))", "--step", "0.4", "--grid", "x=-2..2:10,y=-2..2:10", "--parquet", target);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Error, Does.Not.Contain("continuing"));
    }

    [Test]
    public void Range_of_steps_draws_the_attractor()
    {
        string picture = InFolder("attractor.png");
        var result = CommandRunner.Run("sweep", "(x*y-1)^2/2", "--step", "0.5..1.3:9", "--start", "x=1.2,y=0.7", "--png", picture, "--json", "-");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Json.GetProperty("measured").GetProperty("periodic").GetInt32(), Is.EqualTo(3));
        Assert.That(File.ReadAllBytes(picture)[..4], Is.EqualTo(new byte[] { 0x89, 0x50, 0x4e, 0x47 }));
    }

    [Test]
    public void General_objective_can_be_swept_with_steps_and_starts()
    {
        string picture = InFolder("map.png");
        var result = CommandRunner.Run("sweep", "x^2+3*y^2", "--step", "0.1..0.5:9", "--grid", "x=-1..1:5", "--start", "y=1", "--png", picture, "--json", "-");
        // Converges for h < 1/3 only; no theorem of the product form applies.
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        Assert.That(result.Json.GetProperty("measured").GetProperty("converged").GetInt32(), Is.EqualTo(25));
        Assert.That(result.Json.GetProperty("certified").GetInt32(), Is.Zero);
        Assert.That(File.Exists(picture));
    }

    [TestCase("--grid", "x=-1..1:5", "'y' is missing")]
    [TestCase("--grid", "x=1..-1:5,y=0..1:5", "empty")]
    [TestCase("--grid", "x=1..2:1,y=0..1:5", "expected lo..hi:count")]
    [TestCase("--grid", "z=1..2:3,y=0..1:5", "'z' is not a variable")]
    [TestCase("--grid", "x=0..1:999999,y=0..1:999999", "at most")]
    [TestCase("--grid", "x", "expected variable=lo..hi:count")]
    public void Bad_grid_is_an_error_that_says_what_was_expected(string option, string value, string message)
    {
        var result = CommandRunner.Run("sweep", "(x*y-1)^2/2", "--step", "0.4", option, value);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain(message));
    }
}
