using System.Collections.Immutable;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>Which states of a run are kept.</summary>
/// <param name="Dense">Every step below this one; after it what <see cref="TraceBlock"/> keeps. At least 1.</param>
/// <param name="Variables">Whether the variables of those steps are kept beside them.</param>
public sealed record Tracing(int Dense, bool Variables = false)
{
    /// <summary>For runs that are one of many.</summary>
    public static Tracing Brief { get; } = new(512);

    /// <summary>For a run that is shown: every step of all but long ones.</summary>
    public static Tracing Full { get; } = new(20_000);

    /// <summary>For a run whose trace is wanted: every step up to a million.</summary>
    public static Tracing Whole { get; } = new(1_000_000, Variables: true);
}

/// <summary>
/// A block of steps beyond the dense part of a trace: its first two states, so that both sides of an oscillation show, and those of the least and the
/// largest sharpness and loss, so that no spike is lost. There are about 256 blocks a doubling of the step.
/// </summary>
internal sealed class TraceBlock
{
    private readonly List<RunPoint> _first = [];
    private long _number = -1;
    private RunPoint _flattest, _sharpest, _least, _largest;

    /// <summary>Takes a state; the block before is written when a new one begins.</summary>
    internal void Add(RunPoint point, int dense, ImmutableArray<RunPoint>.Builder trace)
    {
        long stride = 2L << System.Numerics.BitOperations.Log2((ulong)point.Step / (ulong)dense) << Math.Max(0,
            System.Numerics.BitOperations.Log2((uint)dense) - 9);
        // A number that grows with the step also where the stride changes.
        long number = point.Step - point.Step % stride;
        if (number != _number)
        {
            End(trace);
            _number = number;
            _flattest = _sharpest = _least = _largest = point;
        }
        if (_first.Count < 2)
            _first.Add(point);
        if (point.Sharpness < _flattest.Sharpness)
            _flattest = point;
        if (point.Sharpness > _sharpest.Sharpness)
            _sharpest = point;
        if (point.Loss < _least.Loss)
            _least = point;
        if (point.Loss > _largest.Loss)
            _largest = point;
    }

    /// <summary>Writes what is kept of the block.</summary>
    internal void End(ImmutableArray<RunPoint>.Builder trace)
    {
        if (_first.Count == 0)
            return;
        trace.AddRange(_first.Concat([_flattest, _sharpest, _least, _largest]).DistinctBy(p => p.Step).OrderBy(p => p.Step));
        _first.Clear();
    }
}
