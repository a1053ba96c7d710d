namespace BoundCheck.Symbolic;

/// <summary>Whether an expression is defined for all real values of its variables, judged conservatively from its shape.</summary>
public static class Totality
{
    /// <summary>True only when every node is defined everywhere; false when that is not evident.</summary>
    public static bool IsTotal(Expr expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        foreach (var node in Expr.Postorder(expr))
        {
            bool total = node switch
            {
                Power p => p.Exponent.Sign >= 0 && (p.Exponent.IsInteger || IsEvidentlyNonnegative(p.Base))
                           || p.Exponent.Sign < 0 && IsEvidentlyPositive(p.Base),
                Application a => a.Function.IsTotal || a.Function.DomainIsNonnegative && IsEvidentlyNonnegative(a.Argument)
                                 || a.Function.DomainIsPositive && IsEvidentlyPositive(a.Argument),
                _ => true,
            };
            if (!total)
                return false;
        }
        return true;
    }

    /// <summary>Sign evident from the shape, looking a few levels down only.</summary>
    public static bool IsEvidentlyPositive(Expr expr) => Sign(expr, 8, strict: true);

    /// <summary>Sign evident from the shape, looking a few levels down only.</summary>
    public static bool IsEvidentlyNonnegative(Expr expr) => Sign(expr, 8, strict: false);

    private static bool Sign(Expr e, int depth, bool strict)
    {
        if (depth == 0 || e.Children.Length > 64)
            return false;
        return e switch
        {
            Constant c => strict ? c.Value.Sign > 0 : c.Value.Sign >= 0,
            NamedConstant => true,
            Sum s => s.Children.All(t => Sign(t, depth - 1, false)) && (!strict || s.Children.Any(t => Sign(t, depth - 1, true))),
            Product p => p.Children.All(t => Sign(t, depth - 1, strict)),
            // An even power is >= 0 wherever it is defined; a fractional or negative power of a positive base is > 0.
            Power p => !strict && p.Exponent.IsInteger && p.Exponent.Numerator.IsEven
                       || !strict && !p.Exponent.IsInteger
                       || Sign(p.Base, depth - 1, strict),
            Application a => strict ? a.Function.IsPositive : a.Function.IsPositive || a.Function.IsNonnegative,
            Dot d => !strict && ReferenceEquals(d.Left, d.Right),
            _ => false,
        };
    }
}
