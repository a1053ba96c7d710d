using BoundCheck.Numeric.Kernels;
using BoundCheck.Numeric.Tests.Intervals.Oracle;
using BoundCheck.Symbolic;
using static BoundCheck.Numeric.Tests.Intervals.Oracle.MpfrNative;

namespace BoundCheck.Numeric.Tests.Kernels;

/// <summary>The elementary functions of the kernels against 200-bit values, over all exponents.</summary>
public sealed class ElementaryAccuracyTests
{
    private const double MaxUlp = 4;

    internal static readonly Dictionary<string, Func<Real, Real>> Functions = new()
    {
        ["Sqrt"] = x => x.Sqrt(),
        ["Exp"] = Elementary.Exp,
        ["Expm1"] = Elementary.ExpM1,
        ["Log"] = Elementary.Log,
        ["Log1p"] = Elementary.Log1P,
        ["Sin"] = Elementary.Sin,
        ["Cos"] = Elementary.Cos,
        ["Tan"] = Elementary.Tan,
        ["Sinh"] = Elementary.Sinh,
        ["Cosh"] = Elementary.Cosh,
        ["Tanh"] = Elementary.Tanh,
        ["Asinh"] = Elementary.Asinh,
        ["Atan"] = Elementary.Atan,
        ["Erf"] = Elementary.Erf,
        ["Sigmoid"] = Elementary.Sigmoid,
        ["Softplus"] = Elementary.Softplus,
        ["LogCosh"] = Elementary.LogCosh,
    };

    public static IEnumerable<string> Names => Functions.Keys;

    internal static KernelProgram Program(Func<Real, Real> function)
    {
        var builder = new KernelBuilder();
        return builder.Build(1, function(builder.Input(0)));
    }

    [TestCaseSource(nameof(Names))]
    public void Error_is_at_most_four_ulp(string name)
    {
        var function = OracleFunction.All.Single(f => f.Name == name);
        var kernel = ScalarKernel.Compile(Program(Functions[name]));
        using MpfrValue argument = new(64), exact = new(200), difference = new(200);
        var random = new Random(11);
        double worst = 0, at = 0;
        var output = new double[1];
        for (int i = 0; i < Campaign.Points; i++)
        {
            double x = Campaign.Sample(random, function);
            kernel.Invoke([x], output);
            double y = output[0];
            function.Oracle(ref exact.Number, ref argument.Set(x).Number, 0);
            double nearest = exact.ToDouble(MpfrValue.Nearest);
            if (!double.IsFinite(nearest))
            {
                Assert.That(y, Is.EqualTo(nearest), $"{name}({x:R})");
                continue;
            }
            Assert.That(double.IsNaN(y), Is.False, $"{name}({x:R}) is NaN, not {nearest:R}");
            if (double.IsInfinity(y))
            {
                Assert.That(Math.Abs(nearest), Is.GreaterThan(double.MaxValue * (1 - 1e-15)), $"{name}({x:R})");
                continue;
            }
            mpfr_sub(ref difference.Number, ref exact.Number, ref difference.Set(y).Number, 0);
            double ulp = Math.Max(double.Epsilon, Math.BitIncrement(Math.Abs(nearest)) - Math.Abs(nearest));
            double error = Math.Abs(difference.ToDouble(MpfrValue.Nearest)) / ulp;
            if (error > worst)
                (worst, at) = (error, x);
        }
        TestContext.Out.WriteLine($"{name}: {worst:F2} ulp at {at:R}");
        Assert.That(worst, Is.LessThanOrEqualTo(MaxUlp), $"{name} at {at:R}");
    }

    [TestCase(1.0 / 3)]
    [TestCase(-0.2)]
    [TestCase(2.6)]
    [TestCase(-7.3)]
    public void Power_error_is_at_most_four_ulp(double exponent)
    {
        var kernel = ScalarKernel.Compile(Program(x => Elementary.Power(x, exponent, 0)));
        using MpfrValue argument = new(64), power = new(64), exact = new(200), difference = new(200);
        power.Set(exponent);
        var random = new Random(12);
        var output = new double[1];
        for (int i = 0; i < Campaign.Points; i++)
        {
            double x = Math.ScaleB(1 + random.NextDouble(), random.Next(4) == 0 ? random.Next(-1074, 1024) : random.Next(-3, 3));
            kernel.Invoke([x], output);
            mpfr_pow(ref exact.Number, ref argument.Set(x).Number, ref power.Number, 0);
            double nearest = exact.ToDouble(MpfrValue.Nearest);
            if (!double.IsFinite(nearest))
            {
                Assert.That(output[0], Is.EqualTo(nearest), $"{x:R}^{exponent}");
                continue;
            }
            mpfr_sub(ref difference.Number, ref exact.Number, ref difference.Set(output[0]).Number, 0);
            double ulp = Math.Max(double.Epsilon, Math.BitIncrement(nearest) - nearest);
            Assert.That(Math.Abs(difference.ToDouble(MpfrValue.Nearest)) / ulp, Is.LessThanOrEqualTo(MaxUlp), $"{x:R}^{exponent}");
        }
    }

    [Test]
    public void Quotient_by_a_root_has_at_most_four_ulp()
    {
        if (!Primitives.HasReciprocalSqrtEstimate)
            Assert.Inconclusive("no estimate of 1/sqrt on this machine: the kernels divide by the correctly rounded root");
        var builder = new KernelBuilder();
        var kernel = ScalarKernel.Compile(builder.Build(2, Elementary.OverSqrt(builder.Input(0), builder.Input(1))));
        using MpfrValue radicand = new(64), numerator = new(64), root = new(200), exact = new(200), difference = new(200);
        var random = new Random(14);
        var output = new double[1];
        double worst = 0;
        for (int i = 0; i < Campaign.Points; i++)
        {
            // Radicands from 1 on, numerators of any size that leaves a normal quotient.
            double x = Math.ScaleB(1 + random.NextDouble(), random.Next(2) == 0 ? random.Next(0, 3) : random.Next(0, 900));
            double y = Math.ScaleB(random.NextDouble() - 0.5, random.Next(2) == 0 ? random.Next(-3, 3) : random.Next(-500, 500));
            if (i == 0)
                (x, y) = (1, 1);
            kernel.Invoke([x, y], output);
            mpfr_sqrt(ref root.Number, ref radicand.Set(x).Number, 0);
            mpfr_div(ref exact.Number, ref numerator.Set(y).Number, ref root.Number, 0);
            double nearest = exact.ToDouble(MpfrValue.Nearest);
            mpfr_sub(ref difference.Number, ref exact.Number, ref difference.Set(output[0]).Number, 0);
            worst = Math.Max(worst, Math.Abs(difference.ToDouble(MpfrValue.Nearest)) / (Math.BitIncrement(Math.Abs(nearest)) - Math.Abs(nearest)));
        }
        TestContext.Out.WriteLine($"{worst:F2} ulp");
        Assert.That(worst, Is.LessThanOrEqualTo(MaxUlp));
    }

    [TestCase("softsign")]
    [TestCase("huber")]
    public void Composed_functions_of_the_language_have_at_most_four_ulp(string name)
    {
        // softsign u = u/(1 + |u|); the slope of huber(u, 1/2) is u cut to [-1/2, 1/2].
        Variable u = Variable.Of("u");
        var expression = name == "softsign" ? Softsign.Instance.Of(u) : Huber.Instance.Of(u, Rational.Half).Derivative(u);
        var builder = new KernelBuilder();
        var lowering = new Lowering(builder);
        lowering.Bind(u, builder.Input(0));
        var kernel = ScalarKernel.Compile(builder.Build(1, lowering.Lower(Numeric.Kernels.KernelForm.Rewrite(expression))));
        using MpfrValue argument = new(64), one = new(64), denominator = new(200), exact = new(200), difference = new(200);
        var random = new Random(15);
        var output = new double[1];
        for (int i = 0; i < Campaign.Points; i++)
        {
            double x = Math.ScaleB(random.NextDouble() - 0.5, random.Next(2) == 0 ? random.Next(-3, 4) : random.Next(-1021, 1023));
            kernel.Invoke([x], output);
            if (name == "huber")
            {
                Assert.That(output[0], Is.EqualTo(Math.Clamp(x, -0.5, 0.5)), $"{x:R}");
                continue;
            }
            mpfr_add(ref denominator.Number, ref argument.Set(Math.Abs(x)).Number, ref one.Set(1.0).Number, 0);
            mpfr_div(ref exact.Number, ref argument.Set(x).Number, ref denominator.Number, 0);
            double nearest = exact.ToDouble(MpfrValue.Nearest);
            mpfr_sub(ref difference.Number, ref exact.Number, ref difference.Set(output[0]).Number, 0);
            double ulp = Math.Max(double.Epsilon, Math.BitIncrement(Math.Abs(nearest)) - Math.Abs(nearest));
            Assert.That(Math.Abs(difference.ToDouble(MpfrValue.Nearest)) / ulp, Is.LessThanOrEqualTo(MaxUlp), $"softsign({x:R})");
        }
    }

    [Test]
    public void Sine_and_cosine_of_huge_arguments_are_reduced_exactly()
    {
        using MpfrValue argument = new(64), exact = new(200);
        var random = new Random(13);
        for (int i = 0; i < 300; i++)
        {
            double x = Math.ScaleB(1 + random.NextDouble(), random.Next(30, 1024)) * (i % 2 == 0 ? 1 : -1);
            mpfr_sin(ref exact.Number, ref argument.Set(x).Number, 0);
            double sine = exact.ToDouble(MpfrValue.Nearest);
            Assert.That(Math.Abs(Campaign.Steps(LargeAngles.Sine(x, 0), sine)), Is.LessThanOrEqualTo(3), $"sin({x:R})");
            mpfr_cos(ref exact.Number, ref argument.Set(x).Number, 0);
            Assert.That(Math.Abs(Campaign.Steps(LargeAngles.Sine(x, 1), exact.ToDouble(MpfrValue.Nearest))), Is.LessThanOrEqualTo(3), $"cos({x:R})");
        }
    }

    [TestCaseSource(nameof(Names))]
    public void NaN_comes_through(string name)
    {
        var output = new double[1];
        ScalarKernel.Compile(Program(Functions[name])).Invoke([double.NaN], output);
        Assert.That(output[0], Is.NaN);
    }

    [TestCase("Tanh", double.PositiveInfinity, 1)]
    [TestCase("Tanh", double.NegativeInfinity, -1)]
    [TestCase("Exp", double.NegativeInfinity, 0)]
    [TestCase("Exp", double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase("Expm1", double.NegativeInfinity, -1)]
    [TestCase("Log", 0, double.NegativeInfinity)]
    [TestCase("Log", -1, double.NaN)]
    [TestCase("Log", double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase("Log1p", -1, double.NegativeInfinity)]
    [TestCase("Log1p", -2, double.NaN)]
    [TestCase("Log1p", double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase("Atan", double.PositiveInfinity, Math.PI / 2)]
    [TestCase("Sigmoid", double.NegativeInfinity, 0)]
    [TestCase("Sigmoid", double.PositiveInfinity, 1)]
    [TestCase("Softplus", double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase("Softplus", double.NegativeInfinity, 0)]
    [TestCase("LogCosh", double.NegativeInfinity, double.PositiveInfinity)]
    [TestCase("Sinh", double.NegativeInfinity, double.NegativeInfinity)]
    [TestCase("Cosh", double.NegativeInfinity, double.PositiveInfinity)]
    [TestCase("Asinh", double.NegativeInfinity, double.NegativeInfinity)]
    [TestCase("Erf", double.NegativeInfinity, -1)]
    [TestCase("Sin", double.PositiveInfinity, double.NaN)]
    public void Limits_are_right(string name, double x, double expected)
    {
        var output = new double[1];
        ScalarKernel.Compile(Program(Functions[name])).Invoke([x], output);
        Assert.That(output[0], Is.EqualTo(expected));
    }

    [TestCase("Tanh")]
    [TestCase("Expm1")]
    [TestCase("Sinh")]
    [TestCase("Asinh")]
    [TestCase("Atan")]
    [TestCase("Erf")]
    [TestCase("Sin")]
    [TestCase("Tan")]
    public void Sign_of_zero_is_kept(string name)
    {
        var output = new double[1];
        ScalarKernel.Compile(Program(Functions[name])).Invoke([-0.0], output);
        Assert.That(output[0] == 0 && double.IsNegative(output[0]), $"{output[0]}");
    }
}
