using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Tests.Trajectories;

public sealed class TracingTests
{
    [Test]
    public void Beyond_the_dense_part_a_trace_keeps_the_extremes_of_every_block()
    {
        // A chaotic run: the extremes of every block of steps are kept, whatever their numbers.
        var problem = ProductRunTests.Problem("logcosh", "1", "1.35", ["5"], ["0.05"]) with { Steps = 40_000 };
        var whole = ProductRun.Execute(problem with { Tracing = new Tracing(50_000) });
        var brief = ProductRun.Execute(problem with { Tracing = new Tracing(512) });
        Assert.That(whole.Trace, Has.Length.EqualTo(40_001));
        Assert.That(brief.Trace, Has.Length.LessThan(12_000));
        Assert.That(brief.Trace.Select(p => p.Step), Is.Ordered.And.Unique);
        foreach (var block in whole.Trace.Where(p => p.Step is >= 32_768 and < 39_936).GroupBy(p => p.Step / 128))
        {
            var kept = brief.Trace.Where(p => p.Step / 128 == block.Key).ToList();
            Assert.That((kept.Max(p => p.Sharpness), kept.Min(p => p.Sharpness), kept.Max(p => p.Loss), kept.Min(p => p.Loss)),
                Is.EqualTo((block.Max(p => p.Sharpness), block.Min(p => p.Sharpness), block.Max(p => p.Loss), block.Min(p => p.Loss))));
        }
    }
}
