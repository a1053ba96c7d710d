using System.Text;

namespace BoundCheck.Symbolic.Tests.Language;

/// <summary>Deterministic fuzzing: whatever is done to a valid text, the answer is an expression that round-trips or an error with its place.</summary>
public sealed class FuzzTests
{
    private static readonly string[] s_valid =
    [
        "-x^2 + 2^-3*y/(x - 1) - .5e-3",
        "log(cosh(x*y - 1))",
        "huber(x*y - 1/3, 0.5)*sqrt(1 + x^2)^(3/4)",
        "piecewise(x <= pi, e^x, max(x, -y))",
        "dot(x, y)^2/norm2(x) - x[0]*y[12]",
        "min(abs(x), sign(y))\n + tanh(asinh(atan(x)))",
        "1/(1/x)^2 - x^y^-z",
    ];

    private const string Alphabet = "0.9eExy_( )[],+-*/^<>=!&\0\n\tπ\ud83d\u00a0";

    private static void Check(string text)
    {
        if (Parser.Parse(text).TryGet(out var e, out var error))
        {
            string printed = e.ToString();
            Assert.That(Parser.Parse(printed) is ParseResult<Expr>.Success s && ReferenceEquals(s.Value, e), Is.True, $"{text} printed as {printed}");
            return;
        }
        var lines = text[..error.Position].Split('\n');
        bool sound = error.Position <= text.Length && error.Line == lines.Length && error.Column == lines[^1].Length + 1
            && error.Message.Length > 0 && error.Found.Length > 0 && error.Expected.Length > 0 && error.Render(text).Split('\n').Length == 3;
        Assert.That(sound, Is.True, $"{text}: {error}");
    }

    [Test]
    public void Every_prefix_and_suffix_of_a_valid_text_is_answered([ValueSource(nameof(s_valid))] string text)
    {
        Assert.That(Parser.Parse(text).TryGet(out _, out var error), Is.True, error?.Render(text));
        for (int i = 0; i <= text.Length; i++)
        {
            Check(text[..i]);
            Check(text[i..]);
        }
    }

    [Test]
    public void Every_one_character_change_of_a_valid_text_is_answered([ValueSource(nameof(s_valid))] string text)
    {
        for (int i = 0; i <= text.Length; i++)
        {
            foreach (char c in Alphabet)
            {
                Check(text.Insert(i, c.ToString()));
                if (i < text.Length)
                    Check(string.Concat(text.AsSpan(0, i), c.ToString(), text.AsSpan(i + 1)));
            }
            if (i < text.Length)
                Check(text.Remove(i, 1));
        }
    }

    [Test]
    public void Random_bytes_are_answered()
    {
        var random = new Random(20240601);
        for (int i = 0; i < 3000; i++)
        {
            var bytes = new byte[random.Next(60)];
            random.NextBytes(bytes);
            Check(Encoding.Latin1.GetString(bytes));
            Check(Encoding.UTF8.GetString(bytes));
        }
    }

    [Test]
    public void Random_token_sequences_are_answered()
    {
        string[] tokens = ["x", "y", "x[1]", "2", "0", "1e3", ".5", "+", "-", "*", "/", "^", "(", ")",
            ",", "<", "<=", "==", "sin(", "max(", "huber(", "piecewise(", "dot(x,y)", "norm2(", "pi", "e", " "];
        var random = new Random(7);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, 1 + random.Next(9)).Select(_ => tokens[random.Next(tokens.Length)]));
            Check(text);
            accepted += Parser.Parse(text) is ParseResult<Expr>.Success ? 1 : 0;
        }
        Assert.That(accepted, Is.GreaterThan(1000), "the sequences should reach the grammar's inside");
    }
}
