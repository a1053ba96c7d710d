using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Symbolic;

/// <summary>A one-sided limit at a point.</summary>
/// <param name="Value">An expression whose value at the point is the limit; null when the limit is infinite or not known.</param>
/// <param name="IsInfinite">Proved to be +infinity or -infinity.</param>
public readonly record struct OneSidedLimit(Expr? Value, bool IsInfinite)
{
    /// <summary>The limit of an expression without cases: its value where it is defined at the point, by continuity, and else by expansion.</summary>
    internal static OneSidedLimit Of(Expr formula, Expr variable, RealPoint point, Side side)
    {
        if (point.Defines(formula, variable))
            return new(formula, false);
        return point.Closed is not { } place ? default : Limits.AtPoint(formula, variable, place, side) switch
        {
            Limit.Finite finite => new(finite.Value, false),
            Limit.PlusInfinity or Limit.MinusInfinity => new(null, true),
            _ => default,
        };
    }
}

/// <summary>A function of one variable at a point where its formula changes, or where the formula of its derivative fails.</summary>
/// <param name="At">The point.</param>
/// <param name="IsContinuous">Whether the function is defined at the point and continuous there; null when not decided.</param>
/// <param name="LeftSlope">The limit of the derivative from the left.</param>
/// <param name="RightSlope">The limit of the derivative from the right.</param>
/// <param name="SlopeJump">The sign of the right slope minus the left one; null when one is not finite or the sign was not decided.</param>
public sealed record Joint(RealPoint At, bool? IsContinuous, OneSidedLimit LeftSlope, OneSidedLimit RightSlope, int? SlopeJump)
{
    /// <summary>Whether the derivative exists at the point: where the function is continuous, exactly when the slopes agree (mean value theorem).</summary>
    public bool? IsDifferentiable =>
        IsContinuous == false || LeftSlope.IsInfinite || RightSlope.IsInfinite || SlopeJump is 1 or -1 ? false
        : IsContinuous == true && SlopeJump == 0 ? true : null;

    /// <summary>Between two pieces of a split.</summary>
    /// <param name="split">The pieces.</param>
    /// <param name="index">The number of the breakpoint.</param>
    /// <param name="variable">Their variable.</param>
    public static Joint Of(PieceList split, int index, Expr variable)
    {
        ArgumentNullException.ThrowIfNull(split);
        var point = split.Breakpoints[index];
        return Of(point.At, split.Pieces[index].Expression, point.Expression, split.Pieces[index + 1].Expression, variable);
    }

    /// <summary>Between two formulas without cases, with a third for the value at the point itself.</summary>
    internal static Joint Of(RealPoint at, Expr left, Expr middle, Expr right, Expr variable)
    {
        Expr leftRule = left.Derivative(variable), rightRule = ReferenceEquals(left, right) ? leftRule : right.Derivative(variable);
        OneSidedLimit leftSlope = OneSidedLimit.Of(leftRule, variable, at, Side.Left), rightSlope = OneSidedLimit.Of(rightRule, variable, at, Side.Right);
        return new Joint(at, Continuity(at, left, middle, right, variable), leftSlope, rightSlope, Order(rightSlope, leftSlope, at, variable));
    }

    private static bool? Continuity(RealPoint at, Expr left, Expr middle, Expr right, Expr variable)
    {
        if (!at.Defines(middle, variable))
            return null;
        OneSidedLimit before = OneSidedLimit.Of(left, variable, at, Side.Left), after = OneSidedLimit.Of(right, variable, at, Side.Right);
        var value = new OneSidedLimit(middle, false);
        int? rise = Order(value, before, at, variable), next = Order(after, value, at, variable);
        return before.IsInfinite || after.IsInfinite || rise is 1 or -1 || next is 1 or -1 ? false : rise == 0 && next == 0 ? true : null;
    }

    private static int? Order(OneSidedLimit a, OneSidedLimit b, RealPoint at, Expr variable) =>
        a.Value is null || b.Value is null ? null : at.SignOfDifference(a.Value, b.Value, variable);
}
