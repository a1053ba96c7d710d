using BoundCheck.Bounds.Smt;

namespace BoundCheck.Bounds.Claims;

/// <summary>How much work a decision may take.</summary>
public sealed record ProverOptions
{
    /// <summary>The standard options.</summary>
    public static ProverOptions Default { get; } = new();

    /// <summary>Wall time after which the answer is unknown; a backstop: the work limits below decide first in the usual case.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most parts of one interval search.</summary>
    public int Boxes { get; init; } = 20_000;

    /// <summary>Most claims that reductions (cases, monotony, ...) may make of one claim.</summary>
    public int Parts { get; init; } = 60;

    /// <summary>Limits of one Z3 query.</summary>
    public SmtLimits Smt { get; init; } = new(TimeSpan.FromSeconds(10), 4_000_000);

    /// <summary>The solver; one over an unavailable library leaves the other methods working.</summary>
    public Z3Runner Solver { get; init; } = Z3Runner.Default;

    /// <summary>Takes the queries that took part in proofs; null to keep none.</summary>
    public ObligationLog? Log { get; init; }

    /// <summary>Cancels the work; the answer is then unknown.</summary>
    public CancellationToken Cancellation { get; init; }
}
