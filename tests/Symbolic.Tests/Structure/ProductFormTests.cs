using BoundCheck.Symbolic.Simplification;
using BoundCheck.Symbolic.Structure;

namespace BoundCheck.Symbolic.Tests.Structure;

public sealed class ProductFormTests
{
    private static Expr Parse(string text) => Parser.Parse(text) is ParseResult<Expr>.Success s ? s.Value : throw new ArgumentException(text);

    [TestCase("(x*y - 1)^2/2", "(s - 1)^2/2", "x*y")]
    [TestCase("(x^2*y^2 - 2*x*y + 1)/2", "(s^2 - 2*s + 1)/2", "x*y")]
    [TestCase("log(exp(x*y - 1) + exp(1 - x*y))", "log(exp(s - 1) + exp(1 - s))", "x*y")]
    [TestCase("log(cosh(x*y - 1))", "log(cosh(s - 1))", "x*y")]
    [TestCase("(2*x*y - 3)^2", "(2*s - 3)^2", "x*y")]
    [TestCase("huber(x*y - 1, 1)", "huber(s - 1, 1)", "x*y")]
    [TestCase("huber(1 - x*y, 1/2)", "huber(1 - s, 1/2)", "x*y")]
    [TestCase("piecewise(x*y < 1, (x*y - 1)^2, 2*(x*y - 1)^2)", "piecewise(s < 1, (s - 1)^2, 2*(s - 1)^2)", "x*y")]
    [TestCase("piecewise(x < 1/2, (x*y)^2, x^2*y^2)", "s^2", "x*y")]
    [TestCase("x^3*y^3", "s^3", "x*y")]
    [TestCase("sqrt(1 + (x*y)^2)", "sqrt(1 + s^2)", "x*y")]
    [TestCase("sqrt(1 + x^2*y^2)", "sqrt(1 + s^2)", "x*y")]
    [TestCase("abs(x)*abs(y)", "abs(s)", "x*y")]
    [TestCase("exp(x*y)*exp(-x*y) + x*y", "exp(s)*exp(-s) + s", "x*y")]
    [TestCase("(x*y)^2/(1 + x^2*y^2)", "s^2/(1 + s^2)", "x*y")]
    [TestCase("x*(y + 1/x) - 1 + x*y", "s*(1 + 1/s) - 1 + s", "x*y")]
    [TestCase("x1*y1 + x2*y2 + x3*y3", "s", "x1*y1 + x2*y2 + x3*y3")]
    [TestCase("(x1*y1 + x2*y2 - 1)^2", "(s - 1)^2", "x1*y1 + x2*y2")]
    [TestCase("(x1*y1)^2 + 2*x1*y1*x2*y2 + (x2*y2)^2", "s^2", "x1*y1 + x2*y2")]
    [TestCase("tanh(x1*y1 - x2*y2)", "tanh(s)", "x1*y1 - x2*y2")]
    [TestCase("x*y + z*w", "s", "x*y + z*w")]
    [TestCase("log(cosh(x[1]*y[1] + x[2]*y[2] - 1))", "log(cosh(s - 1))", "x[1]*y[1] + x[2]*y[2]")]
    [TestCase("log(cosh(dot(x, y) - 1))", "log(cosh(s - 1))", "dot(x, y)")]
    [TestCase("dot(x, y)^2 - 2*dot(y, x) + 1", "s^2 - 2*s + 1", "dot(x, y)")]
    [TestCase("(dot(x, y) + dot(z, w))^2", "s^2", "dot(x, y) + dot(w, z)")]
    [TestCase("x*y*abs(x)/abs(x)", "s", "x*y")]
    [TestCase("log(x^2*y^2 + 1)", "log(s^2 + 1)", "x*y")]
    [TestCase("x*y*asinh(x*y) - sqrt(1 + x^2*y^2)", "s*asinh(s) - sqrt(1 + s^2)", "x*y")]
    [TestCase("softplus(x*y) + softplus(-y*x)", "softplus(s) + softplus(-s)", "x*y")]
    [TestCase("max(x*y, 1 - x*y)", "max(s, 1 - s)", "x*y")]
    [TestCase("(x + y)^2/4 - (x - y)^2/4", "s", "x*y")]
    [TestCase("sin(x*y)^2 + cos(y*x)^2 + erf(x*y)", "sin(s)^2 + cos(s)^2 + erf(s)", "x*y")]
    [TestCase("exp(x*y/2)^2", "exp(s)", "x*y")]
    [TestCase("sqrt(x)*sqrt(y)", "sqrt(s)", "x*y")]
    [TestCase("log(x) + log(y)", "log(s)", "x*y")]
    [TestCase("x^(3/4)*y^(3/4) - x*y", "s^(3/4) - s", "x*y")]
    [TestCase("1/(1/x)*y", "s", "x*y")]
    [TestCase("s*t - 1", "u - 1", "s*t")]
    [TestCase("(x*y + z - z)^2", "s^2", "x*y")]
    public void Is_a_product(string text, string outer, string inner)
    {
        var result = ProductForm.Detect(Parse(text));
        Assert.That(result, Is.InstanceOf<StructureResult.Product>(), (result as StructureResult.General)?.Reason);
        var product = (StructureResult.Product)result;
        TestContext.Out.WriteLine($"{product.Outer} | {product.Inner.Text} | {string.Join("; ", product.Conditions)} | {product.Proof}");
        Assert.Multiple(() =>
        {
            Assert.That(product.Inner.Text, Is.EqualTo(inner));
            Assert.That(ZeroTest.AreEqual(product.Outer, Parse(outer))
                && product.Outer.Variables().All(v => v == product.Argument), $"outer is {product.Outer}");
        });
    }

    [TestCase("x^2 + y^2")]
    [TestCase("x*y + x")]
    [TestCase("(x*y)^2 + x^2*y^2*z")]
    [TestCase("sin(x)*sin(y)")]
    [TestCase("2*x1*y1 + 3*x2*y2")]
    [TestCase("x^2*y")]
    [TestCase("x*y^2 - 1")]
    [TestCase("(x*y - 1)^2 + (x - y)^2/1000000")]
    [TestCase("x + y")]
    [TestCase("x*y + z")]
    [TestCase("x*y*z")]
    [TestCase("huber(x, 1)*y")]
    [TestCase("erf(x*y) + atan(x)")]
    [TestCase("x*y + y*z + z*w")]
    [TestCase("x1*y1 + x2^2*y2^2")]
    [TestCase("(x1*y1)^2 + (x2*y2)^2")]
    [TestCase("exp(x)*exp(y)")]
    [TestCase("log(x^2 + y^2)")]
    [TestCase("abs(x - y)")]
    [TestCase("norm2(x) - 1")]
    [TestCase("norm2(x)*norm2(y)")]
    [TestCase("dot(x, y) + norm2(x)")]
    [TestCase("dot(x, y) + dot(x, z)")]
    [TestCase("dot(x, y)*dot(z, w)")]
    [TestCase("piecewise(x < 1, x*y, 2*x*y)")]
    [TestCase("x^4")]
    public void Is_no_product_and_a_point_shows_it(string text)
    {
        var result = ProductForm.Detect(Parse(text));
        Assert.That(result, Is.InstanceOf<StructureResult.General>(), $"{result}");
        var general = (StructureResult.General)result;
        TestContext.Out.WriteLine($"{text}: {general.Reason} {general.Witness?.Statement}");
        Assert.That(general.Witness, Is.Not.Null, general.Reason);
    }

    [Test]
    public void Many_terms_of_any_shape_are_a_product_still()
    {
        Expr x = Variable.Of("x"), y = Variable.Of("y"), s = x * y;
        var terms = Enumerable.Range(1, 60).SelectMany(i => new[]
        {
            1 / (i + Exp.Instance.Of(s - i)), Tanh.Instance.Of(i * y * x), Log.Instance.Of(1 + i * x.Pow(2) * y.Pow(2)), (s - i).Pow(3),
        });
        Assert.That(ProductForm.Detect(Sum.Of(terms)), Is.InstanceOf<StructureResult.Product>());
    }

    [Test]
    public void Deep_towers_are_a_product_still()
    {
        Expr x = Variable.Of("x"), y = Variable.Of("y"), e = x * y;
        for (int i = 0; i < 40; i++)
            e = i % 3 == 0 ? Tanh.Instance.Of(e) : i % 3 == 1 ? 1 + e.Pow(2) : Sin.Instance.Of(e);
        Assert.That(ProductForm.Detect(e), Is.InstanceOf<StructureResult.Product>());
    }

    [Test]
    public void Ten_coordinates_written_out_are_a_product()
    {
        var inner = string.Join(" + ", Enumerable.Range(1, 10).Select(i => $"{(i % 3 == 0 ? "-" : "")}x{i}*y{i}"));
        var result = ProductForm.Detect(Parse($"log(cosh({inner} - 1))".Replace("+ -", "- ")));
        Assert.That(result, Is.InstanceOf<StructureResult.Product>());
        Assert.That(((StructureResult.Product)result).Inner.Signs, Is.EqualTo(Enumerable.Range(1, 10).Select(i => i % 3 == 0 ? -1 : 1)));
    }

    [Test]
    public void A_hundred_coordinates_written_out_are_a_product()
    {
        var inner = string.Join(" + ", Enumerable.Range(1, 100).Select(i => $"x{i}*y{101 - i}"));
        var result = ProductForm.Detect(Parse($"log(cosh({inner} - 1))"));
        Assert.That(result, Is.InstanceOf<StructureResult.Product>());
        Assert.That(((StructureResult.Product)result).Inner.Left, Has.Length.EqualTo(100));
    }

    [Test]
    public void Conditions_say_where_the_objective_is_defined()
    {
        var product = (StructureResult.Product)ProductForm.Detect(Parse("x*y*abs(x)/abs(x)"));
        Assert.That(product.Conditions.Select(c => c.ToString()), Is.EqualTo(new[] { "x != 0" }));
    }

    [Test]
    public void Witness_of_two_points_is_checkable()
    {
        var f = Parse("x*y + x");
        var witness = ((StructureResult.General)ProductForm.Detect(f)).Witness!;
        var (p, q) = (witness.Points[0], witness.Points[1]);
        Expr x = Variable.Of("x"), y = Variable.Of("y");
        Rational At(Expr e, IReadOnlyDictionary<Expr, Rational> at) => ((Constant)e.Substitute(at.ToDictionary(v => v.Key, v => (Expr)v.Value))).Value;
        Assert.That(At(x * y, p) == At(x * y, q) && At(f, p) != At(f, q));
    }
}
