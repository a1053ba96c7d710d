using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Prediction;

/// <summary>The first hypothesis for which a theorem certifies no start, at however small a step.</summary>
/// <param name="Theorem">The theorem.</param>
/// <param name="Hypothesis">The hypothesis, refuted or not decided.</param>
public sealed record Obstacle(Theorem Theorem, HypothesisResult Hypothesis)
{
    /// <summary>"T3 asks for |F'| &lt;= G: refuted, F'(u) ...".</summary>
    public string Text =>
        $"{Theorem.Id} asks for {Hypothesis.Statement.Statement}: "
        + $"{(Hypothesis.Verdict is Refuted r ? $"it fails, {r.Witness}" : $"not decided, {(Hypothesis.Verdict as Unknown)?.Reason}")}";
}

/// <summary>Why the theorems that certify whole sets of starts certify none for an objective.</summary>
public static class WhyNot
{
    /// <summary>A step so small that no theorem fails for its size.</summary>
    private static readonly Rational s_small = new(1, 1_000_000);

    /// <summary>For each theorem with an empty region what fails first; none where a region holds starts.</summary>
    public static ImmutableArray<Obstacle> Of(Objective objective, RegularityReport regularity, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var setting = new Setting(objective, regularity, s_small, null);
        var obstacles = ImmutableArray.CreateBuilder<Obstacle>();
        foreach (var theorem in Theorem.All.Where(t => t.IsLargeStep))
        {
            if (theorem.RegionOf(objective, regularity) is { Kind: CellVerdict.Converges } region
                && !cancellation.IsCancellationRequested && region.At(s_small, cancellation).IsEmpty
                && theorem.Check(setting, cancellation).Hypotheses.FirstOrDefault(h => !h.Verdict.IsProved) is { } first)
                obstacles.Add(new Obstacle(theorem, first));
        }
        return obstacles.ToImmutable();
    }
}
