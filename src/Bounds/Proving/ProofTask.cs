using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving.Reductions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>One claim under decision: what the strategies share, and why those that gave up did.</summary>
internal sealed class ProofTask
{
    private readonly List<string> _reasons = [];

    internal ProofTask(Claim original, Claim claim, ProverOptions options, ProofTask? parent = null)
    {
        Depth = parent is null ? 0 : parent.Depth + 1;
        Parts = parent?.Parts ?? new(options.Parts, options.Cancellation);
        SolverSteps = parent?.SolverSteps ?? new(options.SolverSteps, options.Cancellation);
        Original = original;
        Claim = claim;
        Options = options;
        Signs = new(claim);
        Points = new(original);
        IsAlgebraic = Expr.Postorder([.. claim.Where.Append(claim.Body).SelectMany(c => new[] { c.Left, c.Right })]).All(IsAlgebraicNode);
    }

    /// <summary>The claim as asked: witnesses are checked against it.</summary>
    internal Claim Original { get; }

    /// <summary>An equivalent claim in a form that is easier to prove.</summary>
    internal Claim Claim { get; }

    internal ProverOptions Options { get; }

    internal CancellationToken Cancellation => Options.Cancellation;

    /// <summary>0 for a claim as asked, more for a part of a reduction.</summary>
    internal int Depth { get; }

    /// <summary>Claims that reductions may still make of the claim as asked.</summary>
    internal Budget Parts { get; }

    /// <summary>Solver steps left to the claim as asked with all its parts.</summary>
    internal Budget SolverSteps { get; }

    internal BoxSigns Signs { get; }

    internal PointCheck Points { get; }

    /// <summary>True when Z3 can take the claim exactly.</summary>
    internal bool IsAlgebraic { get; }

    /// <summary>True when tanh occurs in the body.</summary>
    internal bool HasTanh => Expr.Postorder(Claim.Body.Left, Claim.Body.Right).Any(n => n is Application { Function: Tanh });

    /// <summary>The smallest part left undecided.</summary>
    internal string? Undecided { get; private set; }

    /// <summary>Rational ends of the values of an expression over the box; null when they are not bounded.</summary>
    internal (Rational Low, Rational High)? RangeOf(Expr expr)
    {
        var x = new ValueEvaluator<Interval>(Tape.Compile(expr, [.. Claim.Box.Select(r => r.Variable)])).Evaluate([.. Claim.Box.Select(BoxSigns.Hull)]).Value;
        return x.IsEmpty || !x.IsBounded ? null : (Rational.FromDouble(x.Lo), Rational.FromDouble(x.Hi));
    }

    /// <summary>Keeps a verdict that decides; notes the reason of one that does not.</summary>
    internal Verdict? Take(Verdict verdict)
    {
        if (verdict is not Unknown unknown)
            return verdict;
        if (!_reasons.Contains(unknown.Reason))
            _reasons.Add(unknown.Reason);
        Undecided = unknown.Undecided ?? Undecided;
        return null;
    }

    /// <summary>The final unknown.</summary>
    internal Unknown GiveUp() => new(_reasons.Count == 0 ? "no method applies" : string.Join("; ", _reasons.Distinct()), Undecided);

    private static bool IsAlgebraicNode(Expr node) =>
        node is not (NamedConstant or Application { Function: not (Abs or Min or Max or Sign or Huber) });
}
