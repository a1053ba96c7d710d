using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Powers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>Products of powers: detection, known thresholds, hypotheses dropped, and random starts against plain gradient descent.</summary>
public sealed class PowerTheoremTests
{
    private static double Middle(TheoremResult result, string name) => ((Certified)result.Conclusions.Single(c => c.Name == name).Value).ToInterval().Mid;

    [TestCase("(x*y*z-2)^2/2", "x*y*z", "1/2*(s - 2)^2")]
    [TestCase("(x^2*y-1)^2/2", "x^2*y", "1/2*(s - 1)^2")]
    [TestCase("x^4*y^2/2-x^2*y+1/2", "x^2*y", null)]
    [TestCase("log(cosh(2*x*(y*z)*w-1))", "x*y*z*w", null)]
    [TestCase("log(1+(x*y*x-3)^2)", "x^2*y", null)]
    [TestCase("(x^2*y^2*z^2-1)^2", "x^2*y^2*z^2", null)]
    [TestCase("abs(u[0]*u[1]*u[2]-1)", "u[0]*u[1]*u[2]", null)]
    public void A_function_of_one_product_of_powers_is_found_however_it_is_typed(string text, string inner, string? outer)
    {
        var structure = Analyze(text).Objective.Structure as PowerStructure;
        Assert.That(structure, Is.Not.Null);
        Assert.That(structure!.Inner, Is.EqualTo(inner));
        if (outer is not null)
            Assert.That(structure.Outer.Value.ToString(), Is.EqualTo(outer));
    }

    [TestCase("(x*y*z-2)^2/2+x^2")]
    [TestCase("(x*y-1)^2+(y*z-1)^2")]
    [TestCase("(x^2*y-1)^2+(x*y^2-1)^2")]
    [TestCase("x^2+y^2+z^2")]
    [TestCase("(x+y*z)^2")]
    public void What_is_no_function_of_one_product_is_not_taken_for_one(string text) =>
        Assert.That(Analyze(text).Objective.Structure, Is.Not.InstanceOf<PowerStructure>());

    [Test]
    public void A_product_of_two_stays_a_product() =>
        Assert.That(Analyze("((x*y)^2-1)^2").Objective.Structure, Is.InstanceOf<ProductStructure>());

    [TestCase("(x*y*z-2)^2/2", "0.264", "x=1;y=1;z=1", 0.2645668419947, 7.5595262994)]
    [TestCase("(x^2*y-1)^2/2", "0.419", "x=sqrt(2)/2;y=1/2", 0.4199736833, 4.7622031559)]
    [TestCase("(x^2*y-1)^2/2", "0.419", "x=-sqrt(2)/2;y=1/2", 0.4199736833, 4.7622031559)]
    [TestCase("3*(x*y*z+2)^2/2", "0.08", "x=-1;y=1;z=1", 0.2645668419947 / 3, 3 * 7.5595262994)]
    [TestCase("(2*x*y*z*w-2)^2/2", "0.124", "x=1/2;y=-1/2;z=-1/2;w=1/2", 0.125, 16)]
    public void The_step_threshold_of_a_balanced_start_is_exact(string text, string step, string start, double threshold, double least)
    {
        var study = At(text, step, start);
        var result = Of(study, "P1c");
        Assert.That(result.Applies, Is.InstanceOf<Proved>());
        Assert.That(Middle(result, "stepThreshold"), Is.EqualTo(threshold).Within(1e-10));
        Assert.That(Middle(result, "phiLimit"), Is.EqualTo(least).Within(1e-9));
        Assert.That(study.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Certified));
        Assert.That(study.Prediction.StepCertified!.ToInterval().Mid, Is.EqualTo(threshold).Within(1e-10));
        var above = At(text, $"{threshold + 2e-5:R}", start);
        Assert.That(above.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Excluded));
        Assert.That(above.Prediction.Failure!.Source.ToString(), Is.EqualTo("P1b.C4"));
    }

    [Test]
    public void At_equality_the_threshold_is_decided_and_belongs_to_the_convergent_steps()
    {
        // φ_min = 4 for four factors and c = 1.
        var study = At("(x*y*z*w-1)^2/2", "1/2", "x=1/2;y=1/2;z=1/2;w=1/2");
        Assert.That(Of(study, "P1c").Applies, Is.InstanceOf<Proved>());
        Assert.That(study.Prediction.Failure, Is.Null);
        Assert.That(At("(x*y*z*w-1)^2/2", "1000000001/2000000000", "x=1/2;y=1/2;z=1/2;w=1/2").Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Excluded));
    }

    [TestCase("(x^2*y-1)^2/2", "0.4", "x=0.70710678118654752;y=1/2", "balanced", TestName = "Decimals_of_a_root_are_not_balanced")]
    [TestCase("(x*y*z-2)^2/2", "0.25", "x=1.5;y=1;z=0.5", "balanced", TestName = "An_unbalanced_start_is_refused")]
    [TestCase("(x*y*z-2)^2/2", "0.25", "x=-1;y=1;z=1", "balanced", TestName = "A_start_on_the_other_side_of_zero_is_refused")]
    [TestCase("(x*y*z-2)^2/2", "0.25", "x=0;y=0;z=0", "balanced", TestName = "A_start_at_zero_is_refused")]
    [TestCase("(x*y*z-2)^2/2", "0.27", "x=1;y=1;z=1", "step", TestName = "A_step_above_the_threshold_is_refused")]
    [TestCase("(x*y*z-2)^2/2", "0.25", "x=2;y=2;z=2", "step", TestName = "A_first_step_across_zero_is_refused")]
    [TestCase("log(cosh(x*y*z-2))", "0.25", "x=1;y=1;z=1", "square", TestName = "Other_losses_are_refused")]
    [TestCase("(x*y*z)^2/2", "0.25", "x=1;y=1;z=1", "square", TestName = "A_centre_at_zero_is_refused")]
    [TestCase("(x^2*y^2*z^2+1)^2/2", "0.25", "x=1;y=1;z=1", "square", TestName = "A_centre_that_the_product_does_not_take_is_refused")]
    public void A_dropped_hypothesis_is_named(string text, string step, string start, string hypothesis) =>
        Assert.That(Of(At(text, step, start), "P1c").Hypotheses.Where(h => !h.Verdict.IsProved).Select(h => h.Statement.Id), Has.Member(hypothesis));

    [TestCase(0.2646, 1, 1, 1, TestName = "Above_the_threshold_the_run_does_not_converge")]
    [TestCase(0.26, 2.2, 2.2, 2.2, TestName = "Across_zero_the_run_does_not_converge")]
    [TestCase(0.26, 3, 2, 0.2, TestName = "Unbalanced_the_run_does_not_converge")]
    [TestCase(0.26, -1, 1, 1, TestName = "On_the_other_side_of_zero_the_run_does_not_converge")]
    public void Without_a_hypothesis_the_conclusion_fails(double h, double x, double y, double z) =>
        Assert.That(Math.Abs(Offset([1, 1, 1], 2, h, [x, y, z], 20_000)) < 1e-3, Is.False);

    [Test]
    public void The_measured_limit_of_an_unbalanced_start_lies_between_the_least_sharpness_and_that_of_the_flow()
    {
        var result = Of(At("(x*y*z-2)^2/2", "0.25", "x=1.5;y=1;z=0.5"), "P1a");
        double[] x = [1.5, 1, 0.5];
        for (int k = 0; k < 20_000; k++)
            Step([1, 1, 1], 2, 0.25, x);
        double limit = 0.25 * (x[1] * x[1] * x[2] * x[2] + x[0] * x[0] * x[2] * x[2] + x[0] * x[0] * x[1] * x[1]);
        Assert.That(limit, Is.EqualTo(1.98727060).Within(1e-8));
        Assert.That(limit, Is.InRange(Middle(result, "hPhiMin"), Middle(result, "hFlowLimitSharpness")));
        Assert.That(result.Conclusions.Single(c => c.Name == "firstStepFlattens").Value, Does.StartWith("yes"));
    }

    [Test]
    public void The_flow_from_a_balanced_start_ends_at_the_least_sharpness()
    {
        var result = Of(At("(x^2*y-1)^2/2", "0.1", "x=sqrt(2)/2;y=1/2"), "P1a");
        Assert.That(Middle(result, "flowLimitSharpness"), Is.EqualTo(Middle(result, "phiMin")).Within(1e-12));
    }

    [TestCase("log(cosh(x*y*z-2))", "1/4", 1, 2)]
    [TestCase("log(1+(x*y*z+2)^2)", "1/10", -1, -2)]
    [TestCase("(x*y*z-2)^2/2", "1/4", 1, 2)]
    public void A_balanced_start_of_any_loss_is_a_map_of_the_line(string text, string step, int x, double centre)
    {
        var study = At(text, step, $"x={x};y=1;z=1");
        var result = Of(study, "P1e");
        Assert.That(result.Applies, Is.InstanceOf<Proved>());
        // s = ± w³ at the minimiser, where the sharpness is F''(c) 3 w⁴.
        double w = Middle(result, "minimiser"), curvature = study.Regularity.CurvatureAtCentre!.ToInterval().Mid;
        Assert.That(x * w * w * w, Is.EqualTo(centre).Within(1e-9));
        Assert.That(Middle(result, "sharpness"), Is.EqualTo(3 * curvature * w * w * w * w).Within(1e-8));
    }

    [TestCase("log(cosh(x*y*z-2))", "1/4", "x=1;y=1;z=1.1", "balanced")]
    [TestCase("log(cosh(x*y*z-2))", "0.3", "x=1;y=1;z=1", "capture", TestName = "Beyond_the_flip_no_capture_of_the_line_is_certified")]
    [TestCase("(x*y*z)^2/2", "1/4", "x=1;y=1;z=1", "capture", TestName = "A_minimiser_of_the_line_at_zero_is_none_of_the_product")]
    public void The_line_of_a_balanced_start_needs_its_hypotheses(string text, string step, string start, string hypothesis) =>
        Assert.That(Of(At(text, step, start), "P1e").Hypotheses.First(h => !h.Verdict.IsProved).Statement.Id, Is.EqualTo(hypothesis));

    [TestCase(0.26, 1, 1, CellVerdict.Converges)]
    [TestCase(0.26, 1, 1.25, CellVerdict.None)]
    [TestCase(0.27, 1, 1, CellVerdict.Fails)]
    [TestCase(0.27, 1, 1.25, CellVerdict.Fails)]
    public void A_sweep_certifies_balanced_starts_below_the_threshold_and_failure_of_all_above(double h, double x, double z, CellVerdict expected)
    {
        var (objective, report) = Analyze("(x*y*z-2)^2/2");
        var verdicts = new Theorem[] { BalancedThreshold.Instance, StableLimits.Instance }
            .Select(t => t.RegionOf(objective, report)!.Decide([Interval.Point(x), Interval.Point(x), Interval.Point(z)], Interval.Point(h)));
        Assert.That(verdicts.Where(v => v != CellVerdict.None), Is.EqualTo(expected == CellVerdict.None ? [] : new[] { expected }));
    }

    // Exponents for which starts in doubles can be balanced exactly: x_i = sqrt(a_i) w.
    private static readonly (string Text, int[] Exponents, double Centre)[] s_squares =
    [
        ("(x*y*z-2)^2/2", [1, 1, 1], 2),
        ("(x*y*z*w-1/2)^2/2", [1, 1, 1, 1], 0.5),
        ("(x^4*y-1)^2/2", [4, 1], 1),
        ("(x^2*y^2*z^2-3)^2/2-x^2*y^2*z^2/1024", [2, 2, 2], 3 + 1.0 / 1024),
        ("(x*y^4*z-1)^2/2", [1, 4, 1], 1),
    ];

    private static readonly Lazy<(Family Of, int[] A, double C)[]> s_families =
        new(() => [.. s_squares.Select(s => (new Family(s.Text, s.Centre, u => u - s.Centre), s.Exponents, s.Centre))]);

    [TestCase(150)]
    [TestCase(10_000, Explicit = true)]
    public void Every_certified_balanced_start_converges_up_to_the_threshold(int count)
    {
        var random = new Random(161);
        int proved = 0;
        for (int i = 0; i < count; i++)
        {
            var (family, a, c) = Pick(random);
            double h = Threshold(a, c) * (1 - Math.Pow(10, -1 - 2 * random.NextDouble())), w = 0.1 + 1.5 * random.NextDouble();
            double[] x = [.. a.Select(e => Math.Sqrt(e) * w)];
            if (!Checked(BalancedThreshold.Instance, family, h, a, x).Applies.IsProved)
                continue;
            proved++;
            double last = 0;
            for (int k = 0; k < 30_000 && Math.Abs(S(a, x) - c) > 1e-9; k++)
            {
                last = S(a, x);
                Step(a, c, h, x);
                Assert.That(x.Min(), Is.Positive, "the run stays on one side of 0");
            }
            // A first step that ends next to 0 is followed by a rise that takes longer than this.
            Assert.That(Math.Abs(S(a, x) - c) < 1e-6 || S(a, x) < c / 4 && S(a, x) > last, $"{family.Text}, h = {h:R}, w = {w:R}: s = {S(a, x):R}");
        }
        Assert.That(proved, Is.GreaterThan(count / 4));
    }

    [TestCase(100)]
    [TestCase(10_000, Explicit = true)]
    public void No_start_converges_above_the_threshold(int count)
    {
        var random = new Random(162);
        for (int i = 0; i < count; i++)
        {
            var (family, a, c) = Pick(random);
            double h = Threshold(a, c) * (1 + Math.Pow(10, -1 - 2 * random.NextDouble()));
            double[] x = [.. a.Select(_ => 4 * random.NextDouble() - 2)], start = [.. x];
            Assert.That(Checked(StableLimits.Instance, family, h, a, x).Implications.OfType<Failure>(), Is.Not.Empty);
            double largest = 0;
            for (int k = 0; k < 6_000 && double.IsFinite(S(a, x)); k++)
            {
                Step(a, c, h, x);
                largest = k < 5_900 ? 0 : Math.Max(largest, Math.Abs(S(a, x) - c));
            }
            Assert.That(largest > 1e-6 || !double.IsFinite(S(a, x)), $"{family.Text}, h = {h:R}, start {string.Join(", ", start)}");
        }
    }

    [TestCase(60)]
    [TestCase(10_000, Explicit = true)]
    public void A_step_at_the_bound_flattens_and_shrinks_every_difference_by_the_formula(int count)
    {
        var random = new Random(163);
        int flattened = 0;
        for (int i = 0; i < count; i++)
        {
            int[] a = [.. Enumerable.Range(0, 2 + random.Next(3)).Select(_ => 1 + random.Next(3))];
            var start = State(a, [.. a.Select(_ => Math.Round(4 * random.NextDouble() - 2, 2) + 0.005)]);
            // w = hF'(s) so that the condition holds with equality for the tightest neighbours, or just fails to be tight; any F has such a step.
            var order = Enumerable.Range(0, a.Length).OrderBy(j => start.Factors[j].T.ToInterval().Mid).ToList();
            double tightest = Enumerable.Range(1, a.Length - 1).Max(k =>
                Math.Sqrt(a[order[k - 1]] * a[order[k]]) * Math.Abs(start.Mixed(order[k - 1], order[k]).ToInterval().Mid));
            var w = (Certified)Rational.FromDouble((random.Next(2) == 0 ? -1 : 1) * (1 - 1e-12) * (random.Next(3) == 0 ? random.NextDouble() : 1) / tightest);
            var next = start.Next(w);
            for (int j = 1; j < a.Length; j++)
            {
                var (before, after) = (start.Factors[0].T - start.Factors[j].T, next.Factors[0].T - next.Factors[j].T);
                Assert.That((after - before * (1 - w.Square() * a[0] * a[j] * start.Mixed(0, j).Square())).Exact, Is.EqualTo(Rational.Zero));
            }
            Certified c = Rational.FromDouble(0.1 + 3 * random.NextDouble());
            var (first, second) = (FlowSharpness.At(start, c)!, FlowSharpness.At(next, c)!);
            Assert.That(Certified.Less(first, second), Is.Not.True, $"a = {string.Join(",", a)}, {string.Join(", ", start.Factors.Select(f => f.X))}, w = {w}");
            flattened += Certified.Less(second, first) == true ? 1 : 0;
        }
        Assert.That(flattened, Is.GreaterThan(count / 2));
    }

    [Test]
    public void A_step_far_beyond_the_bound_can_sharpen()
    {
        var start = State([1, 1, 1], [2, 1, 0.5]);
        Assert.That(Certified.Less(FlowSharpness.At(start, 1)!, FlowSharpness.At(start.Next(4), 1)!), Is.True);
    }

    private static (Family Family, int[] A, double C) Pick(Random random) => s_families.Value[random.Next(s_families.Value.Length)];

    private static PowerStart State(int[] a, double[] x) => new([.. a.Select((e, i) => new PowerFactor(Rational.FromDouble(x[i]), e))]);

    private static TheoremResult Checked(Theorem theorem, Family family, double h, int[] a, double[] x) =>
        theorem.Check(new Setting(family.Objective, family.Report, Rational.FromDouble(h), State(a, x)), default);

    /// <summary>2/φ_min by the formula in doubles.</summary>
    private static double Threshold(int[] a, double c)
    {
        double n = a.Sum();
        return 2 / (n * Math.Pow(c, 2 - 2 / n) * a.Aggregate(1.0, (k, e) => k * Math.Pow(e, e / n)));
    }

    private static double S(int[] a, double[] x) => a.Select((e, i) => Math.Pow(x[i], e)).Aggregate(1.0, (p, q) => p * q);

    private static void Step(int[] a, double c, double h, double[] x)
    {
        double g = h * (S(a, x) - c);
        double[] slopes = [.. a.Select((e, i) => e * Math.Pow(x[i], e - 1) * Enumerable.Range(0, a.Length).Where(j => j != i).Aggregate(1.0, (p, j) => p * Math.Pow(x[j], a[j])))];
        for (int i = 0; i < x.Length; i++)
            x[i] -= g * slopes[i];
    }

    private static double Offset(int[] a, double c, double h, double[] x, int steps)
    {
        for (int k = 0; k < steps; k++)
            Step(a, c, h, x);
        return S(a, x) - c;
    }

    private static Studies.Study At(string text, string step, string start) =>
        Study(text, step, [.. start.Split(';').Select(p => (p.Split('=')[0], p.Split('=')[1]))]);
}
