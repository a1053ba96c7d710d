using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Rotation;

/// <summary>One layer of a grid as seen by the zones: the caps that a cell has without looking at its image.</summary>
internal sealed class RegionLayer
{
    private readonly RotationZones _zones;
    private readonly RegionColumns _columns;
    private readonly double _leastV;
    private readonly long _atEdgeAtMost;
    private readonly EdgeFloor[] _floors;
    private readonly double[][] _borders;
    private readonly bool[] _settles;

    internal RegionLayer(RotationZones zones, RegionColumns columns, IReadOnlyList<EdgeFloor> floors, double leastV)
    {
        (_zones, _columns, _leastV) = (zones, columns, leastV);
        _floors = [.. floors];
        _borders = [.. floors.Select(f => Enumerable.Range(0, columns.Count).Select(i => f.Border(columns.Box(i))).ToArray())];
        _settles = new bool[zones.Settling.Length];
        _atEdgeAtMost = zones.CountAtEdge(Interval.Pi.Hi / 2, leastV);
        CountBelow = zones.CountBelow(leastV);
    }

    /// <summary>At most so many counted states follow once E is entered, whatever the angle.</summary>
    internal long CountAtEdge => _atEdgeAtMost;

    /// <summary>At most so many counted states follow in S.</summary>
    internal long CountBelow { get; }

    /// <summary>The layer's d.</summary>
    internal Interval D { get; private set; }

    /// <summary>The layer's e: the lower end rounded down, the upper end up.</summary>
    internal Interval E { get; private set; }

    /// <summary>Goes to a layer.</summary>
    internal void MoveTo(Interval d)
    {
        D = d;
        E = NormalisedStep.Edge(_zones.Model.Map.Gamma, d);
        for (int z = 0; z < _settles.Length; z++)
            _settles[z] = E.Hi <= _zones.Settling[z].High;
    }

    /// <summary>A count that holds from every state of the cell, and a floor of e_∞; the count is null where no zone holds the cell.</summary>
    internal (long? Count, double Floor) Cap(int column)
    {
        long? count = null;
        double floor = 2 * _zones.Model.Map.Gamma.Lo;
        void Take(long c, double f)
        {
            count = Math.Min(count ?? long.MaxValue, c);
            floor = Math.Max(floor, f);
        }

        foreach (var (z, v, c, loss) in _columns.Settling[column])
        {
            var zone = _zones.Settling[z];
            if (_settles[z] && Keeps(zone, loss) is { } kept)
                Take(c, NormalisedStep.Edge(zone.Gamma, Interval.Point(kept)).Lo);
            else if (_settles[z] && zone.WholeBand)
                Take(c, 0);
        }
        if (AtEdge(column) is { } edge)
            Take(edge.Count, edge.Floor);
        return (count, Math.Max(floor, Attracted(column)));
    }

    /// <summary>2 - ν of the sets of T13 that hold every state of the box; 0 for none.</summary>
    internal double Attracted(int column)
    {
        double best = 0;
        for (int f = 0; f < _floors.Length; f++)
        {
            if (E.Hi <= _floors[f].Ceiling && _borders[f][column] <= E.Lo)
                best = Math.Max(best, _floors[f].Value);
        }
        return best;
    }

    // A lower bound of lim d from the layer in a zone; null where the band condition or Q < 1 fails.
    private double? Keeps(SettlingZone zone, double loss)
    {
        if (!(loss < 1))
            return null;
        double kept = Math.Max(0, (Interval.Point(D.Lo) * Interval.Sqr(Interval.One - Interval.Point(loss))).Lo);
        return zone.WholeBand || kept >= zone.Band ? kept : null;
    }

    // E: e <= eU on the cell, |υ| small enough for every e of the band, and what lies below eL is in S.
    private (long Count, double Floor)? AtEdge(int column)
    {
        var edge = _zones.Edge;
        var box = _columns.Box(column);
        if (!(E.Hi <= edge.High) || !(E.Hi >= edge.Low) || !(box.Mag <= edge.InnerReach))
            return null;
        long below = 0;
        if (E.Lo < edge.Low)
        {
            var zone = _zones.Below;
            if (!zone.Near.Contains(box) || !(E.Lo >= zone.Low || zone.WholeBand) || !zone.Keeps(zone.Near.V(box).Hi, D.Lo))
                return null;
            below = CountBelow;
        }
        Interval e = Interval.Of(Math.Max(E.Lo, edge.Low), E.Hi), v = Interval.Abs(box) * Interval.Exp(_zones.Model.Kappa(e) * box);
        double n = (e - Interval.Point(2) - Interval.Point(edge.Correction) * Interval.Sqr(v)).Hi, angle = edge.LargestAngle(n, v);
        long count = Math.Max(below, Math.Min(_atEdgeAtMost, _zones.CountAtEdge(angle, _leastV)));
        // T9.C2 starts from a state of E itself.
        return (count, n <= 0 && edge.Monotone && E.Lo >= edge.Low ? edge.LeastLimit(_zones.Model.Map.Gamma, E, v.Hi, angle) : 0);
    }
}
