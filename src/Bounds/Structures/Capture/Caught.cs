using System.Collections.Immutable;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Capture;

/// <summary>Every run from a box converges to a minimiser near it.</summary>
/// <param name="Conclusion">The conclusion of K1 that says so.</param>
/// <param name="Distance">|z_j - z_∞| &lt;= Rate^j · Distance from any point z_0 of the box.</param>
/// <param name="Rate">At most 1; below 1 unless it is so near to it that rounding up ended there.</param>
/// <param name="Slope">|∇f| is at most this at all iterates of the runs.</param>
/// <param name="Sharpness">Holds the largest eigenvalue of the Hessian at the limit.</param>
internal sealed record Caught(string Conclusion, double Distance, double Rate, double Slope, Interval Sharpness)
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

    /// <summary>The test for an objective, by its residuals where it has some; null with the reason when something in it has no enclosure.</summary>
    internal static CaptureTest? Of(Expr f, ImmutableArray<Expr> variables, out string? reason)
    {
        if (ResidualEnclosures.Of(f, variables, out string? noSquares) is { } residuals)
        {
            reason = null;
            return new ResidualCapture(residuals);
        }
        return BoxObjective.TryCompile(f, variables, out reason) is { } objective ? new MinimiserCapture(objective, noSquares!) : null;
    }

    /// <summary>What it looks for, to follow "no step of the run is caught by".</summary>
    internal abstract string Aim { get; }

    /// <summary>The proof for all points of a box and all steps 0 &lt; h_k &lt;= h; null where none is found.</summary>
    /// <param name="box">The points.</param>
    /// <param name="step">Holds all h_k; the upper end decides, the lower end is that of the rate.</param>
    /// <param name="bound">τ, where each step is also multiplied by min(1, τ/|∇f|); null where it is not.</param>
    internal Caught? From(Interval[] box, Interval step, Interval? bound = null)
    {
        var caught = Unclipped(box, step);
        return caught is null || bound is not { } tau || caught.Slope <= tau.Lo ? caught
            : Unclipped(box, Interval.Of((Interval.Point(step.Lo) * (tau / Interval.Point(caught.Slope))).Lo, step.Hi));
    }

    private Caught? Unclipped(Interval[] box, Interval step)
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

    /// <summary>The factor by which a step stretches distances in a box, at most; null unless f is shown to be C² on it.</summary>
    /// <param name="box">The box.</param>
    /// <param name="step">h.</param>
    /// <param name="bound">τ; null where gradients are not clipped.</param>
    /// <remarks>
    /// ‖I - h∇²f‖ for a plain step. A clipped one goes along the projection Π of ∇f to the ball of radius τ, which stretches nothing, and shrinks by τ/t where
    /// all gradients are t > τ long: the smaller of 1 + h min(1, τ/t)‖∇²f‖ and ‖I - hΠ'∇²f‖.
    /// </remarks>
    internal double? Expansion(Interval[] box, Interval step, Interval? bound)
    {
        if (Curvature(box) is not var (low, high) || !double.IsFinite(low) || !double.IsFinite(high))
            return null;
        if (bound is not { } tau)
            return Plain();
        if (Derivatives(box) is not var (gradient, hessian))
            return null;
        var clipping = new Clipping(gradient, tau);
        if (clipping.IsIdle)
            return Plain();
        double most = (Interval.One + step * clipping.Share * Interval.Point(Math.Max(Math.Abs(low), Math.Abs(high)))).Hi;
        return hessian is null ? most : Math.Min(most, Stretch(clipping.Slopes(hessian)));

        double Stretch(Interval[,] slopes)
        {
            for (int i = 0; i < box.Length; i++)
            {
                for (int j = 0; j < box.Length; j++)
                    slopes[i, j] = (i == j ? Interval.One : Interval.Zero) - step * slopes[i, j];
            }
            return Interval.Sqrt(Interval.Point(SingularValues.Of(slopes).LargestSquaredHigh)).Hi;
        }

        double Plain() => Math.Max((Interval.One - step * Interval.Point(low)).Mag, (Interval.One - step * Interval.Point(high)).Mag);
    }

    /// <summary>
    /// A box that holds the image of a box under one step, the natural enclosure met with the mean value form; null unless f is shown to be C² on the box.
    /// </summary>
    /// <param name="box">The box.</param>
    /// <param name="step">h.</param>
    /// <param name="bound">τ; null where gradients are not clipped.</param>
    internal Interval[]? Image(Interval[] box, Interval step, Interval? bound)
    {
        var middle = BoxTools.Middle(box);
        if (Derivatives(middle) is not var (at, _) || Derivatives(box) is not var (over, hessian))
            return null;
        if (bound is { } tau && new Clipping(over, tau) is { IsIdle: false } clipping)
        {
            var centre = new Clipping(at, tau);
            (at, over) = (centre.Applied(), clipping.Applied());
            hessian = hessian is null ? null : clipping.Slopes(hessian);
        }
        var image = new Interval[box.Length];
        for (int i = 0; i < image.Length; i++)
        {
            image[i] = box[i] - step * over[i];
            if (hessian is null)
                continue;
            // z_i - h g_i(z) = m_i - h g_i(m) + Σ_j (δ_ij - h H_ij)(z_j - m_j); H holds the derivatives of the clipped gradient g where it is clipped.
            var centred = middle[i] - step * at[i];
            for (int j = 0; j < image.Length; j++)
                centred += ((i == j ? Interval.One : Interval.Zero) - step * hessian[i, j]) * (box[j] - middle[j]);
            image[i] = Interval.Intersect(image[i], centred);
        }
        return image;
    }

    /// <summary>∇f and ∇²f over a box, the latter null for many variables; null unless f is shown to be C² there.</summary>
    private protected abstract (Interval[] Gradient, Interval[,]? Hessian)? Derivatives(Interval[] box);

    /// <summary>Bounds on all eigenvalues of ∇²f on a box; null unless f is shown to be C² there.</summary>
    private protected abstract (double Low, double High)? Curvature(Interval[] box);

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
