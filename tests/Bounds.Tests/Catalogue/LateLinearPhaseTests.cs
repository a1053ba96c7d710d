using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>T5b against gradient descent on the vectors.</summary>
public sealed class LateLinearPhaseTests
{
    private static readonly Family[] s_families =
    [
        new("log(cosh(x*y-1))", 1, s => Math.Tanh(s - 1)),
        new("sqrt(1+(x*y+1)^2)", -1, s => (s + 1) / Math.Sqrt(1 + (s + 1) * (s + 1))),
        new("log(1+(x*y-1/2)^2)/2", 0.5, s => (s - 0.5) / (1 + (s - 0.5) * (s - 0.5))),
    ];

    [Test]
    public void From_the_certified_step_on_the_offset_stays_below_the_tolerance()
    {
        var random = new Random(5);
        int instances = 0;
        for (int i = 0; i < 18; i++)
        {
            var family = s_families[i % s_families.Length];
            double h = 0.1 + 0.5 * random.NextDouble(), x = 2.5 * random.NextDouble() - 1, y = 2.5 * random.NextDouble() - 1;
            var result = LateLinearPhase.Instance.Check(Setting(family, h, [x], [y]), CancellationToken.None);
            if (!result.Applies.IsProved)
                continue;
            instances++;
            foreach (var (epsilon, bound) in result.Implications.OfType<CountBound>()
                .Where(c => c.Quantity == Quantity.Offset).SelectMany(c => c.Values))
            {
                if (bound is null || bound.ToInterval().Hi is var from && !(from < 1e5))
                    continue;
                var run = new Descent(family, h, [x], [y]);
                for (int k = 0; k < from + 200; k++, run.Step())
                {
                    if (k >= from && Math.Abs(run.U) > epsilon.ToDoubleNearest() * (1 + 1e-9) + 1e-13)
                        Assert.Fail($"{family}, h = {h:R}, ({x:R}, {y:R}): |u| = {Math.Abs(run.U):R} > {epsilon} at step {k}, certified from {from}");
                }
            }
        }
        TestContext.Out.WriteLine($"{instances} instances");
        Assert.That(instances, Is.GreaterThan(3));
    }

    [Test]
    public void Sharper_than_two_over_h_at_the_start_of_the_flow_nothing_is_concluded()
    {
        var result = LateLinearPhase.Instance.Check(Setting(s_families[0], 0.3, [5], [0.05]), CancellationToken.None);
        Assert.That(result.Applies.IsRefuted);
        Assert.That(result.Implications, Is.Empty);
    }
}
