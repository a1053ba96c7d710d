using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Structures.Line;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;
using BoundCheck.Symbolic.Structure;

namespace BoundCheck.Bounds.Structures.Networks;

/// <summary>A sum of objectives without a common variable: gradient descent runs on each by itself, with the same step.</summary>
internal sealed record SumStructure : Structure
{
    private const int Named = 6;

    private SumStructure(Expr expression, ImmutableArray<Objective> blocks)
    {
        Written = PieceMerging.Merge(CompletedSquares.Of(expression));
        Blocks = blocks;
        Dimension = expression.Variables() is var variables && variables.Any(v => v is VectorVariable) ? null : variables.Length;
    }

    /// <summary>The class.</summary>
    public static StructureKind Kind { get; } = new("decoupled sum", 60, Detect);

    /// <inheritdoc/>
    public override StructureKind Class => Kind;

    /// <inheritdoc/>
    public override Expr Written { get; }

    /// <summary>The summands, each with its own structure.</summary>
    public ImmutableArray<Objective> Blocks { get; }

    /// <inheritdoc/>
    public override int? Dimension { get; }

    /// <inheritdoc/>
    /// <remarks>A sum of functions of one variable each has no form of its own.</remarks>
    public override string Form => Blocks.Any(b => b.Structure.Outer is not null) ? "sum" : base.Form;

    /// <inheritdoc/>
    public override ImmutableArray<string> Lines(Objective objective) =>
    [
        $"a sum of {Blocks.Length} blocks without a common variable: "
            + $"{string.Join(" + ", Blocks.Take(Named).Select(Name))}{(Blocks.Length > Named ? " + ..." : "")}",
        .. Blocks.Select((b, j) => $"block {j + 1}: {b.Structure.Lines(b)[0]}"),
    ];

    /// <inheritdoc/>
    public override string Sentence(Objective objective) =>
        $"It is a sum of {Blocks.Length} objectives without a common variable, so gradient descent runs on each by itself.";

    /// <inheritdoc/>
    public override StateReading Reduce(Objective objective, ImmutableSortedDictionary<string, ImmutableArray<Certified>> point)
    {
        var blocks = ImmutableArray.CreateBuilder<BlockStart>();
        foreach (var block in Blocks)
        {
            var own = Restricted(objective, block, point);
            if (block.Structure.Reduce(block, own).Objection is { } objection)
                return new(null, objection);
            blocks.Add(new BlockStart(block, own));
        }
        return new(new SumStart(blocks.ToImmutable()), null);
    }

    /// <inheritdoc/>
    public override Experiment Prepare(Problem problem, RegularityReport regularity) => ScalarExperiment.Of(problem);

    /// <inheritdoc/>
    public override CellRuns Prepare(Objective objective, RegularityReport regularity, ICellStarts starts, CellOptions options) =>
        new ScalarCells(starts, options);

    /// <summary>The part of a start that a block has. Components keep their index: a vector that starts with component 1 gets a component 0 before
    /// it.</summary>
    private static ImmutableSortedDictionary<string, ImmutableArray<Certified>> Restricted(
        Objective objective, Objective block, ImmutableSortedDictionary<string, ImmutableArray<Certified>> point)
    {
        var own = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<Certified>>(StringComparer.Ordinal);
        foreach (var variable in block.Expression.Variables())
        {
            switch (variable)
            {
                case Component c:
                    var values = point[c.Vector];
                    own[c.Vector] = Problem.FirstIndexOf(objective, c.Vector, values.Length) == 1 ? [0, .. values] : values;
                    break;
                case VectorVariable v:
                    own[v.Name] = point[v.Name];
                    break;
                case Variable v:
                    own[v.Name] = point[v.Name];
                    break;
            }
        }
        return own.ToImmutable();
    }

    private static string Name(Objective block, int j) =>
        block.Structure.Inner is { } inner ? $"F_{j + 1}({inner})" : $"f_{j + 1}({string.Join(", ", block.Expression.Variables().Select(v => v.ToString()))})";

    private static Detection Detect(Expr expression)
    {
        if (BlockForm.Detect(expression) is not { } form)
            return new Detection(null, new Unknown("it is not shown to be a sum of objectives without a common variable"));
        ImmutableArray<Objective> blocks = [.. form.Blocks.Select(b => Objective.Analyze(b.ToString(), b))];
        return blocks.Any(b => b.Structure is LineStructure or { Outer: not null })
            ? new Detection(new SumStructure(expression, blocks), new Proved(Method.Symbolic, form.Proof))
            : new Detection(null, new Unknown("it is a sum of objectives of which none reduces further"));
    }
}
