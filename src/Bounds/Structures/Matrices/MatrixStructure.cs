using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Structures.Matrices;

/// <summary>f = w |XYᵀ - M|² or w |XXᵀ - M|²: factorisation of a matrix with squared loss. Runs are made in the entries.</summary>
internal sealed record MatrixStructure : Structure
{
    private MatrixStructure(Expr expression, FactorForm form)
    {
        Factors = form;
        Written = PieceMerging.Merge(CompletedSquares.Of(expression));
        Target = MatrixNorm.Of(form.Target);
    }

    /// <summary>The class.</summary>
    public static StructureKind Kind { get; } = new("matrix factorisation", 60, Detect);

    /// <inheritdoc/>
    public override StructureKind Class => Kind;

    /// <summary>The factors and the target.</summary>
    public FactorForm Factors { get; }

    /// <summary>‖M‖, the largest singular value.</summary>
    public Certified Target { get; }

    /// <inheritdoc/>
    public override Expr Written { get; }

    /// <inheritdoc/>
    public override int? Dimension => Factors.Rank * (Factors.X.Length + (Factors.IsSymmetric ? 0 : Factors.Y.Length));

    /// <inheritdoc/>
    public override string Form => "factorisation";

    /// <summary>h' = ch with which a step is one on |XYᵀ - M|²/2, or on |XXᵀ - M|²/4.</summary>
    public Certified Scaled(Certified step) => step * ((Factors.IsSymmetric ? 4 : 2) * Factors.Weight);

    /// <inheritdoc/>
    public override ImmutableArray<string> Lines(Objective objective) =>
    [
        FormattableString.Invariant($"{Factors.Weight} {Name}, {Shape}, |M| = {Inequality.Rough(Target)}"),
        "not available: F'(s), regularity, and the theorems about F(x·y)",
    ];

    /// <inheritdoc/>
    public override string Sentence(Objective objective) => $"It is the factorisation {Name} of a matrix with squared loss, {Shape}.";

    private string Name => Factors.IsSymmetric ? $"|{X} {X}ᵀ - M|²" : $"|{X} {Factors.Y[0][0].Vector}ᵀ - M|²";

    private string X => Factors.X[0][0].Vector;

    private string Shape => FormattableString.Invariant($"{X} is {Factors.X.Length} x {Factors.Rank}")
        + (Factors.IsSymmetric ? "" : FormattableString.Invariant($", {Factors.Y[0][0].Vector} is {Factors.Y.Length} x {Factors.Rank}"));

    /// <inheritdoc/>
    public override StateReading Reduce(Objective objective, ImmutableSortedDictionary<string, ImmutableArray<Certified>> point) =>
        new(new MatrixStart(Rows(objective, point, Factors.X), Rows(objective, point, Factors.Y)), null);

    private static ImmutableArray<ImmutableArray<Certified>> Rows(
        Objective objective, ImmutableSortedDictionary<string, ImmutableArray<Certified>> point, ImmutableArray<ImmutableArray<Component>> rows) =>
        [.. rows.Select(r => r.Select(c => Problem.CoordinateOf(objective, point, c)).ToImmutableArray())];

    /// <inheritdoc/>
    public override Experiment Prepare(Problem problem, RegularityReport regularity) => ScalarExperiment.Of(problem);

    /// <inheritdoc/>
    public override CellRuns Prepare(Objective objective, RegularityReport regularity, ICellStarts starts, CellOptions options) =>
        new ScalarCells(starts, options);

    private static Detection Detect(Expr expression) => FactorForm.In(expression) is { } form
        ? new Detection(new MatrixStructure(expression, form), new Proved(Method.Symbolic, "the squares are those of the entries of a product minus a matrix"))
        : new Detection(null, new Unknown("it is not shown to be a sum of the squares of the entries of XYᵀ - M or XXᵀ - M"));
}

/// <summary>A start of a factorisation: the rows of X and of Y (of X again in the symmetric case).</summary>
internal sealed record MatrixStart(ImmutableArray<ImmutableArray<Certified>> X, ImmutableArray<ImmutableArray<Certified>> Y) : ReducedState
{
    /// <summary>p = |X|² + |Y|² in the Frobenius norm.</summary>
    internal Certified P => X.Concat(Y).SelectMany(r => r).Aggregate((Certified)0, (sum, x) => sum + x.Square());

    /// <inheritdoc/>
    public override ReducedState Moved(double share) => this with
    {
        X = X.SetItem(0, X[0].SetItem(0, X[0][0] + Rational.FromDouble(share) * Certified.Max(1, Certified.Abs(X[0][0])))),
    };

    internal static Certified Dot(ImmutableArray<Certified> a, ImmutableArray<Certified> b) =>
        a.Zip(b).Aggregate((Certified)0, (sum, p) => sum + p.First * p.Second);
}
