using BoundCheck.Symbolic.Tests.Support;
using CsCheck;

namespace BoundCheck.Symbolic.Tests.Language;

public sealed class SmtPrinterTests
{
    private static SmtTerm Write(string text) =>
        SmtPrinter.TryPrint(Parser.Parse(text).ValueOrThrow(), out var term, out var obstacle) ? term : throw new AssertionException(obstacle);

    [TestCase("x^2 - 2*x/3", "(+ (* |x| |x|) (* (- (/ 2.0 3.0)) |x|))")]
    [TestCase("1/y^2", "(/ 1.0 (* |y| |y|))")]
    [TestCase("-3", "(- 3.0)")]
    [TestCase("x[2]*pi0", "(* |x[2]| |pi0|)")]
    [TestCase("(x + 1)^2", "(let ((|$t0| (+ |x| 1.0))) (* |$t0| |$t0|))")]
    public void Rational_functions_have_terms(string text, string term) => Assert.That(Write(text).Text, Is.EqualTo(term));

    [TestCase("sqrt(x)", "the power 1/2 is not an integer")]
    [TestCase("x + sin(y)", "sin is not a rational function")]
    [TestCase("2*pi*x", "pi is not rational")]
    [TestCase("norm2(x)", "vectors of unknown dimension have no term")]
    [TestCase("x^1000", "the power 1000 is too large to write out")]
    public void Anything_else_is_refused_with_its_reason(string text, string reason)
    {
        Assert.That(SmtPrinter.TryPrint(Parser.Parse(text).ValueOrThrow(), out _, out var obstacle), Is.False);
        Assert.That(obstacle, Is.EqualTo(reason));
    }

    [Test]
    public void Denominators_are_listed() =>
        Assert.That(Write("x/(y - 1) + 1/(y - 1)^2").Denominators, Is.EqualTo(new[] { Parser.Parse("y - 1").ValueOrThrow() }));

    [Test]
    public void Shared_subexpressions_are_written_once()
    {
        Expr e = Variable.Of("x");
        for (int i = 0; i < 50; i++)
            e = e * e + 1;
        Assert.That(SmtPrinter.TryPrint(e, out var term, out _), Is.True);
        Assert.That(term!.Text, Has.Length.LessThan(3000));
    }

    [Test]
    public void The_term_has_the_value_of_the_expression() =>
        Gen.Select(Generators.RationalFunctions, Generators.Rationals.Array[3]).Sample((e, point) =>
        {
            var values = new Dictionary<Expr, Expr> { [Variable.Of("x")] = point[0], [Variable.Of("y")] = point[1], [Variable.Of("z")] = point[2] };
            if (!SmtPrinter.TryPrint(e, out var term, out var obstacle))
                return obstacle.Contains("too large", StringComparison.Ordinal);
            if (!e.Substitute(values).IsRational(out var expected))
                return true; // undefined there
            var symbols = term.Symbols.ToDictionary(s => s.Symbol, s => ((Constant)values[s.Variable]).Value);
            return new Reader(term.Text).Evaluate(symbols) == expected;
        }, iter: 3000);

    /// <summary>A reader and evaluator of terms that shares nothing with the printer.</summary>
    private sealed class Reader(string text)
    {
        private readonly Queue<string> _tokens = new(text.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));

        internal Rational Evaluate(Dictionary<string, Rational> scope)
        {
            string token = _tokens.Dequeue();
            if (token != "(")
                return scope.TryGetValue(token, out var known)
                    ? known
                    : Parser.Parse(token).ValueOrThrow().IsRational(out var literal) ? literal : throw new FormatException(token);
            string operation = _tokens.Dequeue();
            if (operation == "let")
            {
                Drop("(", "(");
                string name = _tokens.Dequeue();
                var value = Evaluate(scope);
                Drop(")", ")");
                var body = Evaluate(new Dictionary<string, Rational>(scope) { [name] = value });
                Drop(")");
                return body;
            }
            var arguments = new List<Rational>();
            while (_tokens.Peek() != ")")
                arguments.Add(Evaluate(scope));
            Drop(")");
            return (operation, arguments.Count) switch
            {
                ("-", 1) => -arguments[0],
                ("/", 2) => arguments[0] / arguments[1],
                ("+", > 1) => arguments.Aggregate((a, b) => a + b),
                ("*", > 1) => arguments.Aggregate((a, b) => a * b),
                _ => throw new FormatException($"{operation} of {arguments.Count}"),
            };
        }

        private void Drop(params string[] expected)
        {
            foreach (string e in expected)
            {
                if (_tokens.Dequeue() != e)
                    throw new FormatException(e);
            }
        }
    }
}
