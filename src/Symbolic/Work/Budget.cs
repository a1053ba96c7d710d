namespace BoundCheck.Symbolic;

/// <summary>How much work one question may take, and whether its answer is still wanted. Not for several threads at once.</summary>
/// <remarks>
/// <para>The one convention of every analysis that takes a budget, a work limit or a cancellation token:</para>
/// <para>
/// Work is counted in a unit the analysis names (evaluations, terms, parts, solver steps), never timed, so that an answer depends on the
/// question and its limit alone, not on the machine or its load. Time belongs to the caller, who cancels.
/// </para>
/// <para>
/// Exhaustion: <see cref="Spend"/> is false from then on, and nothing is thrown. The analysis answers with what is proved so far: an enclosure that
/// holds but is wider than asked, or "undecided" with <see cref="Shortfall"/> as the reason. A larger limit may turn undecided into decided, never one
/// decided answer into the other.
/// </para>
/// <para>
/// Cancellation: the answer is no longer wanted. Symbolic and Numeric throw <see cref="OperationCanceledException"/> at the next <see cref="Spend"/>. Where
/// Bounds
/// answers with verdicts it keeps the finished parts, and the others are unknown with the reason "time".
/// </para>
/// </remarks>
public sealed class Budget
{
    private long _left;

    /// <summary>A budget of so many units.</summary>
    /// <param name="work">Units of work, at least 0.</param>
    /// <param name="cancellation">Cancelled when the answer is no longer wanted.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than 0.</exception>
    public Budget(long work, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(work);
        _left = work;
        Cancellation = cancellation;
    }

    /// <summary>The caller's token.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Units left, at least 0.</summary>
    public long Left => IsExhausted ? 0 : _left;

    /// <summary>True once more was asked than was left.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Why work stopped, or null while it has not.</summary>
    public string? Shortfall => IsExhausted ? "the work limit was reached" : null;

    /// <summary>Takes units off; false, now and for good, when fewer are left.</summary>
    /// <exception cref="OperationCanceledException">The answer is no longer wanted.</exception>
    public bool Spend(long amount = 1)
    {
        Cancellation.ThrowIfCancellationRequested();
        if (IsExhausted || amount > _left)
        {
            IsExhausted = true;
            return false;
        }
        _left -= amount;
        return true;
    }
}
