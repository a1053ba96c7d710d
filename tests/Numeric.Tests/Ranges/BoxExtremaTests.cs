using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;
using CsCheck;

namespace BoundCheck.Numeric.Tests.Ranges;

public sealed class BoxExtremaTests
{
    private static readonly Expr[] s_variables = [Variable.Of("x"), Variable.Of("y"), Variable.Of("z")];

    private static Expr F(string text) => Parser.Parse(text).ValueOrThrow();

    private static List<(Expr, Interval)> Cube(double lo, double hi, int n) => [.. s_variables.Take(n).Select(v => (v, Interval.Of(lo, hi)))];

    // Value from the stationary points in closed form, or a published minimum (Dixon, Szego 1978: six-hump camel; Goldstein-Price; Booth; Rosenbrock).
    [TestCase("sin(x)*cos(y)", -3.0, 3.0, 2, 1.0)]
    [TestCase("x*y*exp(-x^2-y^2)", -2.0, 2.0, 2, 0.18393972058572117)]
    [TestCase("x*y*z*(1-x)*(1-y)*(1-z)", 0.0, 1.0, 3, 1.0 / 64)]
    [TestCase("x + y + z", -1.0, 1.0, 3, 3.0)]
    [TestCase("-(4*x^2 - 2.1*x^4 + x^6/3 + x*y - 4*y^2 + 4*y^4)", -2.0, 2.0, 2, 1.0316284534898774)]
    [TestCase("-((x + 2*y - 7)^2 + (2*x + y - 5)^2)", -10.0, 10.0, 2, 0.0)]
    [TestCase("-(100*(y - x^2)^2 + (1 - x)^2)", -2.0, 2.0, 2, 0.0)]
    [TestCase("tanh(x)*tanh(y)", -1.0, 2.0, 2, 0.9293491751468356)]
    [TestCase("max(x,y) - abs(x*y)", -1.0, 1.0, 2, 1.0)]
    public void Supremum_encloses_the_known_value(string f, double lo, double hi, int n, double value)
    {
        var result = BoxExtrema.Supremum(F(f), Cube(lo, hi, n), new RangeOptions(Tolerance: 1e-6, WorkLimit: 60_000));
        Assert.That(result.IsSettled, result.Shortfall);
        Assert.That(result.Value.Lo, Is.LessThanOrEqualTo(value + 1e-11));
        Assert.That(result.Value.Hi, Is.GreaterThanOrEqualTo(value - 1e-11));
        Assert.That(result.Value.Width, Is.LessThanOrEqualTo(1.1e-6));
    }

    [Test]
    public void Infimum_is_the_mirrored_supremum()
    {
        var inf = BoxExtrema.Infimum(F("x^2 + y^2 - x"), Cube(-1, 1, 2), new RangeOptions(Tolerance: 1e-8));
        Assert.That(inf.Value.Contains(-0.25));
        Assert.That(inf.Value.Width, Is.LessThan(1e-7));
    }

    [Test]
    public void The_places_of_the_supremum_hold_its_point()
    {
        var result = BoxExtrema.Supremum(F("1 - (x - 1/3)^2 - (y + 1/4)^2"), Cube(-1, 1, 2), new RangeOptions(Tolerance: 1e-8));
        Assert.That(result.Places.Any(p => p[0].Contains(1.0 / 3) && p[1].Contains(-0.25)));
        Assert.That(result.Places.All(p => p[0].Width < 0.01));
    }

    [Test]
    public void An_unbounded_box_is_searched_towards_infinity() =>
        Assert.That(
            BoxExtrema.Supremum(F("1/(1 + x^2 + y^2)"), [(s_variables[0], Interval.Entire), (s_variables[1], Interval.Entire)],
                new RangeOptions(Tolerance: 1e-6)).Value.Contains(1.0));

    [Test]
    public void A_function_undefined_somewhere_has_no_finite_bound()
    {
        var result = BoxExtrema.Supremum(F("x/y"), Cube(-1, 1, 2), new RangeOptions(WorkLimit: 2000));
        Assert.That(result.IsSettled, Is.False);
        Assert.That(result.Value.Hi, Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void The_work_limit_gives_the_same_enclosure_every_time()
    {
        BoxExtremum Once() => BoxExtrema.Supremum(F("cos(3*x)*cos(2*y)"), Cube(-1, 2, 2), new RangeOptions(Tolerance: 1e-12, WorkLimit: 20));
        Assert.That(Once().Value, Is.EqualTo(Once().Value));
        Assert.That(Once().Shortfall, Is.Not.Null);
    }

    [Test]
    public void A_cancelled_search_throws() =>
        Assert.That(() => BoxExtrema.Supremum(F("x*y"), Cube(0, 1, 2), new RangeOptions(Cancellation: new CancellationToken(true))),
            Throws.InstanceOf<OperationCanceledException>());

    [TestCase("exp(x+y) - x - y", -1.0, 1.0, 1)]
    [TestCase("x^2 + y^2 - 3", -1.0, 1.0, -1)]
    [TestCase("x^2 + y^2 - 2", -1.0, 1.0, null)]
    [TestCase("x - y", -1.0, 1.0, null)]
    [TestCase("1/(x+y+2.5)", -1.0, 1.0, 1)]
    [TestCase("1/(x+y)", -1.0, 1.0, null)]
    public void The_strict_sign_on_a_box_is_certified(string f, double lo, double hi, int? sign) =>
        Assert.That(BoxExtrema.StrictSign(F(f), Cube(lo, hi, 2), new RangeOptions(WorkLimit: 3000)), Is.EqualTo(sign));

    [Test]
    public void Ranges_and_gradients_contain_values_at_random_points()
    {
        string[] functions = ["sin(x*y) + x^2", "exp(x - y)*tanh(x + y)", "abs(x - y) + max(x, y)",
            "log(2 + x*y)/(3 + x)", "sqrt(1 + x^2 + y^2) - x*y", "piecewise(x < y, x, y^2)"];
        Gen.Select(Gen.Int[0, functions.Length - 1], Gen.Double[-1, 1].Array[4], Gen.Double[0, 1].Array[2]).Sample((k, ends, at) =>
        {
            var f = new MultivariateFunction<Interval>(F(functions[k]), s_variables[..2]);
            Interval[] box = [Interval.Of(Math.Min(ends[0], ends[1]), Math.Max(ends[0], ends[1])),
                Interval.Of(Math.Min(ends[2], ends[3]), Math.Max(ends[2], ends[3]))];
            Interval[] point = [.. box.Select((b, i) => Interval.Point(Math.Clamp(b.Lo + at[i] * (b.Hi - b.Lo), b.Lo, b.Hi)))];
            var precise = new MultivariateFunction<BigInterval>(F(functions[k]), s_variables[..2], 200);
            var value = precise.Evaluate([.. point.Select(p => BigInterval.FromInterval(p, 200))]).Value.ToInterval();
            return !Interval.Intersect(f.Range(box).Value, value).IsEmpty;
        }, iter: 2000);
    }
}
