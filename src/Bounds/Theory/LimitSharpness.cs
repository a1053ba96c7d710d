using BoundCheck.Bounds.Numbers;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Theory;

/// <summary>The band of limit sharpness that counts as the edge of stability.</summary>
internal static class Edge
{
    /// <summary>τ: a limit sharpness in [(1-τ)2/h, 2/h] is at the edge; the same as a run detects.</summary>
    internal static readonly Rational Width = new(1, 10);
}

/// <summary>An upper bound of the sharpness φ_∞ of the limit.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="Most">The bound.</param>
/// <param name="Reason">Why, such as "2/h".</param>
/// <param name="GivenConvergence">It says nothing unless the run converges, which something else must prove.</param>
public sealed record SharpnessCap(Source Source, Certified Most, string Reason, bool GivenConvergence = false) : Implication(Source)
{
    /// <inheritdoc/>
    public override string Text => $"φ_∞ <= {Inequality.Rough(Most, 8)} ({Reason})";

    internal override IEnumerable<Contradiction> Against(Observation run) =>
        // The measured φ belongs to D_K, K the first step within the tolerance; D falls a little further.
        run.Run.LimitSharpness is { } phi && !run.IsExceptional && run.Tolerance <= 1e-6 && phi > Most.ToInterval().Hi * (1 + Observation.Rounding)
            ? [Broken($"{phi:R}")] : [];
}

/// <summary>A lower bound of the sharpness φ_∞ of the limit.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="Least">The bound.</param>
/// <param name="GivenConvergence">It says nothing unless the run converges, which something else must prove.</param>
public sealed record SharpnessFloor(Source Source, Certified Least, bool GivenConvergence = false) : Implication(Source)
{
    /// <inheritdoc/>
    public override string Text => $"φ_∞ >= {Inequality.Rough(Least, 8)}";

    internal override IEnumerable<Contradiction> Against(Observation run) =>
        run.Run.LimitSharpness is { } phi && !run.IsExceptional && phi < Least.ToInterval().Lo * (1 - Observation.Rounding) ? [Broken($"{phi:R}")] : [];
}

/// <summary>The factor by which the distance to the limit falls a step in the end, |1 - hφ_∞|.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="Factor">An enclosure of it.</param>
public sealed record AsymptoticRate(Source Source, Certified Factor) : Implication(Source)
{
    /// <inheritdoc/>
    public override string Text =>
        Factor.ToInterval() is { Width: > 1e-6 } wide
        ? $"|1 - hφ_∞| in [{Inequality.Rough(Rational.FromDouble(wide.Lo), 6)}, {Inequality.Rough(Rational.FromDouble(wide.Hi), 6)}]"
        : $"|1 - hφ_∞| = {Inequality.Rough(Factor, 8)}";
}

/// <summary>What a law expects: simulated and not proved, so a rough number and never a certificate; no run contradicts it.</summary>
/// <param name="Source">The law.</param>
/// <param name="EdgeRatio">hφ_∞ as the law expects it; null where it says that the run leaves the neighbourhood, or nothing.</param>
/// <param name="AtEdge">Whether the run is expected to end at the edge of stability; null where the law does not say.</param>
/// <param name="Reason">The law's numbers.</param>
public sealed record Expectation(Source Source, double? EdgeRatio, bool? AtEdge, string Reason) : Implication(Source)
{
    /// <inheritdoc/>
    public override string Text => EdgeRatio is { } ratio ? $"h*phi in the limit is about {ratio:G6} for a start near the minimiser" : Reason;
}
