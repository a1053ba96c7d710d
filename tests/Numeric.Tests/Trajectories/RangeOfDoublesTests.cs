using System.Numerics;
using BoundCheck.Numeric.Precision;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Trajectories;

/// <summary>Overflow and underflow of doubles are not taken for mathematics.</summary>
public sealed class RangeOfDoublesTests
{
    private static readonly Expr s_s = Variable.Of("s");

    private static Expr Exp(Expr u) => Symbolic.Exp.Instance.Of(u);

    private static Expr Log(Expr u) => Symbolic.Log.Instance.Of(u);

    private static Rational Ten(int exponent) => exponent >= 0 ? new Rational(BigInteger.Pow(10, exponent), 1) : new Rational(1, BigInteger.Pow(10, -exponent));

    private static Measurement Run(Expr outer, Rational centre, string h, Rational x, Rational y, double curvature = 1) => ProductRun.Execute(new ProductProblem
    {
        Outer = OuterFunction.Compile(outer, s_s, centre),
        CurvatureAtCentre = curvature,
        Step = OracleTests.Exact(h),
        X = [x],
        Y = [y],
    });

    [Test]
    public void Overflowing_exponentials_of_a_tame_slope_are_evaluated_precisely()
    {
        // F' = tanh, spelled so that no rule knows it: log(e^u + e^-u) with a term that is folded away only by values.
        Expr u = s_s - 1, outer = Log(Exp(u) + Exp(-u) + (Exp(u.Pow(3)) + 1) / (Exp(u.Pow(3)) + 1) - 1);
        var run = Run(outer, 1, "0.1", 30, 29);
        var plain = Run(Log(Cosh.Instance.Of(u)), 1, "0.1", 30, 29);
        Assert.That((run.Outcome, run.Steps), Is.EqualTo((plain.Outcome, plain.Steps)));
        Assert.That(run.LimitSharpness, Is.EqualTo(plain.LimitSharpness!.Value).Within(1e-9));
    }

    [Test]
    public void A_power_that_overflows_to_a_vanishing_slope_is_no_stationary_point()
    {
        Expr u = s_s + Rational.Half, outer = (2 * u.Pow(2) + 1).Pow(new Rational(3, 4));
        var run = Run(outer, -Rational.Half, "0.1", Ten(6), Ten(-6));
        Assert.That((run.Outcome, run.Cause), Is.EqualTo((Outcome.Diverged, OutcomeCause.Overflow)));
    }

    [Test]
    public void An_underflowed_slope_is_a_standstill_and_no_stationary_point()
    {
        var welsch = 1 - Exp(-(s_s - 1).Pow(2));
        foreach (var start in new[] { Ten(2), Ten(100), Ten(300) })
        {
            var run = Run(welsch, 1, "0.1", start, start, 2);
            Assert.That((run.Outcome, run.Cause), Is.EqualTo((Outcome.Unsettled, OutcomeCause.Standstill)), $"{start}");
        }
    }

    [Test]
    public void Starts_beyond_the_range_of_doubles_run_like_all_others()
    {
        Expr outer = Log(Cosh.Instance.Of(s_s - 1));
        // p_0 = 1e400: log cosh with hG below sqrt 2 converges from every start.
        Assert.That(Run(outer, 1, "0.3", Ten(200), Ten(-200) * 2).Outcome, Is.EqualTo(Outcome.Converged));
        var mirrored = Log(Cosh.Instance.Of(s_s + 1));
        foreach (int exponent in new[] { -200, -400 })
        {
            var run = Run(mirrored, -1, "0.3", Ten(exponent), 0);
            Assert.That((run.Outcome, run.AnnihilatedAt), Is.EqualTo((Outcome.Converged, (long?)null)), $"1e{exponent}");
        }
        // An imbalance of 1e-600 stays an imbalance.
        var huber = Run(Huber.Instance.Of(s_s - 3, 1), 3, "0.3", Ten(-200), Ten(-150));
        Assert.That(huber.Outcome, Is.EqualTo(Outcome.Converged));
        Assert.That(huber.Phenomena.Balancing.Detected);
    }

    [Test]
    public void A_factor_that_rounds_to_0_does_not_annihilate()
    {
        // tanh(99) is 1 in doubles, so 1 - hF' is 0 there for h = 1; in truth it is 2e-86.
        var run = Run(Log(Cosh.Instance.Of(s_s - 1)), 1, "1", 10, 10);
        Assert.That(run.AnnihilatedAt, Is.Null);
        Assert.That(run.Final.S, Is.EqualTo(1).Within(0.1));
        // The Huber loss has slope 1 exactly.
        Assert.That(Run(Huber.Instance.Of(s_s - 1, 1), 1, "1", 10, 10).AnnihilatedAt, Is.EqualTo(1));
    }

    [Test]
    public void Decay_over_many_orders_is_no_period()
    {
        // x = -y: to the saddle from p = 1e400, by a constant factor a step.
        var run = Run(Log(Cosh.Instance.Of(s_s - 1)), 1, "0.3", Ten(200), -Ten(200));
        Assert.That((run.Outcome, run.Cause), Is.EqualTo((Outcome.Periodic, OutcomeCause.Saddle)));
    }

    [Test]
    public void Growth_beyond_all_numbers_is_divergence()
    {
        var run = Run(Exp(s_s) - s_s, 0, "0.1", 30, 29);
        Assert.That((run.Outcome, run.Cause), Is.EqualTo((Outcome.Diverged, OutcomeCause.Overflow)));
    }

    [Test]
    public void A_general_objective_that_overflows_on_the_way_only_is_run_on()
    {
        // The middle term is below every double, and keeps the rules from rewriting the sum; the rest is a convex bowl.
        Expr x = Variable.Of("x"), y = Variable.Of("y");
        var bowl = Log(Exp(x) + Exp(-2 * x) + (1 + y.Pow(2)) * Exp(-y.Pow(2) - 2000)) + Rational.Half * y.Pow(2);
        var objective = GeneralObjective.Compile(bowl, [x, y]);
        var gradient = new double[2];
        Assert.That(objective.Evaluate([1000, 3], gradient), Is.EqualTo(1004.5));
        Assert.That(gradient, Is.EqualTo(new[] { 1.0, 3.0 }));
        var run = GeneralRun.Execute(new GeneralProblem { Objective = objective, Step = Rational.Half, Start = [1000, 3] });
        Assert.That(run.Outcome, Is.EqualTo(Outcome.Converged));
        Assert.That(run.FinalX[0], Is.EqualTo(Math.Log(2) / 3).Within(1e-9));
    }

    [Test]
    public void Wide_numbers_agree_with_exact_arithmetic()
    {
        var random = new Random(7);
        for (int i = 0; i < 2000; i++)
        {
            BigFloat a = Draw(random), b = Draw(random);
            Extended x = Extended.From(a), y = Extended.From(b);
            AssertNear(x + y, BigFloat.AddExact(a, b), BigFloat.Max(BigFloat.Abs(a), BigFloat.Abs(b)));
            AssertNear(x - y, BigFloat.AddExact(a, -b), BigFloat.Max(BigFloat.Abs(a), BigFloat.Abs(b)));
            AssertNear(x * y, BigFloat.MultiplyExact(a, b));
            AssertNear(x / y, BigFloat.Divide(a, b, 80, Direction.Down));
            AssertNear(Extended.Sqrt(Extended.Abs(x)), BigFloat.Sqrt(BigFloat.Abs(a), 80, Direction.Down));
            Assert.That(x.ToBigFloat(), Is.EqualTo(a));
            Assert.That(Extended.IsNoLarger(x, y), Is.EqualTo(BigFloat.Abs(a) <= BigFloat.Abs(b)));
        }
    }

    private static BigFloat Draw(Random random) =>
        new BigFloat(random.NextInt64(1L << 52, 1L << 53) * (random.Next(2) * 2 - 1),
            random.Next(3) switch { 0 => random.Next(-60, 60), 1 => random.Next(-900, 900), _ => random.Next(-9000, 9000) });

    private static void AssertNear(Extended value, BigFloat exact, BigFloat? scale = null)
    {
        var off = BigFloat.Abs(BigFloat.AddExact(value.ToBigFloat(), -exact));
        Assert.That(off.IsZero || off.Top <= (scale ?? BigFloat.Abs(exact)).Top - 51, $"{value} against {exact}");
    }
}
