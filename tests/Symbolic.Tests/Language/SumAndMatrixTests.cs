using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic.Tests.Language;

/// <summary>Sums over an index, data, and matrices mean what they are written out to.</summary>
public sealed class SumAndMatrixTests
{
    private static readonly ParseOptions s_options = new()
    {
        Parameters = new Dictionary<string, Expr> { ["n"] = 3 },
        Tables = new Dictionary<string, NumberTable>
        {
            ["a"] = new([1, new Rational(1, 3), -2], 1, first: 1),
            ["b"] = new([1, 2, 3, 4, 5, 6], 2, first: 1),
            ["M"] = new([2, 0, 0, 1], 2, first: 0),
        },
        VectorNames = new HashSet<string> { "w" },
        Matrices = new Dictionary<string, (int, int)> { ["X"] = (2, 2), ["Y"] = (2, 2), ["Z"] = (2, 3), ["v"] = (2, 1) },
    };

    private static Expr Read(string text) => Parser.Parse(text, s_options).ValueOrThrow();

    private static Expr Simplified(Expr e) => Simplifier.Simplify(e).Value;

    [TestCase("sum(i, 1, 3, i^2)", "14")]
    [TestCase("sum(i, 1, 3, x^i)", "x + x^2 + x^3")]
    [TestCase("sum(i, 2, 2, x*i)", "2*x")]
    [TestCase("sum(i, 1, 0, x)", "0")]
    [TestCase("sum(i, -1, 1, i*x + 1)", "(-x + 1) + 1 + (x + 1)")]
    [TestCase("sum(i, 1, n, a[i]*x)", "x + 1/3*x - 2*x")]
    [TestCase("-sum(i, 1, 2, x)^2", "-(2*x)^2")]
    [TestCase("sum(i, 1, 2, sum(j, i, 2, x^(i*j)))", "x + x^2 + x^4")]
    [TestCase("sum(i, 1, 2, w[i-1] - w[i + 1])", "w[0] - w[2] + w[1] - w[3]")]
    [TestCase("sum(i, 1, n, sum(j, 1, 2, b[i, j]*w[j]))", "w[1] + 2*w[2] + (3*w[1] + 4*w[2]) + (5*w[1] + 6*w[2])")]
    [TestCase("exp(sum(i, 1, 2, max(x, i)))", "exp(max(x, 1) + max(x, 2))")]
    [TestCase("sum(i, 1, 2, x) + i", "2*x + i")]
    [TestCase("w @ u", "dot(w, u)")]
    [TestCase("2*w @ u - 1", "2*dot(w, u) - 1")]
    [TestCase("M[0, 0] + M[1, 1]", "3")]
    public void Sums_are_written_out(string text, string plain) => Assert.That(Simplified(Read(text) - Read(plain)), Is.SameAs(Constant.Zero));

    [TestCase("frob2(M)", "5")]
    [TestCase("frob2(X)", "X[0,0]^2 + X[0,1]^2 + X[1,0]^2 + X[1,1]^2")]
    [TestCase("frob2(v)", "v[0]^2 + v[1]^2")]
    [TestCase("frob2(transpose(v) @ v - 1*transpose(v) @ v)", "0")]
    [TestCase("frob2(X @ transpose(Y) - M)/2",
        "((X[0,0]*Y[0,0] + X[0,1]*Y[0,1] - 2)^2 + (X[0,0]*Y[1,0] + X[0,1]*Y[1,1])^2 + (X[1,0]*Y[0,0] + X[1,1]*Y[0,1])^2 + (X[1,0]*Y[1,0] + X[1,1]*Y[1,1] - 1)^2)/2")]
    [TestCase("frob2(tanh(X @ v)/2)", "(tanh(X[0,0]*v[0] + X[0,1]*v[1])/2)^2 + (tanh(X[1,0]*v[0] + X[1,1]*v[1])/2)^2")]
    [TestCase("frob2(-2*v*3)", "36*v[0]^2 + 36*v[1]^2")]
    [TestCase("frob2(Z) - frob2(transpose(Z))", "0")]
    [TestCase("sum(i, 1, 2, frob2(i*v))", "5*v[0]^2 + 5*v[1]^2")]
    [TestCase("frob2(v*t^2)", "v[0]^2*t^4 + v[1]^2*t^4")]
    public void Matrices_are_written_out_in_their_entries(string text, string plain) =>
        Assert.That(Simplified(Read(text) - Read(plain)), Is.SameAs(Constant.Zero));

    [TestCase("sum(i, 1, 4, a[i])", 14, "'a' has rows 1 to 3 and columns 1 to 1; found row 4, where i = 4")]
    [TestCase("sum(i, 1, n, b[i])", 14, "needs two indices")]
    [TestCase("sum(i, 1, n, a)", 15, "a is data")]
    [TestCase("sum(i, 1/2, 2, x)", 1, "whole numbers, found 1/2")]
    [TestCase("sum(i, 1, x, x)", 1, "whole numbers, found x")]
    [TestCase("sum(i, 1, 2)", 12, "sum takes an index")]
    [TestCase("sum(i)", 6, "expected ','")]
    [TestCase("sum(n, 1, 2, x)", 5, "'n' has a meaning already")]
    [TestCase("sum(x, 1, 2, 1)*x + sum(i, 1, 2, sum(i, 1, 2, x))", 38, "'i' has a meaning already")]
    [TestCase("sum(i, 0, 1, x/(i - 1))", 16, "division by zero, where i = 1")]
    [TestCase("sum(i, 1, 1e6, x*i)", 1, "too many terms")]
    [TestCase("sum(i, 1, 2, w[i - 2])", 20, "the index -1 is not one of 0, 1, 2")]
    [TestCase("X + 1", 1, "'X' is a matrix")]
    [TestCase("X[2, 0]", 1, "rows 0 to 1")]
    [TestCase("X[1]", 1, "needs a row and a column")]
    [TestCase("w[0, 1]", 1, "no matrix start")]
    [TestCase("X @ Y", 3, "stands inside frob2")]
    [TestCase("w @ u @ w", 7, "a number already")]
    [TestCase("frob2(X @ Q)", 11, "shape of 'Q' is not known")]
    [TestCase("frob2(Q)", 7, "shape of 'Q' is not known")]
    [TestCase("frob2(2)", 7, "frob2 takes a matrix")]
    [TestCase("frob2(X*Y)", 8, "written with @")]
    [TestCase("frob2(X @ 2)", 9, "between two matrices")]
    [TestCase("frob2(X - Z)", 9, "a 2 x 2 matrix and a 2 x 3 matrix can't be subtracted: expected two of one shape")]
    [TestCase("frob2(X - 1)", 9, "a matrix and a number")]
    [TestCase("frob2(Z @ X)", 9, "a 2 x 3 matrix @ a 2 x 2 matrix: expected as many columns of the first as rows of the second")]
    [TestCase("frob2(X^2)", 8, "a matrix has no power")]
    [TestCase("frob2(X.T)", 8, "transpose(X)")]
    [TestCase("frob2(X", 8, "expected an operator or ')'")]
    [TestCase("frob2(max(X, Y))", 7, "functions of one argument")]
    [TestCase("frob2(X/0)", 9, "division by zero")]
    [TestCase("transpose(X)", 1, "inside frob2")]
    public void Mistakes_are_named_with_their_place(string text, int column, string part)
    {
        Assert.That(Parser.Parse(text, s_options).TryGet(out var value, out var error), Is.False, $"{text} was read as {value}");
        Assert.That((error!.Column, error.Message), Is.EqualTo((column, error.Message)));
        Assert.That(error.Message, Does.Contain(part));
    }

    [Test]
    public void Deep_parentheses_inside_frob2_are_an_error() =>
        Assert.That(Parser.Parse($"frob2({new string('(', 200_000)}", s_options).TryGet(out _, out var error)
            ? ""
            : error!.Message, Does.Contain("more than 100"));

    [Test]
    public void Deep_signs_inside_frob2_are_read() =>
        Assert.That(Read($"frob2({new string('-', 200_000)}v)"), Is.SameAs(Read("frob2(v)")));

    [Test]
    public void Towers_of_powers_inside_frob2_are_an_error() =>
        Assert.That(Parser.Parse($"frob2({string.Concat(Enumerable.Repeat("t^", 200_000))}2*v)", s_options).TryGet(out _, out var error)
            ? ""
            : error!.Message, Does.Contain("more than 100"));
}
