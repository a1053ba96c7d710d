using BoundCheck.Symbolic.Simplification;
using BoundCheck.Symbolic.Tests.Support;
using CsCheck;

namespace BoundCheck.Symbolic.Tests.Simplification;

public sealed class SimplifierTests
{
    private const int Bits = 80;

    private static Expr Parse(string text) => Parser.Parse(text) is ParseResult<Expr>.Success s ? s.Value : throw new ArgumentException(text);

    [TestCase("x/x", "1", "x != 0")]
    [TestCase("log(x^2)", "2*log(abs(x))", "")]
    [TestCase("log(x^3)", "3*log(x)", "")]
    [TestCase("log(cosh(x - 1))", "logcosh(x - 1)", "")]
    [TestCase("log(1 + exp(x))", "softplus(x)", "")]
    [TestCase("log(exp(x) + exp(-x))", "log(2) + logcosh(x)", "")]
    [TestCase("log(exp(x - 1) + exp(1 - x))", "log(2) + logcosh(x - 1)", "")]
    [TestCase("log(exp(x)/2 + exp(-x)/2)", "logcosh(x)", "")]
    [TestCase("log(exp(x))", "x", "")]
    [TestCase("exp(log(x))", "x", "x > 0")]
    [TestCase("exp(2*log(x))", "x^2", "x > 0")]
    [TestCase("sqrt(x)^2", "x", "x >= 0")]
    [TestCase("sqrt(x^2)", "abs(x)", "")]
    [TestCase("abs(x)^2", "x^2", "")]
    [TestCase("sin(x)^2 + cos(x)^2", "1", "")]
    [TestCase("cosh(x)^2 - sinh(x)^2", "1", "")]
    [TestCase("sinh(x)/cosh(x)", "tanh(x)", "")]
    [TestCase("sin(x)/cos(x)", "tan(x)", "")]
    [TestCase("exp(x)*exp(-x)", "1", "")]
    [TestCase("exp(x)*exp(y)", "exp(x + y)", "")]
    [TestCase("softplus(x) - softplus(-x)", "x", "")]
    [TestCase("1/(1 + exp(-x))", "sigmoid(x)", "")]
    [TestCase("(x^2 - 1)/(x - 1)", "x + 1", "x - 1 != 0")]
    [TestCase("x + x - 2*x", "0", "")]
    [TestCase("tanh(-x)", "-tanh(x)", "")]
    [TestCase("abs(-2*x)", "2*abs(x)", "")]
    [TestCase("x*log(y)/log(y)", "x", "log(y) != 0; y > 0")]
    [TestCase("(x - 1)^2/2", "1/2*(x - 1)^2", "")]
    public void Simplifies_to(string text, string expected, string conditions)
    {
        var simplified = Simplifier.Simplify(Parse(text));
        Assert.That(simplified.Value.ToString(), Is.EqualTo(expected));
        Assert.That(string.Join("; ", simplified.Conditions.Order(Comparer<SideCondition>.Create((a, b) => string.CompareOrdinal($"{a}", $"{b}")))),
            Is.EqualTo(conditions));
    }

    [Test]
    public void Value_is_unchanged_wherever_the_original_is_defined_and_the_conditions_say_where() =>
        Gen.Select(Generators.Expressions(7, Generators.Leaves("x", "y", "z"), partial: true), Generators.Rationals.Array[3]).Sample((e, at) =>
        {
            var simplified = Simplifier.Simplify(e);
            var map = Point(at);
            if (ClosedValue.Enclose(simplified.Value.Substitute(map), Bits) is not { } after)
                return;
            if (ClosedValue.Enclose(e.Substitute(map), Bits) is { } before)
            {
                Assert.That(Overlap(before, after), $"{e}\n{simplified.Value}\nat {string.Join(", ", at)}: {before} and {after}");
                return;
            }
            // Where the value is defined and the conditions hold, no condition of the original is broken.
            if (simplified.Conditions.All(c => ClosedValue.Sign(c.Expression.Substitute(map)) is { } s && Piecewise.Holds(c.Relation, s)))
                AssertDefined(e, map);
        }, iter: 10_000);

    [Test]
    public void Normal_form_has_the_value_of_the_original() =>
        Gen.Select(Generators.Any, Generators.Rationals.Array[3]).Sample((e, at) =>
        {
            var forms = NormalForms.Of(e);
            if (forms.IsUndefined(e))
                return;
            var written = forms.ToExpr(forms[e]);
            var map = Point(at);
            if (ClosedValue.Enclose(e.Substitute(map), Bits) is { } before && ClosedValue.Enclose(written.Substitute(map), Bits) is { } after)
                Assert.That(Overlap(before, after), $"{e}\n{written}\nat {string.Join(", ", at)}: {before} and {after}");
        }, iter: 1500);

    // The form may be undefined only where the original is: else "equal forms" would not prove equality there.
    [Test]
    public void Normal_form_of_an_expression_is_defined_where_the_original_is() =>
        Gen.Select(Generators.Any, Generators.Rationals.Array[3]).Sample((e, at) =>
        {
            var forms = NormalForms.Of(e);
            if (forms.IsUndefined(e))
                return;
            var map = Point(at);
            if (ClosedValue.Enclose(e.Substitute(map), Bits) is null)
                return;
            AssertDefined(forms.ToExpr(forms[e]), map);
        }, iter: 1500);

    private static void AssertDefined(Expr e, Dictionary<Expr, Expr> map)
    {
        foreach (var c in DomainConditions.Conditions(e).Where(c => !c.OnlyWhereReached))
        {
            // A condition on a part that is undefined itself fails by that part's own conditions.
            if (ClosedValue.Enclose(c.Expression.Substitute(map), Bits)?.Sign is { } s)
                Assert.That(Piecewise.Holds(c.Relation, s), $"{e}\nat {string.Join(", ", map)}: {c}");
        }
    }

    private static Dictionary<Expr, Expr> Point(Rational[] at) => new()
    {
        [Variable.Of("x")] = at[0],
        [Variable.Of("y")] = at[1],
        [Variable.Of("z")] = at[2],
    };

    private static bool Overlap(RationalInterval a, RationalInterval b) => a.Lo <= b.Hi && b.Lo <= a.Hi;
}
