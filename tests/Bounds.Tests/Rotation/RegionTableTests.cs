using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Tests.Catalogue;
using BoundCheck.Bounds.Tests.Phases;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Rotation;

/// <summary>Region certificates against gradient descent.</summary>
public sealed class RegionTableTests
{
    private static readonly StartRegion s_region = new(3, 0.5, 2);

    [Test]
    public void No_start_of_the_region_takes_more_steps_or_ends_flatter_than_its_cell_says()
    {
        var problem = RotationInstance.LogCosh;
        var table = problem.Table(s_region, new Rational(1, 100));
        var random = new Random(95);
        double unit = problem.Unit, gamma = problem.Gamma, d0 = s_region.Edge * s_region.Edge - 4 * gamma * gamma, least = unit * 0.01;
        int runs = 0, worst = 0;
        for (int i = 0; runs < 4000; i++)
        {
            var (upsilon, d) = Start(random, i, gamma, d0, least);
            double sigma = gamma + upsilon, a = 2 * sigma + Math.Sqrt(4 * sigma * sigma + d);
            if (a < s_region.LeastA || sigma > s_region.LargestSigma)
                continue;
            runs++;
            var (x, y) = PhaseInstances.Vectors(random, 1, upsilon / unit, d / (unit * unit));
            var run = new Descent(Instances.All[4], 0.5, x, y);
            var bounds = table.At(Interval.Of(Math.BitDecrement(upsilon), Math.BitIncrement(upsilon)), Interval.Of(Math.BitDecrement(d), Math.BitIncrement(d)));
            int count = 0;
            for (int k = 0; k < 3000 && (Math.Abs(run.U) > 1e-9 || k < 10); k++)
            {
                count += Math.Abs(run.U) >= 0.01 ? 1 : 0;
                run.Step();
            }
            double limit = unit * Math.Sqrt(run.D + 4);
            Assert.That(count, Is.LessThanOrEqualTo(bounds.Counts[0]), $"υ = {upsilon:R}, d = {d:R}");
            Assert.That(limit, Is.GreaterThanOrEqualTo(bounds.Floor - 1e-9), $"υ = {upsilon:R}, d = {d:R}");
            worst = Math.Max(worst, count);
        }
        var all = table.Worst();
        Assert.That(all.Counts[0], Is.GreaterThanOrEqualTo(worst).And.LessThanOrEqualTo(3.5 * worst));
    }

    // A third anywhere, a third near the axis above the edge, a third where the slowest orbits start.
    private static (double Upsilon, double D) Start(Random random, int i, double gamma, double d0, double least)
    {
        double sign = random.Next(2) == 0 ? -1 : 1, e = 2 + (s_region.Edge - 2) * Math.Pow(random.NextDouble(), 3);
        return (i % 3) switch
        {
            0 => (-gamma - 0.5 + (s_region.LargestSigma + 0.5) * random.NextDouble(), d0 * random.NextDouble()),
            1 => (sign * least * Math.Exp(3 * random.NextDouble()), e * e - 4 * gamma * gamma),
            _ => (sign * least * (1 + 0.3 * random.NextDouble()), Square(2 + 0.3 * random.NextDouble() * random.NextDouble()) - 4 * gamma * gamma),
        };
    }

    private static double Square(double x) => x * x;

    [Test]
    public void Where_the_slope_is_unbounded_the_counts_hold_and_no_start_led_through_w_1_has_one()
    {
        var problem = RotationInstance.Square;
        var table = problem.Table(new StartRegion(2.5, 0.5, 1.7), new Rational(1, 100));
        var random = new Random(96);
        double unit = problem.Unit, gamma = problem.Gamma, d0 = 2.5 * 2.5 - 4 * gamma * gamma;
        int counted = 0, runs = 0, close = 0, worst = 0;
        for (int i = 0; runs < 3000; i++)
        {
            var (upsilon, d) = i % 2 == 0 ? (-gamma - 0.5 + 2.4 * random.NextDouble(), d0 * random.NextDouble()) : Start(random, i, gamma, d0, unit * 0.01);
            double sigma = gamma + upsilon, a = 2 * sigma + Math.Sqrt(4 * sigma * sigma + d);
            if (a < 0.5 || sigma > 1.7 || d > d0)
                continue;
            runs++;
            var bounds = table.At(Interval.Of(Math.BitDecrement(upsilon), Math.BitIncrement(upsilon)), Interval.Of(Math.BitDecrement(d), Math.BitIncrement(d)));
            var (x, y) = PhaseInstances.Vectors(random, 1, upsilon / unit, d / (unit * unit));
            var run = new Descent(Instances.All[1], 0.3, x, y);
            int count = 0;
            bool near = false;
            for (int k = 0; k < 3000 && (Math.Abs(run.U) > 1e-9 || k < 10); k++)
            {
                count += Math.Abs(run.U) >= 0.01 ? 1 : 0;
                near |= Math.Abs(run.W - 1) < 0.9 * SlopeLimit.Gap;
                run.Step();
            }
            close += near ? 1 : 0;
            if (!bounds.IsCertified)
                continue;
            counted++;
            worst = Math.Max(worst, count);
            Assert.That(near, Is.False, $"υ = {upsilon:R}, d = {d:R}");
            Assert.That(count, Is.LessThanOrEqualTo(bounds.Counts[0]), $"υ = {upsilon:R}, d = {d:R}");
            Assert.That(unit * Math.Sqrt(Math.Max(0, run.D) + 4), Is.GreaterThanOrEqualTo(bounds.Floor - 1e-9), $"υ = {upsilon:R}, d = {d:R}");
        }
        TestContext.Out.WriteLine($"{counted} of {runs} with a count, {close} near w = 1, worst {worst}");
        Assert.That(counted, Is.GreaterThan(500));
        Assert.That(close, Is.GreaterThan(50));
        Assert.That(table.At(Interval.Point(64), Interval.Point(1)).IsCertified, Is.False, "beyond the columns");
    }

    [Test]
    public void Two_threads_make_the_same_table()
    {
        var problem = RotationInstance.LogCosh;
        RegionTable one = problem.Table(s_region, new Rational(1, 100)), two = problem.Table(s_region, new Rational(1, 100), threads: 2);
        CellBounds a = new(1), b = new(1);
        for (int j = 0; j < one.Grid.Layers.Length; j++)
        {
            for (int i = 0; i + 1 < one.Grid.Columns.Length; i++)
            {
                one.Get(j, i, a);
                two.Get(j, i, b);
                Assert.That((b.Counts[0], b.Floor), Is.EqualTo((a.Counts[0], a.Floor)));
            }
        }
    }

    [Test]
    public void A_start_that_may_land_on_the_minimiser_above_the_edge_is_promised_no_more_than_the_edge_zone()
    {
        // u = 0 with e > eU is a fixed point, and an orbit may land on it from inside U.
        var problem = RotationInstance.LogCosh;
        var table = problem.Table(s_region, new Rational(1, 100));
        double e = 2.5, d = e * e - 4 * problem.Gamma * problem.Gamma;
        foreach (double upsilon in new[] { 0, 0.3, -0.3 })
        {
            Interval box = Interval.Point(upsilon * problem.Zones(0.01).Leaving.Near.InnerRight);
            Assert.That(table.At(box, Interval.Point(d)).Floor, Is.LessThanOrEqualTo(problem.Zones(0.01).Leaving.Low));
        }
    }
}
