using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>How much is asked of, and allowed to, an analysis; exhaustion and cancellation as <see cref="Budget"/> says.</summary>
/// <param name="Tolerance">Wanted width of an enclosure, relative to its size where that is above 1, else absolute; in (0, 1).</param>
/// <param name="WorkLimit">Evaluations over boxes allowed.</param>
/// <param name="Cancellation">Stops the analysis with <see cref="OperationCanceledException"/>.</param>
public sealed record RangeOptions(double Tolerance = 1e-10, int WorkLimit = RangeOptions.StandardWork, CancellationToken Cancellation = default)
{
    /// <summary>The work limit unless another is asked for.</summary>
    public const int StandardWork = 20_000;

    /// <summary>The defaults.</summary>
    public static RangeOptions Default { get; } = new();

    internal Budget NewBudget() => new(WorkLimit, Cancellation);
}
