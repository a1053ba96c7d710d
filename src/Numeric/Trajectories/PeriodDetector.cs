namespace BoundCheck.Numeric.Trajectories;

/// <summary>Finds whether the last states of a run repeat with a period of at most 64.</summary>
/// <remarks>
/// Repeating to rounding is not enough: near a bifurcation an oscillation dies out so slowly that neighbours agree to 1e-13. So besides
/// agreeing over two periods, an orbit must swing by 1e-4 of its size (slow decay like u' = -u + a u³ with steps of 1e-13 has swings
/// below 1e-4), and its imbalance must not be drifting: either it is gone, or the product of (1-w²) over the period is 1.
/// </remarks>
internal sealed class PeriodDetector
{
    /// <summary>The longest period looked for.</summary>
    internal const int MaxPeriod = 64;
    private const int Length = 2 * MaxPeriod;
    private const double Agreement = 1e-13;
    private const double LeastSwing = 1e-4;

    private readonly (double S, double P, double RootD, double W)[] _ring = new (double, double, double, double)[Length];
    private int _count;

    internal void Add(double s, double p, double rootD, double w) => _ring[_count++ & (Length - 1)] = (s, p, rootD, w);

    /// <summary>The period, or null.</summary>
    internal int? Find()
    {
        if (_count < Length)
            return null;
        double scale = 0, low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (int m = 1; m <= MaxPeriod; m++)
        {
            // Size and swing are those of the two periods compared: older states may be of another size.
            for (int j = 2 * m - 2; j < 2 * m; j++)
            {
                var (s, p, _, _) = At(j);
                scale = Math.Max(scale, Math.Max(Math.Abs(s), p));
                low = Math.Min(low, s);
                high = Math.Max(high, s);
            }
            if (m > 1 && high - low > LeastSwing * scale && Repeats(m, scale) && KeepsImbalance(m))
                return m;
        }
        return null;
    }

    // The j-th newest state.
    private (double S, double P, double RootD, double W) At(int j) => _ring[(_count - 1 - j) & (Length - 1)];

    private bool Repeats(int m, double scale)
    {
        double tolerance = Agreement * scale;
        for (int j = 0; j < m; j++)
        {
            var (s, p, _, _) = At(j);
            var (t, q, _, _) = At(j + m);
            if (!(Math.Abs(s - t) <= tolerance && Math.Abs(p - q) <= tolerance))
                return false;
        }
        return true;
    }

    private bool KeepsImbalance(int m)
    {
        double product = 1, largest = 0;
        var (_, p, rootD, _) = At(0);
        for (int j = 0; j < m; j++)
        {
            double w = At(j).W;
            product *= 1 - w * w;
            largest = Math.Max(largest, Math.Abs(w));
        }
        return rootD <= 1e-9 * p || largest > 1e-3 && Math.Abs(Math.Abs(product) - 1) <= 1e-10;
    }
}
