using BoundCheck.Bounds.Tests.Catalogue;

namespace BoundCheck.Bounds.Tests.Regularity;

/// <summary>The infimum of F'(c+u)/u and the rate at which |F'| nears its bound.</summary>
public sealed class TailTests
{
    [TestCase("(x*y-1)^2/2", 1)]
    [TestCase("3*(x*y+1/2)^2/2", 3)]
    [TestCase("(x*y)^4/4+(x*y)^2/2", 1)]
    [TestCase("(x*y)^2/2+sin(x*y)^2/5", 0.91310654)]
    [TestCase("(x*y-1)^2/2+log(cosh(x*y-1))", 1)]
    [TestCase("log(cosh(x*y))", null)]
    [TestCase("exp(x*y)-x*y", null)]
    public void The_infimum_of_the_ratio_is_enclosed_or_refuted(string objective, double? least)
    {
        var below = Instances.Analyze(objective).Report.SectorBelow!(CancellationToken.None);
        if (least is null)
            Assert.That(below.Verdict.IsRefuted, $"{below.Verdict}");
        else
            Assert.That(below.Value!.ToInterval().Mid, Is.EqualTo(least).Within(1e-6), $"{below.Verdict}");
    }

    [TestCase("huber(x*y, 1)", 1, 0)]
    [TestCase("huber(x*y-3, 2)", 2, 0)]
    [TestCase("log(cosh(x*y-1))", 4, 0.002683)]
    [TestCase("sqrt(1+(x*y-1)^2)", 4, 0.119)]
    [TestCase("x*y*atan(x*y)-log(1+(x*y)^2)/2", 3, 1)]
    [TestCase("sqrt(1+(x*y)^2)+x*y/2", 3, null)]
    [TestCase("log(1+(x*y)^2)/2", 3, null)]
    public void The_tail_of_the_slope_is_bounded_or_refuted(string objective, int from, double? constant)
    {
        var (tail, verdict) = Instances.Analyze(objective).Report.SlopeTail!(from, CancellationToken.None);
        if (constant is null)
            Assert.That(tail, Is.Null);
        else
            Assert.That(tail!.Constant.ToInterval().Hi, Is.EqualTo(constant).Within(1e-3), $"{verdict}");
    }
}
