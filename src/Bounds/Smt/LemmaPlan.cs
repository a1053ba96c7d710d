using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt;

/// <summary>How many instances of proven bounds an encoding takes.</summary>
/// <param name="Level">
/// -1: relations between terms only. 0: tangents and first convergents; each level adds terms (Taylor degree 2 Level + 1, Level + 2 convergents).
/// </param>
/// <param name="Centres">Expansion centres for a function of an argument; 0 (for log 1) when empty.</param>
/// <param name="TanhByExp">Writes tanh(u) as 1 - 2/(exp(2u) + 1), which ties tanh terms of related arguments and exponentials together.</param>
internal sealed record LemmaPlan(int Level, Func<Function, Expr, IReadOnlyList<Rational>> Centres, bool TanhByExp = false)
{
    /// <summary>Bounds at the standard centre only.</summary>
    public static LemmaPlan Standard(int level) => new(level, static (_, _) => []);

    /// <summary>Bounds at the middles (and for wide ranges also at the ends) of the arguments' ranges, which <paramref name="range"/> encloses.</summary>
    public static LemmaPlan Centred(int level, Func<Expr, (Rational Low, Rational High)?> range) => new(level, (function, argument) =>
    {
        if (range(argument) is not var (low, high))
            return [];
        // Simple centres keep the numbers of the query short.
        var width = high - low;
        Rational middle = width.IsZero ? low : Rational.Simplest(low + width * new Rational(3, 8), low + width * new Rational(5, 8));
        if (function is Log)
            return middle.Sign > 0 && low.Sign > 0 && high / low > 4 ? [low, middle, high] : middle.Sign > 0 ? [middle] : [];
        return width > 2 ? [low, middle, high] : [middle];
    });
}
