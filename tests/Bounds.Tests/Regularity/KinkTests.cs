using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Regularity;

/// <summary>Kinks away from the centre: formulas of derivatives that look harmless across a jump of F' or F must not prove anything.</summary>
public sealed class KinkTests
{
    private static RegularityReport Analyze(string text) =>
        Objective.Analyze(text, Parser.Parse(text).ValueOrThrow()).Structure.Regularity(CancellationToken.None);

    [TestCase("max(x*y-1,0)+(x*y)^2")]
    [TestCase("(x*y-1)^2+max(x*y-1,1-x*y)")]
    [TestCase("min(x*y,2)+(x*y-1)^2")]
    [TestCase("piecewise(abs(x*y)<=1,(x*y)^2/2,2*abs(x*y)-3/2)")]
    [TestCase("piecewise(x*y<0,(x*y)^2/2,(x*y)^2/2+1)")]
    [TestCase("abs(x*y-3)+(x*y)^2")]
    [TestCase("sqrt((x*y-1)^2)")]
    public void A_jump_of_F_or_of_its_slope_is_never_smooth(string text) => Assert.That(Analyze(text).Smooth.IsProved, Is.False);

    [TestCase("max(x*y-1,0)+(x*y)^2")]
    [TestCase("piecewise(abs(x*y)<=1,(x*y)^2/2,2*abs(x*y)-3/2)")]
    [TestCase("abs(x*y-3)+2*(x*y)^2")]
    public void A_ratio_that_jumps_up_is_never_monotone(string text) => Assert.That(Analyze(text).MonotoneRatio.IsProved, Is.False);

    [TestCase("((x*y)^2)^(3/4)")]
    [TestCase("sqrt((x*y-1)^2)")]
    [TestCase("max(x*y-1,0)+(x*y)^2")]
    public void A_convex_function_with_a_kink_is_not_refuted(string text) => Assert.That(Analyze(text).Convex.IsRefuted, Is.False);

    [TestCase("huber(x*y-1,2)")]
    [TestCase("piecewise(x*y<1,(x*y-1)^2/2,(x*y-1)^2)")]
    [TestCase("abs(x*y)^3")]
    [TestCase("max(x*y,0)^2+(x*y)^2")]
    public void A_kink_of_the_slope_alone_is_smooth(string text) => Assert.That(Analyze(text).Smooth.IsProved, Is.True, Analyze(text).Smooth.ToString());

    [TestCase("1/(x*y)^2")]
    [TestCase("piecewise(x*y==0,5,1/(x*y)^2)")]
    [TestCase("piecewise(x*y<0,(x*y)^2,(x*y)^2+1)")]
    public void A_point_of_the_graph_above_a_chord_refutes_convexity(string text) => Assert.That(Analyze(text).Convex.IsRefuted, $"{Analyze(text).Convex}");

    [TestCase("piecewise(abs(x*y)<=pi,1-cos(x*y),2)")]
    public void Pieces_that_meet_smoothly_at_irrational_points_are_smooth(string text) => Assert.That(Analyze(text).Smooth.IsProved, $"{Analyze(text).Smooth}");

    [TestCase("abs(x*y-1)")]
    [TestCase("max(x*y-sqrt(2),2*sqrt(2)-2*x*y)")]
    public void A_convex_function_is_star_convex_with_or_without_kinks(string text) =>
        Assert.That(Analyze(text).StarConvex.IsProved, $"{Analyze(text).StarConvex}");

    // F(-3) = 21/4 and F(-2) = 4 > 2/3 F(-3): the inequality holds wherever F' exists, and the jump up toward the centre breaks it.
    [TestCase("piecewise(x*y < -2, (x*y)^2/4-x*y, (x*y)^4/4)")]
    [TestCase("(x*y)^2+sign(x*y+1)+1")]
    public void A_function_that_jumps_is_not_called_star_convex(string text) => Assert.That(Analyze(text).StarConvex.IsProved, Is.False);

    [TestCase("(x*y)^2+sign(x*y+1)+1")]
    [TestCase("piecewise(x*y < -2, (x*y)^2/4-x*y, (x*y)^4/4)")]
    public void A_function_that_jumps_has_no_sign_condition(string text) => Assert.That(Analyze(text).Sign.IsRefuted, $"{Analyze(text).Sign}");

    // F'(c+u)/u falls in |u| on both sides of the kink, which has no closed form.
    [TestCase("abs(x*y+atan(x*y)-1)")]
    public void A_jump_of_the_slope_at_the_centre_itself_refutes_no_monotone_ratio(string text) => Assert.That(Analyze(text).MonotoneRatio.IsRefuted, Is.False);
}
