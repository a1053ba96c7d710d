using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>ρ on slices of υ that cover an interval around 0, from 0 outward on each side: what every search of a zone starts from.</summary>
internal sealed class RatioSlices
{
    private RatioSlices(RatioJet[] right, RatioJet[] left) => (Right, Left) = (right, left);

    /// <summary>The slices of υ >= 0, the nearest to 0 first.</summary>
    internal RatioJet[] Right { get; }

    /// <summary>The slices of υ &lt;= 0, the nearest to 0 first.</summary>
    internal RatioJet[] Left { get; }

    /// <summary>Both sides.</summary>
    internal IEnumerable<RatioJet> All => Left.Concat(Right);

    /// <summary>Slices as wide as <paramref name="finest"/> near 0 and growing in proportion to |υ| beyond |υ| = <paramref name="scale"/>, up to
    /// <paramref name="reach"/>.</summary>
    internal static RatioSlices Of(NormalisedModel map, double finest, double scale, double reach, CancellationToken cancellation)
    {
        var right = new List<RatioJet>();
        var left = new List<RatioJet>();
        for (double x = 0; x < reach;)
        {
            cancellation.ThrowIfCancellationRequested();
            double next = Math.Min(reach, x + finest * Math.Max(1, x / scale));
            right.Add(map.Jet(Interval.Of(x, next)));
            left.Add(map.Jet(Interval.Of(-next, -x)));
            x = next;
        }
        return new([.. right], [.. left]);
    }
}
