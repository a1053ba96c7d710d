namespace BoundCheck.Numeric.Ranges;

/// <summary>How much is asked of, and allowed to, an analysis.</summary>
/// <param name="Tolerance">Wanted width of an enclosure, relative to its size where that is above 1, else absolute; in (0, 1).</param>
/// <param name="WorkLimit">Evaluations over boxes allowed. The same limit gives the same answer on every machine.</param>
/// <param name="Deadline">Wall-clock limit from the start of the call, or null. An analysis that meets it is unknown, never wrong.</param>
/// <param name="Cancellation">Stops the analysis with <see cref="OperationCanceledException"/>.</param>
public sealed record RangeOptions(
    double Tolerance = 1e-10, int WorkLimit = 20_000, TimeSpan? Deadline = null, CancellationToken Cancellation = default)
{
    /// <summary>The defaults.</summary>
    public static RangeOptions Default { get; } = new();
}
