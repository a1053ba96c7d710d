using System.Globalization;
using System.Text.RegularExpressions;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Output;

/// <summary>Long numbers in a text for people: an enclosure is the digits that both ends share, a long fraction its first digits. The JSON has them in
/// full.</summary>
/// <remarks>Most texts have none of them: the expressions are made only where a part of every match is found.</remarks>
internal static partial class ShortNumbers
{
    private const int Digits = 6;

    /// <summary>The text with its long numbers cut.</summary>
    internal static string In(string text)
    {
        string enclosed = text.Contains('[') ? Enclosure().Replace(Powers(text), Shared) : Powers(text);
        return enclosed.Contains('/') ? Fraction().Replace(enclosed, Cut) : enclosed;
    }

    /// <summary>The text with 1/1000000000 as 1e-9, which is the same number.</summary>
    internal static string Powers(string text) =>
        text.Contains("1/100000", StringComparison.Ordinal) ? PowerOfTen().Replace(text, m => $"1e-{m.Length - 3}") : text;

    private static string Shared(Match m)
    {
        double low = Value(m.Groups["lo"]), high = Value(m.Groups["hi"]);
        if (!double.IsFinite(low) || !double.IsFinite(high))
            return m.Value;
        // The most digits, up to a limit, to which both ends round alike.
        for (int digits = Digits; digits >= 3; digits--)
        {
            string one = Text(low, digits);
            if (one == Text(high, digits))
                return low == high && double.Parse(one, CultureInfo.InvariantCulture) == low ? one : "about " + one;
        }
        return $"[{Text(low, 4)}, {Text(high, 4)}]";
    }

    private static string Cut(Match m) => m.Length <= 12 ? m.Value : "about " + Text(ParsedRatio(m.Value), Digits);

    private static double ParsedRatio(string text)
    {
        string[] parts = text.Split('/');
        return new Rational(System.Numerics.BigInteger.Parse(parts[0], CultureInfo.InvariantCulture),
            System.Numerics.BigInteger.Parse(parts[1], CultureInfo.InvariantCulture)).ToDoubleNearest();
    }

    private static double Value(Group number) => double.Parse(number.Value, CultureInfo.InvariantCulture);

    private static string Text(double value, int digits) => value.ToString("G" + digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[(?<lo>-?\d+(\.\d+)?([eE][-+]?\d+)?), (?<hi>-?\d+(\.\d+)?([eE][-+]?\d+)?)\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Enclosure();

    [GeneratedRegex(@"(?<![\d/.])1/10{5,}(?![\d/.])")]
    private static partial Regex PowerOfTen();

    [GeneratedRegex(@"-?\d+/\d+")]
    private static partial Regex Fraction();
}
