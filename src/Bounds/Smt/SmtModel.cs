using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Polynomials;

namespace BoundCheck.Bounds.Smt;

/// <summary>Reads the values of a (get-value ...) reply: candidates only, to be checked outside the solver.</summary>
internal static class SmtModel
{
    private const int LargestDegree = 40;

    /// <summary>Symbols with a value that is a literal, a quotient, a negation or a cut decimal such as 1.41421?; others are left out.</summary>
    internal static ImmutableDictionary<string, Rational> Parse(string reply)
    {
        var values = ImmutableDictionary.CreateBuilder<string, Rational>();
        var tokens = Tokens(reply);
        foreach (var (name, from, end) in Pairs(tokens))
        {
            if (Value(tokens, from, end) is { } value)
                values[name] = value;
        }
        return values.ToImmutable();
    }

    /// <summary>
    /// Symbols with their exact values, rational or (root-obj POLYNOMIAL INDEX), the index counting the real roots from 1 in ascending order; others are left
    /// out.
    /// </summary>
    internal static ImmutableDictionary<string, AlgebraicNumber> ParseExactly(string reply)
    {
        var values = ImmutableDictionary.CreateBuilder<string, AlgebraicNumber>();
        var tokens = Tokens(reply);
        foreach (var (name, from, end) in Pairs(tokens))
        {
            if (end - from > 3 && tokens[from] == "(" && tokens[from + 1] == "root-obj")
            {
                if (Term(tokens, from + 2) is var (polynomial, next) && polynomial.Degree is > 0 and <= LargestDegree
                    && next < end && int.TryParse(tokens[next], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                    && polynomial.RealRoots() is var roots && index >= 1 && index <= roots.Length)
                    values[name] = roots[index - 1].Root;
            }
            else if (Value(tokens, from, end) is { } value)
            {
                values[name] = AlgebraicNumber.Of(value);
            }
        }
        return values.ToImmutable();
    }

    // ((name value) (name value) ...): each name with the first token of its value and the one that closes the pair.
    private static IEnumerable<(string Name, int From, int End)> Pairs(List<string> tokens)
    {
        int at = 1;
        while (tokens.Count > 0 && tokens[0] == "(" && at + 1 < tokens.Count && tokens[at] == "(")
        {
            int end = Close(tokens, at);
            yield return (tokens[at + 1], at + 2, end);
            at = end + 1;
        }
    }

    // A polynomial in x, written with +, -, * and powers; with the index of the token after it.
    private static (Polynomial Value, int Next)? Term(List<string> tokens, int at)
    {
        if (at >= tokens.Count)
            return null;
        if (tokens[at] != "(")
            return tokens[at] == "x" ? (Polynomial.X, at + 1) : Literal(tokens[at]) is { } number ? (Polynomial.One * number, at + 1) : null;
        string operation = tokens[at + 1];
        at += 2;
        var operands = new List<Polynomial>();
        while (at < tokens.Count && tokens[at] != ")")
        {
            if (Term(tokens, at) is not var (operand, next))
                return null;
            operands.Add(operand);
            at = next;
        }
        Polynomial? value = (operation, operands.Count) switch
        {
            ("+", > 0) => operands.Aggregate((a, b) => a + b),
            ("*", > 0) => operands.Aggregate((a, b) => a * b),
            ("-", 1) => operands[0] * -1,
            ("-", > 1) => operands.Aggregate((a, b) => a - b),
            ("/", 2) when operands[0].Degree == 0 && operands[1].Degree == 0 => operands[0] * operands[1].LeadingCoefficient.Reciprocal(),
            ("^", 2) when operands[1].Degree == 0 && operands[1].LeadingCoefficient is { IsInteger: true, Sign: > 0 } n && n <= LargestDegree =>
                Enumerable.Repeat(operands[0], (int)n.Numerator).Aggregate((a, b) => a * b),
            _ => null,
        };
        return value is null ? null : (value, at + 1);
    }

    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        for (int i = 0; i < text.Length;)
        {
            char c = text[i];
            if (char.IsWhiteSpace(c))
            {
                i++;
            }
            else if (c is '(' or ')')
            {
                tokens.Add(c.ToString());
                i++;
            }
            else if (c == '|')
            {
                int end = text.IndexOf('|', i + 1);
                end = end < 0 ? text.Length - 1 : end;
                tokens.Add(text[i..(end + 1)]);
                i = end + 1;
            }
            else
            {
                int start = i;
                while (i < text.Length && !char.IsWhiteSpace(text[i]) && text[i] is not ('(' or ')'))
                    i++;
                tokens.Add(text[start..i]);
            }
        }
        return tokens;
    }

    private static int Close(List<string> tokens, int open)
    {
        int depth = 0;
        for (int i = open; i < tokens.Count; i++)
        {
            depth += tokens[i] == "(" ? 1 : tokens[i] == ")" ? -1 : 0;
            if (depth == 0)
                return i;
        }
        return tokens.Count - 1;
    }

    // A value is a literal, (- v) or (/ v w), nested at most a few levels.
    private static Rational? Value(List<string> tokens, int from, int end)
    {
        if (end - from == 1)
            return Literal(tokens[from]);
        if (end - from < 4 || tokens[from] != "(")
            return null;
        if (tokens[from + 1] == "-")
            return Value(tokens, from + 2, Close(tokens, from)) is { } v ? -v : null;
        if (tokens[from + 1] != "/")
            return null;
        int middle = tokens[from + 2] == "(" ? Close(tokens, from + 2) + 1 : from + 3;
        return Value(tokens, from + 2, middle) is { } n && Value(tokens, middle, Close(tokens, from)) is { IsZero: false } d ? n / d : null;
    }

    private static Rational? Literal(string token)
    {
        token = token.TrimEnd('?');
        int dot = token.IndexOf('.', StringComparison.Ordinal);
        string digits = dot < 0 ? token : token.Remove(dot, 1);
        if (digits.Length == 0 || !digits.All(char.IsAsciiDigit))
            return null;
        int places = dot < 0 ? 0 : token.Length - dot - 1;
        return new Rational(BigInteger.Parse(digits, CultureInfo.InvariantCulture), BigInteger.Pow(10, places));
    }
}
