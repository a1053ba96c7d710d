using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Tests.Catalogue;
using BoundCheck.Bounds.Tests.Phases;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Rotation;

/// <summary>The normalised model against the map written by hand in doubles.</summary>
public sealed class NormalisedModelTests
{
    // F''(c), F'''(c) and F' beside the centre in a form without cancellation.
    private static readonly (Family Family, double Curvature, double Third, Func<double, double> Slope)[] s_smooth =
    [
        (Instances.All[4], 1, 0, Math.Tanh),
        (Instances.All[5], 1, 0, Math.Tanh),
        (Instances.All[8], 1, 0, u => u / (1 + u * u)),
        (new("log(exp(-x*y-1/2)+exp(1+2*x*y)/2)", -0.5, _ => 0), 2, 2, u => 2 * Math.Exp(u / 2) * Math.Sinh(3 * u / 2) / (Math.Exp(-u) + Math.Exp(2 * u) / 2)),
    ];

    [Test]
    public void Ratio_and_its_second_remainder_contain_the_values_of_the_function([Values(0.1, 0.3)] double h)
    {
        var random = new Random(17);
        foreach (var (family, curvature, third, slope) in s_smooth)
        {
            var model = NormalisedModel.AtCentre(new Setting(family.Objective, family.Report, Rational.FromDouble(h), null))!;
            double unit = h * curvature, sign = family.Centre < 0 ? -1 : 1, first = sign * third / (2 * curvature * unit);
            Assert.That(model.FirstAtCentre.Lo, Is.EqualTo(first).Within(1e-12), family.Text);
            for (int i = 0; i < 300; i++)
            {
                double width = Math.Pow(10, -3 * random.NextDouble()), at = 3 * (random.NextDouble() - 0.5) * (i % 3 == 0 ? width : 1);
                var jet = model.Jet(Interval.Of(unit * at, unit * (at + width)));
                double u = at + width * random.NextDouble(), upsilon = unit * u, rho = slope(sign * u) / (sign * u * curvature);
                Assert.That(jet.Value.Lo - 1e-13 <= rho && rho <= jet.Value.Hi + 1e-13, $"{family} at {u:R}: {rho:R} not in {jet.Value}");
                double second = (rho - 1 - first * upsilon) / (upsilon * upsilon), slack = 1e-14 / (upsilon * upsilon);
                Assert.That(jet.Second.Lo - slack <= second && second <= jet.Second.Hi + slack, $"{family} at {u:R}: {second:R} not in {jet.Second}");
            }
        }
    }

    [Test]
    public void One_step_contains_gradient_descent_on_the_vectors()
    {
        var random = new Random(18);
        foreach (var family in Instances.All)
        {
            double h = 0.3, sign = family.Centre < 0 ? -1 : 1;
            var model = NormalisedModel.AtCentre(new Setting(family.Objective, family.Report, Rational.FromDouble(h), null))!;
            double unit = model.Unit.Mid;
            for (int i = 0; i < 100; i++)
            {
                double u = 2 * random.NextDouble() - 1, d = 9 * random.NextDouble();
                var (x, y) = PhaseInstances.Vectors(random, family.Centre, u, d);
                var run = new Descent(family, h, x, y);
                Interval upsilon = Interval.Point(sign * unit * run.U), imbalance = Interval.Point(unit * unit * run.D);
                var step = NormalisedStep.From(model.Gamma, upsilon, model.Ratio(upsilon), imbalance);
                run.Step();
                Assert.That(step.Upsilon.Mid, Is.EqualTo(sign * unit * run.U).Within(1e-11), $"{family}, u = {u:R}, D = {d:R}");
                Assert.That(step.D.Mid, Is.EqualTo(unit * unit * run.D).Within(1e-11), $"{family}, u = {u:R}, D = {d:R}");
            }
        }
    }

    [Test]
    public void There_is_no_second_remainder_across_a_kink_at_the_centre()
    {
        var (objective, report) = Instances.Analyze("x^2*y^2*(2+sign(x*y))");
        var setting = new Setting(objective, report, new Rational(1, 10), null);
        var model = NormalisedModel.Of(setting, 1);
        Assert.That(NormalisedModel.AtCentre(setting), Is.Null);
        Assert.That(model is null || !model.Jet(Interval.Of(-0.1, 0.1)).Second.IsBounded);
    }
}
