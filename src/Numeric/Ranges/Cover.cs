using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Numeric.Ranges;

/// <summary>Parts of a line about which a search knows all it wants: boxes need not look there again.</summary>
internal sealed class Cover
{
    private readonly List<Interval> _parts = [];

    internal void Add(IEnumerable<Interval> parts) => _parts.AddRange(parts);

    internal bool Contains(Interval box) => _parts.Exists(p => p.Contains(box));

    /// <summary>The hull of the part of a box that is not inside one covered part; null when nothing is left.</summary>
    internal Interval? Rest(Interval box)
    {
        foreach (var d in _parts)
        {
            if (d.Contains(box))
                return null;
            if (d.Lo <= box.Lo && box.Lo <= d.Hi)
                box = Interval.Of(d.Hi, box.Hi);
            else if (d.Lo <= box.Hi && box.Hi <= d.Hi)
                box = Interval.Of(box.Lo, d.Lo);
        }
        return box;
    }
}
