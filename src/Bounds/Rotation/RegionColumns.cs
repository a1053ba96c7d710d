using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Rotation;

/// <summary>What the columns of a grid need of the problem, for every layer: ρ on slices of each column, and the counts and losses of the settling zones.</summary>
internal sealed class RegionColumns
{
    private const int Slices = 4;

    private readonly Slice[] _slices;
    private readonly double[] _borders;

    internal RegionColumns(RotationZones zones, RegionGrid grid, double leastV, double smallOffset, CancellationToken cancellation)
    {
        var map = zones.Model.Map;
        int n = grid.Columns.Length - 1;
        _borders = grid.Columns;
        _slices = new Slice[n * Slices];
        LeastSlope = new double[n];
        IsSmall = new bool[n];
        Settling = new (int, double, long, double)[n][];
        for (int i = 0; i < n; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            double lo = _borders[i], hi = _borders[i + 1], from = lo, least = double.PositiveInfinity;
            for (int k = 0; k < Slices; k++)
            {
                double to = k == Slices - 1 ? hi : lo + (hi - lo) * (k + 1) / Slices;
                var slice = new Slice(map, Interval.Of(from, to));
                _slices[i * Slices + k] = slice;
                least = Math.Min(least, slice.Slope.Mig);
                from = to;
            }
            LeastSlope[i] = least;
            IsSmall[i] = Math.Max(-lo, hi) < smallOffset;
            Settling[i] = SettlingOf(zones, Interval.Of(lo, hi), leastV);
        }
    }

    /// <summary>The number of columns.</summary>
    internal int Count => LeastSlope.Length;

    /// <summary>A lower bound of |w| on each column.</summary>
    internal double[] LeastSlope { get; }

    /// <summary>True where |u| &lt; ε on the whole column.</summary>
    internal bool[] IsSmall { get; }

    /// <summary>For each column the settling zones that hold it: which, the largest V, the count and the loss Q from there.</summary>
    internal (int Zone, double V, long Count, double Loss)[][] Settling { get; }

    /// <summary>The column as a box.</summary>
    internal Interval Box(int column) => Interval.Of(_borders[column], _borders[column + 1]);

    /// <summary>The slices of a column.</summary>
    internal ReadOnlySpan<Slice> Of(int column) => _slices.AsSpan(column * Slices, Slices);

    private static (int, double, long, double)[] SettlingOf(RotationZones zones, Interval box, double leastV)
    {
        var found = new List<(int, double, long, double)>();
        for (int z = 0; z < zones.Settling.Length; z++)
        {
            var zone = zones.Settling[z];
            if (!zone.Near.Contains(box))
                continue;
            double v = zone.Near.V(box).Hi;
            found.Add((z, v, SettlingCounts.Least(zones.Settling, zone, v, leastV), zone.Loss(v)));
        }
        return [.. found];
    }

    /// <summary>A slice of a column with everything of the step that does not depend on d.</summary>
    internal readonly struct Slice
    {
        private readonly Interval _upsilon;
        private readonly Interval _rho;
        private readonly Interval _turned;
        private readonly Interval _moved;
        private readonly Interval _square;

        internal Slice(NormalisedModel map, Interval upsilon)
        {
            var sigma = map.Gamma + upsilon;
            (_upsilon, _rho) = (upsilon, map.Ratio(upsilon));
            Slope = _rho * upsilon;
            _turned = Slope * sigma;
            _moved = upsilon + Interval.Sqr(Slope) * sigma;
            _square = Interval.Point(4) * Interval.Sqr(sigma);
            Keep = Interval.Sqr(Interval.One - Interval.Sqr(Slope));
        }

        /// <summary>w.</summary>
        internal Interval Slope { get; }

        /// <summary>d'/d.</summary>
        internal Interval Keep { get; }

        /// <summary>υ' over the slice for d in the interval: υ(1 - ρ(P - wσ)), which is υ + w²σ - wP.</summary>
        internal Interval Next(Interval d)
        {
            var p = Interval.Sqrt(d + _square);
            return Interval.Intersect(_upsilon * (Interval.One - _rho * (p - _turned)), _moved - Slope * p);
        }
    }
}
