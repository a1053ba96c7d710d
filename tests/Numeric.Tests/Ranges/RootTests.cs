using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Ranges;

public sealed class RootTests
{
    private static readonly Variable s_u = Variable.Of("u");

    private static UnivariateFunction F(string text) => UnivariateFunction.FromExpr(Parser.Parse(text).ValueOrThrow(), s_u);

    private static Domain On(string domain)
    {
        var ends = domain[1..^1].Split(',');
        Expr? End(string text) => text.Contains("inf", StringComparison.Ordinal) ? null : Parser.Parse(text).ValueOrThrow();
        return Domain.Of(End(ends[0]), End(ends[1]), domain[0] == '(', domain[^1] == ')');
    }

    [TestCase("cos(u) - u", "[0,1]", 0.73908513321516064)]
    [TestCase("cos(u) - u", "(-inf,inf)", 0.73908513321516064)]
    [TestCase("exp(-u) - u", "(-inf,inf)", 0.56714329040978387)]
    [TestCase("u*exp(u) - 1", "(0,inf)", 0.56714329040978387)]
    [TestCase("log(u) + u", "(0,inf)", 0.56714329040978387)]
    [TestCase("u^3 - 2*u - 5", "(-inf,inf)", 2.0945514815423265)]
    [TestCase("tan(u) - u", "[4,4.6]", 4.4934094579090642)]
    [TestCase("log(1+u^2) + atan(u) - 1", "[0,inf)", 0.694102597954439)]
    [TestCase("tanh(u) - 1/2", "(-inf,inf)", 0.54930614433405485)]
    public void Exactly_one_root_is_certified(string f, string domain, double value)
    {
        var roots = Roots.Find(F(f), On(domain));
        Assert.That(roots.Count, Is.EqualTo(1), roots.Shortfall);
        Assert.That(roots.Roots[0].IsSimple);
        Assert.That(roots.Roots[0].Enclosure.Mid, Is.EqualTo(value).Within(2e-10));
        Assert.That(roots.Roots[0].Enclosure.Width, Is.LessThanOrEqualTo(1e-9));
    }

    [TestCase("exp(u) - u", "(-inf,inf)")]
    [TestCase("u^2 + 1e-9", "(-inf,inf)")]
    [TestCase("sin(u)", "(0,pi)")]
    [TestCase("sqrt(u)", "(0,inf)")]
    [TestCase("log(u)", "(1,inf)")]
    [TestCase("atan(u) - pi/2", "(-inf,inf)")]
    [TestCase("u - sin(u)", "(0,inf)")]
    [TestCase("1/u", "(0,inf)")]
    public void No_root_is_certified(string f, string domain) =>
        Assert.That(Roots.Find(F(f), On(domain)).Count, Is.EqualTo(0), Roots.Find(F(f), On(domain)).Shortfall);

    [TestCase("sin(u)", "[0,10]", new[] { 0, Math.PI, 2 * Math.PI, 3 * Math.PI })]
    [TestCase("u^3 - u", "[-2,2]", new[] { -1.0, 0, 1 })]
    [TestCase("u^3 - u", "(-1,1)", new[] { 0.0 })]
    [TestCase("(u - 1/3)*(u - 1/2)", "[0,1]", new[] { 1.0 / 3, 0.5 })]
    [TestCase("u^2 - 2", "(-inf,inf)", new[] { -1.4142135623730951, 1.4142135623730951 })]
    [TestCase("exp(u) - 2 - u", "(-inf,inf)", new[] { -1.8414056604369606, 1.1461932206205825 })]
    [TestCase("u*sin(1/u)", "[0.1,1]", new[] { 1 / (3 * Math.PI), 1 / (2 * Math.PI), 1 / Math.PI })]
    public void All_roots_are_certified(string f, string domain, double[] values)
    {
        var roots = Roots.Find(F(f), On(domain));
        Assert.That(roots.IsComplete, roots.Shortfall);
        Assert.That(roots.Roots.Select(r => r.Enclosure.Mid), Is.EqualTo(values).Within(1e-9));
    }

    [TestCase("(u - 1/3)^2", "[0,1]", "1/3")]
    [TestCase("(u^2 - 2)^2", "[0,2]", "sqrt(2)")]
    [TestCase("(exp(u) - 3)^2", "[0,2]", "log(3)")]
    [TestCase("1 - sin(u)", "[0,3]", "1/2*pi")]
    [TestCase("u^4", "(-inf,inf)", "0")]
    public void A_multiple_root_is_certified_at_its_exact_place(string f, string domain, string exact)
    {
        var roots = Roots.Find(F(f), On(domain));
        Assert.That(roots.Count, Is.EqualTo(1), roots.Shortfall);
        Assert.That(roots.Roots[0].IsSimple, Is.False);
        Assert.That(roots.Roots[0].Exact, Is.Not.Null);
        Assert.That(Simplification(roots.Roots[0].Exact! - Parser.Parse(exact).ValueOrThrow()), Is.True);
    }

    private static bool Simplification(Expr difference) => BoundCheck.Symbolic.Simplification.ZeroTest.IsIdenticallyZero(difference) == true;

    [Test]
    public void A_double_root_at_no_recognised_place_is_not_called_complete() =>
        Assert.That(Roots.Find(F("(cos(u) - u)^2"), On("[0,1]")).IsComplete, Is.False);

    [Test]
    public void A_place_where_the_function_is_undefined_is_not_passed_over() =>
        Assert.That(Roots.Find(F("u/u"), On("[-1,1]")).IsComplete, Is.False);

    [Test]
    public void A_jump_over_zero_is_no_root() =>
        Assert.That(Roots.Find(F("sign(u - 1/3) + u/10"), On("[0,1]")).Roots, Is.Empty);

    [Test]
    public void A_root_is_refined_to_any_width()
    {
        var f = F("cos(u) - u");
        var root = Roots.Find(f, On("[0,1]")).Roots[0];
        var narrow = Roots.Refine(f, root, 400);
        var width = BigFloat.Subtract(narrow.Hi, narrow.Lo, 64, Direction.Up);
        Assert.That(width <= BigFloat.PowerOfTwo(-400));
        // The signs at its ends differ.
        Assert.That(f.Evaluate(BigInterval.Point(narrow.Lo, 500), 500).Value.IsPositive);
        Assert.That(f.Evaluate(BigInterval.Point(narrow.Hi, 500), 500).Value.IsNegative);
    }

    [TestCase("tanh(u)", "(-inf,inf)", nameof(MonotonicityKind.StrictlyIncreasing))]
    [TestCase("u + sin(u)", "[0,20]", nameof(MonotonicityKind.Increasing))]
    [TestCase("u^3", "(-inf,inf)", nameof(MonotonicityKind.Increasing))]
    [TestCase("u/(1+u^2)", "[-1,1]", nameof(MonotonicityKind.StrictlyIncreasing))]
    [TestCase("u/(1+u^2)", "[-1,1.001]", nameof(MonotonicityKind.Neither))]
    [TestCase("tanh(u)/u", "(0,inf)", nameof(MonotonicityKind.StrictlyDecreasing))]
    [TestCase("sqrt(u)", "[0,inf)", nameof(MonotonicityKind.StrictlyIncreasing))]
    [TestCase("max(u,0)", "(-inf,inf)", nameof(MonotonicityKind.Increasing))]
    [TestCase("log(u)/u", "[e,inf)", nameof(MonotonicityKind.StrictlyDecreasing))]
    [TestCase("log(u)/u", "(0,inf)", nameof(MonotonicityKind.Neither))]
    [TestCase("cos(u)", "[0,pi]", nameof(MonotonicityKind.StrictlyDecreasing))]
    public void Monotonicity_is_certified(string f, string domain, string kind)
    {
        var result = MonotonicityCertificates.Decide(F(f), On(domain));
        Assert.That(result.Kind.ToString(), Is.EqualTo(kind), result.Argument);
    }

    [TestCase("1/u", "[-1,1]")]
    [TestCase("sign(u) - u/2", "[-1,1]")]
    [TestCase("-u + 3*piecewise(u < 0, 0, 1)", "[-1,1]")]
    public void A_function_with_a_jump_is_not_monotone_by_its_slopes(string f, string domain) =>
        Assert.That(MonotonicityCertificates.Decide(F(f), On(domain)).Kind, Is.AnyOf(MonotonicityKind.Unknown, MonotonicityKind.Neither));
}
