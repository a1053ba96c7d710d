using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Evaluation;

public sealed class DifferenceQuotientTests
{
    private const int Precision = 150;

    // For f continuous on [a, b] and differentiable inside but for finitely many kinks, (f(b) - f(a))/(b - a) lies between the least and
    // the greatest value of f' (mean value theorem on the pieces): enclosures of the two that miss each other refute the derivative.
    [Test]
    public void Derivatives_of_five_hundred_random_expressions_agree_with_difference_quotients()
    {
        var random = new Random(11);
        var x = RandomExpressions.X;
        int compared = 0, sharp = 0;
        for (int trial = 0; compared < 500 && trial < 5000; trial++)
        {
            var f = RandomExpressions.Make(random, 4);
            var derivative = f.Derivative(x);
            if (derivative.IsClosed())
                continue;
            double a = Math.Round((random.NextDouble() - 0.5) * 4, 6), b = a + Math.ScaleB(1, -20);
            BigInterval Big(Interval v) => BigInterval.FromInterval(v, Precision);
            var tape = Tape.Compile(f, x);
            BigInterval At(double p) => new ValueEvaluator<BigInterval>(tape, Precision).Evaluate(Big(Interval.Point(p))).Value;
            var slope = new ValueEvaluator<BigInterval>(Tape.Compile(derivative, x), Precision).Evaluate(Big(new Interval(a, b)));
            if (!new ValueEvaluator<Interval>(tape).Evaluate(new Interval(a, b)).IsContinuous || slope.State == Definedness.Possibly)
                continue;
            var quotient = (At(b) - At(a)) / (Big(Interval.Point(b)) - Big(Interval.Point(a)));
            Assert.That(BigInterval.Intersect(slope.Value, quotient).IsEmpty, Is.False, $"({f})' = {derivative} at {a}: {slope.Value}, quotient {quotient}");
            compared++;
            var (narrow, wide) = (quotient.ToInterval(), slope.Value.ToInterval());
            double scale = 1 + Math.Max(Math.Abs(wide.Lo), Math.Abs(wide.Hi));
            sharp += narrow.Hi - narrow.Lo < 1e-12 * scale && wide.Hi - wide.Lo < 1e-3 * scale ? 1 : 0;
        }
        Assert.That((compared, sharp > 450), Is.EqualTo((500, true)), $"{compared} compared, {sharp} of them sharply");
    }
}
