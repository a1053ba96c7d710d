using BoundCheck.Bounds.Smt;

namespace BoundCheck.Bounds.Proving;

/// <summary>How much work a decision may take.</summary>
public sealed record ProverOptions
{
    /// <summary>The standard options.</summary>
    public static ProverOptions Default { get; } = new();

    /// <summary>Most parts of one interval search.</summary>
    public int Boxes { get; init; } = 20_000;

    /// <summary>Most claims that reductions (cases, monotony, ...) may make of one claim.</summary>
    public int Parts { get; init; } = 60;

    /// <summary>Most steps of Z3 for one claim with all its parts, in Z3's own count (rlimit); one query gets a share.</summary>
    public uint SolverSteps { get; init; } = 2_000_000;

    /// <summary>The solver; one over an unavailable library leaves the other methods working.</summary>
    public Z3Runner Solver { get; init; } = Z3Runner.Default;

    /// <summary>Takes the queries that took part in proofs; null to keep none.</summary>
    public ObligationLog? Log { get; init; }

    /// <summary>Cancels the work; the answer is then unknown with the reason "time".</summary>
    public CancellationToken Cancellation { get; init; }
}
