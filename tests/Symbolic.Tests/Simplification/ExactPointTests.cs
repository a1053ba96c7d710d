using BoundCheck.Symbolic.Polynomials;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic.Tests.Simplification;

public sealed class ExactPointTests
{
    private static readonly Expr s_x = Variable.Of("x"), s_y = Variable.Of("y");

    private static Expr Parse(string text) => Parser.Parse(text).ValueOrThrow();

    private static ExactPoint Closed(string x, string y) => new(
        new Dictionary<Expr, Expr> { [s_x] = Parse(x), [s_y] = Parse(y) }, new Dictionary<Expr, AlgebraicNumber>());

    private static ExactPoint Roots(AlgebraicNumber x, AlgebraicNumber y) =>
        new(new Dictionary<Expr, Expr>(), new Dictionary<Expr, AlgebraicNumber> { [s_x] = x, [s_y] = y });

    [TestCase("sqrt(2)/2", "sqrt(2)/2", "x*y - 1/2", 0)]
    [TestCase("sqrt(2)", "sqrt(3)", "x*y - sqrt(6)", 0)]
    [TestCase("sqrt(2)", "sqrt(3)", "x + y - sqrt(5 + 2*sqrt(6))", 0)]
    [TestCase("sqrt(2)", "sqrt(3)", "x + y - 3146/1000", 1)]
    [TestCase("log(3)", "1", "exp(x) - 3*y", 0)]
    [TestCase("pi", "1", "sin(x)*y", 0)]
    [TestCase("sqrt(2)", "-sqrt(2)", "max(x, -y) - min(abs(y), x)", 0)]
    [TestCase("sqrt(2)", "1", "piecewise(x^2 == 2, sign(y - x), log(-1))", -1)]
    public void Signs_at_closed_points_are_exact(string x, string y, string expression, int sign) =>
        Assert.That(Closed(x, y).SignOf(Parse(expression)), Is.EqualTo(sign));

    [TestCase("sqrt(2)", "1", "log(x^2 - 2)", false)]
    [TestCase("sqrt(2)", "1", "log(x^2 - 1)", true)]
    [TestCase("sqrt(2)", "1", "1/(x^4 - 4*y)", false)]
    [TestCase("sqrt(2)", "1", "sqrt(x^2 - 2*y)", true)]
    [TestCase("sqrt(2)", "1", "sqrt(x^2 - 2*y)^(-1)", false)]
    [TestCase("pi/2", "1", "tan(x)", false)]
    [TestCase("sqrt(2)", "1", "piecewise(x^2 > 2, 1/(x^2 - 2), 0)", true)]
    [TestCase("sqrt(2)", "1", "piecewise(x^2 >= 2, 1/(x^2 - 2), 0)", false)]
    [TestCase("sqrt(2)", "0", "0*log(y)", false)]
    public void Definedness_at_closed_points_is_exact(string x, string y, string expression, bool defined) =>
        Assert.That(Closed(x, y).IsDefined(Parse(expression)), Is.EqualTo(defined));

    // The roots of x^3 - 3x + 1 are mapped to each other by x -> x^2 - 2, so a polynomial in two of them is one in the first, whose sign Sturm's theorem tells.
    [Test]
    public void Signs_of_polynomials_at_two_algebraic_numbers_are_those_of_Sturm()
    {
        var cubic = Polynomial.Of(1, -3, 0, 1);
        var roots = cubic.RealRoots().Select(r => r.Root).ToArray();
        var random = new Random(3);
        int zeros = 0;
        for (int i = 0; i < 200; i++)
        {
            var x = cubic.RealRoots()[i % 3].Root;
            var image = Polynomial.Of(-2, 0, 1);
            var y = roots.Single(r => IsImage(x, r));
            Expr p = 0;
            var q = Polynomial.Zero;
            // Half of the polynomials are multiples of y - x^2 + 2 or of the cubic in y, so that zeros are frequent.
            for (int t = 0; t < 3; t++)
            {
                int a = random.Next(3), b = random.Next(3), c = random.Next(-5, 6);
                p += c * s_x.Pow(a) * s_y.Pow(b);
                q += Enumerable.Repeat(Polynomial.X, a).Concat(Enumerable.Repeat(image, b)).Aggregate(Polynomial.One, (u, v) => u * v) * c;
            }
            if (i % 2 == 0)
            {
                var factor = i % 4 == 0 ? s_y - s_x.Pow(2) + 2 : s_y.Pow(3) - 3 * s_y + 1;
                (p, q) = (p * factor, Polynomial.Zero);
            }
            int expected = x.SignOf(q);
            zeros += expected == 0 ? 1 : 0;
            Assert.That(Roots(x, y).SignOf(p), Is.EqualTo(expected), p.ToString());
        }
        Assert.That(zeros, Is.InRange(100, 150));
    }

    // y = x^2 - 2 to 40 digits: the roots are far apart.
    private static bool IsImage(AlgebraicNumber x, AlgebraicNumber y)
    {
        x.Refine(Rational.Pow(2, -60));
        y.Refine(Rational.Pow(2, -60));
        return Rational.Abs(x.Lo * x.Lo - 2 - y.Lo) < Rational.Pow(2, -40);
    }

    [TestCase("x^5 - x - 1")]
    [TestCase("x^3 - 2")]
    [TestCase("1000*x^7 - 3*x + 1/9")]
    [TestCase("x^4 - 10*x^2 + 1")]
    [TestCase("(x-1/3)^2*1000000 - 2")]
    public void Refined_intervals_keep_the_root(string text)
    {
        var polynomial = Polynomial.Of([.. Coefficients(Parse(text))]);
        foreach (var (root, _) in polynomial.RealRoots())
        {
            root.Refine(Rational.Pow(2, -3000));
            Assert.That(root.Hi - root.Lo, Is.LessThanOrEqualTo(Rational.Pow(2, -3000)));
            Assert.That(polynomial.At(root.Lo).Sign * polynomial.At(root.Hi).Sign, Is.EqualTo(-1));
        }
    }

    [TestCase("x^2 - 2", "-sqrt(2)", "sqrt(2)")]
    [TestCase("2*x^2 - 6*x + 1", "3/2 - sqrt(7)/2", "3/2 + sqrt(7)/2")]
    [TestCase("-x^2 + x + 1", "1/2 - sqrt(5)/2", "1/2 + sqrt(5)/2")]
    [TestCase("x^3 - 2", "2^(1/3)")]
    [TestCase("4*x^3 + 1", "-(1/4)^(1/3)")]
    [TestCase("x^4 - 3", "-3^(1/4)", "3^(1/4)")]
    [TestCase("x^5 - x - 1", "")]
    public void Closed_forms_are_the_roots(string polynomial, params string[] forms) => Assert.That(
        Polynomial.Of([.. Coefficients(Parse(polynomial))]).RealRoots()
            .Select(r => r.Root.ClosedForm() is { } f ? ClosedValue.Sign(f - Parse(forms[0].Length == 0
                ? "0"
                : forms.First(t => ClosedValue.Sign(f - Parse(t)) == 0))) : null),
        Is.EqualTo(forms.Select(f => f.Length == 0 ? (int?)null : 0)));

    // Taylor coefficients at 0.
    private static IEnumerable<Rational> Coefficients(Expr p)
    {
        Rational factorial = 1;
        for (int k = 0; k <= 7; k++)
        {
            yield return (p.Substitute(s_x, 0).IsRational(out var value) ? value : throw new InvalidOperationException()) / factorial;
            p = p.Derivative(s_x);
            factorial *= k + 1;
        }
    }
}
