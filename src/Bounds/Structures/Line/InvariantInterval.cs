using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Line;

/// <summary>A compact interval J with T(J) in J that holds the start, around a plain orbit.</summary>
internal static class InvariantInterval
{
    private const int Orbit = 2000;
    private const int Widenings = 24;
    private const int Pieces = 256;

    /// <summary>J; null when none was found.</summary>
    internal static Interval? Around(LineMap map, CancellationToken cancellation)
    {
        var orbit = map.Orbit(Orbit);
        var j = Interval.Hull(map.Start, Interval.Of(orbit.Min(), orbit.Max()));
        for (int i = 0; i < Widenings; i++)
        {
            if (Image(map, j, cancellation) is not { IsBounded: true } image)
                return null;
            if (j.Contains(image))
                return j;
            // Only the sides that the image pokes out of move, a little further than it does.
            double more = 0.01 * Interval.Hull(j, image).Width;
            j = Interval.Hull(j, Interval.Of(image.Lo < j.Lo ? image.Lo - more : j.Lo, image.Hi > j.Hi ? image.Hi + more : j.Hi));
        }
        return null;
    }

    /// <summary>An interval that holds T(J), piece by piece; null unless f is C^1 on J.</summary>
    private static Interval? Image(LineMap map, Interval j, CancellationToken cancellation)
    {
        var image = Interval.Empty;
        bool covered = Subdivision.Covers([j], part =>
        {
            if (part.Width > j.Width / Pieces)
                return Fate.Open;
            if (map.Next(part) is not { } next)
                return Fate.Final;
            image = Interval.Hull(image, next);
            return Fate.Settled;
        }, Cuts.InHalf, new Budget(8 * Pieces, cancellation));
        return covered ? image : null;
    }
}
