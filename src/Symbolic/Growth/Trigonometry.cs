namespace BoundCheck.Symbolic.Growth;

/// <summary>Sines at multiples of pi/4 and pi/6 in square roots.</summary>
internal static class Trigonometry
{
    /// <summary>sin(q pi) for q a multiple of 1/4 or of 1/6.</summary>
    internal static NormalForm AtFractionOfPi(Rational q)
    {
        // sin(x + 2 pi) = sin x, sin(x + pi) = -sin x, sin(pi - x) = sin x bring q into [0, 1/2].
        var turn = q - 2 * (Rational)(q * Rational.Half).Floor();
        bool negative = turn >= 1;
        if (negative)
            turn -= 1;
        if (turn > Rational.Half)
            turn = 1 - turn;
        var twelfths = (int)(turn * 12).Numerator;
        var value = twelfths switch
        {
            0 => NormalForm.Zero,
            2 => NormalForm.Of(Rational.Half),
            3 => NormalForm.Of(2).Power(Rational.Half).Scale(Rational.Half),
            4 => NormalForm.Of(3).Power(Rational.Half).Scale(Rational.Half),
            6 => NormalForm.One,
            _ => throw new ArgumentOutOfRangeException(nameof(q), q, "Not a multiple of 1/4 or 1/6."),
        };
        return negative ? -value : value;
    }
}
