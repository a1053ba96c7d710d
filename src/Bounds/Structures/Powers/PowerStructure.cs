using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;
using BoundCheck.Symbolic.Structure;

namespace BoundCheck.Bounds.Structures.Powers;

/// <summary>f = F(x_1^a_1 ··· x_n^a_n): depth. Runs are made in the variables themselves.</summary>
internal sealed record PowerStructure : Structure
{
    private PowerStructure(PowerForm form)
    {
        Product = form.Inner;
        Outer = new Outer(PieceMerging.Merge(CompletedSquares.Of(form.Outer), form.Argument), form.Argument);
        Written = Outer.Value.Substitute(form.Argument, Product.Expression);
        Conditions = [.. form.Conditions.Select(c => c.ToString())];
    }

    /// <summary>The class.</summary>
    public static StructureKind Kind { get; } = new("product of powers", 50, Detect);

    /// <inheritdoc/>
    public override StructureKind Class => Kind;

    /// <inheritdoc/>
    public override Outer Outer { get; }

    /// <summary>The product of powers.</summary>
    public PowerProduct Product { get; }

    /// <inheritdoc/>
    public override Expr Written { get; }

    /// <inheritdoc/>
    public override int? Dimension => Product.Factors.Length;

    /// <inheritdoc/>
    public override ImmutableArray<string> Conditions { get; }

    /// <inheritdoc/>
    public override string Form => "power-product";

    /// <inheritdoc/>
    public override string Inner => Product.Text;

    /// <inheritdoc/>
    public override ImmutableArray<string> Lines(Objective objective) =>
    [
        $"F(s) = {Outer.Value}, s = {Inner}: a product of {Product.Factors.Length} variables, degree {Product.Degree}",
        .. Conditions.Select(c => $"where {c}"),
    ];

    /// <inheritdoc/>
    public override string Sentence(Objective objective) => $"It is F(s) of a product of powers, s = {Inner}, of degree {Product.Degree}.";

    /// <inheritdoc/>
    /// <remarks>The sharpness on balls is that of F(x·y).</remarks>
    public override RegularityReport Regularity(CancellationToken deadline) => base.Regularity(deadline) with { LocalSmoothness = [], SmoothnessGrowth = null };

    /// <inheritdoc/>
    public override StateReading Reduce(Objective objective, ImmutableSortedDictionary<string, ImmutableArray<Certified>> point) =>
        new(new PowerStart([.. Product.Factors.Select(f => new PowerFactor(Problem.CoordinateOf(objective, point, f.Variable), f.Exponent))]), null);

    /// <inheritdoc/>
    public override Experiment Prepare(Problem problem, RegularityReport regularity) => ScalarExperiment.Of(problem);

    /// <inheritdoc/>
    public override CellRuns Prepare(Objective objective, RegularityReport regularity, ICellStarts starts, CellOptions options) =>
        new ScalarCells(starts, options, Product.Expression);

    /// <summary>A cell of a sweep as a setting: its start, exact where it is a point, and its steps as an enclosure.</summary>
    /// <param name="objective">The objective this is the structure of.</param>
    /// <param name="regularity">Its analysis.</param>
    /// <param name="state">The start in the order of the variables as written.</param>
    /// <param name="step">The steps.</param>
    internal Setting Cell(Objective objective, RegularityReport regularity, ReadOnlySpan<Interval> state, Interval step)
    {
        var factors = ImmutableArray.CreateBuilder<PowerFactor>();
        var variables = Written.Variables();
        foreach (var (variable, exponent) in Product.Factors)
            factors.Add(new PowerFactor(Between(state[variables.IndexOf(variable)]), exponent));
        return new Setting(objective, regularity, Between(step), new PowerStart(factors.ToImmutable()));

        static Certified Between(Interval x) => Certified.Between(Rational.FromDouble(x.Lo), Rational.FromDouble(x.Hi));
    }

    private static Detection Detect(Expr expression)
    {
        if (PowerForm.Detect(expression) is not { } form)
            return new Detection(null, new Unknown("it is not shown to be a function of one product of powers of its variables"));
        var structure = new PowerStructure(form);
        // Under conditions f is not F(s) at every point an orbit may visit, so no theorem may build on it.
        return new Detection(structure, structure.Conditions.IsEmpty ? new Proved(Method.Symbolic, form.Proof)
            : new Unknown($"f = F({form.Inner.Text}) holds only where {string.Join(", ", structure.Conditions)}, which an orbit may leave"));
    }
}
