using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies;
using BoundCheck.Symbolic;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>T9s against gradient descent on the vectors.</summary>
public sealed class RotationAtZeroTests
{
    private static readonly Family[] s_families = [All[0], new("huber(x*y, 2)", 0, s => Math.Clamp(s, -2, 2)),
        new("huber(3*x*y, 5)", 0, s => 3 * Math.Clamp(3 * s, -5, 5))];

    [Test]
    public void The_check_value_of_the_closed_count() =>
        Assert.That(RotationAtZero.Count(new Rational(22, 10), new Rational(3, 1000))!.Exact, Is.EqualTo((Rational)1838));

    [Test]
    public void The_count_holds_from_random_starts_of_the_triangle()
    {
        var random = new Random(9);
        double largest = 0;
        for (int i = 0; i < Campaign.Count(450); i++)
        {
            var family = s_families[i % s_families.Length];
            double beta = family.Beta, core = family.Text.Contains('3', StringComparison.Ordinal) ? 5.0 / 9 * 3 : family.G ?? double.PositiveInfinity;
            double h = Math.Max(0.3, 0.51 / core) * (1 + random.NextDouble()) / (family.Text.Contains('3', StringComparison.Ordinal) ? 3 : 1);
            // Two thirds near the edge e = 2 or the border of the triangle.
            double size = 4 * (i % 3 == 0 ? random.NextDouble() : i % 3 == 1 ? 0.5 + 0.02 * random.NextDouble() : 1 - 1e-3 * random.NextDouble());
            double offset = size / 2 * Math.Pow(10, -4 * random.NextDouble()), p = size / (h * beta), s = offset / (h * beta);
            double plus = Math.Sqrt((p + 2 * s) / 2), minus = Math.Sqrt((p - 2 * s) / 2);
            double x = (plus + minus) / Math.Sqrt(2), y = (plus - minus) / Math.Sqrt(2);
            var result = RotationAtZero.Instance.Check(Setting(family, h, [x], [y]), CancellationToken.None);
            if (!result.Applies.IsProved)
            {
                Assert.That(size > 3.999 || !(h * beta * core / beta > 0.5), $"{family} h = {h:R}: {result.Applies}");
                continue;
            }
            foreach (var epsilon in new Rational[] { new(1, 3), new(1, 20), new(1, 200) })
            {
                double bound = RotationAtZero.Count(((Certified)Rational.FromDouble(h)) * Rational.FromDouble(beta) * Rational.FromDouble(size / (h * beta)),
                    epsilon)!.ToInterval().Hi;
                int counted = Counted(family, h, beta, x, y, epsilon.ToDoubleNearest());
                Assert.That(counted, Is.LessThanOrEqualTo(bound), $"{family}, h = {h:R}, ({x:R}, {y:R}), ε = {epsilon}");
                largest = Math.Max(largest, counted / bound);
            }
        }
        Assert.That(largest, Is.GreaterThan(0.05));
    }

    private static int Counted(Family family, double h, double beta, double x, double y, double epsilon)
    {
        var run = new Descent(family, h, [x], [y]);
        int counted = 0;
        for (int k = 0; k < 4000; k++)
        {
            counted += h * beta * Math.Abs(run.U) >= epsilon ? 1 : 0;
            run.Step();
        }
        return counted;
    }

    [TestCase(0.05)]
    [TestCase(0.01)]
    [TestCase(0.001)]
    public void No_count_of_order_log_holds_near_the_edge(double epsilon)
    {
        // e_0 = 2 and z_0 = 3ε/2: at least 1/(5ε) steps have z >= ε.
        double p = Math.Sqrt(4 + 9 * epsilon * epsilon), s = 1.5 * epsilon, plus = Math.Sqrt(p + 2 * s), minus = Math.Sqrt(p - 2 * s);
        var run = new Descent(All[0], 1, [(plus + minus) / 2], [(plus - minus) / 2]);
        for (int k = 0; k < 1 / (5 * epsilon); k++, run.Step())
            Assert.That(Math.Abs(run.U), Is.GreaterThanOrEqualTo(epsilon), $"step {k}");
    }

    [TestCase("(x*y-1)^2/2", "0.5", "1", "0.5", "centre-zero")]
    [TestCase("log(cosh(x*y))", "0.5", "1", "0.5", "linear-core")]
    [TestCase("huber(x*y, 1)", "0.4", "1", "0.5", "linear-core")]
    [TestCase("(x*y)^2/2", "0.5", "2", "2", "start")]
    [TestCase("x^2+y^2", "0.5", "1", "0.5", "product")]
    [TestCase("abs(x*y)+(x*y)^2/2", "0.5", "1", "0.5", "smooth")]
    public void Without_a_hypothesis_T9s_does_not_apply(string objective, string step, string x, string y, string hypothesis)
    {
        var result = Of(Study(objective, step, ("x", x), ("y", y)), "T9s");
        Assert.That(result.Applies.IsProved, Is.False);
        Assert.That(result.Conclusions, Is.Empty);
        Assert.That(result.Hypotheses.Single(h => h.Statement.Id == hypothesis).Verdict.IsProved, Is.False);
    }

    [Test]
    public void Huber_loss_has_room_from_the_step_one_half_on() =>
        Assert.That(Of(Study("huber(x*y, 1)", "0.5", ("x", "1"), ("y", "0.5")), "T9s").Applies.IsProved, Is.True);
}
