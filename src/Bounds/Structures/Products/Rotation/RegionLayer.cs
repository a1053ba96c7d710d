using System.Collections.Immutable;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>One layer of a grid as seen by the zones: the caps that a cell has without looking at its image.</summary>
internal sealed class RegionLayer
{
    private readonly RotationZones _zones;
    private readonly RegionColumns _columns;
    private readonly ImmutableArray<CountTolerance> _tolerances;
    private readonly ImmutableArray<long> _below;
    private readonly EdgeFloor[] _floors;
    private readonly double[][] _borders;
    private readonly bool[] _settles;

    internal RegionLayer(RotationZones zones, RegionColumns columns, IReadOnlyList<EdgeFloor> floors, ImmutableArray<CountTolerance> tolerances)
    {
        (_zones, _columns, _tolerances) = (zones, columns, tolerances);
        _floors = [.. floors];
        _borders = [.. floors.Select(f => Enumerable.Range(0, columns.Count).Select(i => f.Border(columns.Box(i))).ToArray())];
        _settles = new bool[zones.Settling.Length];
        CountAtEdge = [.. tolerances.Select(t => zones.CountAtEdge(Interval.Pi.Hi / 2, t.LeastV))];
        _below = [.. tolerances.Select(t => zones.CountBelow(t.LeastV))];
    }

    /// <summary>At most so many counted states follow once E is entered, whatever the angle.</summary>
    internal ImmutableArray<long> CountAtEdge { get; }

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

    /// <summary>Counts that hold from every state of the cell (int.MaxValue where no zone holds it), and a floor of e_∞.</summary>
    internal void Cap(int column, CellBounds cap)
    {
        cap.Clear(0, CellBounds.Unbounded);
        double floor = Math.Max(2 * _zones.Model.Map.Gamma.Lo, Attracted(column));
        foreach (var (z, counts, loss) in _columns.Settling[column])
        {
            if (!_settles[z])
                continue;
            var zone = _zones.Settling[z];
            double? kept = Keeps(zone, loss);
            if (kept is { } d)
                floor = Math.Max(floor, NormalisedStep.Edge(zone.Gamma, Interval.Point(d)).Lo);
            if (kept is not null || zone.WholeBand)
                Take(cap, counts);
        }
        if (_columns.Inward[column] is { } inward && E.Hi <= inward.Ceiling)
        {
            double limit = inward.LeastLimit(D.Lo);
            Take(cap, inward.CountsBetween(limit, E.Hi, _tolerances));
            floor = Math.Max(floor, limit);
        }
        if (AtEdge(column) is { } edge)
        {
            Take(cap, edge.Counts);
            floor = Math.Max(floor, edge.Floor);
        }
        cap.Floor = CellBounds.Down(floor);
    }

    private static void Take(CellBounds cap, ImmutableArray<long> counts)
    {
        // A count too large to store is none: the table then fails where it is needed.
        if (counts.Any(c => c > CellBounds.LargestCount))
            return;
        for (int t = 0; t < counts.Length; t++)
            cap.Counts[t] = (int)Math.Min(cap.Counts[t], counts[t]);
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
    private (ImmutableArray<long> Counts, double Floor)? AtEdge(int column)
    {
        var edge = _zones.Edge;
        var box = _columns.Box(column);
        if (!(E.Hi <= edge.High) || !(E.Hi >= edge.Low) || !(box.Mag <= edge.OuterReach))
            return null;
        Interval e = Interval.Of(Math.Max(E.Lo, edge.Low), E.Hi), v = Interval.Abs(box) * Interval.Exp(_zones.Model.Kappa(e) * box);
        if (!edge.Holds(box, e, v))
            return null;
        if (E.Lo < edge.Low)
        {
            var zone = _zones.Below;
            if (!zone.Near.Contains(box) || !(E.Lo >= zone.Low || zone.WholeBand) || !zone.Keeps(zone.Near.V(box).Hi, D.Lo))
                return null;
        }
        double n = (e - Interval.Point(2) - Interval.Point(edge.Correction) * Interval.Sqr(v)).Hi, angle = edge.LargestAngle(n, v);
        // From a state below eL at most the counts of S follow, which those of E include.
        var counts = ImmutableArray.CreateBuilder<long>(_tolerances.Length);
        for (int t = 0; t < _tolerances.Length; t++)
            counts.Add(Math.Max(_below[t], Math.Min(CountAtEdge[t], _zones.CountAtEdge(angle, _tolerances[t].LeastV))));
        // T9.C2 starts from a state of E itself.
        return (counts.MoveToImmutable(), n <= 0 && edge.Monotone && E.Lo >= edge.Low ? edge.LeastLimit(_zones.Model.Map.Gamma, E, v.Hi, angle) : 0);
    }
}
