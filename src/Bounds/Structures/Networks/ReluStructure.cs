using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;
using BoundCheck.Symbolic.Structure;

namespace BoundCheck.Bounds.Structures.Networks;

/// <summary>
/// A layer of rectified linear units on one datum, f = F(Σ a_j relu(w_j·z)): while no unit dies it is F̃(x·y) with F̃(v) = F(|z|v), x = a, y_j = w_j·z/|z|.
/// </summary>
internal sealed record ReluStructure : Structure
{
    private ReluStructure(Expr expression, ReluForm form)
    {
        Layer = form;
        Written = PieceMerging.Merge(CompletedSquares.Of(expression));
        var norm = Power.Of(Constant.Of(form.SquaredNorm), Rational.Half);
        Outer = new Outer(PieceMerging.Merge(CompletedSquares.Of(form.Outer.Substitute(form.Argument, norm * form.Argument)), form.Argument), form.Argument);
        Dimension = expression.Variables().Length;
    }

    /// <summary>The class.</summary>
    public static StructureKind Kind { get; } = new("relu layer on one datum", 45, Detect);

    /// <inheritdoc/>
    public override StructureKind Class => Kind;

    /// <summary>The layer.</summary>
    public ReluForm Layer { get; }

    /// <inheritdoc/>
    public override Expr Written { get; }

    /// <summary>F̃(v) = F(|z| v).</summary>
    public override Outer Outer { get; }

    /// <inheritdoc/>
    public override int? Dimension { get; }

    /// <inheritdoc/>
    public override ImmutableArray<string> Lines(Objective objective) =>
    [
        $"a relu layer of {Layer.Neurons.Length} neurons on one datum: while none dies, F(s) = {Outer.Value} of s = x·y, d = {Layer.Neurons.Length}",
    ];

    /// <inheritdoc/>
    public override string Sentence(Objective objective) =>
        $"It is a relu layer of {Layer.Neurons.Length} neurons on one datum: F(x·y) of the neurons that are alive.";

    /// <inheritdoc/>
    public override RegularityReport Regularity(CancellationToken deadline) => base.Regularity(deadline) with { LocalSmoothness = [], SmoothnessGrowth = null };

    /// <inheritdoc/>
    public override StateReading Reduce(Objective objective, ImmutableSortedDictionary<string, ImmutableArray<Certified>> point)
    {
        var root = Certified.Root(Layer.SquaredNorm, 2);
        return new(new ReluStart([.. Layer.Neurons.Select(n => new NeuronStart(
            n.Sign * Problem.CoordinateOf(objective, point, n.Output),
            n.Input.Aggregate((Certified)0, (sum, i) => sum + i.Datum * Problem.CoordinateOf(objective, point, i.Weight)) / root))]), null);
    }

    /// <inheritdoc/>
    public override Experiment Prepare(Problem problem, RegularityReport regularity) => ScalarExperiment.Of(problem);

    /// <inheritdoc/>
    public override CellRuns Prepare(Objective objective, RegularityReport regularity, ICellStarts starts, CellOptions options) =>
        new ScalarCells(starts, options);

    private static Detection Detect(Expr expression) => ReluForm.Detect(expression) is { } form
        ? new Detection(new ReluStructure(expression, form), new Proved(Method.Symbolic, form.Proof))
        : new Detection(null, new Unknown("it is not shown to be a layer of rectified linear units on one datum"));
}
