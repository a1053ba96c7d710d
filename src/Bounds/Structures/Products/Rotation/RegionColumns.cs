using System.Collections.Immutable;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>What the columns of a grid need of the problem, for every layer: ρ on slices of each column, and the counts and losses of the settling
/// zones.</summary>
internal sealed class RegionColumns
{
    private const int Slices = 4;

    private readonly Slice[] _slices;
    private readonly double[] _borders;
    private readonly ImmutableArray<CountTolerance> _tolerances;

    internal RegionColumns(RotationZones zones, RegionGrid grid, ImmutableArray<CountTolerance> tolerances, CancellationToken cancellation)
    {
        var map = zones.Model.Map;
        int n = grid.Columns.Length - 1;
        _borders = grid.Columns;
        _slices = new Slice[n * Slices];
        LeastSlope = new double[n];
        IsBarred = new bool[n];
        _tolerances = tolerances;
        Settling = new ImmutableArray<SettlingCap>[n];
        var inward = map.IsCentred ? InwardZone.Of(map, grid.Radii, tolerances) : [];
        Inward = new InwardZone?[n];
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
                IsBarred[i] |= !grid.Limit.Allows(slice.Slope, map.IsCentred);
                from = to;
            }
            LeastSlope[i] = least;
            Settling[i] = SettlingOf(zones, Interval.Of(lo, hi));
            Inward[i] = inward.FirstOrDefault(z => z.Reach >= Math.Max(-lo, hi));
        }
    }

    /// <summary>The number of columns.</summary>
    internal int Count => LeastSlope.Length;

    /// <summary>A lower bound of |w| on each column.</summary>
    internal double[] LeastSlope { get; }

    /// <summary>True for a column whose states are not followed: only a zone gives them a count.</summary>
    internal bool[] IsBarred { get; }

    /// <summary>For each column the settling zones that hold it.</summary>
    internal ImmutableArray<SettlingCap>[] Settling { get; }

    /// <summary>For c = 0 and each column the least inward zone that holds it; null where there is none.</summary>
    internal InwardZone?[] Inward { get; }

    /// <summary>True where |u| &lt; ε on the whole column.</summary>
    internal bool IsSmall(int column, int tolerance) => Math.Max(-_borders[column], _borders[column + 1]) < _tolerances[tolerance].SmallOffset;

    /// <summary>The column as a box.</summary>
    internal Interval Box(int column) => Interval.Of(_borders[column], _borders[column + 1]);

    /// <summary>The slices of a column.</summary>
    internal ReadOnlySpan<Slice> Of(int column) => _slices.AsSpan(column * Slices, Slices);

    private ImmutableArray<SettlingCap> SettlingOf(RotationZones zones, Interval box)
    {
        var found = ImmutableArray.CreateBuilder<SettlingCap>();
        for (int z = 0; z < zones.Settling.Length; z++)
        {
            var zone = zones.Settling[z];
            if (!zone.Near.Contains(box))
                continue;
            double v = zone.Near.V(box).Hi;
            found.Add(new(z, [.. _tolerances.Select(t => SettlingCounts.Least(zones.Settling, zone, v, t.LeastV))], zone.Loss(v)));
        }
        return found.ToImmutable();
    }

    /// <summary>What a settling zone says of a column.</summary>
    /// <param name="Zone">The index of the zone.</param>
    /// <param name="Counts">The counts from the column's largest V.</param>
    /// <param name="Loss">Q from there.</param>
    internal readonly record struct SettlingCap(int Zone, ImmutableArray<long> Counts, double Loss);

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

        /// <summary>υ' - υ = -w(P - wσ) over the slice for d in the interval.</summary>
        internal Interval Drift(Interval d) => -(Slope * (Interval.Sqrt(d + _square) - _turned));

        /// <summary>υ' over the slice for d in the interval: υ(1 - ρ(P - wσ)), which is υ + w²σ - wP.</summary>
        internal Interval Next(Interval d)
        {
            var p = Interval.Sqrt(d + _square);
            return Interval.Intersect(_upsilon * (Interval.One - _rho * (p - _turned)), _moved - Slope * p);
        }
    }
}
