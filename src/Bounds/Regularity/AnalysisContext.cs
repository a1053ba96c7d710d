using System.Diagnostics;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>One analysis: the function, the limits on time, and the evidence collected so far.</summary>
internal sealed class AnalysisContext(OuterExpressions function, CancellationToken cancellation)
{
    private readonly List<Evidence> _evidence = [];

    internal OuterExpressions F { get; } = function;

    internal CancellationToken Cancellation { get; } = cancellation;

    internal IReadOnlyList<Evidence> Evidence => _evidence;

    internal bool OutOfTime => Cancellation.IsCancellationRequested;

    internal static VariableRange Positive { get; } = new(OuterExpressions.U, 0, false, null, false);

    internal static VariableRange Negative { get; } = new(OuterExpressions.U, null, false, 0, false);

    internal static VariableRange Line { get; } = VariableRange.Line(OuterExpressions.U);

    /// <summary>Decides a claim and keeps it as evidence.</summary>
    internal Verdict Decide(Expr left, Relation relation, Expr right, VariableRange range)
    {
        var claim = new Claim(new Propositions.Comparison(left, relation, right), range);
        return Record(claim.ToString(), () => Undefinedness.Demote(claim, Prover.Decide(claim, new ProverOptions { Cancellation = Cancellation })));
    }

    /// <summary>Runs a decision unless the time is up, and keeps it as evidence.</summary>
    internal Verdict Record(string claim, Func<Verdict> decide)
    {
        long start = Stopwatch.GetTimestamp();
        Verdict verdict;
        try
        {
            verdict = OutOfTime ? Unknown.Time : decide();
        }
        catch (OperationCanceledException) when (OutOfTime)
        {
            verdict = Unknown.Time;
        }
        _evidence.Add(new Evidence(claim, verdict, Stopwatch.GetElapsedTime(start)));
        return verdict;
    }

    /// <summary>Keeps a verdict that was decided elsewhere.</summary>
    internal Verdict Keep(string claim, Verdict verdict, TimeSpan elapsed = default)
    {
        _evidence.Add(new Evidence(claim, verdict, elapsed));
        return verdict;
    }
}
