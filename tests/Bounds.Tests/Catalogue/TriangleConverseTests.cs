using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>T12 against gradient descent on the vectors.</summary>
public sealed class TriangleConverseTests
{
    private static readonly (Family Family, double Least)[] s_families =
    [
        (All[0], 1), (All[1], 1), (All[2], 3),
        (new("(x*y)^4/4+(x*y)^2/2", 0, s => s * s * s + s), 1),
        (new("(x*y-1/2)^2/2+sin(x*y-1/2)^2/5", 0.5, s => s - 0.5 + Math.Sin(2 * s - 1) / 5), 0.9131065487),
        (new("(x*y+1)^2/2+log(cosh(x*y+1))", -1, s => s + 1 + Math.Tanh(s + 1)), 1),
    ];

    [TestCase(1)]
    [TestCase(4)]
    public void The_border_of_the_spared_starts_is_where_failure_begins(int index)
    {
        var family = s_families[index].Family;
        var step = new Rational(3, 10);
        var spared = CertifiedRegions.Spared(family.Objective, family.Report, step, CancellationToken.None)!;
        var at = ((Certified)step).ToInterval();
        CellVerdict Decide(double x, double y) => spared.Region.Decide([Interval.Point((x + y) * (x + y)), Interval.Point((x - y) * (x - y))], at);
        foreach (var (x, y) in spared.Starts.Outline(scalar: true))
        {
            Assert.That(Decide(1.0001 * x, 1.0001 * y), Is.EqualTo(CellVerdict.Fails));
            Assert.That(Decide(0.9999 * x, 0.9999 * y), Is.Not.EqualTo(CellVerdict.Fails));
        }
    }

    [Test]
    public void No_starts_are_spared_where_no_failure_is_certified() =>
        Assert.That(CertifiedRegions.Spared(All[4].Objective, All[4].Report, new Rational(3, 10), CancellationToken.None), Is.Null);

    [Test]
    public void Beyond_the_line_the_condition_persists_and_no_run_converges()
    {
        var random = new Random(12);
        int instances = 0;
        for (int i = 0; i < Campaign.Count(90); i++)
        {
            var (family, least) = s_families[i % s_families.Length];
            double h = 0.05 + 0.3 * random.NextDouble(), gamma = h * least * Math.Abs(family.Centre), share = random.NextDouble();
            // Two thirds hardly beyond the line.
            double excess = i % 3 == 0 ? 1 + 2 * random.NextDouble() : 1 + 1e-3 * random.NextDouble();
            double near = 4 / (h * least) * (2 + gamma) * share * excess, far = 4 / (h * least) * (2 - gamma) * (1 - share) * excess;
            var (a, b) = family.Centre < 0 ? (far, near) : (near, far);
            double plus = Math.Sqrt(a), minus = Math.Sqrt(b);
            var (x, y) = ((plus + minus) / 2, (plus - minus) / 2);
            var result = TriangleConverse.Instance.Check(Setting(family, h, [x], [y]), CancellationToken.None);
            if (!result.Applies.IsProved)
            {
                // Rounding of the start may leave one within 1e-9 of the line on its other side.
                Assert.That(excess, Is.LessThan(1 + 1e-9), $"{family} h = {h:R}: {result.Applies}");
                continue;
            }
            instances++;
            Follow(family, h, least, x, y);
        }
        Assert.That(instances, Is.GreaterThan(80));
    }

    private static void Follow(Family family, double h, double least, double x, double y)
    {
        double gamma = h * least * Math.Abs(family.Centre);
        var run = new Descent(family, h, [x], [y]);
        for (int k = 0; k < 300 && run.P < 1e20; k++)
        {
            run.Step();
            var (near, far) = family.Centre < 0 ? (run.B, run.A) : (run.A, run.B);
            double form = near / (2 + gamma) + far / (2 - gamma);
            if (form < 4 / (h * least) * (1 - 1e-9) || Math.Abs(run.U) < 1e-12)
                Assert.Fail($"{family}, h = {h:R}, ({x:R}, {y:R}): {form:R} and u = {run.U:R} at step {k + 1}");
        }
    }

    [TestCase("(x*y)^2/2", "1/2", "2", "2", false, TestName = "On_the_line_nothing_is_said")]
    [TestCase("(x*y)^2/2", "1/2", "2", "2.0000001", true, TestName = "Just_beyond_the_line_failure_is_certified")]
    [TestCase("(x*y-1)^2/2", "1/2", "3", "1.4142135", true, TestName = "With_a_centre_the_line_is_that_of_T4")]
    [TestCase("(x*y-1)^2/2", "1.9", "3", "1", true, TestName = "Failure_is_certified_up_to_gamma_two")]
    [TestCase("(x*y-1)^2/2", "2.1", "3", "1", false, TestName = "Beyond_gamma_two_nothing_is_said")]
    public void The_boundary_is_sharp(string objective, string step, string x, string y, bool fails)
    {
        var study = Study(objective, step, ("x", x), ("y", y));
        Assert.That(Of(study, "T12").Applies.IsProved, Is.EqualTo(fails), $"{Of(study, "T12").Applies}");
        Assert.That(fails && Of(study, "T1").Applies.IsProved, Is.False);
    }

    [Test]
    public void The_lines_of_T1_and_T12_are_the_ratio_of_the_constants_apart()
    {
        var report = Analyze("(x*y)^2/2+sin(x*y)^2/5").Report;
        Assert.That(report.Sector.Value!.ToInterval().Mid / report.SectorBelow!(CancellationToken.None).Value!.ToInterval().Mid, Is.EqualTo(1.53)
            .Within(0.005));
    }

    [TestCase("log(cosh(x*y))", "0.5", "4", "3", "sector-below")]
    [TestCase("(x*y-1)^2/2", "0.5", "1", "0.5", "start")]
    [TestCase("x^2+y^2", "0.5", "1", "0.5", "product")]
    [TestCase("abs(x*y)+(x*y)^2/2", "0.5", "9", "0.5", "smooth")]
    [TestCase("(x*y-1)^2/2", "2.1", "3", "1", "step")]
    [TestCase("(x*y-1)^4/4+(x*y-1)^2/2", "0.5", "9", "1", "step")]
    public void Without_a_hypothesis_T12_does_not_apply(string objective, string step, string x, string y, string hypothesis)
    {
        var result = Of(Study(objective, step, ("x", x), ("y", y)), "T12");
        Assert.That(result.Applies.IsProved, Is.False);
        Assert.That(result.Conclusions, Is.Empty);
        Assert.That(result.Hypotheses.Single(h => h.Statement.Id == hypothesis).Verdict.IsProved, Is.False);
    }

    [Test]
    public void Without_the_lower_sector_bound_a_start_as_far_out_converges()
    {
        var run = new Descent(All[3], 0.5, [4], [3]);
        for (int k = 0; k < 3000; k++)
            run.Step();
        Assert.That(Math.Abs(run.U), Is.LessThan(0.05));
    }
}
