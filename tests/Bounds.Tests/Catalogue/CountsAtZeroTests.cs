using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>c = 0: the counts of T3.C3, T1.C3 and T5b and the floor of T1.C8 against gradient descent.</summary>
public sealed class CountsAtZeroTests
{
    private static readonly Rational[] s_tolerances = [new(1, 10), new(1, 50)];

    [Test]
    public void No_run_from_any_start_has_more_large_slopes_than_counted()
    {
        var random = new Random(1503);
        int sharp = 0, beyond = 0;
        double closest = double.PositiveInfinity;
        foreach (var family in new[] { All[3], All[7], new Family("huber(x*y, 1)", 0, s => Math.Clamp(s, -1, 1)) })
        {
            for (int i = 0; i < 120; i++)
            {
                // Steps up to hG = 1.39, and starts with hφ_0 up to several hundred.
                double h = (0.05 + 1.34 * random.NextDouble()) / family.G!.Value;
                var (x, y) = Start(random, 30);
                var setting = Setting(family, h, x, y);
                var counts = CountAtZero.Of(setting, family.Report.DerivativeBound.Value!, family.Report.Sector.Value!, CancellationToken.None)!;
                var large = new int[s_tolerances.Length];
                var run = new Descent(family, h, x, y);
                sharp += h * Math.Sqrt(run.D) > 4 ? 1 : 0;
                beyond += h * family.G!.Value > 1 ? 1 : 0;
                for (int k = 0; k < 4000; k++, run.Step())
                {
                    for (int t = 0; t < large.Length; t++)
                        large[t] += Math.Abs(run.W) >= s_tolerances[t].ToDoubleNearest() ? 1 : 0;
                }
                for (int t = 0; t < large.Length; t++)
                {
                    double most = counts.Count(s_tolerances[t])!.ToInterval().Hi;
                    closest = Math.Min(closest, most / Math.Max(1, large[t]));
                    Assert.That(large[t], Is.LessThanOrEqualTo(most), $"{family}, h = {h:R}, x = [{string.Join(", ", x)}], y = [{string.Join(", ", y)}]");
                }
            }
        }
        Assert.That(sharp, Is.GreaterThan(60));
        Assert.That(beyond, Is.GreaterThan(60));
        Assert.That(closest, Is.LessThan(60), "the count is of the order of what happens");
    }

    [Test]
    public void In_the_triangle_the_imbalance_stays_above_its_floor_and_counts_hold()
    {
        var random = new Random(1504);
        int applied = 0, joined = 0;
        foreach (var family in new[] { All[0], All[3], All[7] })
        {
            for (int i = 0; i < 60; i++)
            {
                double h = 0.05 + 0.6 * random.NextDouble();
                var (x, y) = Start(random, 2);
                var setting = Setting(family, h, x, y);
                var sector = SectorClass.Instance.Check(setting, CancellationToken.None);
                if (sector.Applies is not Proved || !sector.Implications.OfType<SharpnessFloor>().Any())
                    continue;
                applied++;
                double floor = ((Numbers.Certified)sector.Conclusions.Single(c => c.Name == "imbalanceLimitAtLeast").Value).ToInterval().Hi;
                var late = LateLinearPhase.Instance.Check(setting, CancellationToken.None);
                var offsets = sector.Implications.Concat(late.Implications).OfType<CountBound>().Where(c => c.Quantity == Quantity.Offset).ToList();
                joined += late.Applies is Proved ? 1 : 0;
                var run = new Descent(family, h, x, y);
                var large = new long[2];
                long last = -1;
                for (int k = 0; k < 4000; k++, run.Step())
                {
                    large[0] += Math.Abs(run.U) >= 0.1 ? 1 : 0;
                    last = Math.Abs(run.U) >= 0.001 ? k : last;
                }
                Assert.That(run.D, Is.GreaterThanOrEqualTo(floor * (1 - 1e-9)), $"{family}, h = {h:R}");
                foreach (var count in offsets)
                {
                    Assert.That(large[0], Is.LessThanOrEqualTo(count.At(new Rational(1, 10))!.ToInterval().Hi), $"{family} {count.Source}, h = {h:R}");
                    if (count.Meaning == CountMeaning.From)
                        Assert.That(last, Is.LessThan(count.At(new Rational(1, 1000))!.ToInterval().Hi), $"{family} {count.Source}, h = {h:R}");
                }
            }
        }
        Assert.That(applied, Is.GreaterThan(60));
        Assert.That(joined, Is.GreaterThan(40));
    }

    [Test]
    public void Beyond_root_two_and_with_w_above_one_nothing_is_counted()
    {
        Assert.That(CountAtZero.Of(Setting(All[3], 1.42, [3], [1]), 1, 1, CancellationToken.None), Is.Null);
        // Squared loss, hβp_0 = 2.5: w may exceed 1 and D may vanish, so no floor.
        var squared = SectorClass.Instance.Check(Setting(All[0], 0.5, [2], [1]), CancellationToken.None);
        Assert.That(squared.Applies, Is.InstanceOf<Proved>());
        Assert.That(squared.Conclusions.Any(c => c.Name == "imbalanceLimitAtLeast"), Is.False);
    }

    [Test]
    public void A_loss_of_epsilon_is_counted_with_the_offsets_that_reach_it()
    {
        var setting = Setting(All[3], 0.3, [2], [0.7]);
        var counts = LateLinearPhase.Instance.Check(setting, CancellationToken.None).Implications.OfType<CountBound>().ToList();
        var (offset, loss) = (counts.Single(c => c.Quantity == Quantity.Offset), counts.Single(c => c.Quantity.Short == "loss"));
        var run = new Descent(All[3], 0.3, [2], [0.7]);
        int last = -1;
        for (int k = 0; k < 200; k++, run.Step())
            last = Math.Log(Math.Cosh(run.S)) > 1e-6 ? k : last;
        Assert.That(loss.At(new Rational(1, 1_000_000))!.ToInterval().Hi,
            Is.GreaterThan(last).And.LessThanOrEqualTo(offset.At(new Rational(1, 1000))!.ToInterval().Hi));
    }
}
