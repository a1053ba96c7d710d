using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Regularity;

/// <summary>What is decided around a centre that is irrational, has no closed form, is a point where F'' is infinite, or does not exist.</summary>
public sealed class CentreTests
{
    private static RegularityReport Analyze(string text) =>
        Objective.Analyze(text, Parser.Parse(text).ValueOrThrow()).Structure.Regularity(CancellationToken.None);

    [Test]
    public void A_shifted_quartic_has_its_centre_in_closed_form()
    {
        var report = Analyze("(x*y-5/4)^4-(x*y-5/4)^2");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.CentreExpr, Is.Not.Null);
            Assert.That(report.Sign, Is.InstanceOf<Refuted>());
            Assert.That(report.Sector.Verdict, Is.InstanceOf<Refuted>());
            Assert.That(report.StarConvex, Is.InstanceOf<Refuted>());
        }
    }

    [Test]
    public void Convexity_gives_star_convexity_at_a_centre_without_closed_form()
    {
        var report = Analyze("exp(x*y)-2*x*y+(x*y)^2/5");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.CentreExpr, Is.Null);
            Assert.That(report.Convex, Is.InstanceOf<Proved>());
            Assert.That(report.StarConvex, Is.InstanceOf<Proved>());
            Assert.That(report.Even, Is.InstanceOf<Refuted>());
            Assert.That(report.Sector.Verdict, Is.InstanceOf<Refuted>(), "F'(s)/s is unbounded");
        }
    }

    // β by mpmath, golden section on F'(c+u)/u in 40 digits.
    [TestCase("x*y*(1+erf(x*y/sqrt(2)))/2", -0.7517915246935644574579, 0.69724272314174747508879)]
    [TestCase("x*y*tanh(softplus(x*y))", -1.192431214515495212137, 0.52565048682782474501167)]
    [TestCase("(x*y-40)*sigmoid(17/10*(x*y-40))", 39.24796203366995657147, 0.70854557902410525315394)]
    public void Activations_have_sign_and_sector_bound_about_a_centre_without_closed_form(string text, double centre, double beta)
    {
        var report = Analyze(text);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.CentreExpr, Is.Null);
            Assert.That(report.Centre!.ToInterval().Mid, Is.EqualTo(centre).Within(1e-13));
            Assert.That(report.Sign.IsProved, $"{report.Sign}");
            Assert.That(report.Sector.Value!.ToInterval().Lo, Is.LessThanOrEqualTo(beta + 1e-15).And.GreaterThan(beta - 1e-9));
            Assert.That(report.Sector.Value!.ToInterval().Hi, Is.GreaterThanOrEqualTo(beta - 1e-15).And.LessThan(beta + 1e-9));
        }
    }

    [Test]
    public void A_bump_has_no_centre_by_two_points_in_the_wrong_order()
    {
        var sign = Analyze("sigmoid(x*y)*(1-sigmoid(x*y))").Sign;
        Assert.That(sign, Is.InstanceOf<Refuted>());
        var values = ((Refuted)sign).Witness.Values;
        Assert.That(values[0].Low, Is.LessThan(values[1].Low));
    }

    [Test]
    public void An_infinite_curvature_at_the_centre_leaves_the_sign_condition_true()
    {
        var report = Analyze("abs(x*y)^(3/2)");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Smooth, Is.InstanceOf<Refuted>());
            Assert.That(report.Sign, Is.InstanceOf<Proved>());
            Assert.That(report.Sector.Verdict, Is.InstanceOf<Refuted>());
        }
    }

    [TestCase("max((x*y)^2/2,(x*y)^2-1/2)", false)]
    [TestCase("(x*y)^2+abs(x*y-1)", false)]
    [TestCase("min((x*y)^2,1)", true)]
    public void A_ratio_that_jumps_up_is_refuted_and_one_that_jumps_down_is_not(string text, bool monotone) =>
        Assert.That(Analyze(text).MonotoneRatio, Is.InstanceOf(monotone ? typeof(Proved) : typeof(Refuted)));
}
