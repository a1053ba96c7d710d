using System.Collections.Immutable;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>Certified suprema and infima of functions of several variables over boxes.</summary>
/// <remarks>
/// Branch and bound, best first (Moore 1966, Skelboe 1974): a part is bounded from above by the natural, monotone and mean value forms and dropped when a
/// value elsewhere is higher. A part inside which f is strictly monotone in a variable is reduced to the face where f is larger. The box is closed; ends
/// may be infinite. f has to be certainly defined on the box, else the bound stays infinite and says so.
/// </remarks>
public static class BoxExtrema
{
    /// <summary>sup of f over the box.</summary>
    /// <param name="f">An expression in the variables.</param>
    /// <param name="box">The variables with their closed ranges.</param>
    /// <param name="options">Tolerance, work limit (parts) and cancellation.</param>
    /// <exception cref="ArgumentException">A variable of f has no range, or a range is empty.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static BoxExtremum Supremum(Expr f, IReadOnlyList<(Expr Variable, Interval Range)> box, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(box);
        if (box.Any(b => b.Range.IsEmpty))
            throw new ArgumentException("A range of the box is empty.", nameof(box));
        return new BoxSupremum(f, [.. box.Select(b => b.Variable)], options ?? RangeOptions.Default).Run([.. box.Select(b => b.Range)]);
    }

    /// <summary>sup of f over the points of a box where side conditions hold.</summary>
    /// <param name="f">An expression in the variables; it has to be certainly defined where the conditions may hold.</param>
    /// <param name="box">The variables with closed ranges that hold every point that counts.</param>
    /// <param name="conditions">Which points count.</param>
    /// <param name="options">Tolerance, work limit (parts) and cancellation.</param>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static BoxExtremum Supremum(Expr f, IReadOnlyList<(Expr Variable, Interval Range)> box, SideConditions conditions, RangeOptions options)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(box);
        ArgumentNullException.ThrowIfNull(conditions);
        ArgumentNullException.ThrowIfNull(options);
        return new ConditionedSupremum(f, [.. box.Select(b => b.Variable)], conditions, options).Run([.. box.Select(b => b.Range)]);
    }

    /// <summary>inf of f over the box.</summary>
    /// <exception cref="ArgumentException">A variable of f has no range, or a range is empty.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static BoxExtremum Infimum(Expr f, IReadOnlyList<(Expr Variable, Interval Range)> box, RangeOptions? options = null)
    {
        var mirrored = Supremum(-f, box, options);
        return mirrored with { Value = -mirrored.Value };
    }

    /// <summary>1 or -1 when f has that strict sign at every point of the box; null when it has none or it is not known.</summary>
    /// <exception cref="ArgumentException">A variable of f has no range, or a range is empty.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static int? StrictSign(Expr f, IReadOnlyList<(Expr Variable, Interval Range)> box, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(box);
        if (box.Any(b => b.Range.IsEmpty))
            throw new ArgumentException("A range of the box is empty.", nameof(box));
        return new BoxSign(f, [.. box.Select(b => b.Variable)], options ?? RangeOptions.Default).Run([.. box.Select(b => b.Range)]);
    }
}
