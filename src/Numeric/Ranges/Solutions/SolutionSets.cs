using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges.Solutions;

/// <summary>The set where a comparison of one variable holds. At a cancellation the parts that are finished are kept, and the others undecided.</summary>
public static class SolutionSets
{
    /// <summary>Where "left relation right" holds on the domain: both sides are defined and the comparison is true.</summary>
    /// <exception cref="ArgumentException">A side has another variable.</exception>
    public static SolutionSet Find(Expr left, Relation relation, Expr right, Expr variable, Domain domain, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(domain);
        return new SolutionSearch(variable, options ?? RangeOptions.Default).Run(left, relation, right, domain);
    }

    /// <summary>Where an expression is defined.</summary>
    /// <exception cref="ArgumentException">It has another variable.</exception>
    public static SolutionSet Defined(Expr expr, Expr variable, Domain domain, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(expr);
        ArgumentNullException.ThrowIfNull(domain);
        return new SolutionSearch(variable, options ?? RangeOptions.Default).Run(expr, null, expr, domain);
    }
}
