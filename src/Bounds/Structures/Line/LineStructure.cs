using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Structures.Line;

/// <summary>An objective of one scalar variable: gradient descent is the map T(x) = x - hf'(x) of the line.</summary>
internal sealed record LineStructure : Structure
{
    private LineStructure(Expr expression, Expr variable)
    {
        Written = PieceMerging.Merge(CompletedSquares.Of(expression));
        Coordinate = variable;
    }

    /// <summary>The class.</summary>
    public static StructureKind Kind { get; } = new("one variable", 100, Detect);

    /// <inheritdoc/>
    public override StructureKind Class => Kind;

    /// <inheritdoc/>
    public override Expr Written { get; }

    /// <summary>The variable.</summary>
    public Expr Coordinate { get; }

    /// <inheritdoc/>
    public override int? Dimension => 1;

    /// <inheritdoc/>
    public override string Form => "one-variable";

    /// <inheritdoc/>
    public override string Shown => Coordinate.ToString()!;

    /// <inheritdoc/>
    public override ImmutableArray<string> Lines(Objective objective) =>
        ["general: one variable, so gradient descent is a map of the line", "not available: F'(s), regularity, and the theorems about F(x·y)"];

    /// <inheritdoc/>
    public override string Sentence(Objective objective) =>
        $"It has one variable, so gradient descent is the map {Coordinate} - h f'({Coordinate}) of the line. Regularity and the theorems about F(x·y) are "
            + "not available.";

    /// <inheritdoc/>
    public override Experiment Prepare(Problem problem, RegularityReport regularity) => ScalarExperiment.Of(problem);

    /// <inheritdoc/>
    public override CellRuns Prepare(Objective objective, RegularityReport regularity, ICellStarts starts, CellOptions options) =>
        new ScalarCells(starts, options, Coordinate);

    private static Detection Detect(Expr expression) => expression.Variables() is [Variable or Component] and [var variable]
        ? new Detection(new LineStructure(expression, variable), new Proved(Method.Symbolic, $"{variable} is the only variable"))
        : new Detection(null, new Refuted(new Witness([], $"it has {expression.Variables().Length} variables"), Method.Symbolic));
}
