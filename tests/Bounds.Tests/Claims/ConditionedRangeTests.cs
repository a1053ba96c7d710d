using BoundCheck.Bounds.Proving;
using BoundCheck.Numeric.Ranges;

namespace BoundCheck.Bounds.Tests.Claims;

/// <summary>Suprema under side conditions in several variables, and beside jumps.</summary>
public sealed class ConditionedRangeTests
{
    [TestCase("x+y", "x=[-2,2]; y=[-2,2]", "x^2+y^2 <= 1", "sqrt(2)", 1.4142135623730951)]
    [TestCase("x+2*y+3*z", "", "x^2+y^2+z^2 == 1", "sqrt(2)*sqrt(7)", 3.7416573867739413)]
    [TestCase("x*y", "", "x+y == 1", "1/4", 0.25)]
    [TestCase("-x^2-y^2", "", "x*y >= 1; x > 0", "-2", -2)]
    [TestCase("exp(x)*y", "x=[-1,1]; y=[-1,1]", "x^2+y^2 <= 1", null, 1.4585285371362376)]
    [TestCase("x*y*z", "x=[0,5]; y=[0,5]; z=[0,5]", "x*y+y*z+z*x <= 3", "1", 1)]
    [TestCase("-x", "x=[-2,2]; y=[-2,2]", "y^2 <= x^3-x", "1", 1)]
    [TestCase("sin(x)+cos(y)", "x=[0,2*pi]; y=[0,2*pi]", null, null, 2)]
    public void A_supremum_under_conditions_is_enclosed_and_attained(string expression, string on, string? where, string? exact, double value)
    {
        var end = RangeQuestion.Parse(expression, on, where).Question!.Supremum(RangeOptions.Default);
        Assert.That((end.Exact?.ToString(), end.Attainment, end.Shortfall), Is.EqualTo((exact, Attainment.Attained, (string?)null)));
        var at = end.Value!.ToInterval();
        Assert.That(at.Lo <= value + 1e-15 && value - 1e-15 <= at.Hi && at.Width <= 1e-9, $"{at}");
    }

    [Test]
    public void Under_a_strict_condition_the_supremum_is_not_called_attained()
    {
        var end = RangeQuestion.Parse("x+y", "x=[-2,2]; y=[-2,2]", "x^2+y^2 < 1").Question!.Supremum(RangeOptions.Default);
        Assert.That(end.Attainment, Is.Not.EqualTo(Attainment.Attained));
        Assert.That(end.Value!.ToInterval().Contains(Math.Sqrt(2)));
    }

    [Test]
    public void A_supremum_under_conditions_is_infinite_where_a_line_shows_it()
    {
        var end = RangeQuestion.Parse("x^2+y^2", "", "x+y >= 1").Question!.Supremum(RangeOptions.Default);
        Assert.That((end.IsInfinite, end.Approached), Is.EqualTo((true, "x -> inf with y = 0")));
    }

    [TestCase("x+y", "x=[2,3]; y=[2,3]", "x^2+y^2 < 1")]
    [TestCase("x+y", "x=[2,3]; y=[2,3]", "x < 1")]
    public void Conditions_that_hold_nowhere_are_said(string expression, string on, string where) =>
        Assert.That(RangeQuestion.Parse(expression, on, where).Question!.Supremum(RangeOptions.Default).Shortfall,
            Is.EqualTo("no point of the box satisfies the conditions"));

    /// <summary>The value at an open end is taken nowhere else beside a jump.</summary>
    [TestCase("piecewise(x>0,-1,5)", "x=(0,1)")]
    [TestCase("piecewise(x>0,-1-x,5)", "x=(0,1]")]
    [TestCase("sign(-x)", "x=(0,1)")]
    [TestCase("piecewise(x+y>0,-1,5)", "x=(0,inf); y=(0,inf)")]
    public void The_value_at_an_open_end_beside_a_jump_is_no_supremum(string expression, string on)
    {
        var at = RangeQuestion.Parse(expression, on, null).Question!.Supremum(RangeOptions.Default).Value!.ToInterval();
        Assert.That(at.Contains(-1.0) && at.Width <= 1e-9, $"{at}");
    }
}
