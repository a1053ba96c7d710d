using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Trajectories;

/// <summary>The step of a method is the same step in every coordinate system and every kind of number.</summary>
public sealed class MethodTests
{
    private static readonly Expr s_s = Variable.Of("s");

    private static IEnumerable<StepMethod> Methods() => [GradientDescent.Instance, new WeightDecay(new Rational(1, 10))];

    [TestCaseSource(nameof(Methods))]
    public void All_coordinates_take_the_step_of_the_vectors(StepMethod method)
    {
        var random = new Random(3);
        for (int i = 0; i < 200; i++)
        {
            Exact Draw() => new(new Rational(random.Next(-400, 401), 100));
            Exact x = Draw(), y = Draw(), w = Draw(), a = Square(x + y), b = Square(x - y), s = x * y, p = Square(x) + Square(y);
            var step = method.Rule(new Rational(1, 2), value => new Exact(value)).From(new(i, s, p, w));
            Exact nextX = step.Keep * x - w * y, nextY = step.Keep * y - w * x;
            Assert.Multiple(() =>
            {
                Assert.That(step.Sum(x + y), Is.EqualTo(nextX + nextY));
                Assert.That(step.Difference(x - y), Is.EqualTo(nextX - nextY));
                Assert.That(step.SumSquared(a), Is.EqualTo(Square(nextX + nextY)));
                Assert.That(step.DifferenceSquared(b), Is.EqualTo(Square(nextX - nextY)));
                Assert.That(step.Imbalance(a * b), Is.EqualTo(Square(Square(nextX) - Square(nextY))));
                Assert.That(step.Product(s, p), Is.EqualTo(nextX * nextY));
                Assert.That(step.Size(s, p), Is.EqualTo(Square(nextX) + Square(nextY)));
                var centre = Draw();
                Assert.That(step.Offset(s - centre, s, p), Is.EqualTo(nextX * nextY - centre));
            });
        }

        static Exact Square(Exact v) => v * v;
    }

    [Test]
    public void Every_method_with_a_step_in_any_number_is_tested_here() =>
        Assert.That(Methods().Select(m => m.GetType()), Is.EquivalentTo(typeof(StepMethod).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(StepMethod)))));

    private static Measurement Run(Expr outer, Rational centre, Rational lambda, string h, Rational[] x, Rational[] y, long steps = 10_000) =>
        ProductRun.Execute(new ProductProblem
    {
        Outer = OuterFunction.Compile(outer, s_s, centre),
        CurvatureAtCentre = 1,
        Step = OracleTests.Exact(h),
        Method = new WeightDecay(lambda),
        X = [.. x],
        Y = [.. y],
        Steps = steps,
    });

    [Test]
    public void Weight_decay_ends_at_the_balanced_minimiser_whose_sharpness_is_known()
    {
        // W1.C5: F'(s) = -λ, x = y, sharpness max(2F''(s)s, 2λ).
        Rational tenth = new(1, 10);
        var square = Run(Rational.Half * (s_s - 1).Pow(2), 1, tenth, "0.8", [new Rational(8, 5)], [new Rational(3, 10)]);
        Assert.That(square.Outcome, Is.EqualTo(Outcome.Converged));
        Assert.That(square.Final.S, Is.EqualTo(0.9).Within(1e-9));
        Assert.That(square.LimitSharpness, Is.EqualTo(1.8).Within(1e-9));
        Assert.That(square.FinalX[0], Is.EqualTo(square.FinalY[0]).Within(1e-9));
        var cauchy = Run(Rational.Half * Log.Instance.Of(1 + (s_s - 1).Pow(2)), 1, tenth, "0.8", [new Rational(8, 5)], [new Rational(3, 10)]);
        Assert.That(cauchy.Outcome, Is.EqualTo(Outcome.Converged));
        Assert.That(cauchy.Final.S, Is.EqualTo(2 * Math.Sqrt(6) - 4).Within(1e-9));
        // Collapse: F'(0) >= -λ.
        var collapse = Run(Rational.Half * (s_s - 1).Pow(2), 1, new Rational(11, 10), "0.5", [1], [new Rational(3, 10)]);
        Assert.That(collapse.Final.P, Is.LessThan(1e-12));
    }

    [Test]
    public void Weight_decay_takes_the_path_of_the_plain_iteration()
    {
        double[] x = [3, 1], y = [-1, 2];
        for (int k = 0; k < 60; k++)
        {
            double s = x[0] * y[0] + x[1] * y[1], g = (s - 2) / Math.Sqrt(1 + (s - 2) * (s - 2));
            for (int i = 0; i < 2; i++)
                (x[i], y[i]) = (x[i] - 0.35 * (g * y[i] + 0.05 * x[i]), y[i] - 0.35 * (g * x[i] + 0.05 * y[i]));
        }
        var run = Run((1 + (s_s - 2).Pow(2)).Pow(Rational.Half), 2, new Rational(1, 20), "0.35", [3, 1], [-1, 2], 60);
        for (int i = 0; i < 2; i++)
        {
            Assert.That(run.FinalX[i], Is.EqualTo(x[i]).Within(1e-12));
            Assert.That(run.FinalY[i], Is.EqualTo(y[i]).Within(1e-12));
        }
        double p = x.Concat(y).Sum(v => v * v), product = x[0] * y[0] + x[1] * y[1];
        Assert.That(run.Final.Loss, Is.EqualTo(Math.Sqrt(1 + (product - 2) * (product - 2)) + 0.025 * p).Within(1e-12));
    }

    [Test]
    public void Weight_decay_that_would_turn_the_weights_round_is_refused() =>
        Assert.That(() => Run(s_s.Pow(2), 0, 2, "0.5", [1], [1]), Throws.ArgumentException.With.Message.Contains("hλ < 1"));

    private readonly record struct Exact(Rational Value) : IRing<Exact>
    {
        public static Exact operator +(Exact a, Exact b) => new(a.Value + b.Value);

        public static Exact operator -(Exact a, Exact b) => new(a.Value - b.Value);

        public static Exact operator -(Exact a) => new(-a.Value);

        public static Exact operator *(Exact a, Exact b) => new(a.Value * b.Value);

        public static Exact OneLike(Exact x) => new(1);

        public static Exact Square(Exact x) => new(x.Value * x.Value);
    }
}
