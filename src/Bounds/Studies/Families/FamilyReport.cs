using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Families;

/// <summary>A constant of F as a function of the parameters.</summary>
/// <param name="Name">Its name: "c", "G", "β", "F''(c)".</param>
/// <param name="Formula">The function; null where the constant does not exist or has no closed form.</param>
/// <param name="Verdict">Whether it is proved for every parameter of the box.</param>
/// <param name="IsBound">The formula is an upper bound of the constant, which has no closed form itself.</param>
public sealed record FamilyConstant(string Name, Expr? Formula, Verdict Verdict, bool IsBound = false);

/// <summary>What certifies a step for every parameter where it holds.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="Starts">Which starts, in words.</param>
/// <param name="Condition">The condition in the parameters, h and the start.</param>
/// <param name="Verdict">Whether it holds on the whole box: refuted with a parameter where it fails.</param>
/// <param name="Never">Whether it fails on the whole box.</param>
/// <param name="Holds">For one parameter the set where it holds, as text; null otherwise.</param>
public sealed record FamilyCondition(Source Source, string Starts, string Condition, Verdict Verdict, bool Never, string? Holds);

/// <summary>The largest step that every start allows, as a function of the parameters.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="Starts">Which starts, in words.</param>
/// <param name="Symbols">The formula in G, β and c.</param>
/// <param name="Formula">The formula in the parameters.</param>
/// <param name="Where">Where it applies: "c != 0" or "c = 0"; empty for the whole box.</param>
public sealed record FamilyStep(Source Source, string Starts, string Symbols, Expr Formula, string Where);

/// <summary>What holds of F(s; θ) for every θ of a box.</summary>
public sealed record FamilyReport
{
    /// <summary>The question.</summary>
    public required Family Family { get; init; }

    /// <summary>F(s; θ); null where there is no product form for every θ.</summary>
    public Expr? Outer { get; init; }

    /// <summary>"F(s) = A Φ(α s + β) + B" in the parameters; null where the parameters are more than shifts and scales.</summary>
    public string? Form { get; init; }

    /// <summary>The regularity of Φ, whose verdicts are those of every F of the family; without such a form what is proved of every F.</summary>
    public RegularityReport? Core { get; init; }

    /// <summary>The constants as functions of the parameters.</summary>
    public ImmutableArray<FamilyConstant> Constants { get; init; } = [];

    /// <summary>The verdicts for all parameters, by name.</summary>
    public ImmutableArray<(string Name, Verdict Verdict)> Verdicts { get; init; } = [];

    /// <summary>What every start allows.</summary>
    public ImmutableArray<FamilyStep> Steps { get; init; } = [];

    /// <summary>The conditions of a step and a start; empty without a step.</summary>
    public ImmutableArray<FamilyCondition> Conditions { get; init; } = [];

    /// <summary>The refuted properties that fail for every parameter, by name; another one fails at its witness and perhaps nowhere else.</summary>
    public ImmutableHashSet<string> Nowhere { get; init; } = [];

    /// <summary>The parts of the box between which the verdicts change, each analysed by itself; empty where the box was not cut.</summary>
    public ImmutableArray<FamilyReport> Parts { get; init; } = [];

    /// <summary>Where the verdicts change inside the box, in words.</summary>
    public ImmutableArray<string> Splits { get; init; } = [];

    /// <summary>The verdicts are those of one function whatever the parameters, or each holds, or fails, for all of them.</summary>
    internal bool IsUniform { get; init; }

    /// <summary>Why nothing is known; null where something is.</summary>
    public string? Reason { get; init; }

    /// <summary>The parts of the box that were not finished when the time was up, as text.</summary>
    public ImmutableArray<string> Unfinished => Parts.IsEmpty
        ? Reason == Unknown.Time.Reason || Verdicts.Any(v => v.Verdict is Unknown { Reason: var why } && why == Unknown.Time.Reason)
            ? [string.Join("; ", Family.Box)] : []
        : [.. Parts.SelectMany(p => p.Unfinished)];
}
