using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Capture;

/// <summary>Every run from a box converges to a minimiser near it.</summary>
/// <param name="Conclusion">The conclusion of K1 that says so.</param>
/// <param name="Distance">|z_j - z_∞| &lt;= Rate^j · Distance from any point z_0 of the box.</param>
/// <param name="Rate">At most 1; below 1 unless it is so near to it that rounding up ended there.</param>
/// <param name="Sharpness">Holds the largest eigenvalue of the Hessian at the limit.</param>
internal sealed record Caught(string Conclusion, double Distance, double Rate, Interval Sharpness)
{
    /// <summary>A box that holds the limit of every run from a box.</summary>
    internal Interval[] LimitFrom(Interval[] box) => Balls.Around(box, Distance);
}

/// <summary>Whether every run of plain gradient descent from a box is caught by a minimiser, looked for by growing balls around its points.</summary>
/// <remarks>A true answer is proved; none says nothing.</remarks>
internal abstract class CaptureTest
{
    private const int Radii = 12;
    private const double Growth = 1.1;

    /// <summary>About how many operations one look at a box takes.</summary>
    internal abstract long Work { get; }

    /// <summary>The proof for all points of a box and all steps 0 &lt; h_k &lt;= h; null where none is found.</summary>
    /// <param name="box">The points.</param>
    /// <param name="step">Holds h; its upper end counts.</param>
    internal Caught? From(Interval[] box, Interval step)
    {
        if (!Start(box))
            return null;
        double radius = 0;
        for (int i = 0; i < Radii; i++)
        {
            if (Needed(Balls.Around(box, radius), step) is not var (needed, found) || !double.IsFinite(needed))
                return null;
            if (needed < radius)
                return found;
            radius = Growth * needed + 1e-300;
        }
        return null;
    }

    /// <summary>‖I - h∇²f‖ is at most this on a box, the factor by which a step stretches distances; null unless f is shown to be C² on it.</summary>
    internal abstract double? Expansion(Interval[] box, Interval step);

    /// <summary>That factor, from bounds on all eigenvalues.</summary>
    private protected static double? Stretch(Interval step, double low, double high) => double.IsFinite(low) && double.IsFinite(high)
        ? Math.Max((Interval.One - step * Interval.Point(low)).Mag, (Interval.One - step * Interval.Point(high)).Mag) : null;

    /// <summary>Reads off a box what depends on its points alone; false where nothing can be shown.</summary>
    private protected abstract bool Start(Interval[] box);

    /// <summary>The radius that balls around the points of the box have to exceed, by what holds on a larger box; null where they can't.</summary>
    private protected abstract (double Radius, Caught Found)? Needed(Interval[] around, Interval step);
}

/// <summary>Boxes that hold balls.</summary>
internal static class Balls
{
    /// <summary>A box that holds the closed balls of a radius around the points of a box.</summary>
    internal static Interval[] Around(Interval[] box, double radius)
    {
        var sides = Interval.Of(-radius, radius);
        return [.. box.Select(x => x + sides)];
    }
}
