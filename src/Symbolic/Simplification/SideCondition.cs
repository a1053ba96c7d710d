namespace BoundCheck.Symbolic.Simplification;

/// <summary>A condition "Expression Relation 0" under which a statement holds.</summary>
/// <param name="Expression">The left side.</param>
/// <param name="Relation">How it compares with 0.</param>
/// <param name="OnlyWhereReached">It matters only where the branch of a piecewise expression that holds it is taken.</param>
public sealed record SideCondition(Expr Expression, Relation Relation, bool OnlyWhereReached = false)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{ShortText.Of(Expression)} {(Relation == Relation.NotEqual ? "!=" : InfixPrinter.Symbol(Relation))} 0{(OnlyWhereReached ? " in its branch" : "")}";
}
