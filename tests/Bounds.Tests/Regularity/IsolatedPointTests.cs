using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Regularity;

/// <summary>A formula that is taken at one point says nothing of the slope there, in the analysis and in every way to make a step.</summary>
public sealed class IsolatedPointTests
{
    private const string HiddenZero = "piecewise(x*y<=1, piecewise(x*y>=1, x*y-5/2+2*atan(1), (x*y)^2/2-2*x*y+2*atan(x*y)), (x*y)^2/2-2*x*y+2*atan(x*y))";

    private static Objective Read(string text) => Objective.Analyze(text, Parser.Parse(text).ValueOrThrow());

    private static RegularityReport Analyze(string text) => Read(text).Structure.Regularity(CancellationToken.None);

    [Test]
    public void A_zero_of_the_slope_behind_an_isolated_branch_refutes_the_sign_condition()
    {
        var study = Catalogue.Instances.Study(HiddenZero, "1/10", ("x", "1.2"), ("y", "1.2"));
        Assert.Multiple(() =>
        {
            Assert.That(study.Regularity.Sign.IsRefuted, $"{study.Regularity.Sign}");
            Assert.That(study.Theorems.Where(t => t.Theorem.IsLargeStep && t.Applies.IsProved), Is.Empty);
        });
    }

    [TestCase("piecewise(x*y == 1, 5*x*y-4, (x*y)^2)", 2)]
    [TestCase("piecewise(x*y == sqrt(2), 5*x*y-5*sqrt(2)+2, (x*y)^2)", 2)]
    [TestCase("piecewise(x*y < 1/3, (x*y)^2, piecewise(x*y == 1/3, 9*x*y-26/9, (x*y)^2))", 2)]
    [TestCase("piecewise((x*y-sqrt(2))^2 > 0, (x*y)^2, 2*exp(x*y-sqrt(2)))", 2)]
    public void A_slope_at_an_isolated_point_does_not_enter_the_sector_bound(string text, int beta)
    {
        var report = Analyze(text);
        Assert.Multiple(() =>
        {
            Assert.That(report.Sector.Verdict.IsProved, $"{report.Sector.Verdict}");
            Assert.That((double)report.Sector.Value!.ToInterval().Hi, Is.EqualTo(beta).Within(1e-6));
            Assert.That(report.LocalSmoothness[0].Bound!.ToInterval().Mid, Is.EqualTo(3).Within(1e-4));
        });
    }

    [Test]
    public void A_parabola_joined_to_a_line_has_its_constants()
    {
        var report = Analyze("piecewise(x*y < log(3), 2*(x*y+1)^2/3, piecewise(x*y == log(3), 2*(log(3)+1)^2/3, 4/3*(log(3)+1)*(x*y-log(3))+2*(log(3)+1)^2/3))");
        Assert.Multiple(() =>
        {
            Assert.That(report.Sign.IsProved, $"{report.Sign}");
            Assert.That(report.Sector.Value!.ToInterval().Lo, Is.EqualTo(4.0 / 3).Within(1e-9));
            Assert.That(report.Sector.Value!.ToInterval().Hi, Is.EqualTo(4.0 / 3).Within(1e-9));
            Assert.That(report.MonotoneRatio.IsProved, $"{report.MonotoneRatio}");
        });
    }

    [TestCase("abs(x*y-1)")]
    [TestCase("abs(x*y-sqrt(2))")]
    [TestCase("abs(x*y-pi)/2")]
    [TestCase("abs((x*y)^3-2*x*y-5)")]
    [TestCase("piecewise(x*y<log(2), log(2)-x*y, 2*(x*y-log(2)))")]
    [TestCase("sqrt((x*y-sqrt(3))^2)")]
    [TestCase("piecewise(x*y==1, 2, (x*y-1)^2)")]
    public void A_kink_or_jump_at_the_centre_refutes_the_sign_condition_wherever_it_is(string text)
    {
        var report = Analyze(text);
        Assert.That(report.Sign.IsRefuted, $"{report.Sign}");
        Assert.That(report.Smooth.IsRefuted, $"{report.Smooth}");
    }

    [TestCase("piecewise(x*y == 1, 3*x*y-3, (x*y-1)^2)", 1.0, 0.0)]
    [TestCase("piecewise(x*y == 0, 1, (exp(x*y)-1)/(x*y))", 0.0, 0.5)]
    [TestCase("max(x*y,0)-abs(x*y)/2+(x*y)^2", 0.0, 0.5)]
    [TestCase("max(piecewise(x*y == -2, -8/3+7*(x*y+2)^2, piecewise(x*y > -2, (x*y)^2/2-14/3+6*(x*y+2), (x*y)^3/3)), -4)", -2.0, 4.0)]
    [TestCase("max(piecewise(x*y == 0, 1+(x*y)^2, exp(x*y)+x*y), 0)", 0.0, 2.0)]
    [TestCase("abs(x*y-1)", 1.0, double.NaN)]
    [TestCase("piecewise(x*y < 1, x*y, x*y+1)", 1.0, double.NaN)]
    public void Every_path_steps_with_the_same_slope(string text, double s, double slope)
    {
        var objective = Read(text);
        var outer = OuterFunction.CompileWithoutCentre(objective.Structure.Outer!.Value, objective.Structure.Outer.Argument);
        var certified = new Numbers.CertifiedFunction(objective.Structure.Outer.Slope.Value, objective.Structure.Outer.Argument).At(Rational.FromDouble(s));
        var study = Catalogue.Instances.Study(text, "1/10", ("x", "1"), ("y", s.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var trace = Runner.Measure(study, CancellationToken.None).Measurement.Trace;
        // One step of the sweep's kernel from x = 1, y = s: s' = s(1 + w²) - w(1 + s²) with w = F'(s)/10 (R1).
        double next = new Numeric.Batches.ProductSweep(outer, null).Attractor([(1 + s) * (1 + s)], [(1 - s) * (1 - s)], [0.1], 1, 1)[0][0], w = slope / 10;
        Assert.Multiple(() =>
        {
            Assert.That(outer.At(s).Slope, Is.EqualTo(slope));
            Assert.That(certified?.ToInterval().Mid ?? double.NaN, Is.EqualTo(slope));
            Assert.That(trace[0].Slope, Is.EqualTo(slope));
            Assert.That(next, Is.EqualTo(s * (1 + w * w) - w * (1 + s * s)).Within(1e-15));
        });
    }
}
