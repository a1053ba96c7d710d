using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Problems;

/// <summary>
/// The structure of an objective: how it is reduced, run, swept and described. One sealed record a class of objectives, with a static property
/// Kind that detects it; a new one in this assembly is known to the program (docs/adding-a-structure.md). Nobody asks which class it is.
/// </summary>
public abstract record Structure
{
    /// <summary>The class.</summary>
    public abstract StructureKind Class { get; }

    /// <summary>The objective with squares completed and without cases that make no difference: the same function, to be differentiated and run.</summary>
    public abstract Expr Written { get; }

    /// <summary>The outer function F that the theorems of the class are about; null for a class without.</summary>
    public virtual Outer? Outer => null;

    /// <summary>The dimension d of x and y for F(x·y), the number of scalar variables otherwise; null when the input does not fix it.</summary>
    public abstract int? Dimension { get; }

    /// <summary>Conditions under which the structure holds (such as x != 0), as text.</summary>
    public virtual ImmutableArray<string> Conditions => [];

    /// <summary>The form in the JSON: "product" for F(x·y), "power-product", "sum", "one-variable", ..., else "general".</summary>
    public virtual string Form => "general";

    /// <summary>The argument of the outer function as typed, such as "x*y"; null for a class without outer function.</summary>
    public virtual string? Inner => null;

    /// <summary>What a bifurcation view shows, such as "s = x*y".</summary>
    public virtual string Shown => $"s = {Inner}";

    /// <summary>
    /// Whether runs are measured in the quantities of the theorems (s, p, D, sharpness, loss), so that what was proved can be held against them.
    /// </summary>
    public virtual bool ComparesRuns => false;

    /// <summary>
    /// Whether a method can be run; unless a structure says otherwise, those whose steps are multiples of the negative gradient, and those with a step in
    /// coordinates.
    /// </summary>
    public virtual bool Runs(DescentMethod method) =>
        method is GradientDescent or WeightDecay or VaryingDescent { Samples: null, ResidualBound: null } or ICoordinateMethod;

    /// <summary>What it is, for the terminal: the first line names the structure, the others say what follows.</summary>
    /// <param name="objective">The objective it was found in.</param>
    public abstract ImmutableArray<string> Lines(Objective objective);

    /// <summary>What it is, as a sentence of the report.</summary>
    /// <param name="objective">The objective it was found in.</param>
    public abstract string Sentence(Objective objective);

    /// <summary>The regularity of the outer function; every property is unknown where there is none.</summary>
    /// <param name="deadline">When cancelled, what is left is unknown; nothing is thrown.</param>
    public virtual RegularityReport Regularity(CancellationToken deadline) => Outer is { } outer
        ? RegularityAnalyzer.Analyze(outer, Dimension, deadline)
        : RegularityReport.Undecided(new Unknown("regularity is about F in f = F(x·y); this objective has the general form"));

    /// <summary>The start in the coordinates of the structure.</summary>
    /// <param name="objective">The objective it was found in.</param>
    /// <param name="point">The start of every variable.</param>
    public virtual StateReading Reduce(Objective objective, ImmutableSortedDictionary<string, ImmutableArray<Certified>> point) => new(null, null);

    /// <summary>A point that <see cref="Reduce"/> takes to a state.</summary>
    /// <param name="objective">The objective it was found in.</param>
    /// <param name="point">A value of every variable: the shape, and what the state does not say.</param>
    /// <param name="state">A state of this structure.</param>
    /// <exception cref="NotSupportedException">The structure has no reduced state.</exception>
    public virtual ImmutableSortedDictionary<string, ImmutableArray<Certified>> Restore(
        Objective objective, ImmutableSortedDictionary<string, ImmutableArray<Certified>> point, ReducedState state) =>
        throw new NotSupportedException($"{Form} has no reduced state");

    /// <summary>
    /// Two variables whose run tells the run from a start in any number of them: what is descended, and the start of both. Null where that is no gain.
    /// </summary>
    /// <param name="state">The start in the coordinates of the structure.</param>
    /// <param name="method">The method.</param>
    internal virtual (Expr Expression, ImmutableArray<Certified> Start)? InPlane(ReducedState state, DescentMethod method) => null;

    /// <summary>A problem with this structure, ready to be run.</summary>
    /// <exception cref="NotSupportedException">The objective holds something that can't be run.</exception>
    public abstract Experiment Prepare(Problem problem, RegularityReport regularity);

    /// <summary>The cells of a sweep, ready to be run.</summary>
    /// <param name="objective">The objective it was found in.</param>
    /// <param name="regularity">What is known of it.</param>
    /// <param name="starts">The cells; the method is that of their shape.</param>
    /// <param name="options">How they are run.</param>
    public abstract CellRuns Prepare(Objective objective, RegularityReport regularity, ICellStarts starts, CellOptions options);
}
