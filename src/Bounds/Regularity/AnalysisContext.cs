using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>One analysis: the function, the limits on time, and the evidence collected so far.</summary>
internal sealed class AnalysisContext(OuterExpressions function, CancellationToken cancellation)
{
    private readonly List<Evidence> _evidence = [];
    private readonly Lock _gate = new();

    internal OuterExpressions F { get; } = function;

    internal CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The evidence so far.</summary>
    internal ImmutableArray<Evidence> Evidence
    {
        get
        {
            lock (_gate)
                return [.. _evidence];
        }
    }

    internal static VariableRange Positive { get; } = new(OuterExpressions.U, 0, false, null, false);

    internal static VariableRange Negative { get; } = new(OuterExpressions.U, null, false, 0, false);

    internal static VariableRange Line { get; } = VariableRange.Line(OuterExpressions.U);

    /// <summary>Decides a claim and keeps it as evidence.</summary>
    internal Verdict Decide(Expr left, Relation relation, Expr right, VariableRange range)
    {
        var claim = new Claim(new Propositions.Comparison(left, relation, right), range);
        return Record(claim.ToString(), () => Undefinedness.Demote(claim, Prover.Decide(claim, new ProverOptions { Cancellation = Cancellation })));
    }

    /// <summary>The answer to a question, or the other one when the time is up before it.</summary>
    internal T Ask<T>(Func<T> question, T otherwise)
    {
        try
        {
            return Patience.Ask(question, Cancellation);
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            return otherwise;
        }
    }

    /// <summary>Runs a decision unless the time is up, and keeps it as evidence.</summary>
    internal Verdict Record(string claim, Func<Verdict> decide)
    {
        var (verdict, elapsed) = Timing.Of(() => Ask(decide, Unknown.Time));
        return Keep(claim, verdict, elapsed);
    }

    /// <summary>Keeps a verdict that was decided elsewhere.</summary>
    internal Verdict Keep(string claim, Verdict verdict, TimeSpan elapsed = default)
    {
        // A question that was left behind may still add to what nobody reads any more.
        lock (_gate)
            _evidence.Add(new Evidence(claim, verdict, elapsed));
        return verdict;
    }
}
