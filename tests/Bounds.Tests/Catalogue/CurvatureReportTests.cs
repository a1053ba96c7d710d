using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Catalogue;

public sealed class CurvatureReportTests
{
    private static CurvatureReport Of(string text)
    {
        Assert.That(Parser.Parse(text, new ParseOptions()).TryGet(out var parsed, out _), text);
        return CurvatureReport.Of(Objective.Analyze(text, parsed!), CancellationToken.None);
    }

    [TestCase("x^2+3*y^2", "6", "2", "2")]
    [TestCase("(x-y)^2", "4", "0", "4")]
    [TestCase("max(x,0)^2+x^2+y^2", "4", "2", "2")]
    [TestCase("x*y", "1", "-1", null)]
    [TestCase("huber(x,1)+huber(y,1)", "1", "0", null)]
    public void Constants_on_the_whole_space_are_exact_where_the_curvature_is_rational(string text, string l, string mu, string? pl)
    {
        var whole = Of(text).Sets[0];
        Assert.Multiple(() =>
        {
            Assert.That(whole.Text, Does.StartWith("all of R^n"));
            Assert.That(whole.L.ToString(), Is.EqualTo(l));
            Assert.That(whole.Mu.ToString(), Is.EqualTo(mu));
            Assert.That(whole.Pl?.ToString(), Is.EqualTo(pl));
        });
    }

    [TestCase("(x^2+y-11)^2+(x+y^2-7)^2", 2)]
    [TestCase("(x-y)^4+2*x^2+y^2-x+2*y", 1)]
    [TestCase("1-exp(-x^2-y^2)", 2)]
    public void Boxes_around_a_minimiser_have_strong_convexity_and_a_pl_constant(string text, int sets)
    {
        var report = Of(text);
        Assert.That(report.Sets, Has.Length.EqualTo(sets));
        Assert.That(report.Sets[^1].Mu.Sign(), Is.EqualTo(1));
        Assert.That(report.Sets[^1].Pl!.Sign(), Is.EqualTo(1));
    }

    [TestCase("abs(x)+y^2")]
    [TestCase("dot(x,y)^2")]
    [TestCase("exp(x)")]
    public void Without_a_set_the_obstacle_is_named(string text)
    {
        var report = Of(text);
        Assert.That(report.Sets, Is.Empty);
        Assert.That(report.Missing, Is.Not.Empty);
    }

    [Test]
    public void Entries_near_the_largest_doubles_have_no_eigenvalue_bound()
    {
        var huge = Interval.Of(-1.7e308, 1.7e308);
        var bounds = SpectrumBounds.Of(new[,] { { huge, huge }, { huge, huge } });
        Assert.That(bounds.MaxHi, Is.EqualTo(double.PositiveInfinity));
        Assert.That(bounds.MinLo, Is.EqualTo(double.NegativeInfinity));
    }

    /// <summary>The Hessian is not bounded on R^n, but f is convex there.</summary>
    [TestCase("x^2+x^4", 2, true)]
    [TestCase("cosh(x)", 1, true)]
    [TestCase("exp(x)-x", 0, false)]
    [TestCase("x^4+y^4", 0, false)]
    [TestCase("exp(x+y)+exp(x-y)", 0, false)]
    public void Convexity_on_the_whole_space_is_said_where_the_gradient_is_not_lipschitz(string text, int mu, bool pl)
    {
        var whole = Of(text).Everywhere!;
        Assert.That((whole.Mu.ToInterval().Contains((double)mu), whole.Pl is not null), Is.EqualTo((true, pl)));
    }

    [TestCase("x^4-x^2")]
    [TestCase("x*y+x^4")]
    [TestCase("abs(x)^3")]
    public void What_is_not_shown_to_be_convex_everywhere_is_not_called_so(string text) => Assert.That(Of(text).Everywhere, Is.Null);
}
