using BoundCheck.Numeric.Precision;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Kernels;

/// <summary>Moderate functions spelled with exponentials that are not: in doubles as in thousands of bits.</summary>
public sealed class StableFormTests
{
    [TestCase("log(exp(s)+exp(-2*s))")]
    [TestCase("log(exp(s)+exp(-s))")]
    [TestCase("log((exp(s)+exp(-s))/2)")]
    [TestCase("log(1+exp(s))")]
    [TestCase("log(2+3*exp(-s))")]
    [TestCase("log(exp(2*s)+exp(-3*s)+1)")]
    [TestCase("log(exp(s)+exp(s/2)+exp(-s)+4)")]
    [TestCase("log(cosh(s)+1)")]
    [TestCase("log(2*cosh(s)+exp(s)/3)")]
    [TestCase("(exp(s)-exp(-s))/(exp(s)+exp(-s))*s")]
    [TestCase("(exp(2*s)-1)/(exp(2*s)+1)*s")]
    [TestCase("s*exp(s)/(1+exp(s))")]
    [TestCase("sinh(s)/(cosh(s)+2)*s")]
    [TestCase("s*(1-2/(exp(2*s)+1))")]
    [TestCase("s^2*exp(s)/(1+exp(s))^2")]
    public void Values_and_slopes_far_out_are_those_of_many_digits(string text)
    {
        Expr s = Variable.Of("s");
        var outer = OuterFunction.CompileWithoutCentre(Parser.Parse(text).ValueOrThrow(), s);
        foreach (double u in new[] { -1e5, -3000, -800, -300, -20.5, -1.25, 0.5, 1, 15, 400, 720, 2500, 1e5 })
        {
            var at = outer.At(u);
            AssertNear(at.Value, outer.PreciseValue.Value.At(BigFloat.FromDouble(u)), u, $"F({u})");
            AssertNear(at.Slope, outer.PreciseSlope.Value.At(BigFloat.FromDouble(u)), u, $"F'({u})");
            Assert.That(double.IsFinite(at.Curvature), $"F''({u}) = {at.Curvature}");
        }
    }

    private static void AssertNear(double value, (Precise Kind, Extended Value) precise, double u, string what)
    {
        double expected = precise.Kind is Precise.Zero or Precise.Vanishing ? 0 : precise.Value.ToDouble();
        // An exponent of size u carries u units of the last place into its exponential.
        Assert.That(value, Is.EqualTo(expected).Within(1e-12 * (1 + 1e-4 * Math.Abs(u)) * Math.Abs(expected) + 1e-14), what);
    }
}
