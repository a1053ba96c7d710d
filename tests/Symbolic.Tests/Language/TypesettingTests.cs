using System.Xml.Linq;
using BoundCheck.Symbolic.Tests.Support;
using CsCheck;

namespace BoundCheck.Symbolic.Tests.Language;

public sealed class TypesettingTests
{
    private static Expr Read(string text) => Parser.Parse(text).ValueOrThrow();

    [TestCase("x^2 - 2*x/3 + 1/2", @"{x}^{2} - \frac{2\,x}{3} + \frac{1}{2}")]
    [TestCase("-x", "-x")]
    [TestCase("-(x + 1)*y", @"-\left(x + 1\right)\,y")]
    [TestCase("(x + 1)/(x - 1)", @"\frac{x + 1}{x - 1}")]
    [TestCase("1/sqrt(1 + x^2)", @"\frac{1}{\sqrt{1 + {x}^{2}}}")]
    [TestCase("(-2)^(1/3)", @"{\left(-2\right)}^{\frac{1}{3}}")]
    [TestCase("2*3^(1/3)", @"2 \cdot {3}^{\frac{1}{3}}")]
    [TestCase("log(cosh(x*y - 1))", @"\log\left(\cosh\left(x\,y - 1\right)\right)")]
    [TestCase("exp(-x^2)^2", @"{\left({e}^{-{x}^{2}}\right)}^{2}")]
    [TestCase("abs(x)*sign(y)", @"\left|x\right|\,\operatorname{sgn}\left(y\right)")]
    [TestCase("huber(x, 1/2)", @"\operatorname{huber}\left(x, \frac{1}{2}\right)")]
    [TestCase("(dot(x, y) - 1)^2", @"{\left(\mathbf{x} \cdot \mathbf{y} - 1\right)}^{2}")]
    [TestCase("norm2(x)", @"{\lVert \mathbf{x} \rVert}^{2}")]
    [TestCase("x[3] + y1 + z_max", "x_{3} + y_{1} + z_{max}")]
    [TestCase("alpha*pi + rate", @"\alpha\,\pi + \mathrm{rate}")]
    [TestCase("piecewise(x <= 0, 0, x)", @"\begin{cases}0 & \text{if } x \le 0 \\ x & \text{otherwise}\end{cases}")]
    [TestCase("0^(-1)", "{0}^{-1}")]
    public void Latex_is_as_a_mathematician_writes_it(string text, string latex) => Assert.That(LatexPrinter.Print(Read(text)), Is.EqualTo(latex));

    [Test]
    public void Claims_are_typeset_with_their_relation() =>
        Assert.That(LatexPrinter.Print(Parser.ParseRelation("x^2 >= 0").ValueOrThrow()), Is.EqualTo(@"{x}^{2} \ge 0"));

    [Test]
    public void Latex_of_random_expressions_is_balanced() => Generators.Any.Sample(e =>
    {
        string latex = LatexPrinter.Print(e);
        int depth = 0;
        foreach (char c in latex)
        {
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth < 0)
                return false;
        }
        return depth == 0 && Count(latex, @"\left") == Count(latex, @"\right") && Count(latex, @"\begin{") == Count(latex, @"\end{");
    }, iter: 3000);

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [Test]
    public void MathML_of_random_expressions_is_well_formed() =>
        Generators.Any.Sample(e => XElement.Parse(MathMLPrinter.Print(e)).Name == "math", iter: 3000);

    [Test]
    public void MathML_fractions_have_two_children_and_superscripts_two() => Generators.Any.Sample(e =>
        XElement.Parse(MathMLPrinter.Print(e)).Descendants().Where(d => d.Name == "mfrac" || d.Name == "msup").All(d => d.Elements().Count() == 2), iter: 1000);

    [Test]
    public void MathML_of_a_power_is_a_superscript() =>
        Assert.That(MathMLPrinter.Print(Parser.ParseRelation("x_1^2 < 3").ValueOrThrow()), Is.EqualTo(
            "<math><mrow><msup><mrow><msub><mi>x</mi><mi>1</mi></msub></mrow><mrow><mn>2</mn></mrow></msup><mo>&lt;</mo><mn>3</mn></mrow></math>"));

    [Test]
    public void Expressions_nobody_reads_are_replaced_by_words()
    {
        // Doubling 100 times: 2^100 nodes as a tree, 200 as a graph.
        Expr e = Variable.Of("x");
        for (int i = 0; i < 100; i++)
            e = Sin.Instance.Of(e) * Cos.Instance.Of(e);
        Assert.That(LatexPrinter.Print(e), Is.EqualTo(@"\text{(an expression of very many nodes)}"));
        Assert.That(MathMLPrinter.Print(e), Does.Contain("very many nodes"));
        Assert.That(InfixPrinter.Print(e, 1000), Has.Length.LessThan(1100).And.EndsWith(" ..."));
    }
}
