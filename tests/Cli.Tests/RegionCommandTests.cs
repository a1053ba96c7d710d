namespace BoundCheck.Cli.Tests;

/// <summary>region, and the table it keeps.</summary>
public sealed class RegionCommandTests
{
    // A region of a few thousand cells.
    private static readonly string[] s_small = ["log(cosh(x*y-1))", "--step", "0.5", "--start", "x=1.5,y=0.8", "--epsilon", "0.1"];

    private static string[] Region(params string[] more) => ["region", .. s_small, .. more];

    [Test]
    public void A_region_is_certified_with_counts_and_a_floor_of_the_sharpness_for_each_tolerance()
    {
        var result = CommandRunner.Run("region", "log(cosh(x*y-1))", "--step", "0.5", "--start", "x=1.5,y=0.8", "--epsilon", "0.1,0.02", "--json", "-");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var region = result.Json.GetProperty("region");
        Assert.That(region.GetProperty("certified").GetString(), Is.EqualTo("proved"));
        Assert.That((region.GetProperty("quantity").GetString(), region.GetProperty("epsilon").GetDouble()), Is.EqualTo(("u", 0.1)));
        var counts = region.GetProperty("start").GetProperty("counts");
        int coarse = counts[0].GetProperty("count").GetInt32(), fine = counts[1].GetProperty("count").GetInt32();
        Assert.That(coarse, Is.GreaterThan(0).And.LessThanOrEqualTo(fine));
        // Gradient descent by hand: at most as many large steps, and no flatter limit.
        double x = 1.5, y = 0.8;
        int large = 0;
        for (int k = 0; k < 10_000; k++)
        {
            double u = x * y - 1, slope = Math.Tanh(u);
            large += Math.Abs(u) >= 0.02 ? 1 : 0;
            (x, y) = (x - 0.5 * slope * y, y - 0.5 * slope * x);
        }
        Assert.That(large, Is.LessThanOrEqualTo(fine));
        Assert.That(x * x + y * y, Is.GreaterThanOrEqualTo(region.GetProperty("start").GetProperty("limitSharpnessAtLeast").GetProperty("lo").GetDouble()));
    }

    [TestCase("x=-6..6,y=-6..6", 1, "A_0 = 0", TestName = "A_region_with_a_start_on_A_0_is_refused")]
    [TestCase("hphi<=0.1, A>=1, s<=2", 1, "the region is empty", TestName = "An_empty_region_is_refused")]
    [TestCase("A>=9, s<=1, D<=2", 1, "the region is empty", TestName = "A_region_whose_conditions_exclude_each_other_is_refused")]
    [TestCase("hphi<=4", 3, "not bounded", TestName = "An_unbounded_region_is_not_decided")]
    public void A_region_that_can_not_be_certified_names_the_hypothesis(string within, int exit, string reason)
    {
        var result = CommandRunner.Run("region", "log(cosh(x*y-1))", "--step", "0.5", "--within", within);
        Assert.That(result.ExitCode, Is.EqualTo(exit), result.Error);
        Assert.That(Flat(result.Output), Does.Contain(reason));
    }

    [TestCase("log(cosh(x*y-1))", "1.3", 1, "h*G = 13/10 >= 1", TestName = "A_step_beyond_the_theorem_is_refused")]
    [TestCase("(x*y-1)^2/2", "0.3", 3, "orbits of some starts may come to", TestName = "A_region_with_starts_led_to_A_0_is_not_certified_as_a_whole")]
    [TestCase("x^2+y^2", "0.1", 1, "x·y", TestName = "An_objective_that_is_no_function_of_a_product_is_refused")]
    public void A_problem_beyond_the_theorem_names_the_hypothesis(string objective, string step, int exit, string reason)
    {
        var result = CommandRunner.Run("region", objective, "--step", step, "--within", "hphi<=4, A>=1, s<=3");
        Assert.That(result.ExitCode, Is.EqualTo(exit), result.Error + result.Output);
        Assert.That(Flat(result.Output), Does.Contain(reason));
    }

    [TestCase("", "expected")]
    [TestCase("hphi<=", "the bound")]
    [TestCase("hpi<=4", "did you mean 'hphi'")]
    [TestCase("x=3..1,y=0..1", "empty")]
    [TestCase("x=0..1", "'y' is missing")]
    [TestCase("x=0..1,y=0..1,z=0..1", "no variable")]
    public void A_region_that_can_not_be_read_is_bad_input(string within, string message)
    {
        var result = CommandRunner.Run("region", "log(cosh(x*y-1))", "--step", "0.5", "--within", within);
        Assert.That(result.ExitCode, Is.EqualTo(2), result.Output);
        Assert.That(result.Error, Does.Contain(message));
    }

    [Test]
    public void Without_a_region_and_a_start_there_is_nothing_to_certify() =>
        Assert.That(CommandRunner.Run("region", "log(cosh(x*y-1))", "--step", "0.5"), Has.Property("ExitCode")
            .EqualTo(2).And.Property("Error").Contains("--within"));

    [Test]
    public void A_stored_table_is_taken_when_nothing_changed_and_only_then()
    {
        string folder = Directory.CreateTempSubdirectory("boundcheck-region").FullName, file = Path.Combine(folder, "region.parquet");
        try
        {
            var first = CommandRunner.Run(Region("--table", file));
            Assert.That(first.Output, Does.Not.Contain("taken from the file"));
            byte[] written = File.ReadAllBytes(file);
            var again = CommandRunner.Run(Region("--table", file));
            Assert.That(again.Output, Does.Contain("taken from the file"));
            Assert.That(Answer(again), Is.EqualTo(Answer(first)));
            Assert.That(CommandRunner.Run("region", "log(cosh(x*y-1))", "--step", "0.4", "--start", "x=1.5,y=0.8", "--epsilon", "0.1", "--table", file).Output,
                Does.Not.Contain("taken from the file"), "another step");
            // A byte of the columns: the digest tells.
            byte[] damaged = [.. written];
            damaged[written.Length / 3] ^= 0x55;
            File.WriteAllBytes(file, damaged);
            Assert.That(CommandRunner.Run(Region("--table", file)).Output, Does.Not.Contain("taken from the file"), "damaged");
            File.WriteAllText(file, "no table");
            var other = CommandRunner.Run(Region("--table", file));
            Assert.That(other.ExitCode, Is.Zero, other.Error);
            Assert.That(other.Output, Does.Not.Contain("taken from the file"));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Test]
    public void A_sweep_reads_the_counts_of_its_cells_off_the_region()
    {
        var result = CommandRunner.Run("sweep", "log(cosh(x*y-1))", "--step", "0.5", "--grid",
            "x=0.9..1.7:9,y=0.5..1.5:9", "--certify", "hphi<=2.2, A>=2, s<=2.6", "--epsilon", "0.1", "--json", "-");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Json.GetProperty("inRegion").GetInt32(), Is.InRange(40, 81));
        Assert.That(result.Json.GetProperty("region").GetProperty("certified").GetString(), Is.EqualTo("proved"));
        Assert.That(result.Json.GetProperty("certifiedButNotConverged").GetArrayLength(), Is.Zero);
    }

    [Test]
    public void Check_lists_the_counts_of_its_region_after_that_of_the_followed_start()
    {
        var result = CommandRunner.Run(["check", .. s_small, "--region", "--json", "-"]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var theorems = result.Json.GetProperty("prediction").GetProperty("stepsTo").EnumerateArray()
            .Where(s => s.GetProperty("quantity").GetString() == "u" && s.GetProperty("epsilon").GetDouble() == 0.1)
            .Select(s => s.GetProperty("theorem").GetString()!).ToList();
        int Place(string id) => theorems.FindIndex(t => t.StartsWith(id + ".", StringComparison.Ordinal));
        Assert.That(Place("T5c"), Is.GreaterThanOrEqualTo(0).And.LessThan(Place("T10")));
        Assert.That(Place("T10"), Is.LessThan(Place("T3")));
    }

    private static string Answer(CommandRunner result) =>
        string.Join('\n', result.Output.Split('\n').Where(l => !l.StartsWith("table", StringComparison.Ordinal)
            && !l.StartsWith("zones", StringComparison.Ordinal) && !l.StartsWith("cells", StringComparison.Ordinal)).Take(4));

    // The terminal's line breaks undone.
    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
