using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Trajectories;

/// <summary>The coordinates of a run belong to one point of the plane, however long it is.</summary>
public sealed class DriftTests
{
    private static readonly Expr s_s = Variable.Of("s");

    private static ProductProblem Problem(Expr outer, Rational centre, string h, Rational x, Rational y) => new()
    {
        Outer = OuterFunction.Compile(outer, s_s, centre),
        CurvatureAtCentre = 1,
        Step = OracleTests.Exact(h),
        X = [x],
        Y = [y],
    };

    private static Expr LogCosh(Expr u) => Log.Instance.Of(Cosh.Instance.Of(u));

    // The two values of s on the orbit: 20000 steps in 50 digits.
    [TestCase("square", "1.2", "1.1", "1.02", 0.851201501188648773, 1.12919065567409633)]
    [TestCase("steep", "-0.669", "-1.8", "1.05", 0.846033160157347933, 1.13203633877454753)]
    [TestCase("logcosh", "1.2", "1.1", "1.02", 0.871882830136764113, 1.11324646715417133)]
    public void An_orbit_of_period_two_keeps_to_its_place_for_a_million_steps(string loss, string x, string y, string h, double low, double high)
    {
        Expr u = s_s - 1;
        var outer = loss switch { "square" => Rational.Half * u.Pow(2), "steep" => new Rational(1, 4) * LogCosh(2 * u), _ => LogCosh(u) };
        var walk = new ProductWalk(Problem(outer, 1, h, OracleTests.Exact(x), OracleTests.Exact(y)), 1);
        for (long k = 0; k < 1_000_000; k++)
        {
            var point = walk.Visit(k);
            if (k >= 999_990)
            {
                Assert.That(Math.Min(Math.Abs(point.S - low), Math.Abs(point.S - high)), Is.LessThan(1e-13), $"s = {point.S:R} at {k}");
                AssertOnePlace(walk, point, 1);
            }
            walk.Advance();
        }
    }

    [Test]
    public void Random_runs_that_never_settle_keep_their_coordinates_together()
    {
        var random = new Random(20261128);
        int unsettled = 0;
        for (int i = 0; i < 20; i++)
        {
            Rational centre = new(random.Next(-8, 9), 4);
            Expr u = s_s - centre;
            var outer = random.Next(3) switch { 0 => Rational.Half * u.Pow(2), 1 => LogCosh(u), _ => (1 + u.Pow(2)).Pow(Rational.Half) };
            Rational x = new(random.Next(-300, 301), 100), y = new(random.Next(-300, 301), 100);
            var walk = new ProductWalk(Problem(outer, centre, $"0.{random.Next(300, 1000)}", x, y), 1);
            for (long k = 0; k < 20_000 && walk.Fault == OutcomeCause.None; k++)
            {
                var point = walk.Visit(k);
                if (k % 97 == 0 && walk.Fault == OutcomeCause.None)
                {
                    AssertOnePlace(walk, point, centre.ToDoubleNearest());
                    unsettled += k > 10_000 && Math.Abs(point.U) > 1e-3 ? 1 : 0;
                }
                walk.Advance();
            }
        }
        Assert.That(unsettled, Is.GreaterThan(50), "Some of the runs have to be of the kind that the claim is about.");
    }

    private static void AssertOnePlace(ProductWalk walk, RunPoint point, double centre)
    {
        var (a, b) = walk.Squares;
        double room = 1e-14 * (point.P + Math.Abs(centre));
        Assert.That(point.U, Is.EqualTo((a - b) / 4 - centre).Within(room));
        Assert.That(point.S, Is.EqualTo(point.U + centre).Within(room));
        Assert.That(point.P, Is.EqualTo((a + b) / 2).Within(room));
        Assert.That(walk.RootD * walk.RootD, Is.EqualTo(a * b).Within(room * point.P));
        Assert.That(point.P, Is.GreaterThanOrEqualTo(2 * Math.Abs(point.S) * (1 - 1e-15)));
    }
}
