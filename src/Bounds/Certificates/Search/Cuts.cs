using BoundCheck.Bounds.Certificates.Steps;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates.Search;

/// <summary>Where to cut a box: near an end where the value vanishes by powers of 2, far out by powers, else in the middle of the longest
/// side.</summary>
internal static class Cuts
{
    internal static IEnumerable<Split> Of(Goal goal, List<VariableRange> moving)
    {
        if (moving.Where(m => Middle(m) is not null).MaxBy(Length) is { } widest && Middle(widest) is { } middle)
            yield return new(widest.Variable.ToString(), [middle.ToString()]);
    }

    private static double Length(VariableRange r) => r.IsBounded ? ((r.High! - r.Low!).Value).ToDoubleNearest() : double.PositiveInfinity;

    /// <summary>A point inside a range; null when it is too short or too far out to be cut.</summary>
    internal static Rational? Middle(VariableRange r)
    {
        var limit = (Rational)(1 << 20);
        switch (r.Low, r.High)
        {
            case ({ } low, { } high):
                var length = high - low;
                return length <= Rational.Max(Rational.Abs(low), Rational.Abs(high)) / limit || length * limit * limit <= 1 ? null
                    : Rational.Simplest(low + length * 2 / 5, high - length * 2 / 5);
            case ({ } low, null):
                return low > limit ? null : low < 1 ? 1 : 2 * low;
            case (null, { } high):
                return -high > limit ? null : high > -1 ? -1 : 2 * high;
            default:
                return 0;
        }
    }
}
