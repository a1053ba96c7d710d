using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Numbers;

/// <summary>Rounding of certified numbers to whole step counts, on the safe side.</summary>
internal static class Counts
{
    /// <summary>The floor of an upper bound of the value: a valid count whenever floor(value) is one. Null when the value has no finite bound.</summary>
    internal static Certified? Floor(Certified value) => value.UpperBound is { } u ? (Rational)u.Floor() : null;

    /// <summary>The smallest integer proved to be >= value; null when there is none.</summary>
    internal static Certified? Ceiling(Certified value) => value.UpperBound is { } u ? (Rational)(-(-u).Floor()) : null;
}
