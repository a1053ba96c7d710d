using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>How much is asked of, and allowed to, an analysis; exhaustion and cancellation as <see cref="Budget"/> says.</summary>
/// <param name="Tolerance">Wanted width of an enclosure, relative to its size where that is above 1, else absolute; in (0, 1).</param>
/// <param name="WorkLimit">Evaluations over boxes allowed.</param>
/// <param name="Cancellation">Stops the analysis with <see cref="OperationCanceledException"/>.</param>
public sealed record RangeOptions(double Tolerance = 1e-10, int WorkLimit = 20_000, CancellationToken Cancellation = default)
{
    /// <summary>The defaults.</summary>
    public static RangeOptions Default { get; } = new();

    internal Budget NewBudget() => new(WorkLimit, Cancellation);
}
