using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Symbolic.Tests.Growth;

public sealed class GrowthOrderTests
{
    private static IEnumerable<TestCaseData> Degrees()
    {
        (string Text, string Degree)[] cases =
        [
            ("x^2/2", "2"),
            ("log(cosh(x))", "1"),
            ("logcosh(x - log(2))", "1"),
            ("sqrt(1 + x^2) - 1", "1"),
            ("huber(x, 1)", "1"),
            ("huber(x - pi, sqrt(2))", "1"),
            ("log(1 + exp(x)) + log(1 + exp(-x))", "1"),
            ("softplus(x) + softplus(-x)", "1"),
            ("x*atan(x) - log(1 + x^2)/2", "1"),
            ("log(1 + x^2)/2", "0"),
            ("x^2/(1 + x^2)", "0"),
            ("1 - exp(-x^2/2)", "0"),
            ("(1 + x^2)^(3/4)", "3/2"),
            ("x^2/2 + sin(x)^2/5", "2"),
            ("x^4/4", "4"),
            ("(x^2 - 1)^2", "4"),
            ("exp(x) - x", "inf"),
            ("log(1 + exp(-x))", "1"),
            ("abs(x)", "1"),
            ("(1 - (x + 1)^3)^2", "6"),
            ("x*asinh(x)", "1"),
            ("x*asinh(x) - sqrt(1 + x^2)", "1"),
            ("log(1 + x^2)^5", "0"),
            ("exp(sqrt(abs(x)))", "inf"),
            ("exp(sqrt(log(1 + x^2)))", "0"),
            ("abs(x)*exp(-sqrt(log(1 + x^2)))", "1"),
            ("x^2*(2 + sin(x))", "2"),
            ("x^2*sin(x)", "2"),
            ("sin(x) + cos(sqrt(2)*x)", "0"),
            ("x*sin(x) + cos(exp(x))", "1"),
            ("x^3*(sin(x)^2 + cos(x)^2)", "3"),
            ("sqrt(abs(x))*exp(sin(x))", "1/2"),
            ("x^2 + x*sin(x^2) + sin(x)", "2"),
            ("x*erf(x)", "1"),
            ("x^3*erf(x) + sqrt(2)*x", "3"),
            ("x*tanh(x)", "1"),
            ("sinh(x)*exp(-abs(x))", "0"),
            ("cosh(x)", "inf"),
            ("exp(sqrt(2)*log(1 + abs(x)))", "sqrt(2)"),
            ("max(x, x^2)", "2"),
            ("max(x, -exp(x))", "1"),
            ("min(x^2, abs(x)^(1/3))", "1/3"),
            ("piecewise(abs(x) < 10, exp(x), log(abs(x)))", "0"),
            ("(x - sqrt(2))^2*sigmoid(x)", "2"),
            ("exp(x)*sigmoid(-x)", "0"),
            ("x^5 - (x^5 + x^2)", "2"),
            ("(x - e)^2 - x^2 + 2*e*x", "0"),
            ("(exp(x) + x)/(exp(x) + 1)*x", "2"),
            ("exp(1/x)", "0"),
            ("exp(log(2 + x^2)^2)", "inf"),
            ("exp(log(2 + x^2)*log(log(3 + x^2)))", "inf"),
        ];
        return cases.Select(c => new TestCaseData(c.Text, c.Degree).SetArgDisplayNames($"{c.Text} has degree {c.Degree}"));
    }

    [TestCaseSource(nameof(Degrees))]
    public void Degree_of_regularity(string text, string expected)
    {
        var degree = GrowthAnalysis.DegreeOfRegularity(Texts.Read(text), Texts.X);
        if (degree is GrowthDegree.Finite f && expected != "inf")
            Assert.That(Texts.SameNumber(f.Value, Texts.Read(expected)), Is.True, $"got {f.Value}");
        else
            Assert.That(degree.ToString(), Is.EqualTo(expected));
    }

    // F; F' at -inf and +inf; F'' at -inf and +inf; F'(u)/u at -inf, 0-, 0+, +inf.
    private static IEnumerable<TestCaseData> Profiles()
    {
        (string Text, string Answers)[] cases =
        [
            ("x^2/2", "-inf | inf | 1 | 1 | 1 | 1 | 1 | 1"),
            ("log(cosh(x))", "-1 | 1 | 0 | 0 | 0 | 1 | 1 | 0"),
            ("sqrt(1 + x^2) - 1", "-1 | 1 | 0 | 0 | 0 | 1 | 1 | 0"),
            ("huber(x, 1)", "-1 | 1 | 0 | 0 | 0 | 1 | 1 | 0"),
            ("log(1 + exp(x)) + log(1 + exp(-x))", "-1 | 1 | 0 | 0 | 0 | 1/2 | 1/2 | 0"),
            ("x*atan(x) - log(1 + x^2)/2", "-pi/2 | pi/2 | 0 | 0 | 0 | 1 | 1 | 0"),
            ("log(1 + x^2)/2", "0 | 0 | 0 | 0 | 0 | 1 | 1 | 0"),
            ("x^2/(1 + x^2)", "0 | 0 | 0 | 0 | 0 | 2 | 2 | 0"),
            ("1 - exp(-x^2/2)", "0 | 0 | 0 | 0 | 0 | 1 | 1 | 0"),
            ("(1 + x^2)^(3/4)", "-inf | inf | 0 | 0 | 0 | 3/2 | 3/2 | 0"),
            ("x^2/2 + sin(x)^2/5", "-inf | inf | [3/5, 7/5] | [3/5, 7/5] | 1 | 7/5 | 7/5 | 1"),
            ("x^4/4", "-inf | inf | inf | inf | inf | 0 | 0 | inf"),
            ("(x^2 - 1)^2", "-inf | inf | inf | inf | inf | -4 | -4 | inf"),
            ("exp(x) - x", "-1 | inf | 0 | inf | 0 | 1 | 1 | inf"),
            ("log(1 + exp(-x))", "-1 | 0 | 0 | 0 | 0 | inf | -inf | 0"),
            ("abs(x)", "-1 | 1 | 0 | 0 | 0 | inf | inf | 0"),
            ("(1 - (x + 1)^3)^2", "-inf | inf | inf | inf | inf | 18 | 18 | inf"),
            ("x*asinh(x) - sqrt(1 + x^2)", "-inf | inf | 0 | 0 | 0 | 1 | 1 | 0"),
            ("x^2*(2 + sin(x))", "[-inf, inf] | [-inf, inf] | [-inf, inf] | [-inf, inf] | [-inf, inf] | 4 | 4 | [-inf, inf]"),
        ];
        return cases.Select(c => new TestCaseData(c.Text, c.Answers).SetArgDisplayNames($"slopes, curvatures and ratios of {c.Text}"));
    }

    [TestCaseSource(nameof(Profiles))]
    public void Profile_of(string text, string expected)
    {
        var p = GrowthAnalysis.Profile(Texts.Read(text), Texts.X);
        Limit[] limits =
        [
            p.FirstAtMinusInfinity.Limit, p.FirstAtPlusInfinity.Limit, p.SecondAtMinusInfinity.Limit, p.SecondAtPlusInfinity.Limit,
            p.Ratio.AtMinusInfinity, p.Ratio.AtCentreFromLeft, p.Ratio.AtCentreFromRight, p.Ratio.AtPlusInfinity,
        ];
        Assert.That(string.Join(" | ", limits.Select(Canonical)), Is.EqualTo(expected));

        static string Canonical(Limit l) => Texts.Show(l).Replace("1/2*pi", "pi/2", StringComparison.Ordinal);
    }

    [TestCase("log(cosh(x - 1))", true)]
    [TestCase("x^2/2", false)]
    [TestCase("x*asinh(x)", false)]
    [TestCase("cos(x)", true)]
    [TestCase("x*sin(x)/(1 + x^2)", true)]
    [TestCase("sin(x^2)", false)]
    [TestCase("exp(x) - x", false)]
    [TestCase("x*erf(x)", true)]
    public void Derivative_is_bounded_at_infinity(string text, bool expected) =>
        Assert.That(GrowthAnalysis.Profile(Texts.Read(text), Texts.X).FirstDerivativeIsBoundedAtInfinity, Is.EqualTo(expected));

    [Test]
    public void Ratio_at_a_shifted_irrational_centre_is_the_curvature_there()
    {
        var p = GrowthAnalysis.Profile(Texts.Read("logcosh(3*(x - log(2)))"), Texts.X, Texts.Read("log(2)"));
        Assert.That((Texts.Show(p.Ratio.AtCentreFromLeft), Texts.Show(p.Ratio.AtCentreFromRight)), Is.EqualTo(("9", "9")));
    }

    [TestCase("x*asinh(x)", "inf", "x*log(x)")]
    [TestCase("log(cosh(x)) + x", "-inf", "-log(2)")]
    [TestCase("(1 + x^2)^(3/4)", "-inf", "(-x)^(3/2)")]
    [TestCase("exp(x)/(3*x^2 + x)", "inf", "1/3*exp(x)*x^(-2)")]
    [TestCase("1 - cos(x - 1)", "1+", "1/2*((x - 1)^(-1))^(-2)")]
    [TestCase("1 - erf(x)", "inf", "1/sqrt(pi)*exp(-x^2)/x")]
    public void Leading_term_is(string text, string point, string expected)
    {
        var term = GrowthAnalysis.LeadingTerm(Texts.Read(text), Texts.X, Texts.Point(point)).Term!;
        var quotient = Limits.At(term.Expression / Texts.Read(expected) - 1, Texts.X, Texts.Point(point));
        Assert.That(quotient.IsRational(out var zero) && zero.IsZero, Is.True, $"got {term.Expression}");
    }

    [TestCase("log(sin(x))")]
    [TestCase("sqrt(-x^2 - 1)")]
    [TestCase("1/sin(x)")]
    [TestCase("x + y")]
    [TestCase("1/(x - x)")]
    [TestCase("exp(tan(x))")]
    public void No_guess_is_made_for(string text) =>
        Assert.That(Limits.AtPlusInfinity(Texts.Read(text), Texts.X), Is.InstanceOf<Limit.Unknown>());

    [Test]
    public void An_undecided_constant_is_unknown_not_zero() =>
        // exp(1)-like constants that agree to more digits than the enclosures carry stay undecided.
        Assert.That(Limits.AtPlusInfinity(Texts.Read("x*(exp(2^(-2000)) - 1 - 2^(-2000) - 2^(-4001))"), Texts.X), Is.InstanceOf<Limit.Unknown>());

    [Test]
    public void Cancellation_is_heard()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.That(() => Limits.AtPlusInfinity(Texts.Read("exp(x)/x"), Texts.X, source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Deep_input_is_answered_without_a_stack_overflow()
    {
        Expr tower = Texts.X, continued = Texts.X;
        for (int i = 0; i < 20_000; i++)
        {
            tower = Exp.Instance.Of(tower);
            continued = 1 + 1 / (Texts.X + continued);
        }
        Assert.That(Limits.AtPlusInfinity(tower, Texts.X), Is.InstanceOf<Limit.Unknown>());
        Assert.That(Limits.AtPlusInfinity(continued, Texts.X), Is.InstanceOf<Limit.Unknown>());
    }

    [Test]
    public void A_sum_of_a_thousand_terms_has_a_degree()
    {
        var sum = Sum.Of(Enumerable.Range(1, 1000).Select(k => Log.Instance.Of(Texts.X.Pow(2) + k)));
        Assert.That(GrowthAnalysis.DegreeOfRegularity(sum * Texts.X, Texts.X).IsRational(out var d) ? d : -1, Is.EqualTo(Rational.One));
    }
}
