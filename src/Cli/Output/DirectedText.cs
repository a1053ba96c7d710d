using System.Globalization;
using System.Numerics;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Output;

/// <summary>Certified numbers in a few decimal digits that say no more than was proved: a lower bound is cut, an upper bound is raised.</summary>
internal static class DirectedText
{
    private const int Digits = 6, MostPlain = 9, LeastPlain = -5;

    /// <summary>A number that is not above the value: what follows "below" or "at least".</summary>
    internal static string Down(Certified value, int digits = Digits) => Exact(value)
        ?? (value.LowerBound is { } lo ? Text(lo, digits, up: false) : Inequality.Rough(value, digits));

    /// <summary>A number that is not below the value: what follows "at most".</summary>
    internal static string Up(Certified value, int digits = Digits) => Exact(value)
        ?? (value.UpperBound is { } hi ? Text(hi, digits, up: true) : Inequality.Rough(value, digits));

    /// <summary>"1.87704 (to 6 digits)" where both ends agree so far, else "in [1.8, 1.9]".</summary>
    internal static string Within(Certified value, int digits = Digits)
    {
        if (Exact(value) is { } exact)
            return "= " + exact;
        return Same(value, value, digits) ?? $"in [{Down(value, digits)}, {Up(value, digits)}]";
    }

    /// <summary>"4 (to 6 digits)" where a lower and an upper bound are the same number to so many digits, rounded to the nearest; else null.</summary>
    internal static string? Same(Certified least, Certified most, int digits = Digits) =>
        least is { LowerBound: { } lo } && most is { UpperBound: { } hi }
            && lo.ToDoubleNearest().ToString("G" + digits, CultureInfo.InvariantCulture) is var text
            && text == hi.ToDoubleNearest().ToString("G" + digits, CultureInfo.InvariantCulture) ? $"{text} (to {digits} digits)" : null;

    private static string? Exact(Certified value) => value.Exact is { } r && r.ToString() is { Length: <= 12 } text ? text : null;

    /// <summary>The decimal number of so many significant digits next to the value on the asked side; the value itself where it is one.</summary>
    internal static string Text(Rational value, int digits, bool up)
    {
        if (value.IsZero)
            return "0";
        BigInteger numerator = BigInteger.Abs(value.Numerator), denominator = value.Denominator;
        // Within one of the decimal exponent; the loop ends at the exact one.
        long exponent = (long)Math.Floor((numerator.GetBitLength() - denominator.GetBitLength()) * 0.30103) - 1;
        BigInteger scaled, rest;
        while (true)
        {
            long shift = digits - 1 - exponent;
            scaled = shift >= 0 ? BigInteger.DivRem(numerator * BigInteger.Pow(10, (int)shift), denominator, out rest)
                : BigInteger.DivRem(numerator, denominator * BigInteger.Pow(10, (int)-shift), out rest);
            if (scaled < BigInteger.Pow(10, digits))
                break;
            exponent++;
        }
        if (!rest.IsZero && up == value.Sign > 0)
            scaled += 1;
        string text = scaled.ToString(CultureInfo.InvariantCulture);
        // Raised digits may be one more; the value may also have started one lower.
        exponent += text.Length - digits;
        text = text.TrimEnd('0');
        string sign = value.Sign < 0 ? "-" : "";
        if (exponent is < LeastPlain or > MostPlain)
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{text[0]}{(text.Length > 1 ? "." + text[1..] : "")}e{exponent}");
        int point = (int)exponent + 1;
        return sign + (point <= 0 ? "0." + new string('0', -point) + text : point >= text.Length ? text.PadRight(point, '0')
            : text[..point] + "." + text[point..]);
    }
}
