using System.Globalization;
using System.Numerics;

namespace BoundCheck.Symbolic;

/// <summary>Decimal literals, read exactly.</summary>
internal static class Literals
{
    /// <summary>Most digits of a literal, before and after the point together.</summary>
    internal const int MaxDigits = 100_000;

    /// <summary>Largest magnitude of a literal's decimal exponent.</summary>
    internal const int MaxExponent = 10_000;

    /// <summary>The value of digits[.digits][e[sign]digits], or what is wrong with it.</summary>
    internal static bool TryRead(ReadOnlySpan<char> text, out Rational value, out string problem)
    {
        value = default;
        problem = "";
        int e = text.IndexOfAny('e', 'E');
        var mantissa = e < 0 ? text : text[..e];
        int point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var fraction = point < 0 ? [] : mantissa[(point + 1)..];
        if (whole.Length + fraction.Length > MaxDigits)
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"a number of {whole.Length + fraction.Length} digits; at most {MaxDigits} are read");
            return false;
        }
        int exponent = 0;
        if (e >= 0)
        {
            var digits = text[(e + 1)..].TrimStart("+-");
            digits = digits.TrimStart('0');
            if (digits.Length > 5 || digits.Length > 0 && int.Parse(digits, CultureInfo.InvariantCulture) > MaxExponent)
            {
                problem = string.Create(CultureInfo.InvariantCulture, $"a decimal exponent beyond {MaxExponent}");
                return false;
            }
            exponent = digits.Length == 0 ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);
            if (text[e + 1] == '-')
                exponent = -exponent;
        }
        // A few digits are the common case and need no buffer.
        var significand = fraction.Length == 0
            ? BigInteger.Parse(whole, NumberStyles.None, CultureInfo.InvariantCulture)
            : BigInteger.Parse(string.Concat(whole, fraction), NumberStyles.None, CultureInfo.InvariantCulture);
        exponent -= fraction.Length;
        value = exponent >= 0
            ? new Rational(significand * BigInteger.Pow(10, exponent), BigInteger.One)
            : new Rational(significand, BigInteger.Pow(10, -exponent));
        return true;
    }
}
