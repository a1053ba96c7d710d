namespace BoundCheck.Cli.Tests;

/// <summary>The options that choose a method, and what is never said under one.</summary>
public sealed class MethodOptionTests
{
    private const string Good = "log(cosh(x*y-1))";

    private static readonly string[] s_plain = ["T1", "T2", "T3", "T4", "T5", "T6", "T8", "T9", "T10", "T11", "R1", "P1b", "T0"];

    private static IEnumerable<TestCaseData> Methods()
    {
        yield return new TestCaseData((object)new[] { "--step", "1/2", "--weight-decay", "1/10" }).SetName("No_theorem_of_gradient_descent_speaks_of_weight_decay");
        yield return new TestCaseData((object)new[] { "--step", "1/2", "--schedule", "h0/(1+k/100)" }).SetName("No_theorem_of_gradient_descent_speaks_of_a_schedule");
        yield return new TestCaseData((object)new[] { "--step", "1/2", "--clip-norm", "1" }).SetName("No_theorem_of_gradient_descent_speaks_of_norm_clipping");
        yield return new TestCaseData((object)new[] { "--step", "1/2", "--clip-residual", "1/2" }).SetName("No_theorem_of_gradient_descent_speaks_of_residual_clipping");
        yield return new TestCaseData((object)new[] { "--step", "1/2", "--momentum", "0.9" }).SetName("No_theorem_of_gradient_descent_speaks_of_momentum");
        yield return new TestCaseData((object)new[] { "--step", "1/2", "--momentum", "0.9", "--nesterov" }).SetName("No_theorem_of_gradient_descent_speaks_of_nesterov");
        yield return new TestCaseData((object)new[] { "--step", "1/2", "--sam", "0.1" }).SetName("No_theorem_of_gradient_descent_speaks_of_sam");
    }

    [TestCaseSource(nameof(Methods))]
    public void No_theorem_of_gradient_descent_speaks_of_another_method(string[] method)
    {
        var run = CommandRunner.Run(["run", Good, "--start", "x=1.5,y=0.9", "--json", "-", .. method]);
        Assert.That(run.ExitCode, Is.AnyOf(0, 1, 3), run.Error);
        Assert.That(run.Json.GetProperty("theorems").EnumerateArray().Select(t => t.GetProperty("id").GetString()).Where(id => s_plain.Any(p => id!.StartsWith(p, StringComparison.Ordinal))), Is.Empty);
        Assert.That(run.Json.GetProperty("method").GetProperty("name").GetString(), Is.Not.EqualTo("gradient descent"));
        if (run.Json.TryGetProperty("completeBound", out var complete))
            Assert.That(complete.GetProperty("verdict").GetString(), Is.EqualTo("unknown"));
        var text = CommandRunner.Run(["check", Good, "--start", "x=1.5,y=0.9", .. method]);
        // The headline names the method, or a line of its own does.
        string said = string.Join(' ', text.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.That(said, Does.Contain(" method ").Or.Match("^[A-Za-z]+: gradient descent(,| with) "));
    }

    [Test]
    public void A_sweep_under_another_method_is_certified_by_no_theorem_of_gradient_descent()
    {
        string[] sweep = ["sweep", Good, "--step", "1/2", "--grid", "x=-3..3:8,y=-3..3:8", "--json", "-"];
        Assert.That(CommandRunner.Run(sweep).Json.GetProperty("certified").GetInt32(), Is.GreaterThan(0));
        Assert.That(CommandRunner.Run([.. sweep, "--momentum", "0.9"]).Json.GetProperty("certified").GetInt32(), Is.Zero);
    }

    [Test]
    public void The_limit_under_weight_decay_is_known_before_the_run()
    {
        var run = CommandRunner.Run("run", "(x*y-1)^2/2", "--start", "x=1.6,y=0.3", "--step", "0.8", "--weight-decay", "0.1", "--json", "-");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        var (prediction, measured) = (run.Json.GetProperty("prediction"), run.Json.GetProperty("measurement"));
        Assert.That(prediction.GetProperty("convergence").GetString(), Is.EqualTo("certified"));
        Assert.That(prediction.GetProperty("limitSharpnessAtMost").GetProperty("hi").GetDouble(), Is.EqualTo(1.8).Within(1e-12));
        Assert.That(prediction.GetProperty("limitSharpnessAtLeast").GetProperty("lo").GetDouble(), Is.EqualTo(1.8).Within(1e-12));
        Assert.That(measured.GetProperty("final").GetProperty("s").GetDouble(), Is.EqualTo(0.9).Within(1e-8));
    }

    [TestCase("(x*y-1)^2/2", "--clip-norm", "2")]
    [TestCase("log(cosh(x*y-1))", "--schedule", "h0*(1+1/(1+k))/2")]
    [TestCase("(x*y-1)^2/2", "--clip-residual", "3/2")]
    [TestCase("log(cosh(x*y-1)) + sqrt(1+(x*y-1)^2)", "--sgd", null)]
    [TestCase("log(cosh(x*y-1))", "--weight-decay", "0.1")]
    public void A_sweep_certifies_cells_under_a_method_and_none_of_them_fails(string objective, string option, string? value)
    {
        string[] method = value is null ? [option] : [option, value];
        var sweep = CommandRunner.Run(["sweep", objective, "--step", "0.5", "--grid", "x=-3..3:10,y=-3..3:10", "--json", "-", .. method]);
        Assert.That(sweep.ExitCode, Is.Zero, sweep.Error);
        Assert.That(sweep.Json.GetProperty("certified").GetInt32(), Is.GreaterThan(20));
        Assert.That(sweep.Json.GetProperty("certifiedButNotConverged").GetArrayLength(), Is.Zero);
    }

    [TestCase("step")]
    [TestCase("region")]
    public void Commands_about_gradient_descent_refuse_a_method_of_a_file(string command)
    {
        string file = Path.Combine(Path.GetTempPath(), $"boundcheck-method-{Guid.NewGuid():N}.toml");
        File.WriteAllText(file, "objective = \"log(cosh(x*y-1))\"\n[start]\nx = 2\ny = 0.2\n[method]\nweight-decay = 0.1\n[run]\nstep = 0.5\n");
        try
        {
            var result = CommandRunner.Run(command, file);
            Assert.That(result.ExitCode, Is.EqualTo(2));
            Assert.That(result.Error, Does.Contain("(6,").And.Contain("gradient descent with a constant step"));
            var run = CommandRunner.Run("run", file, "--json", "-");
            Assert.That(run.Json.GetProperty("method").GetProperty("weightDecay").GetString(), Is.EqualTo("1/10"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestCase("--schedule", "1-k/100", "k = 100 is 0")]
    [TestCase("--schedule", "[1/2, -1/2]", "k = 1 is -1/2")]
    [TestCase("--schedule", "1/k", "k = 0 is undefined")]
    [TestCase("--schedule", "exp(k)", "largest one")]
    [TestCase("--schedule", "missing.csv", "missing.csv")]
    [TestCase("--schedule", "eta*k", "'eta' is neither")]
    [TestCase("--schedule", "", "empty")]
    [TestCase("--step 1/2 --schedule", "1/2", "every step itself")]
    [TestCase("--step 1/2 --schedule", "h0-k/20", "k = 10 is 0")]
    [TestCase("--step 1/2 --weight-decay", "2", "hλ < 1")]
    [TestCase("--step 1/2 --weight-decay", "0", "> 0")]
    [TestCase("--step 1/2 --momentum", "1", "(0, 1)")]
    [TestCase("--step 1/2 --sam", "-1", "> 0")]
    [TestCase("--step 1/2 --clip-norm", "0", "> 0")]
    [TestCase("--step 1/2 --nesterov --clip-norm", "1", "momentum")]
    [TestCase("--step 1/2 --sgd --clip-norm", "1", "sum of at least two terms")]
    [TestCase("--step 1/2 --weight-decay 1/10 --momentum", "1/2", "does not go with")]
    [TestCase("--step 1/2 --sam 1/10 --schedule", "h0", "does not go with")]
    public void A_method_that_makes_no_sense_is_an_error_in_one_line(string options, string value, string expectation)
    {
        var result = CommandRunner.Run(["check", Good, "--start", "x=2,y=0.3", .. options.Split(' '), value]);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("--").And.Contain(expectation));
        Assert.That(result.Error.Trim(), Does.Not.Contain("\n"));
    }

    [Test]
    public void Other_objectives_refuse_a_method_without_a_step_in_coordinates()
    {
        var result = CommandRunner.Run("run", "x^2+3*y^2", "--start", "x=2,y=0.3", "--step", "0.1", "--sam", "0.1");
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("--sam").And.Contain("F(x*y)"));
    }

    [TestCase("--momentum 1/2", "H1")]
    [TestCase("--momentum 1/2 --nesterov", null)]
    [TestCase("--schedule silver", "S1")]
    public void Other_objectives_run_momentum_and_silver_steps_and_hear_of_its_theorems_alone(string method, string? theorem)
    {
        string[] problem = ["3*x^2+2*x*y+y^2-x", "--start", "x=2,y=-1", "--step", "1/10", .. method.Split(' ')];
        var run = CommandRunner.Run(["run", .. problem, "--json", "-"]);
        Assert.That(run.ExitCode, Is.AnyOf(0, 1, 3), run.Error);
        Assert.That(run.Json.GetProperty("measurement").GetProperty("final").GetProperty("loss").GetDouble(), Is.EqualTo(-0.125).Within(1e-9));
        var proved = run.Json.GetProperty("theorems").EnumerateArray().Where(t => t.GetProperty("applies").GetString() == "proved");
        Assert.That(proved.Select(t => t.GetProperty("id").GetString()), Is.EqualTo(theorem is null ? [] : new[] { theorem }));
        string[] sweep = ["sweep", problem[0], "--step", "1/10", "--grid", "x=-3..3:4,y=-3..3:4", "--json", "-", .. method.Split(' ')];
        Assert.That(CommandRunner.Run(sweep).Json.GetProperty("measured").GetProperty("converged").GetInt32(), Is.EqualTo(16));
    }

    [Test]
    public void Silver_steps_on_a_product_are_run_and_nothing_is_claimed_of_their_largest()
    {
        var check = CommandRunner.Run("run", Good, "--start", "x=2,y=0.3", "--step", "1/10", "--schedule", "silver", "--steps", "100", "--json", "-");
        Assert.That(check.ExitCode, Is.AnyOf(0, 1, 3), check.Error);
        Assert.That(check.Json.GetProperty("theorems").EnumerateArray().Count(t => t.GetProperty("applies").GetString() == "proved"), Is.Zero);
    }

    [Test]
    public void A_schedule_of_equal_steps_is_gradient_descent()
    {
        string[] run = ["run", Good, "--start", "x=2,y=0.3", "--json", "-"];
        var plain = CommandRunner.Run([.. run, "--step", "1/2"]).Json.GetProperty("measurement");
        foreach (string schedule in new[] { "[1/2, 1/2]", "1/2 + 0*k" })
        {
            var same = CommandRunner.Run([.. run, "--schedule", schedule]).Json.GetProperty("measurement");
            Assert.That(same.GetProperty("steps").GetInt64(), Is.EqualTo(plain.GetProperty("steps").GetInt64()));
            Assert.That(same.GetProperty("final").GetProperty("D").GetDouble(), Is.EqualTo(plain.GetProperty("final").GetProperty("D").GetDouble()).Within(1e-9));
        }
    }
}
