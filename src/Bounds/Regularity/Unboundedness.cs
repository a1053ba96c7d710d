using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>Where a function of u grows beyond every bound.</summary>
/// <param name="Text">"u -> +inf" and so on.</param>
/// <param name="Points">Points on the way there.</param>
internal sealed record Approach(string Text, IReadOnlyList<Rational> Points)
{
    internal static Approach PlusInfinity { get; } = new("u -> +inf", [10, 100, 10_000, 1_000_000]);

    internal static Approach MinusInfinity { get; } = new("u -> -inf", [-10, -100, -10_000, -1_000_000]);

    internal static Approach ZeroFromRight { get; } = new("u -> 0+", [new(1, 10), new(1, 1000), new(1, 1_000_000)]);

    internal static Approach ZeroFromLeft { get; } = new("u -> 0-", [new(-1, 10), new(-1, 1000), new(-1, 1_000_000)]);
}

/// <summary>Refutations of "bounded": an exact limit, shown with a point where the enclosed value is already large.</summary>
internal static class Unboundedness
{
    /// <summary>The refutation; the limit itself was computed exactly (D. Gruntz, ETH thesis, 1996), the point is re-checked by intervals.</summary>
    internal static Verdict Refute(Func<Interval, Interval> evaluate, Approach where, string quantity)
    {
        (Rational Point, Interval Value)? best = null;
        foreach (var point in where.Points)
        {
            var value = evaluate(Interval.FromRational(point));
            if (!value.IsEmpty && value.IsBounded
                && (best is null || Math.Min(Math.Abs(value.Lo), Math.Abs(value.Hi)) > Math.Min(Math.Abs(best.Value.Value.Lo), Math.Abs(best.Value.Value.Hi))))
                best = (point, value);
        }
        return best is { } b
            ? new Refuted(Witness.At("u", b.Point, $"{quantity} in {b.Value} at u = {b.Point}, and it grows beyond every bound as {where.Text}"),
                Method.Symbolic)
            : new Unknown($"{quantity} grows beyond every bound as {where.Text}, but no point could be evaluated");
    }
}
