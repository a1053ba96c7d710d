using System.Globalization;
using System.Numerics;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Numbers;

/// <summary>Decimal text of rationals beyond the range of doubles.</summary>
public static class Scientific
{
    /// <summary>"4e-800" or "1.25e+400": up to <paramref name="digits"/> significant digits, rounded down in magnitude.</summary>
    public static string Text(Rational value, int digits = 17)
    {
        if (value.IsZero)
            return "0";
        BigInteger numerator = BigInteger.Abs(value.Numerator), denominator = value.Denominator;
        // Within one of the decimal exponent: log10(2) is 0.30103, and 10^4 bits shift it by less than 0.1.
        long exponent = (long)Math.Floor((numerator.GetBitLength() - denominator.GetBitLength()) * 0.30103) - 1;
        BigInteger scaled;
        while (true)
        {
            long shift = digits - 1 - exponent;
            scaled = shift >= 0 ? numerator * BigInteger.Pow(10, (int)shift) / denominator : numerator / (denominator * BigInteger.Pow(10, (int)-shift));
            if (scaled < BigInteger.Pow(10, digits))
                break;
            exponent++;
        }
        string text = scaled.ToString(CultureInfo.InvariantCulture);
        exponent -= digits - text.Length;
        string tail = text[1..].TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture,
            $"{(value.Sign < 0 ? "-" : "")}{text[0]}{(tail.Length > 0 ? "." + tail : "")}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");
    }
}
