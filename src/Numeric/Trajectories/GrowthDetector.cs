namespace BoundCheck.Numeric.Trajectories;

/// <summary>Tells, at the end of the budget, a run that grows by a constant factor a step and would leave every bound in time.</summary>
/// <remarks>
/// Between the last three quarters of the budget the largest size and the largest loss have to grow, each time by about the same factor, and to a
/// size that is no start near an unstable minimiser: growth like a power of k, or out of a saddle to a minimum further off, is none.
/// </remarks>
internal sealed class GrowthDetector
{
    private const int LeastWindow = 64;

    /// <summary>Growth is called that only beyond this size.</summary>
    internal const double LeastSize = 1e6;

    private readonly long _quarter;
    private readonly double[] _sizes = new double[4];
    private readonly double[] _losses = [.. Enumerable.Repeat(double.NegativeInfinity, 4)];
    private double _firstSize;
    private double _firstLoss;

    internal GrowthDetector(long steps) => _quarter = steps / 4;

    /// <summary>Whether the run was growing without end.</summary>
    internal bool IsGrowing => _quarter >= LeastWindow
        && _sizes[3] >= LeastSize * Math.Max(1, _firstSize) && _losses[3] > Math.Max(_firstLoss, 0)
        && IsGeometric(_sizes) && IsGeometric(_losses);

    internal void Add(long step, double size, double loss)
    {
        if (step == 0)
            (_firstSize, _firstLoss) = (size, loss);
        if (_quarter == 0)
            return;
        long window = Math.Min(step / _quarter, 3);
        _sizes[window] = Math.Max(_sizes[window], size);
        _losses[window] = Math.Max(_losses[window], loss);
    }

    private static bool IsGeometric(double[] largest)
    {
        double first = Growth(largest[1], largest[2]), second = Growth(largest[2], largest[3]);
        return first >= 0.1 && second >= 0.9 * first;

        // A loss beyond the doubles, of a state that is not, has grown whatever the last one was.
        static double Growth(double before, double after) => double.IsPositiveInfinity(after) ? after : Math.Log(after / before);
    }
}
