using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Evaluation;

public sealed class TaylorTests
{
    private static Expr X => RandomExpressions.X;

    [Test]
    public void Values_at_points_lie_in_the_enclosure_over_the_box()
    {
        var random = new Random(1);
        for (int trial = 0; trial < 400; trial++)
        {
            var e = RandomExpressions.Make(random, 4);
            var tape = Tape.Compile(e, X);
            double a = (random.NextDouble() - 0.5) * 6, w = Math.Pow(10, -3 * random.NextDouble());
            var box = new Interval(a, a + w);
            var over = new ValueEvaluator<Interval>(tape).Evaluate(box);
            for (int i = 0; i < 4; i++)
            {
                var p = Interval.Point(Math.Min(a + w * random.NextDouble(), box.Hi));
                var at = new ValueEvaluator<BigInterval>(tape, 120).Evaluate(BigInterval.FromInterval(p, 120));
                Assert.That(T(over.Value).Contains(at.Value), $"{e} at {p} in {box}: {at.Value} not in {over.Value}");
                Assert.That(at.State, Is.GreaterThanOrEqualTo(Definedness.Defined));
            }
        }
    }

    [Test]
    public void Taylor_coefficients_enclose_those_of_the_symbolic_derivatives()
    {
        var random = new Random(2);
        int compared = 0;
        for (int trial = 0; trial < 250; trial++)
        {
            var e = RandomExpressions.Make(random, 3);
            double a = (random.NextDouble() - 0.5) * 4;
            var box = new Interval(a, a + 0.01);
            var jets = new TaylorEvaluator<Interval>(Tape.Compile(e, X));
            jets.Run([box], [Interval.One], 3);
            var d = e;
            var point = BigInterval.FromInterval(Interval.Point(a + 0.005), 150);
            for (int k = 1; k <= 3; k++)
            {
                d = new Rational(1, k) * d.Derivative(X);
                var exact = new ValueEvaluator<BigInterval>(Tape.Compile(d, X), 150).Evaluate(point);
                if (exact.State == Definedness.Possibly)
                    break;
                compared++;
                // Only disjointness is a contradiction: the symbolic value carries its own rounding.
                Assert.That(T(jets.Coefficients()[k]).Intersect(exact.Value).IsEmpty, Is.False,
                    $"coefficient {k} of {e} at {point}: {exact.Value} outside {jets.Coefficients()[k]}");
            }
        }
        Assert.That(compared, Is.GreaterThan(400));
    }

    [Test]
    public void Mean_value_form_encloses_values_across_kinks()
    {
        var random = new Random(3);
        for (int trial = 0; trial < 300; trial++)
        {
            var e = RandomExpressions.Make(random, 3);
            if (trial % 2 == 0)
                e = Abs.Instance.Of(e) + Max.Instance.Of(e, X);
            var tape = Tape.Compile(e, X);
            double a = (random.NextDouble() - 0.5) * 2;
            var box = new Interval(a, a + 0.3);
            var jets = new TaylorEvaluator<Interval>(tape);
            jets.Run([box], [Interval.One], 1);
            if (jets.State() != Definedness.Continuous)
                continue;
            var centre = Interval.Point(a + 0.1);
            var slope = jets.Coefficients()[1];
            var at = new ValueEvaluator<Interval>(tape).Evaluate(centre).Value;
            for (int i = 0; i < 5; i++)
            {
                var p = Interval.Point(a + 0.3 * i / 5);
                var value = new ValueEvaluator<BigInterval>(tape, 100).Evaluate(BigInterval.FromInterval(p, 100)).Value;
                Assert.That(T(at + slope * (p - centre)).Contains(value), $"{e} at {p}");
            }
        }
    }

    [Test]
    public void Slope_of_abs_across_zero_is_the_generalised_one()
    {
        var jets = new TaylorEvaluator<Interval>(Tape.Compile(Abs.Instance.Of(X), X));
        jets.Run([new Interval(-1, 1)], [Interval.One], 2);
        Assert.That(jets.Coefficients().ToArray(), Is.EqualTo(new[] { new Interval(0, 1), new Interval(-1, 1), Interval.Entire }));
    }

    [Test]
    public void At_the_kink_itself_abs_has_no_single_slope()
    {
        var jets = new TaylorEvaluator<Interval>(Tape.Compile(Abs.Instance.Of(X), X));
        jets.Run([Interval.Zero], [Interval.One], 1);
        Assert.That(jets.Coefficients()[1], Is.EqualTo(new Interval(-1, 1)));
    }

    [Test]
    public void Slope_of_tanh_stays_positive_far_out()
    {
        var jets = new TaylorEvaluator<Interval>(Tape.Compile(Tanh.Instance.Of(X), X));
        jets.Run([new Interval(30, 31)], [Interval.One], 1);
        Assert.That(jets.Coefficients()[1].Lo, Is.GreaterThan(0));
    }

    private static BigInterval T(Interval x) => BigInterval.FromInterval(x, 53);

}
