using System.Collections.Immutable;
using System.Numerics;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt;

/// <summary>Reads the values of a (get-value ...) reply. Irrational values are cut off to the decimals printed: candidates only.</summary>
internal static class SmtModel
{
    /// <summary>Symbols with a value that is a literal, a quotient, a negation or a cut decimal such as 1.41421?; others are left out.</summary>
    internal static ImmutableDictionary<string, Rational> Parse(string reply)
    {
        var values = ImmutableDictionary.CreateBuilder<string, Rational>();
        var tokens = Tokens(reply);
        int at = 0;
        if (at >= tokens.Count || tokens[at++] != "(")
            return values.ToImmutable();
        while (at + 1 < tokens.Count && tokens[at] == "(")
        {
            string name = tokens[at + 1];
            int end = Close(tokens, at);
            if (Value(tokens, at + 2, end) is { } value)
                values[name] = value;
            at = end + 1;
        }
        return values.ToImmutable();
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
        return new Rational(BigInteger.Parse(digits, System.Globalization.CultureInfo.InvariantCulture), BigInteger.Pow(10, places));
    }
}
