using BoundCheck.Bounds.Numbers;

namespace BoundCheck.Bounds.Theory;

/// <summary>
/// A certified statement that the measured run breaks by more than rounding can explain: an error of the program (or of a theorem), never a result.
/// </summary>
/// <param name="Statement">What was certified, and by what.</param>
/// <param name="Measured">What was measured.</param>
public sealed record Contradiction(string Statement, string Measured)
{
    /// <summary>"certified: ...; measured: ...".</summary>
    public override string ToString() => $"certified: {Statement}; measured: {Measured}";
}
