using System.Diagnostics;

namespace BoundCheck.Numeric.Ranges;

/// <summary>The work left to one call.</summary>
internal sealed class Work
{
    private readonly long _end;
    private readonly CancellationToken _cancellation;
    private int _left;

    internal Work(RangeOptions options)
    {
        _left = options.WorkLimit;
        _cancellation = options.Cancellation;
        _end = options.Deadline is { } d ? Stopwatch.GetTimestamp() + (long)(d.TotalSeconds * Stopwatch.Frequency) : long.MaxValue;
    }

    /// <summary>Why the work is over, or null while there is some left.</summary>
    internal string? Exhausted { get; private set; }

    /// <summary>Counts some evaluations; false when the limit or the deadline has been met.</summary>
    internal bool Spend(int amount = 1)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (Exhausted is not null)
            return false;
        _left -= amount;
        if (_left < 0)
            Exhausted = "the work limit was reached";
        else if (Stopwatch.GetTimestamp() > _end)
            Exhausted = "the deadline was reached";
        return Exhausted is null;
    }
}
