using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;

namespace BoundCheck.Cli.Tests;

public sealed class WhyNotTests
{
    private static List<string> WhyNot(string objective) =>
        [.. CommandRunner.Run("analyze", objective, "--json", "-").Json.GetProperty("whyNot").EnumerateArray().Select(w => w.GetString()!)];

    [Test]
    public void A_kink_is_the_first_obstacle_of_every_theorem()
    {
        var obstacles = WhyNot("abs(x*y)");
        Assert.That(obstacles, Is.Not.Empty);
        Assert.That(obstacles, Is.All.Contains("F' jumps from -1 to 1"));
    }

    [Test]
    public void Without_a_bounded_derivative_the_theorem_about_every_start_names_it_and_the_triangle_has_no_obstacle()
    {
        var obstacles = WhyNot("(x*y-1)^2/2");
        Assert.That(obstacles, Has.Count.EqualTo(1));
        Assert.That(obstacles[0], Does.StartWith("T3 ").And.Contain("grows beyond every bound"));
    }

    [Test]
    public void Good_regularity_has_no_obstacle() => Assert.That(WhyNot("log(cosh(x*y-1))"), Is.Empty);

    [TestCase("x*(1-x) <= 1/3", "x=[0,1]", "left - right comes up to -0.0833333 near x = 0.5")]
    [TestCase("x^2+y^2 > -1", "x=[-1,1];y=[-1,1]", "right - left comes up to -1 ")]
    public void The_place_where_a_claim_is_tightest_is_named(string claim, string on, string gap) =>
        Assert.That(ClaimGap.Describe(ClaimParser.Parse(claim, on).Claim!, CancellationToken.None), Does.StartWith(gap));
}
