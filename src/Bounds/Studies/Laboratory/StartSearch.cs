using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Networks.Data;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>Draws steps and starts of one objective, most of them where the hypotheses are about to fail: a false theorem usually fails there first.</summary>
internal sealed class StartSearch(Specimen specimen, RandomSource random)
{
    private const int LargestExponent = 6, LeastExponent = -8, Bisections = 14;

    /// <summary>Parts of the largest step or start that are tried.</summary>
    private static readonly Rational[] s_parts = [new(999, 1000), new(99, 100), new(19, 20), new(4, 5), Rational.Half];

    /// <summary>A step size at which the hypotheses about the step hold; null when none was found.</summary>
    internal Rational? DrawStep()
    {
        bool Holds(Rational h) => specimen.OfStep.Holds(specimen.At(h));
        var largest = Largest(Holds);
        var step = largest is { } sup ? Inside(sup * HuntingGround.Pick(random, s_parts)) : Short(Power((int)(random.Next() % 9) - 5) * Uniform());
        return Holds(step) ? step : null;
    }

    /// <summary>A start at which the hypotheses about it hold at a step, with the values there; null when the direction drawn has none.</summary>
    internal (Rational[] Start, Valuation Values)? DrawStart(Valuation atStep, Rational step)
    {
        var direction = Enumerable.Range(0, specimen.Coordinates)
            .Select(_ => Short(Rational.FromDouble(random.Normal()) * Power((int)(random.Next() % 4) - 2))).ToArray();
        Valuation At(Rational[] start) => atStep.With(specimen.Words, step, specimen.StateOf(start));
        Rational[] Scaled(Rational t) => [.. direction.Select(v => Short(v * t))];
        var largest = specimen.OfStart.IsEmpty ? null : Largest(t => specimen.OfStart.Holds(At(Scaled(t))));
        var start = Scaled(largest is { } sup ? sup * HuntingGround.Pick(random, s_parts) : Power((int)(random.Next() % 9) - 4) * Uniform());
        var values = At(start);
        return specimen.OfStart.Holds(values) ? (start, values) : null;
    }

    /// <summary>About the largest scale at which something holds, found from above; null when it holds at every scale tried, or at none.</summary>
    private static Rational? Largest(Func<Rational, bool> holds)
    {
        int exponent = LargestExponent;
        while (exponent >= LeastExponent && !holds(Power(exponent)))
            exponent--;
        if (exponent == LargestExponent || exponent < LeastExponent)
            return null;
        Rational low = Power(exponent), high = Power(exponent + 1);
        for (int i = 0; i < Bisections; i++)
        {
            var middle = (low + high) / 2;
            if (holds(middle))
                low = middle;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>Uniform in (1, 2).</summary>
    private Rational Uniform() => new Rational((int)(1001 + random.Next() % 998), 1000);

    private static Rational Power(int exponent) => Rational.Pow(2, exponent);

    /// <summary>A short number near a value.</summary>
    private static Rational Short(Rational value) => Rational.Simplest(value - Rational.Abs(value) / 256, value + Rational.Abs(value) / 256);

    /// <summary>A short number just below a positive value.</summary>
    private static Rational Inside(Rational value) => Rational.Simplest(value - value / 1024, value);
}
