using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Tests.Catalogue;
using BoundCheck.Bounds.Theory;

namespace BoundCheck.Bounds.Tests.Runs;

public sealed class TightnessTests
{
    private static RunReport Run(string text, string step, string x, string y) =>
        Runner.Run(Instances.Study(text, step, ("x", x), ("y", y)), null, CancellationToken.None);

    [Test]
    public void The_measured_step_threshold_of_squared_loss_is_the_certified_one()
    {
        var step = Run("(x*y-1)^2/2", "0.5", "2", "1/5").Step!;
        Assert.That(step.Certified!.ToInterval().Mid, Is.EqualTo(0.8761049641).Within(1e-9));
        Assert.That(step.Ratio, Is.EqualTo(1).Within(1e-3));
        Assert.That(step.Grid, Does.Contain("1.02^i").And.Contain("bisections"));
    }

    [Test]
    public void A_start_at_a_minimiser_fails_at_no_step()
    {
        // h φ = 0.95·4/p·p is beyond 2 on the whole grid: the run is exactly at the minimiser and stays there.
        Assert.That(Run("(x*y-1)^2/2", "0.3", "5/2", "2/5").Step!.Measured, Is.Null);
    }

    [Test]
    public void Log_cosh_around_zero_reports_the_bound_of_T1_over_the_measured_value()
    {
        var run = Run("log(cosh(x*y))", "0.3", "1", "1");
        var rows = run.Rates.Where(r => r.Theorem == "T1.C3" && r.K is 10 or 100).ToArray();
        Assert.That(rows, Has.Length.EqualTo(4));
        Assert.That(rows.Select(r => r.Ratio), Is.All.GreaterThanOrEqualTo(1));
        TestContext.Out.WriteLine(string.Join("; ", rows.Select(r => $"K = {r.K}, {r.Quantity}: {r.Bound:G6} over {r.Measured:G6} is {r.Ratio:G4}")));
        Assert.That(run.Trends.Single(t => t.Theorem == "T1.C3" && t.Quantity.EndsWith("priori", StringComparison.Ordinal)).Exponent,
            Is.InRange(0.5, 1.5), "the balanced start converges like 1/K², the bound falls like 1/K");
    }

    [Test]
    public void A_trend_is_the_exponent_of_the_ratio()
    {
        RateRow Row(long k, double bound) => new("T", "q", k, bound, 1);
        Assert.That(RateTrend.Of([Row(10, 3), Row(100, 30), Row(1000, 300)]).Single().Exponent, Is.EqualTo(1).Within(1e-12));
        Assert.That(RateTrend.Of([Row(10, 3)]), Is.Empty);
    }
}
