namespace BoundCheck.Symbolic;

/// <summary>What is evident from the shape of an expression, decided once when the node is made.</summary>
[Flags]
internal enum Evidence : byte
{
    None = 0,

    /// <summary>Defined for all real values of the variables.</summary>
    Total = 1,

    /// <summary>Values are >= 0 wherever defined.</summary>
    Nonnegative = 2,

    /// <summary>Values are > 0 wherever defined.</summary>
    Positive = 4,
}

/// <summary>Whether an expression is defined for all real values of its variables, and its sign, judged conservatively from its shape.</summary>
public static class Totality
{
    /// <summary>True only when every node is defined everywhere; false when that is not evident.</summary>
    public static bool IsTotal(Expr expr) => Has(expr, Evidence.Total);

    /// <summary>True only when the value is > 0 wherever it is defined; false when that is not evident.</summary>
    public static bool IsEvidentlyPositive(Expr expr) => Has(expr, Evidence.Positive);

    /// <summary>True only when the value is >= 0 wherever it is defined; false when that is not evident.</summary>
    public static bool IsEvidentlyNonnegative(Expr expr) => Has(expr, Evidence.Nonnegative);

    private static bool Has(Expr expr, Evidence wanted)
    {
        ArgumentNullException.ThrowIfNull(expr);
        return (expr.Evidence & wanted) != 0;
    }

    /// <summary>The evidence for a node whose children have theirs; constant time a child, so judging never walks an expression.</summary>
    internal static Evidence Judge(Expr node)
    {
        var all = Evidence.Total | Evidence.Nonnegative | Evidence.Positive;
        var any = Evidence.None;
        foreach (var child in node.Children)
        {
            all &= child.Evidence;
            any |= child.Evidence;
        }
        bool total = (all & Evidence.Total) != 0 && IsDefinedByItself(node);
        bool nonnegative = IsSigned(node, all, any, strict: false);
        bool positive = IsSigned(node, all, any, strict: true);
        return (total ? Evidence.Total : 0) | (nonnegative || positive ? Evidence.Nonnegative : 0) | (positive ? Evidence.Positive : 0);
    }

    private static bool IsDefinedByItself(Expr node) => node switch
    {
        Power p => p.Exponent.Sign >= 0 && (p.Exponent.IsInteger || IsEvidentlyNonnegative(p.Base))
                   || p.Exponent.Sign < 0 && IsEvidentlyPositive(p.Base),
        Application a => a.Function.IsTotal || a.Function.DomainIsNonnegative && IsEvidentlyNonnegative(a.Argument)
                         || a.Function.DomainIsPositive && IsEvidentlyPositive(a.Argument),
        _ => true,
    };

    private static bool IsSigned(Expr node, Evidence all, Evidence any, bool strict)
    {
        var wanted = strict ? Evidence.Positive : Evidence.Nonnegative;
        return node switch
        {
            Constant c => strict ? c.Value.Sign > 0 : c.Value.Sign >= 0,
            NamedConstant => true,
            Sum => (all & Evidence.Nonnegative) != 0 && (!strict || (any & Evidence.Positive) != 0),
            Product => (all & wanted) != 0,
            // An even power is >= 0 wherever it is defined; a fractional or negative power of a positive base is > 0.
            Power p => !strict && p.Exponent.IsInteger && p.Exponent.Numerator.IsEven
                       || !strict && !p.Exponent.IsInteger
                       || (p.Base.Evidence & wanted) != 0,
            Application a => a.Function.IsPositive || !strict && a.Function.IsNonnegative,
            // Of the branches only; the sides of the condition have no say.
            Piecewise w => (w.Then.Evidence & w.Otherwise.Evidence & wanted) != 0,
            Dot d => !strict && ReferenceEquals(d.Left, d.Right),
            _ => false,
        };
    }
}
