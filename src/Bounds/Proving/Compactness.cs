using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>A continuous function takes its supremum over a compact set (Weierstrass).</summary>
internal static class Compactness
{
    /// <summary>
    /// Whether the supremum of f over what a claim asks about is a value of f: it is approached in the places alone, which are bounded and away from open ends,
    /// and the conditions hold on a closed part of them.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="claim">The ranges and the side conditions.</param>
    /// <param name="places">Boxes that hold every point beside which f is near its supremum.</param>
    internal static bool IsAttained(Expr f, Claim claim, ImmutableArray<ImmutableArray<Interval>> places)
    {
        if (places.IsEmpty || claim.Where.Any(c => c.Relation is not (Relation.LessOrEqual or Relation.GreaterOrEqual or Relation.Equal)))
            return false;
        var values = new ValueEvaluator<Interval>(Tape.Compile([f, .. claim.Where.Select(c => c.Difference)], [.. claim.Box.Select(r => r.Variable)]));
        return places.All(place => claim.Box.Zip(place, AwayFromOpenEnds).All(away => away) && IsContinuous(place));

        bool IsContinuous(ImmutableArray<Interval> place)
        {
            values.Run(place.AsSpan());
            return Enumerable.Range(0, 1 + claim.Where.Length).All(i => values.Output(i).IsContinuous);
        }
    }

    private static bool AwayFromOpenEnds(VariableRange range, Interval place) => place.IsBounded
        && (range.Low is not { } low || range.LowClosed || Rational.FromDouble(place.Lo) > low)
        && (range.High is not { } high || range.HighClosed || Rational.FromDouble(place.Hi) < high);
}
