namespace BoundCheck.Symbolic.Simplification;

/// <summary>Exact rational values of closed expressions.</summary>
public static class ExactValue
{
    /// <summary>
    /// True with the value when the expression is proved to be defined and to have this rational value: tanh(1 - 1) = 0, log(exp(2)) = 2, sqrt(2)^2 = 2.
    /// </summary>
    /// <returns>False when the value is irrational, undefined or could not be found.</returns>
    /// <exception cref="ArgumentException">The expression has variables.</exception>
    public static bool TryEvaluate(Expr closed, out Rational value)
    {
        ArgumentNullException.ThrowIfNull(closed);
        if (closed.IsRational(out value))
            return true;
        if (!closed.IsClosed())
            throw new ArgumentException("The expression has variables.", nameof(closed));
        var forms = NormalForms.Of(closed);
        if (forms.IsUndefined(closed) || !forms[closed].IsRational(out value))
            return false;
        // The normal form holds where the expression is defined: an enclosure proves that it is, and checks the value.
        return ClosedValue.Enclose(closed, 128) is { } enclosure && enclosure.Lo <= value && value <= enclosure.Hi;
    }

    /// <summary>The value at a rational point, when the expression there is proved to be defined and rational.</summary>
    public static bool TryEvaluate(Expr expr, IReadOnlyDictionary<Expr, Expr> at, out Rational value)
    {
        ArgumentNullException.ThrowIfNull(expr);
        var closed = expr.Substitute(at);
        value = default;
        return closed.IsClosed() && TryEvaluate(closed, out value);
    }
}
