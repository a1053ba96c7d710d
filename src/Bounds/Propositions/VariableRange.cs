using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Propositions;

/// <summary>One side of a box: the values of one variable.</summary>
/// <param name="Variable">A scalar variable.</param>
/// <param name="Low">The lower end; null for minus infinity.</param>
/// <param name="LowClosed">Whether the lower end belongs to the range; false for minus infinity.</param>
/// <param name="High">The upper end; null for plus infinity.</param>
/// <param name="HighClosed">Whether the upper end belongs to the range; false for plus infinity.</param>
public sealed record VariableRange(Expr Variable, Rational? Low, bool LowClosed, Rational? High, bool HighClosed)
{
    /// <summary>The whole line.</summary>
    public static VariableRange Line(Expr variable) => new(variable, null, false, null, false);

    /// <summary>A closed bounded range.</summary>
    public static VariableRange Closed(Expr variable, Rational low, Rational high) => new(variable, low, true, high, true);

    /// <summary>True when no value is in the range.</summary>
    public bool IsEmpty => Low is { } l && High is { } h && (l > h || l == h && !(LowClosed && HighClosed));

    /// <summary>True when both ends are finite.</summary>
    public bool IsBounded => Low is not null && High is not null;

    /// <summary>Membership.</summary>
    public bool Contains(Rational value) =>
        (Low is not { } l || value > l || LowClosed && value == l) && (High is not { } h || value < h || HighClosed && value == h);

    /// <summary>1 when every value is positive, -1 when every value is negative, else 0.</summary>
    public int StrictSign =>
        Low is { } l && (l.Sign > 0 || l.Sign == 0 && !LowClosed) ? 1
        : High is { } h && (h.Sign < 0 || h.Sign == 0 && !HighClosed) ? -1
        : 0;

    /// <summary>"x in [0, inf)".</summary>
    public override string ToString() =>
        $"{Variable} in {(LowClosed ? "[" : "(")}{(Low is { } l ? l.ToString() : "-inf")}, {(High is { } h ? h.ToString() : "inf")}{(HighClosed ? "]" : ")")}";
}
