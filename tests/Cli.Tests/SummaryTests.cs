using System.Globalization;
using System.Numerics;
using BoundCheck.Bounds.Studies;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Tests;

/// <summary>The answer in a few lines: length, order, words, and numbers that say no more than was proved.</summary>
public sealed class SummaryTests
{
    private static readonly string[] s_start = ["--start", "x=5,y=0.05", "--step", "0.3"];

    private static IEnumerable<TestCaseData> Answers =>
    [
        Case("analyze", "log(cosh(x*y-1))"), Case("analyze", "x^4-x^2"), Case("analyze", "x^2+y^2+x*y^2"),
        Case(["check", "(x*y-1)^2/2", .. s_start]),
        Case("run", "(x*y-1)^2/2", "--start", "x=2,y=0.2", "--step", "0.85"), Case("run", "(x*y-1)^2/2", "--start", "x=2,y=0.2", "--step", "0.89"),
        Case(["run", "log(cosh(x*y-1))", .. s_start, "--momentum", "0.3"]), Case(["check", "exp(x*y)", .. s_start]),
        Case(["run", "log(cosh(x*y-1))", .. s_start]), Case(["run", "x^2 + 3*y^2", .. s_start]),
        Case("sweep", "(x*y-1)^2/2", "--step", "0.4", "--grid", "x=-4..4:5,y=-4..4:5"),
    ];

    private static TestCaseData Case(params string[] args) => new((object)args);

    [TestCaseSource(nameof(Answers))]
    public void An_answer_has_at_most_sixteen_lines_and_ends_with_the_next_command(string[] args)
    {
        var run = CommandRunner.Run(args);
        var lines = run.Output.TrimEnd().Split('\n');
        int next = Array.FindLastIndex(lines, l => l.StartsWith("next        boundcheck ", StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.AnyOf(0, 1, 3), run.Error);
            Assert.That(run.Error, Does.Not.Contain("time limit"), "nothing here needs a minute");
            Assert.That(lines, Has.Length.LessThanOrEqualTo(16));
            Assert.That(next, Is.GreaterThanOrEqualTo(lines.Length - 3));
            Assert.That(run.Output, Does.Not.Contain("..\n").And.Not.Contain("- refuted").And.Not.Contain("wStar").And.Not.Contain("hPhi"));
        });
    }

    [TestCase("|u| <= 1/1000000000 from step 60 on", "|u| <= 1e-9 from step 60 on")]
    [TestCase("1/1000 and 1/100001, 21/1000000, 1/1000000.5", "1/1000 and 1/100001, 21/1000000, 1/1000000.5")]
    public void A_power_of_ten_below_one_is_written_as_one(string text, string shown) => Assert.That(ShortNumbers.Powers(text), Is.EqualTo(shown));

    [TestCase("largeGradientSteps", "large gradient steps")]
    [TestCase("D0", "D_0")]
    [TestCase("hG", "hG")]
    [TestCase("muStart", "μ start")]
    [TestCase("hPhiLimitByLaw", "h·phi limit by law")]
    [TestCase("DHigh", "D high")]
    public void Names_of_numbers_are_said_in_words(string name, string words) => Assert.That(Terms.Words(name), Is.EqualTo(words));

    [Test]
    public void A_run_excluded_from_the_minimisers_that_settles_elsewhere_says_so()
    {
        // For y < 0 the points with x = 0 are local minimisers: s = 0 there, not 1.
        string text = CommandRunner.Run("run", "(x^2*y-1)^2/2", "--start", "x=0.5,y=-1", "--step", "0.45").Output;
        Assert.That(text, Does.StartWith("Excluded: P1b").And.Contain("every point with s = c is at least").And.Contain("not to a minimiser s = c: the loss there is 0"));
        Assert.That(CommandRunner.Run("run", "(x^2*y-1)^2/2", "--start", "x=1,y=0.8", "--step", "0.2").Output, Does.Contain("converged").And.Not.Contain("not to a minimiser"));
    }

    [Test]
    public void Checking_says_after_every_theorem_how_far_it_is()
    {
        var problem = ProblemReader.Read(new ProblemInput
        {
            Objective = new SourceText("(x*y-1)^2/2", "objective"), Step = new SourceText("0.1", "--step"), Start = StartText.Read("x=1,y=2", "--start"),
        });
        var seen = new Steps();
        var study = Study.Check(problem, problem.Objective.Structure.Regularity(CancellationToken.None), CancellationToken.None, progress: seen);
        Assert.That(seen, Is.EqualTo(Enumerable.Range(1, study.Theorems.Length).Select(i => new RunProgress(i, study.Theorems.Length))));
    }

    private sealed class Steps : List<RunProgress>, IProgress<RunProgress>
    {
        public void Report(RunProgress value) => Add(value);
    }

    [TestCase("x^4-x^2", "x=2", "46")]
    [TestCase("(x*y*z-1)^2/2", "x=1,y=1.2,z=0.5", "1.528")]
    [TestCase("(x*y-1)^2/2", "x=2,y=0.2", "4.01")]
    public void The_sharpness_of_the_start_is_that_of_the_start(string objective, string start, string sharpness)
    {
        string text = CommandRunner.Run("check", objective, "--start", start, "--step", "0.1").Output;
        Assert.That(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), Does.Contain($"sharpness {sharpness} at the start (largest eigenvalue of the Hessian)"));
    }

    [Test]
    public void The_next_command_runs_as_printed()
    {
        string output = CommandRunner.Run("check", "(x*y-1)^2/2", "--start", "x=2,y=0.2", "--step", "0.9").Output;
        string next = string.Join(' ',
            output[output.IndexOf("next ", StringComparison.Ordinal)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Skip(1));
        Assert.That(next, Is.EqualTo("boundcheck step \"(x*y-1)^2/2\" --start \"x=2,y=0.2\" --step 0.9"));
        Assert.That(CommandRunner.Run("step", "(x*y-1)^2/2", "--start", "x=2,y=0.2", "--step", "0.9").ExitCode, Is.Zero);
    }

    [TestCase("claim \"exp(x) >= 1+x\" --on \"x=(-inf,inf)\" --certificate claim.json", "claim", "exp(x) >= 1+x", "--on", "x=(-inf,inf)")]
    [TestCase("solve \"x^2 >= 1\" --on \"x=[0,2]\"", "claim", "x^2 >= 1", "--on", "x=[0,2]")]
    [TestCase("claim \"(x*exp(-x)) <= exp(-1)\" --on \"x=[0,inf)\" --certificate claim.json", "range", "x*exp(-x)", "--on", "x=[0,inf)")]
    [TestCase("run \"log(cosh(x*y-1))\" --start \"x=5,y=0.05\" --step 0.949 --report report.html", "step", "log(cosh(x*y-1))",
        "--start", "x=5,y=0.05")]
    public void Claims_ranges_and_steps_end_with_the_next_command(string next, params string[] args)
    {
        string said = string.Join(' ', CommandRunner.Run(args).Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.That(said, Does.EndWith("next boundcheck " + next));
    }

    [Test]
    public void Terms_are_explained_once_and_refutations_stand_behind_verbose()
    {
        string text = string.Join(' ',
            CommandRunner.Run(["run", "log(cosh(x*y-1))", .. s_start]).Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Multiple(() =>
        {
            foreach (string meaning in new[] { "largest eigenvalue of the Hessian", "step times limit sharpness", "|x| and |y| draw level" })
                Assert.That(text.Split(meaning), Has.Length.EqualTo(2), meaning);
            Assert.That(CommandRunner.Run(["run", "log(cosh(x*y-1))", .. s_start, "--verbose"]).Output,
                Does.Contain("- refuted  T1 ").And.Contain("+ applies  T7"));
        });
    }

    [TestCase("plain", "plain")]
    [TestCase("x*y", "\"x*y\"")]
    [TestCase("a'b!$", "'a'\\''b!$'")]
    [TestCase("", "\"\"")]
    public void Words_are_quoted_for_a_shell(string word, string quoted) => Assert.That(NextCommand.Quoted(word), Is.EqualTo(quoted));

    [TestCase("8761049641321337/10000000000000000", "0.876104", "0.876105")]
    [TestCase("-8761049641321337/10000000000000000", "-0.876105", "-0.876104")]
    [TestCase("1/3", "0.333333", "0.333334")]
    [TestCase("999999999/1000", "999999", "1000000")]
    [TestCase("1/10", "0.1", "0.1")]
    [TestCase("123456789", "123456000", "123457000")]
    [TestCase("1/30000000", "3.33333e-8", "3.33334e-8")]
    [TestCase("0", "0", "0")]
    public void Digits_are_cut_below_and_raised_above(string value, string down, string up)
    {
        string[] parts = value.Split('/');
        var number = (Rational)BigInteger.Parse(parts[0], CultureInfo.InvariantCulture) / BigInteger.Parse(parts.Length > 1 ? parts[1] : "1",
            CultureInfo.InvariantCulture);
        Assert.That((DirectedText.Text(number, 6, up: false), DirectedText.Text(number, 6, up: true)), Is.EqualTo((down, up)));
    }

    [Test]
    public void Rounded_text_is_on_its_side_of_the_number_and_next_to_it()
    {
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            double value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 13));
            var exact = Rational.FromDouble(value);
            double lo = double.Parse(DirectedText.Text(exact, 6, up: false), CultureInfo.InvariantCulture),
                hi = double.Parse(DirectedText.Text(exact, 6, up: true), CultureInfo.InvariantCulture);
            Assert.That(lo <= value && value <= hi && hi - lo <= 1.01e-5 * Math.Abs(value), $"{value:R}: {lo:R} {hi:R}");
        }
    }
}
