namespace BoundCheck.Numeric.Evaluation;

/// <summary>
/// What is known of an expression over all the points of a box: the decorations "trv", "def" and "dac" of IEEE 1788-2015, clause 11.
/// Ordered: the decoration of a result is the least of its operands' and the operation's.
/// </summary>
public enum Definedness
{
    /// <summary>It may be undefined at some point of the box.</summary>
    Possibly,

    /// <summary>It is defined at every point of the box.</summary>
    Defined,

    /// <summary>It is defined at every point of the box and its restriction to the box is continuous.</summary>
    Continuous,
}
