using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Line;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>The theorems about one variable: known thresholds, hypotheses dropped, and random maps against their orbits.</summary>
public sealed class LineTheoremTests
{
    private static double Middle(TheoremResult result, string name) => ((Certified)result.Conclusions.Single(c => c.Name == name).Value).ToInterval().Mid;

    [Test]
    public void One_variable_is_a_structure_of_its_own_and_its_theorems_are_listed_for_it_alone()
    {
        Assert.That(Analyze("(x^3-1)^2/2").Objective.Structure, Is.InstanceOf<LineStructure>());
        Assert.That(Analyze("(x^3-y)^2/2").Objective.Structure, Is.Not.InstanceOf<LineStructure>());
        Assert.That(Study("(x*y-1)^2/2", "0.1", ("x", "1"), ("y", "2")).Theorems.Select(t => t.Theorem.Id), Has.None.StartsWith("V"));
    }

    [Test]
    public void The_dichotomy_is_proved_below_the_threshold_and_refuted_above_it_at_a_point()
    {
        Assert.That(Of(Study("(x^3-1)^2/2", "0.22", ("x", "0.4")), "V1").Applies, Is.InstanceOf<Proved>());
        var above = Of(Study("(x^3-1)^2/2", "0.3", ("x", "0.4")), "V1").Hypotheses[2].Verdict;
        Assert.That(above, Is.InstanceOf<Refuted>());
        double x = ((Refuted)above).Witness.Values.Single().Low.ToDoubleNearest();
        // Checked by the formula of T, not by enclosures.
        double Slope(double t) => 3 * t * t * (t * t * t - 1);
        bool TurnsBack(double t) => Slope(t) * (Slope(t) + Slope(t - 0.3 * Slope(t))) < 0;
        Assert.That(TurnsBack(x) && TurnsBack(0.92733), "the point found, and a known one near it");
        Assert.That(x, Is.EqualTo(0.92733).Within(0.01));
    }

    [Test]
    public void A_point_of_period_three_certifies_chaos()
    {
        var study = Study("(x^2-1)^2/4", "3/2", ("x", "29/100"));
        var chaos = Of(study, "V1c");
        Assert.That(chaos.Applies, Is.InstanceOf<Proved>());
        Assert.That(Middle(chaos, "point"), Is.EqualTo(0.29).Within(1e-12));
        double[] orbit = [0.29, 0, 0, 0];
        for (int k = 0; k < 3; k++)
            orbit[k + 1] = orbit[k] - 1.5 * orbit[k] * (orbit[k] * orbit[k] - 1);
        Assert.That(orbit.Skip(1), Is.EqualTo(new[] { 0.6884165, 1.2316625, 0.2765219 }).Within(5e-8), "T³(x) <= x < T(x) < T²(x)");
        Assert.That(Of(study, "V1").Applies, Is.InstanceOf<Refuted>());
        Assert.That(study.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Open), "nothing is said of one start");
        Assert.That(study.Prediction.ConvergenceNote, Does.StartWith("V1c: chaos in the sense of Li and Yorke is proved").And.EndsWith("what this start does is not decided"));
    }

    [TestCase("(x^2-1)^2/4", "11/10", "29/100", 2)]
    [TestCase("(x^3-1)^2/2", "3/10", "1/2", 6)]
    public void A_run_that_enters_the_interval_of_a_cycle_does_not_converge(string text, string step, string start, int period)
    {
        var study = Study(text, step, ("x", start));
        Assert.That(Middle(Of(study, "V1b"), "period"), Is.EqualTo(period));
        Assert.That(study.Prediction.Failure?.Source.ToString(), Is.EqualTo("V1b.C2"));
        Assert.That(study.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Excluded));
    }

    [Test]
    public void That_some_start_does_not_converge_is_told_where_this_one_is_open()
    {
        var prediction = Study("(x^2-1)^2/4", "7/5", ("x", "29/100")).Prediction;
        Assert.That(prediction.Convergence, Is.EqualTo(ConvergencePrediction.Open));
        Assert.That(prediction.ConvergenceNote, Does.StartWith("V1: not every start of J"));
    }

    [Test]
    public void No_chaos_is_certified_where_every_start_converges() =>
        Assert.That(Of(Study("(x^2-1)^2/4", "1/2", ("x", "29/100")), "V1c").Applies, Is.InstanceOf<Unknown>());

    [Test]
    public void A_run_is_caught_by_a_minimiser_with_its_rate_and_sharpness()
    {
        var study = Study("x^2/2+cos(3*x)", "0.15", ("x", "2"));
        var capture = Of(study, "V1a");
        Assert.That(capture.Applies, Is.InstanceOf<Proved>());
        Assert.That(Middle(capture, "minimiser"), Is.EqualTo(0.94086).Within(1e-5));
        Assert.That(Middle(capture, "sharpness"), Is.EqualTo(1 - 9 * Math.Cos(3 * 0.94086)).Within(1e-3));
        Assert.That(study.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Certified));
        Assert.That(study.Prediction.ConvergenceNote, Does.StartWith("V1"));
    }

    [Test]
    public void A_cycle_is_certified_with_its_multiplier()
    {
        // Past the period doubling of T(x) = x - h(x^3 - x) at h = 1, and before the next one.
        var cycle = Of(Study("(x^2-1)^2/4", "6/5", ("x", "1/2")), "V1b");
        Assert.That(cycle.Applies, Is.InstanceOf<Proved>());
        double x = Middle(cycle, "point"), h = 1.2;
        double T(double t) => t - h * (t * t * t - t);
        Assert.That(T(T(x)), Is.EqualTo(x).Within(1e-9));
        Assert.That(Middle(cycle, "period"), Is.EqualTo(2));
    }

    [TestCase("(x^2-1)^2/4", "6/5", "1/2")]
    [TestCase("(x^2-1)^2/4", "3", "1/2")]
    [TestCase("abs(x)", "1/2", "1")]
    public void Nothing_is_certified_of_runs_that_do_not_converge(string text, string step, string start)
    {
        var study = Study(text, step, ("x", start));
        Assert.That(Of(study, "V1").Applies, Is.Not.InstanceOf<Proved>());
        Assert.That(Of(study, "V1a").Applies, Is.Not.InstanceOf<Proved>());
    }

    [Test]
    public void A_kink_of_the_slope_is_allowed_inside_the_interval() =>
        Assert.That(Of(Study("huber(x-1,1)", "3/2", ("x", "5")), "V1").Applies, Is.InstanceOf<Proved>());

    [Test]
    public void What_is_proved_of_random_maps_holds_for_their_orbits()
    {
        var random = new Random(20);
        int proved = 0, refuted = 0;
        for (int i = 0; i < 16; i++)
        {
            int a = random.Next(1, 9), b = random.Next(1, 9), h = random.Next(1, 40);
            var study = Study($"{a}*x^4/40+{b}*cos(2*x)/4", $"{h}/20", ("x", "7/10"));
            double T(double x) => x - h / 20.0 * (a * x * x * x / 10 - b * Math.Sin(2 * x) / 2);
            if (Of(study, "V1a").Applies.IsProved)
            {
                double x = 0.7;
                for (int k = 0; k < 100_000; k++)
                    x = T(x);
                Assert.That(x, Is.EqualTo(Middle(Of(study, "V1a"), "minimiser")).Within(1e-6), study.Problem.Objective.Text);
                proved++;
            }
            if (Of(study, "V1").Applies.IsProved)
                Assert.That(Of(study, "V1b").Applies.IsProved, Is.False, "an attracting 2-cycle in J contradicts the dichotomy");
            refuted += Of(study, "V1b").Applies.IsProved ? 1 : 0;
        }
        Assert.That((proved, refuted), Is.GreaterThan((3, 0)));
    }

    [Test]
    public void A_sweep_over_steps_certifies_a_start_up_to_the_flip_and_not_beyond()
    {
        var (objective, report) = Analyze("(x^2-1)^2/4");
        var region = LineCapture.Instance.RegionOf(objective, report)!;
        // f''(1) = 2: the flip is at h = 1.
        foreach (var (h, verdict) in new[] { (0.1, CellVerdict.Converges), (0.99, CellVerdict.Converges), (1.01, CellVerdict.None), (1.5, CellVerdict.None) })
            Assert.That(region.Decide([Interval.Point(0.5)], Interval.Point(h)), Is.EqualTo(verdict), $"{h}");
    }

    private static readonly (string Text, Func<double, double> Slope)[] s_maps =
    [
        ("(x^2-1)^2/4", x => x * x * x - x),
        ("(x^3-1)^2/2", x => 3 * x * x * (x * x * x - 1)),
        ("x^2/2+cos(3*x)", x => x - 3 * Math.Sin(3 * x)),
        ("log(cosh(x-1))", x => Math.Tanh(x - 1)),
        ("log(1+(x-1)^2)/2", x => (x - 1) / (1 + (x - 1) * (x - 1))),
        ("x^4/4+x^3/3", x => x * x * x + x * x),
        ("huber(x-1,1)", x => Math.Clamp(x - 1, -1, 1)),
    ];

    [TestCase(80, 22)]
    [TestCase(5_000, 23, Explicit = true)]
    [TestCase(5_000, 24, Explicit = true)]
    public void Every_verdict_about_random_starts_and_steps_is_that_of_the_orbits(int count, int seed)
    {
        var random = new Random(seed);
        var analysed = s_maps.Select(m => Analyze(m.Text)).ToList();
        int caught = 0, proved = 0, refuted = 0;
        for (int i = 0; i < count; i++)
        {
            int m = random.Next(s_maps.Length);
            var (objective, report) = analysed[m];
            double h = 2 * random.NextDouble() * random.NextDouble() + 0.01, start = Math.Round(3 * random.NextDouble() - 1, 3);
            double T(double x) => x - h * s_maps[m].Slope(x);
            var setting = new Setting(objective, report, Rational.FromDouble(h), null)
            {
                Scalars = (objective.Structure.Written, [Rational.FromDouble(start)]),
            };
            string what = $"{s_maps[m].Text}, h = {h:R}, x = {start:R}";
            if (LineCapture.Instance.Check(setting, default) is { Applies.IsProved: true } capture)
            {
                Assert.That(Orbit(T, start, 50_000), Is.EqualTo(Middle(capture, "minimiser")).Within(1e-6), what);
                caught++;
            }
            var dichotomy = LineDichotomy.Instance.Check(setting, default);
            if (dichotomy.Applies.IsProved && setting.InvariantOn(default) is { } j)
            {
                for (int k = 0; k <= 10; k++)
                    Assert.That(s_maps[m].Slope(Orbit(T, j.Lo + k * (j.Hi - j.Lo) / 10, 50_000)), Is.Zero.Within(1e-3), what);
                proved++;
            }
            else if (dichotomy.Hypotheses[2].Verdict is Refuted { Witness: var witness })
            {
                double x = witness.Values.Single().Low.ToDoubleNearest();
                Assert.That(s_maps[m].Slope(x) * (s_maps[m].Slope(x) + s_maps[m].Slope(T(x))), Is.LessThan(1e-12), what);
                refuted++;
            }
        }
        TestContext.Out.WriteLine($"{count}: {caught} caught, {proved} proved, {refuted} refuted");
        Assert.That((caught, proved, refuted), Is.GreaterThan((count / 4, count / 10, count / 20)));
    }

    private static double Orbit(Func<double, double> map, double x, int steps)
    {
        for (int k = 0; k < steps && map(x) is var next && next != x; k++)
            x = next;
        return x;
    }
}
