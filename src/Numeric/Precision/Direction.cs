namespace BoundCheck.Numeric.Precision;

/// <summary>Which way an inexact result is rounded.</summary>
public enum Direction
{
    /// <summary>Toward -infinity: the result is not above the exact value.</summary>
    Down,

    /// <summary>Toward +infinity: the result is not below the exact value.</summary>
    Up,
}
