using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Theory;

/// <summary>What is certified for every start of a cell.</summary>
public enum CellVerdict : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Convergence, up to a null set of starts.</summary>
    Converges,

    /// <summary>No convergence, up to a null set of starts.</summary>
    Fails,
}

/// <summary>Decides a cell of starts and steps.</summary>
/// <param name="state">Enclosures of the reduced state of the start, in the coordinates of the structure (product form: A_0, B_0).</param>
/// <param name="step">An enclosure of the step size, positive.</param>
public delegate CellVerdict CellRule(ReadOnlySpan<Interval> state, Interval step);

/// <summary>What a theorem certifies of starts from the regularity of F alone, for any start and step: sweeps, region tables and plots ask it.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="Decide">
/// The cell test: every inequality in outward-rounded intervals, so what it certifies is proved; a cell within rounding of a boundary gets nothing.
/// </param>
/// <param name="At">The certified starts at one step size.</param>
public sealed record Region(Source Source, CellRule Decide, Func<Certified, CancellationToken, StartSet> At) : Implication(Source)
{
    /// <summary>What the region is a region of.</summary>
    public CellVerdict Kind { get; init; } = CellVerdict.Converges;

    /// <summary>The starts that a certificate of failure spares: every start outside is certified to fail. Null without such a certificate.</summary>
    public Func<Certified, CancellationToken, StartSet>? Spared { get; init; }

    /// <summary>Whether it can be the whole plane; else it is bounded, with an outline.</summary>
    public bool IsUnbounded { get; init; }

    /// <summary>
    /// Inequalities in h, G, β, c and the start's s and p that certify every start but a null set at a step, once the theorem's hypotheses on F are proved;
    /// in the objective language. Empty where the theorem has none of that kind.
    /// </summary>
    public ImmutableArray<string> Conditions { get; init; } = [];

    /// <summary>Up to which steps it serves every start, the statement with the fewest exceptions first; empty where it does at no step.</summary>
    public ImmutableArray<EveryStartStep> EveryStart { get; init; } = [];

    /// <inheritdoc/>
    public override string Text => Kind == CellVerdict.Fails ? "starts that are certified to fail" : "starts that are certified to converge";
}

/// <summary>Gradient descent converges from every start at every step below a supremum.</summary>
/// <param name="Supremum">The supremum, not itself included; > 0.</param>
/// <param name="Starts">The starts in words: "every start", "every start with A_0 != 0", "almost every start".</param>
/// <param name="Formula">The supremum as a formula in the constants, such as "min(1/G, 1/(β|c|))".</param>
public sealed record EveryStartStep(Certified Supremum, string Starts, string Formula);
