namespace BoundCheck.Symbolic.Growth;

/// <summary>Limits of exp-log functions and what reduces to them.</summary>
/// <remarks>
/// Method: D. Gruntz, "On Computing Limits in a Symbolic Manipulation System", ETH thesis 1996 (comparability classes, most rapidly varying
/// subexpressions), in the form of multiseries over an asymptotic scale (D. Richardson, B. Salvy, J. Shackell, J. van der Hoeven,
/// "Asymptotic expansions of exp-log functions", ISSAC 1996). sin and cos of unbounded functions are kept as waves or bounded by [-1, 1].
/// An answer rests on signs of constants that are proved; otherwise it is unknown.
/// </remarks>
public static class Limits
{
    /// <summary>Elementary steps that one question may take.</summary>
    internal const int Budget = 20_000;

    /// <summary>The limit of an expression as the variable tends to the point.</summary>
    /// <param name="f">An expression in the one variable.</param>
    /// <param name="variable">A scalar variable.</param>
    /// <param name="point">Where the variable tends.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The limit, certified bounds of an oscillation, or unknown with the reason (also when f is not defined near the point).</returns>
    /// <exception cref="ArgumentException">The variable is not scalar, or the point is not closed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Limit At(Expr f, Expr variable, LimitPoint point, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(f);
        Validate(variable, point);
        return Guard(reason => new Limit.Unknown(reason), () =>
        {
            var expander = new Expander(variable, point, new Budget(Budget, cancellation));
            return Of(expander, expander.Expand(f));
        });
    }

    /// <summary>The limit as the variable tends to +infinity.</summary>
    public static Limit AtPlusInfinity(Expr f, Expr variable, CancellationToken cancellation = default) =>
        At(f, variable, new LimitPoint.PlusInfinity(), cancellation);

    /// <summary>The limit as the variable tends to -infinity.</summary>
    public static Limit AtMinusInfinity(Expr f, Expr variable, CancellationToken cancellation = default) =>
        At(f, variable, new LimitPoint.MinusInfinity(), cancellation);

    /// <summary>The one-sided limit at a closed number.</summary>
    public static Limit AtPoint(Expr f, Expr variable, Expr location, Side side, CancellationToken cancellation = default) =>
        At(f, variable, new LimitPoint.Point(location, side), cancellation);

    internal static void Validate(Expr variable, LimitPoint point)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(point);
        if (variable is not (Variable or Component))
            throw new ArgumentException("Only a scalar variable can tend to a point.", nameof(variable));
        if (point is LimitPoint.Point { Location: var location } && (location is null || !location.IsClosed()))
            throw new ArgumentException("The point must be an expression without variables.", nameof(point));
    }

    internal static T Guard<T>(Func<string, T> unknown, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (UndecidedException e)
        {
            return unknown(e.Message);
        }
    }

    internal static Limit Of(Expander expander, Value value)
    {
        if (value is Smooth s)
            return Of(expander.Engine, s.Series);
        var range = expander.Arithmetic.ToRange(value);
        var (lower, upper) = (Of(expander.Engine, range.Lo), Of(expander.Engine, range.Hi));
        // Squeezed between two functions of the same limit.
        bool same = Guard(_ => false, () => (lower, upper) switch
        {
            (Limit.Finite a, Limit.Finite b) => ReferenceEquals(a.Value, b.Value) || (NormalForm.From(a.Value) - NormalForm.From(b.Value)).Sign() == 0,
            _ => lower.Equals(upper),
        });
        return same ? lower : new Limit.Oscillating(lower, upper, range.Attained);
    }

    internal static Limit Of(Multiseries engine, Series s)
    {
        var leading = engine.Leading(s);
        if (leading is null || leading.Direction < 0)
            return new Limit.Finite(Constant.Zero);
        if (leading.Direction == 0)
            return new Limit.Finite(leading.Coefficient.ToExpr());
        return leading.Coefficient.Sign() > 0 ? new Limit.PlusInfinity() : new Limit.MinusInfinity();
    }
}
