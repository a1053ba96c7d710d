using System.Collections.Immutable;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>How often a quantity of a run, such as the relative slope h|F'(s_k)|, was at least a threshold.</summary>
/// <param name="Epsilon">The threshold.</param>
/// <param name="Steps">The number of steps k with the quantity >= ε.</param>
/// <param name="First">The first step with the quantity &lt; ε; null when there was none.</param>
/// <param name="Last">The last step with the quantity >= ε; null when there was none.</param>
public readonly record struct LargeSteps(double Epsilon, long Steps, long? First, long? Last);

/// <summary>Counts the steps with a large quantity, for comparison with a-priori counts.</summary>
internal sealed class LargeStepCounter(ImmutableArray<double> thresholds)
{
    private readonly long[] _steps = new long[thresholds.Length];
    private readonly long[] _first = [.. thresholds.Select(_ => -1L)];
    private readonly long[] _last = [.. thresholds.Select(_ => -1L)];

    internal void Add(long step, double value)
    {
        double size = Math.Abs(value);
        for (int i = 0; i < _steps.Length; i++)
        {
            if (size >= thresholds[i])
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

    internal ImmutableArray<LargeSteps> Counts() =>
        [.. thresholds.Select((e, i) => new LargeSteps(e, _steps[i], _first[i] < 0 ? null : _first[i], _last[i] < 0 ? null : _last[i]))];
}
