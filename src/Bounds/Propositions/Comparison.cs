using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Propositions;

/// <summary>left relation right: the body of a claim or a side condition. It holds at a point only where both sides are defined.</summary>
/// <param name="Left">Left side.</param>
/// <param name="Relation">The relation.</param>
/// <param name="Right">Right side.</param>
public sealed record Comparison(Expr Left, Relation Relation, Expr Right)
{
    /// <summary>left - right, whose sign decides the comparison.</summary>
    public Expr Difference => Left.IsRational(out var zero) && zero.IsZero ? -Right : Right.IsRational(out zero) && zero.IsZero ? Left : Left - Right;

    /// <summary>The relation that holds exactly where this one fails (both sides defined).</summary>
    public Relation Negation => Negate(Relation);

    /// <summary>The complement of a relation.</summary>
    public static Relation Negate(Relation relation) => relation switch
    {
        Relation.Less => Relation.GreaterOrEqual,
        Relation.LessOrEqual => Relation.Greater,
        Relation.Greater => Relation.LessOrEqual,
        Relation.GreaterOrEqual => Relation.Less,
        Relation.Equal => Relation.NotEqual,
        _ => Relation.Equal,
    };

    /// <summary>The same with both sides rewritten.</summary>
    public Comparison Map(Func<Expr, Expr> rewrite)
    {
        ArgumentNullException.ThrowIfNull(rewrite);
        return new(rewrite(Left), Relation, rewrite(Right));
    }

    /// <summary>"left &lt;= right" in the objective language.</summary>
    public override string ToString() => $"{Left} {InfixPrinter.Symbol(Relation)} {Right}";
}
