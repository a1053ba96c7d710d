using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>How fine a grid is.</summary>
/// <param name="Column">The width of the columns next to υ = 0.</param>
/// <param name="Growth">Columns widen by the factor 1 + Growth |υ|.</param>
/// <param name="Layer">The thickness of a layer in ln d.</param>
internal sealed record GridSizes(double Column, double Growth, double Layer)
{
    /// <summary>Everything twice as fine.</summary>
    internal GridSizes Halved => new(Column / 2, Growth, Layer / 2);
}

/// <summary>
/// Closed cells [υ_i, υ_(i+1)] x [D_(j-1), D_j] (layer 0: [0, D_0]) that cover every state an orbit from the region can take.
/// </summary>
/// <remarks>
/// a_k >= a_min = min(a_0min, 4γ(1 - hG)²): a rises where w &lt; 0, and where w >= 0 a >= 4σ >= 4γ is multiplied by (1 - w)². a_k &lt;= a_max by T2.C2, d never
/// rises, b = d/a. So σ = (a - b)/4 lies in [-d0/(4 a_min), a_max/4]. For γ = 0 a may fall to 0: there b &lt;= b_max by T2.C2, and σ >= -b_max/4.
/// Where F' is unbounded the columns end with the range that is followed (<see cref="SlopeLimit"/>), a_min holds as long as the orbit keeps to it, and an
/// orbit that leaves the columns has no count.
/// </remarks>
internal sealed class RegionGrid
{
    private static readonly Interval s_quarter = Interval.Point(0.25), s_four = Interval.Point(4);

    private readonly double _leftmost;

    private RegionGrid(Interval gamma, SlopeLimit limit, in Range range, double[] columns, double[] layers) =>
        (Gamma, Limit, LeastA, _leftmost, Columns, Layers) = (gamma, limit, range.LeastA, range.Lo, columns, layers);

    /// <summary>How far orbits are followed.</summary>
    internal SlopeLimit Limit { get; }

    /// <summary>True when the columns hold every state of the region's orbits.</summary>
    internal bool IsWhole => Limit.Largest is not null;

    /// <summary>An enclosure of γ.</summary>
    internal Interval Gamma { get; }

    /// <summary>a_min, rounded down.</summary>
    internal double LeastA { get; }

    /// <summary>The borders υ_0 &lt; ... of the columns; 0 is one.</summary>
    internal double[] Columns { get; }

    /// <summary>The upper ends D_0 &lt; ... of the layers.</summary>
    internal double[] Layers { get; }

    /// <summary>The distances of the columns' borders from 0, rising.</summary>
    internal double[] Radii => [.. Columns.Select(Math.Abs).Where(r => r > 0).Distinct().Order()];

    /// <summary>The number of cells.</summary>
    internal long Cells => (long)Layers.Length * (Columns.Length - 1);

    /// <summary>The grid of a region.</summary>
    /// <param name="gamma">γ.</param>
    /// <param name="limit">How far orbits are followed.</param>
    /// <param name="region">The starts.</param>
    /// <param name="sizes">How fine.</param>
    /// <param name="thickness">The thickness in ln d of the layer that ends at a given e; at least as fine as needed there.</param>
    /// <param name="settled">γ = 0: the e of the bottom layer, which one zone must hold over all columns.</param>
    internal static RegionGrid Of(
        Interval gamma, SlopeLimit limit, StartRegion region, GridSizes sizes, Func<double, double> thickness, Func<double, double> settled)
    {
        var range = Extent(gamma, limit, region);
        double far = settled(Math.Max(-range.Lo, range.Hi)), bottom = gamma.Lo > 0 ? range.LeastA * range.LeastA / 2 : far * far;
        return new RegionGrid(gamma, limit, range, ColumnBorders(range.Lo, range.Hi, sizes),
            LayerEnds(gamma, range.D0, Math.Min(bottom, range.D0 / 2), thickness));
    }

    /// <summary>A grid of known borders; null unless it covers the states of the region's orbits.</summary>
    internal static RegionGrid? Of(Interval gamma, SlopeLimit limit, StartRegion region, double[] columns, double[] layers)
    {
        var range = Extent(gamma, limit, region);
        return columns.Length >= 2 && layers.Length >= 1 && IsRising(columns) && IsRising(layers)
            && columns[0] <= range.Lo && columns[^1] >= range.Hi && layers[0] > 0 && layers[^1] >= range.D0
            ? new RegionGrid(gamma, limit, range, columns, layers) : null;
    }

    private static bool IsRising(double[] values)
    {
        for (int i = 1; i < values.Length; i++)
        {
            if (!(values[i] > values[i - 1]))
                return false;
        }
        return true;
    }

    // Where the states of the region's orbits lie.
    private readonly record struct Range(double LeastA, double D0, double Lo, double Hi);

    private static Range Extent(Interval gamma, SlopeLimit limit, StartRegion region)
    {
        double d0 = NormalisedStep.Imbalance(gamma, Interval.Point(region.Edge)).Hi, aMin = Math.Min(region.LeastA, limit.LeastA(gamma));
        if (limit.Largest is not { } largest)
            return new(aMin, d0, gamma.Lo > 0 ? Math.Max(-limit.Left, LeastUpsilon(gamma, aMin, d0)) : -limit.Left, limit.Right);
        Interval top = Interval.Point(d0), two = Interval.Point(2), sigma = Interval.Point(region.LargestSigma);
        var start = two * sigma + Interval.Sqrt(s_four * Interval.Sqr(sigma) + top);
        var later = Interval.Sqr(Interval.One + largest) * (two * gamma + Interval.Sqrt(s_four * Interval.Sqr(gamma) + top));
        double hi = (Interval.Max(start, later) * s_quarter - gamma).Hi;
        if (gamma.Lo > 0)
            return new(aMin, d0, LeastUpsilon(gamma, aMin, d0), hi);
        var b = Interval.Max(top / Interval.Point(region.LeastA), Interval.Sqr(Interval.One + largest) * Interval.Sqrt(top));
        return new(0, d0, (-b * s_quarter).Lo, hi);
    }

    /// <summary>The part of [lo, hi] that states with d at most <paramref name="d"/> can take; null where it leaves the columns.</summary>
    internal (double Lo, double Hi)? Reachable(double lo, double hi, double d)
    {
        if (IsWhole)
            return (Math.Max(lo, LeastA > 0 ? LeastUpsilon(Gamma, LeastA, d) : _leftmost), Math.Min(hi, Columns[^1]));
        lo = LeastA > 0 ? Math.Max(lo, LeastUpsilon(Gamma, LeastA, d)) : lo;
        return Holds(lo, hi) ? (lo, hi) : null;
    }

    /// <summary>True when [lo, hi] lies in the columns.</summary>
    internal bool Holds(double lo, double hi) => lo >= Columns[0] && hi <= Columns[^1];

    /// <summary>True when every start of a region has its υ in the columns: σ >= -b/4 = -d/(4a), and σ at most the region's.</summary>
    internal bool HoldsStarts(StartRegion region) => IsWhole
        || Holds((-(Interval.Point(Layers[^1]) / (s_four * Interval.Point(region.LeastA))) - Gamma).Lo, (Interval.Point(region.LargestSigma) - Gamma).Hi);

    // σ >= -b/4 >= -d/(4 a_min).
    private static double LeastUpsilon(Interval gamma, double aMin, double d) => (-(Interval.Point(d) / (s_four * Interval.Point(aMin))) - gamma).Lo;

    /// <summary>True when no state of the cell has a >= a_min: a = P + 2σ = d/(P - 2σ) rises with σ and d.</summary>
    internal bool IsEmpty(double rightEnd, double layerEnd)
    {
        Interval sigma = Gamma + Interval.Point(rightEnd), d = Interval.Point(layerEnd), p = Interval.Sqrt(d + s_four * Interval.Sqr(sigma));
        var a = sigma.Hi < 0 ? d / (p - Interval.Point(2) * sigma) : p + Interval.Point(2) * sigma;
        return a.Hi < LeastA;
    }

    /// <summary>The columns that meet [lo, hi].</summary>
    internal (int First, int Last) ColumnsOf(double lo, double hi)
    {
        int first = Array.BinarySearch(Columns, lo), last = Array.BinarySearch(Columns, hi);
        // At a border both neighbours are met.
        first = first >= 0 ? first - 1 : ~first - 1;
        last = last >= 0 ? last : ~last - 1;
        return (Math.Max(first, 0), Math.Min(last, Columns.Length - 2));
    }

    /// <summary>The layers that meet [lo, hi], hi at most the end of the last.</summary>
    internal (int First, int Last) LayersOf(double lo, double hi)
    {
        int first = Array.BinarySearch(Layers, lo), last = Array.BinarySearch(Layers, hi);
        first = first >= 0 ? first : ~first;
        last = last >= 0 ? last + 1 : ~last;
        return (first, Math.Min(last, Layers.Length - 1));
    }

    private static double[] ColumnBorders(double lo, double hi, GridSizes sizes)
    {
        var right = new List<double> { 0 };
        while (right[^1] < hi)
            right.Add(right[^1] + sizes.Column * (1 + sizes.Growth * right[^1]));
        var left = new List<double>();
        for (double x = 0; x > lo;)
        {
            x -= sizes.Column * (1 - sizes.Growth * x);
            left.Add(x);
        }
        left.Reverse();
        return [.. left, .. right];
    }

    private static double[] LayerEnds(Interval gamma, double d0, double least, Func<double, double> thickness)
    {
        var ends = new List<double> { d0 };
        while (ends[^1] > least)
            ends.Add(ends[^1] * Interval.Exp(Interval.Point(-thickness(NormalisedStep.Edge(gamma, Interval.Point(ends[^1])).Hi))).Mid);
        ends.Reverse();
        return [.. ends];
    }
}
