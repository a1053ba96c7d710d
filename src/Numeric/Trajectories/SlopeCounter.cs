using System.Collections.Immutable;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>How often the relative slope h|F'(s_k)| was at least a threshold in a run.</summary>
/// <param name="Epsilon">The threshold.</param>
/// <param name="Steps">The number of steps k with h|F'(s_k)| >= ε.</param>
/// <param name="First">The first step with h|F'(s_k)| &lt; ε; null when there was none.</param>
/// <param name="Last">The last step with h|F'(s_k)| >= ε; null when there was none.</param>
public readonly record struct SlopeCount(double Epsilon, long Steps, long? First, long? Last);

/// <summary>Counts the steps with a large slope, for comparison with the a-priori counts of T1 and T3.</summary>
internal sealed class SlopeCounter
{
    private readonly double[] _thresholds = [0.1, 0.01, 0.001];
    private readonly long[] _steps = new long[3];
    private readonly long[] _first = [-1, -1, -1];
    private readonly long[] _last = [-1, -1, -1];

    internal void Add(long step, double slope)
    {
        double size = Math.Abs(slope);
        for (int i = 0; i < _thresholds.Length; i++)
        {
            if (size >= _thresholds[i])
            {
                _steps[i]++;
                _last[i] = step;
            }
            else if (_first[i] < 0)
            {
                _first[i] = step;
            }
        }
    }

    internal ImmutableArray<SlopeCount> Counts() =>
        [.. _thresholds.Select((e, i) => new SlopeCount(e, _steps[i], _first[i] < 0 ? null : _first[i], _last[i] < 0 ? null : _last[i]))];
}
