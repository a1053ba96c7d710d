using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Sweeps;

/// <summary>One axis of a sweep: a scalar variable or the step size over equally spaced values, both ends included.</summary>
/// <param name="Name">The variable as typed, or "h".</param>
/// <param name="Values">The doubles nearest to the grid points: the values that cells are certified and measured at; at least two.</param>
public sealed record SweepAxis(string Name, IReadOnlyList<double> Values)
{
    /// <summary>The name of the step axis.</summary>
    public const string StepName = "h";

    /// <summary>The first value.</summary>
    public double Lo => Values[0];

    /// <summary>The last value.</summary>
    public double Hi => Values[^1];

    /// <summary>The number of values.</summary>
    public int Count => Values.Count;

    /// <summary>Equally spaced values.</summary>
    /// <param name="name">The variable, or "h" for the step size.</param>
    /// <param name="lo">The first value.</param>
    /// <param name="hi">The last value.</param>
    /// <param name="count">Their number, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two values.</exception>
    public static SweepAxis Of(string name, Rational lo, Rational hi, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        return new SweepAxis(name, [.. Enumerable.Range(0, count).Select(i => (lo + (hi - lo) * new Rational(i, count - 1)).ToDoubleNearest())]);
    }
}
