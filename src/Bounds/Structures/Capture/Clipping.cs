using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Capture;

/// <summary>Gradients g in a box, shortened to the length τ where they are longer: Π(g) = min(1, τ/|g|) g, the projection to a ball.</summary>
internal sealed class Clipping
{
    private readonly Interval[] _gradient;
    private readonly Interval _square, _tau;

    /// <param name="gradient">The box.</param>
    /// <param name="tau">τ > 0.</param>
    internal Clipping(Interval[] gradient, Interval tau)
    {
        (_gradient, _tau) = (gradient, tau);
        _square = gradient.Aggregate(Interval.Zero, (sum, g) => sum + Interval.Sqr(g));
        var length = Interval.Sqrt(_square);
        IsIdle = length.Hi <= tau.Lo;
        // Shorter gradients than τ are as they are, so that only lengths from τ on are divided by.
        double least = Math.Max(length.Lo, tau.Lo), most = Math.Max(length.Hi, least);
        Share = IsIdle ? Interval.One : Interval.Of(Math.Min(1, (tau / Interval.Point(most)).Lo), Math.Min(1, (tau / Interval.Point(least)).Hi));
        Touches = !(length.Lo >= tau.Hi);
    }

    /// <summary>Whether no gradient is longer than τ.</summary>
    internal bool IsIdle { get; }

    /// <summary>Holds min(1, τ/|g|).</summary>
    internal Interval Share { get; }

    /// <summary>Whether a gradient may be shorter than τ.</summary>
    private bool Touches { get; }

    /// <summary>Holds Π(g).</summary>
    internal Interval[] Applied() => [.. _gradient.Select(g => Share * g)];

    /// <summary>Holds the generalised derivatives Π'(g) H: (τ/|g|)(I - g gᵀ/|g|²) H where |g| >= τ, H where |g| &lt;= τ.</summary>
    /// <param name="hessian">H.</param>
    internal Interval[,] Slopes(Interval[,] hessian)
    {
        int n = _gradient.Length;
        if (IsIdle)
            return hessian;
        double low = Interval.Sqr(_tau).Lo;
        var square = Interval.Of(Math.Max(_square.Lo, low), Math.Max(_square.Hi, low));
        var slopes = new Interval[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++)
            {
                // Entries of a projection are within [-1, 1], those of the diagonal within [0, 1].
                var along = Interval.Intersect((i == k ? Interval.Sqr(_gradient[i]) : _gradient[i] * _gradient[k]) / square, Interval.Of(i == k ? 0 : -1, 1));
                var one = i == k ? Interval.One : Interval.Zero;
                var entry = Share * (one - along);
                if (Touches)
                    entry = Interval.Hull(entry, one);
                for (int j = 0; j < n; j++)
                    slopes[i, j] += entry * hessian[k, j];
            }
        }
        return slopes;
    }
}
