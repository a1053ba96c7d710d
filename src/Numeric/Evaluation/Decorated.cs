using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Numeric.Evaluation;

/// <summary>An enclosure of the values of an expression over a box, and what is known of its definedness there.</summary>
/// <param name="Value">Contains the value at every point of the box where the expression is defined.</param>
/// <param name="State">The decoration.</param>
public readonly record struct Decorated<T>(T Value, Definedness State)
    where T : struct, IEnclosure<T>
{
    /// <summary>True when every point of the box has a value.</summary>
    public bool IsDefined => State >= Definedness.Defined;

    /// <summary>True when every point of the box has a value and the values vary continuously over the box.</summary>
    public bool IsContinuous => State == Definedness.Continuous;
}
