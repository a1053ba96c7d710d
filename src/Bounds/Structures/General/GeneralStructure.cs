using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>Any objective: run in all its scalar variables.</summary>
public sealed record GeneralStructure : Structure
{
    private GeneralStructure(Expr expression)
    {
        Written = PieceMerging.Merge(CompletedSquares.Of(expression));
        var variables = expression.Variables();
        Dimension = variables.Any(v => v is VectorVariable) ? null : variables.Length;
    }

    /// <summary>The class of what no other class holds.</summary>
    public static StructureKind Kind { get; } = new("general", int.MaxValue, e =>
        new Detection(new GeneralStructure(e), new Proved(Method.Symbolic, "every objective is")));

    /// <inheritdoc/>
    public override StructureKind Class => Kind;

    /// <inheritdoc/>
    public override Expr Written { get; }

    /// <inheritdoc/>
    public override int? Dimension { get; }

    /// <inheritdoc/>
    public override ImmutableArray<string> Lines(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return [$"general: {objective.Reason}", "not available: F'(s), regularity, and the theorems about F(x·y)"];
    }

    /// <inheritdoc/>
    public override string Sentence(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return $"It has no product form: {objective.Reason}. Regularity and the theorems about F(x·y) are not available.";
    }

    /// <inheritdoc/>
    public override Experiment Prepare(Problem problem, RegularityReport regularity) => ScalarExperiment.Of(problem);

    /// <inheritdoc/>
    public override CellRuns Prepare(Objective objective, RegularityReport regularity, ICellStarts starts, CellOptions options) =>
        new ScalarCells(starts, options);
}
