using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving.Reductions;
using BoundCheck.Bounds.Smt;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>
/// Decides claims over the reals. A claim is proved when at every point of its box where the side conditions hold both sides are defined and
/// the comparison holds; it is refuted by a point, re-checked by exact or interval arithmetic, where it does not. Everything else is unknown.
/// </summary>
/// <remarks>
/// The order of methods is fixed and their limits count work, so that a verdict does not depend on the machine:
/// exact values of closed claims; a search for a refuting point; Z3 for algebraic claims; interval search; one-variable analysis; Z3 over
/// proven bounds of transcendental terms; the interval search in arbitrary precision.
/// </remarks>
public static class Prover
{
    /// <summary>The verdict of a claim.</summary>
    /// <exception cref="ArgumentException">A variable of the claim has no range, or has two.</exception>
    public static Verdict Decide(Claim claim, ProverOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(claim);
        claim.Validate();
        ClaimCapture.Note(claim);
        options ??= ProverOptions.Default;
        if (claim.IsVacuous)
            return new Proved(Method.Symbolic, "the box is empty");
        if (Obstacle(claim) is { } obstacle)
            return new Unknown($"not evaluable: {obstacle}");
        try
        {
            return Patience.Ask(() => Decide(new ProofTask(claim, ClaimReduction.Reduce(claim), options)), options.Cancellation);
        }
        catch (OperationCanceledException) when (options.Cancellation.IsCancellationRequested)
        {
            return Unknown.Time;
        }
    }

    /// <summary>
    /// Tries to prove by Z3 alone a claim that holds, leaving its queries in the options' log; for export where another method decided.
    /// </summary>
    /// <returns>True when the queries prove the claim.</returns>
    public static bool ProveBySolver(Claim claim, ProverOptions options)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(options);
        claim.Validate();
        if (claim.IsVacuous || claim.Body.Relation == Relation.NotEqual || Obstacle(claim) is not null)
            return false;
        try
        {
            return Patience.Ask(BySolver, options.Cancellation);
        }
        catch (OperationCanceledException) when (options.Cancellation.IsCancellationRequested)
        {
            return false;
        }

        bool BySolver()
        {
            var task = new ProofTask(claim, ClaimReduction.Reduce(claim), options);
            return (task.IsAlgebraic
                ? SolverStrategy.Algebraic(task)
                : SolverStrategy.Bounded(task, [LemmaPlan.Standard(0), LemmaPlan.Standard(1),
                    LemmaPlan.Centred(1, task.RangeOf), LemmaPlan.Standard(2)])) is Proved;
        }
    }

    /// <summary>The verdict with the claim's text and the time taken.</summary>
    public static Evidence Examine(Claim claim, ProverOptions? options = null)
    {
        var (verdict, elapsed) = Timing.Of(() => Decide(claim, options));
        return new(claim.ToString(), verdict, elapsed);
    }

    // What the reductions make of a claim has enclosures when the claim itself has.
    private static string? Obstacle(Claim claim)
    {
        Tape.TryCompile([.. claim.Where.Append(claim.Body).SelectMany(c => new[] { c.Left, c.Right, c.Difference })],
            [.. claim.Box.Select(r => r.Variable)], out string? obstacle);
        return obstacle;
    }

    private static Verdict Decide(ProofTask task)
    {
        if (task.Original.Box.IsEmpty)
            return ClosedClaims.Decide(task);
        foreach (var strategy in Strategies(task))
        {
            task.Cancellation.ThrowIfCancellationRequested();
            if (task.Take(strategy()) is { } decided)
                return decided;
        }
        return task.GiveUp();
    }

    /// <summary>The verdict of a claim that a reduction made: with less effort than the claim itself, unless it asks about the same points.</summary>
    internal static Verdict DecidePart(ProofTask parent, Claim claim, ProverOptions options, bool whole)
    {
        if (!whole)
            options = options with { Boxes = Math.Min(options.Boxes, 4000), SolverSteps = options.SolverSteps / 4 };
        var task = PartTask(parent, claim, options);
        if (claim.Box.IsEmpty)
            return ClosedClaims.Decide(task);
        foreach (var strategy in whole ? Strategies(task) : Quick(task))
        {
            task.Cancellation.ThrowIfCancellationRequested();
            if (task.Take(strategy()) is { } decided)
                return decided;
        }
        return task.GiveUp();
    }

    internal static ProofTask PartTask(ProofTask parent, Claim claim, ProverOptions options) =>
        new(claim, ClaimReduction.Reduce(claim), options, parent);

    private static IEnumerable<Func<Verdict>> Quick(ProofTask task)
    {
        bool searched = task.Original.Body.Relation != Relation.Equal;
        yield return () => SampleSearch.Run(task, 400);
        yield return () => IdentityStrategy.Run(task);
        if (searched)
            yield return () => new BoxSearch<Interval>(task.Claim, task.Signs, task.Points).Run(task.Options.Boxes / 20, depth: 20, task.Cancellation);
        if (searched)
            yield return () => UnivariateStrategy.Run(task);
        if (task.IsAlgebraic)
        {
            yield return () => SolverStrategy.Algebraic(task, share: 64);
            yield return () => ReductionStrategy.Homogeneous(task);
            yield return () => ReductionStrategy.FewerRoots(task);
            yield return () => SolverStrategy.Algebraic(task, share: 8);
        }
        yield return () => ReductionStrategy.Logarithms(task);
        yield return () => ReductionStrategy.Evident(task);
        if (!task.IsAlgebraic)
            yield return () => SolverStrategy.Bounded(task, [LemmaPlan.Standard(-1), LemmaPlan.Standard(0), LemmaPlan.Standard(1)]);
        yield return () => ReductionStrategy.Conditions(task);
        yield return () => ReductionStrategy.Run(task);
    }

    private static IEnumerable<Func<Verdict>> Strategies(ProofTask task)
    {
        var relation = task.Original.Body.Relation;
        bool inequality = relation is not (Relation.Equal or Relation.NotEqual);
        int boxes = task.Options.Boxes;
        // Parts and one-variable methods help most in one variable; more variables are left to the solver first.
        bool alone = task.Original.Box.Length == 1;
        yield return () => EvidentSign.Run(task);
        yield return () => SampleSearch.Run(task);
        yield return () => IdentityStrategy.Run(task);
        if (relation == Relation.NotEqual)
            yield return () => ZeroCrossing.Run(task);
        if (alone)
            yield return () => ReductionStrategy.Conditions(task);
        if (task.IsAlgebraic && !alone)
        {
            // An equation solved or a root less is worth more than a long run of the solver.
            yield return () => SolverStrategy.Algebraic(task, share: 64);
            yield return () => ReductionStrategy.Homogeneous(task);
            if (task.Claim.Where.Any(c => c.Relation == Relation.Equal))
                yield return () => ReductionStrategy.Conditions(task);
            yield return () => ReductionStrategy.FewerRoots(task);
            yield return () => ReductionStrategy.Ordered(task);
            yield return () => SolverStrategy.Algebraic(task, share: 4);
        }
        if (relation != Relation.Equal)
        {
            yield return () => new BoxSearch<Interval>(task.Claim, task.Signs, task.Points).Run(boxes / 20, depth: 20, task.Cancellation);
            yield return () => UnivariateStrategy.Run(task);
        }
        if (relation != Relation.NotEqual)
            yield return () => ZeroCrossing.Run(task);
        if (task.IsAlgebraic && alone)
            yield return () => SolverStrategy.Algebraic(task, share: 16);
        if (!alone)
            yield return () => ReductionStrategy.Conditions(task);
        yield return () => ReductionStrategy.Logarithms(task);
        yield return () => ReductionStrategy.Evident(task);
        if (!task.IsAlgebraic)
            yield return () => SolverStrategy.Bounded(task, [LemmaPlan.Standard(-1), LemmaPlan.Standard(0)]);
        // On a bounded box without conditions and cases the solver's higher levels are the better bet.
        if (!alone && !task.IsAlgebraic && task.Claim.Where.IsEmpty && task.Claim.Box.All(r => r.IsBounded) && !CaseSplit.Chooses(task.Claim.Body.Difference))
            yield return () => SolverStrategy.Bounded(task, [LemmaPlan.Standard(1), LemmaPlan.Centred(1, task.RangeOf), LemmaPlan.Standard(2)]);
        yield return () => ReductionStrategy.Run(task);
        if (!task.IsAlgebraic)
            yield return () => SolverStrategy.Bounded(task, [LemmaPlan.Standard(1), LemmaPlan.Centred(1, task.RangeOf)]);
        if (inequality && alone)
            yield return () => HybridSearch.Run(task, rounds: 6);
        if (!task.IsAlgebraic)
            yield return () => SolverStrategy.Bounded(task, task.HasTanh
                ? [LemmaPlan.Standard(1) with { TanhByExp = true }, LemmaPlan.Standard(2)]
                : [LemmaPlan.Standard(2)]);
        if (inequality)
        {
            if (!alone)
                yield return () => HybridSearch.Run(task, rounds: 6);
            yield return () => new BoxSearch<Interval>(task.Claim, task.Signs, task.Points).Run(boxes, depth: 45, task.Cancellation);
            yield return () => HybridSearch.Run(task, rounds: 14);
        }
        yield return () => task.IsAlgebraic
            ? SolverStrategy.Algebraic(task)
            : SolverStrategy.Bounded(task, [LemmaPlan.Centred(2, task.RangeOf), LemmaPlan.Standard(3)]);
        if (inequality)
            yield return () => new BoxSearch<BigInterval>(task.Claim, task.Signs, task.Points, precision: 160).Run(boxes / 20, depth: 100, task.Cancellation);
    }
}
