using System.Collections.Immutable;
using BoundCheck.Bounds.Certificates.Steps;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates.Search;

/// <summary>
/// Looks for a proof in the rules of certificates of a claim that is proved. It proposes steps and lets their rules make the goals, as the
/// checker does later; so
/// nothing here has to be trusted.
/// </summary>
internal sealed class Certifier
{
    private const int Parts = 60, Work = 300, MostDepth = 40, MostDerivatives = 4;

    private readonly Budget _budget;
    private readonly int _derivatives;
    // The goals that the present one is to prove: rewriting in a circle proves nothing.
    private readonly HashSet<string> _above = [];

    private Certifier(int work, int derivatives, CancellationToken cancellation) =>
        (_budget, _derivatives) = (new(work, cancellation), derivatives);

    /// <summary>Proofs for the goals of a claim, or null when none were found in the rules.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal static (ImmutableArray<ProofStep> Defined, ProofStep Holds)? Find(Claim claim, CancellationToken cancellation)
    {
        var (conditions, holds) = Certificate.Goals(claim);
        var defined = ImmutableArray.CreateBuilder<ProofStep>();
        foreach (var condition in conditions)
        {
            if (Find(condition, cancellation) is not { } step)
                return null;
            defined.Add(step);
        }
        return Find(holds, cancellation) is { } proof ? (defined.ToImmutable(), proof) : null;
    }

    // Boxes alone first, then slopes, then the solver.
    private static ProofStep? Find(Goal goal, CancellationToken cancellation) =>
        new Certifier(Parts, 0, cancellation).Prove(goal, 0, 0)
        ?? new Certifier(Work, MostDerivatives, cancellation).Prove(goal, 0, 0)
        ?? Solvers(goal).FirstOrDefault(step => Holds(step, goal) is not null);

    private static IEnumerable<BySolver> Solvers(Goal goal)
    {
        foreach (var (level, centred) in ((int, bool)[])[(-1, false), (0, false), (1, false), (1, true), (2, false), (2, true), (3, false)])
        {
            if (BySolver.For(goal, level, centred) is { } step)
                yield return step;
        }
    }

    private ProofStep? Prove(Goal goal, int depth, int derivatives)
    {
        if (depth > MostDepth || !_budget.Spend())
            return null;
        if (Leaf(goal) is { } leaf)
            return leaf;
        string key = $"{goal} {goal.IsDefined}";
        if (Samples.Contradict(goal) || !_above.Add(key))
            return null;
        var found = Candidates(goal, derivatives).TakeWhile(_ => !_budget.IsExhausted)
            .Select(step => Try(step, goal, depth, derivatives + (step is Monotone or Convex ? 1 : 0))).FirstOrDefault(step => step is not null);
        _above.Remove(key);
        return found;
    }

    private ProofStep? Try(ProofStep step, Goal goal, int depth, int derivatives)
    {
        var (goals, refusal) = step.Apply(goal);
        if (refusal is not null)
            return null;
        var parts = ImmutableArray.CreateBuilder<ProofStep>();
        // The last part of a monotone step is a value at a point: the cheapest to refuse.
        foreach (var part in goals.Reverse())
        {
            if (Prove(part, depth + 1, derivatives) is not { } proof)
                return null;
            parts.Add(proof);
        }
        parts.Reverse();
        return step with { Parts = parts.ToImmutable() };
    }

    // A proof without parts.
    private static ProofStep? Leaf(Goal goal)
    {
        if (Holds(new BySigns(), goal) is { } signs)
            return signs;
        bool point = goal.Claim.Box.All(r => r.Low is { } low && low == r.High);
        for (int i = 0; i < goal.Claim.Where.Length; i++)
        {
            if (Holds(new Excluded(goal.On, i, 64), goal) is { } excluded)
                return excluded;
        }
        int moving = goal.Claim.Box.Count(r => r.Low is not { } low || low != r.High);
        foreach (int order in point ? (int[])[0] : moving == 1 ? [0, 1, 2, 4, 8] : [0, 1])
        {
            if (ByEnclosure.Find(goal, order, 64) is { } enclosure && Holds(enclosure, goal) is { } enclosed)
                return enclosed;
        }
        if (point && ByEnclosure.Find(goal, 0, 256) is { } precise && Holds(precise, goal) is { } done)
            return done;
        return goal.Relation is Relation.Equal or Relation.GreaterOrEqual && Samples.MayVanish(goal) ? Holds(new ByIdentity(), goal) : null;
    }

    private static ProofStep? Holds(ProofStep step, Goal goal) => step.Apply(goal) is { Refusal: null, Goals.IsEmpty: true } ? step : null;

    private IEnumerable<ProofStep> Candidates(Goal goal, int derivatives)
    {
        yield return new Stripped();
        yield return new Cases();
        if (goal.Relation == Relation.NotEqual)
        {
            yield return new Sided(true);
            yield return new Sided(false);
        }
        var moving = goal.Claim.Box.Where(r => r.Low is not { } low || low != r.High).ToList();
        if (moving.Count == 0)
            yield break;
        var zeros = moving is [var only] ? Samples.Zeros(goal, only) : [];
        if (zeros.Count > 0 && !goal.Claim.Where.Any(w => w.Relation == Relation.Equal))
            yield return new Split(moving[0].Variable.ToString(), [.. zeros.Select(z => z.ToString())]);
        if (_derivatives > 0)
        {
            foreach (var step in Factors.Of(goal))
                yield return step;
        }
        if (derivatives < _derivatives)
        {
            foreach (var step in moving.SelectMany(r => Monotonies(goal, r)))
                yield return step;
            if (moving is [var alone])
            {
                foreach (var step in Tangents.Of(goal, alone))
                    yield return step;
            }
        }
        foreach (var step in Cuts.Of(goal, moving))
            yield return step;
    }

    private static IEnumerable<Monotone> Monotonies(Goal goal, VariableRange range)
    {
        string x = range.Variable.ToString();
        bool strict = goal.Relation == Relation.Greater;
        int trend = Samples.Trend(goal, range);
        foreach (bool low in (bool[])[true, false])
        {
            if (trend == (low ? -1 : 1))
                continue;
            string from = low ? "low" : "high";
            bool closed = low ? range.LowClosed : range.HighClosed;
            if ((low ? range.Low : range.High) is not null)
            {
                yield return new(x, from, StrictSlope: false);
                if (strict && !closed)
                    yield return new(x, from, StrictSlope: true);
            }
            else if (goal.Claim.Box.Length == 1 && Monotone.LimitOf(goal.Value, range.Variable, low) is { } limit)
            {
                yield return new(x, from, strict, limit.ToString());
            }
        }
    }
}
