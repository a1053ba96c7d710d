using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Smt;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Polynomials;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>Proves a claim by claims that imply it, depth first, within a number of parts that all levels share.</summary>
internal static class ReductionStrategy
{
    /// <summary>Reductions of parts of reductions, so deep at most.</summary>
    internal const int MostDepth = 4;

    private const int Screen = 100, MostCases = 16;

    /// <summary>Equations and inequations among the side conditions: the parts ask about the same points.</summary>
    internal static Verdict Conditions(ProofTask task)
    {
        if (task.Claim.Where.IsEmpty || task.Depth >= MostDepth)
            return new Unknown("no equation among the conditions");
        var reduction = EqualityElimination.Apply(task.Claim) ?? CaseSplit.Unequal(task.Claim);
        return reduction is null ? new Unknown("no equation among the conditions") : Try(task, reduction, task.Depth == 0);
    }

    /// <summary>Homogeneous polynomials under the equation of a sphere and the like: a variable less for the solver.</summary>
    internal static Verdict Homogeneous(ProofTask task)
    {
        if (task.Claim.Where.IsEmpty || task.Depth >= MostDepth || !Definition.IsEvident(task.Claim, task.Signs)
            || HomogeneousForm.Apply(task.Claim) is not { } reduction)
            return new Unknown("no reduction applies");
        return Try(task, reduction, whole: false);
    }

    /// <summary>Powers of both sides and rational constants alone: polynomials with fewer variables than the solver needs for roots.</summary>
    internal static Verdict FewerRoots(ProofTask task)
    {
        Verdict last = new Unknown("no reduction applies");
        if (task.Depth >= MostDepth || !Definition.IsEvident(task.Claim, task.Signs))
            return last;
        foreach (var reduction in new[] { RationalConstants.Apply(task.Claim), PowersOfSides.Apply(task.Claim, task.Signs) })
        {
            if (reduction is not null && (last = Try(task, reduction, whole: false)) is not Unknown)
                return last;
        }
        return last;
    }

    /// <summary>Exponentials of both sides alone, or logarithms of two products: cheap, and nothing the solver says about powers of powers is as
    /// strong.</summary>
    internal static Verdict Logarithms(ProofTask task)
    {
        if (task.Claim.Box.Length < 2 || task.Depth >= MostDepth || !Definition.IsEvident(task.Claim, task.Signs))
            return new Unknown("no reduction applies");
        if (LogarithmElimination.Apply(task.Claim) is { } exponentials)
            return Try(task, exponentials, whole: false);
        // The sums of logarithms ask the same in an easier form.
        return LogarithmsOfSides.Products(task.Claim, task.Signs) is { Parts: [var sums] } logarithms
            && SolverStrategy.Bounded(Prover.PartTask(task, sums.Claim, task.Options), [LemmaPlan.Standard(-1), LemmaPlan.Standard(0)]) is Proved proved
            ? Certified(logarithms, [proved])!
            : new Unknown("no reduction applies");
    }

    /// <summary>Substituted bounds that leave an identity or evident signs, as tangents do in Jensen's inequality, also of logarithms of both sides; in
    /// milliseconds, so before the solver.</summary>
    internal static Verdict Evident(ProofTask task)
    {
        Verdict none = new Unknown("no bounds leave an identity");
        if (task.Claim.Box.Length < 2 || task.Depth >= MostDepth || !Definition.IsEvident(task.Claim, task.Signs))
            return none;
        foreach (var reduction in BoundSubstitution.Of(task.Claim))
        {
            task.Cancellation.ThrowIfCancellationRequested();
            if (Certified(reduction, [.. reduction.Parts.Select(p => IdentityStrategy.AtOnce(Prover.PartTask(task, p.Claim, task.Options)))]) is { } proved)
                return proved;
        }
        if (Ordered(task) is Proved ordered)
            return ordered;
        // What the logarithms need is asked only where they leave an identity.
        if (LogarithmsOfSides.Apply(task.Claim, task.Signs) is not { } logarithms
            || Evident(Prover.PartTask(task, logarithms.Parts[^1].Claim, task.Options)) is not Proved sums)
            return none;
        return Certified(logarithms, [.. logarithms.Parts[..^1].Select(p => Prover.DecidePart(task, p.Claim, task.Options, whole: false)), sums]) ?? none;
    }

    /// <summary>The values of monotone functions in every order of the variables; the orders are gone through first, in milliseconds.</summary>
    internal static Verdict Ordered(ProofTask task)
    {
        Verdict last = new Unknown("no reduction applies");
        if (task.Claim.Box.Length < 2 || task.Depth >= MostDepth || !Definition.IsEvident(task.Claim, task.Signs))
            return last;
        foreach (var reduction in OrderedValues.Of(task.Claim, task.Signs))
        {
            task.Cancellation.ThrowIfCancellationRequested();
            if ((last = Try(task, reduction, whole: false)) is not Unknown)
                return last;
        }
        return last;
    }

    private static Proved? Certified(Reduction reduction, List<Verdict> verdicts) =>
        Verdict.All(verdicts) is Proved p ? p with { Certificate = $"{reduction.Name} {{{p.Certificate}}}" } : null;

    /// <summary>Cases, exponentials, a new variable, and monotony.</summary>
    internal static Verdict Run(ProofTask task)
    {
        if (task.Depth >= MostDepth)
            return new Unknown("no reduction applies");
        Verdict last = new Unknown("no reduction applies");
        foreach (var reduction in Candidates(task))
        {
            task.Cancellation.ThrowIfCancellationRequested();
            last = Try(task, reduction, whole: false);
            if (last is not Unknown)
                return last;
        }
        return last;
    }

    private static IEnumerable<Reduction> Candidates(ProofTask task)
    {
        var claim = task.Claim;
        if (task.Original.Box.Length == 1 && ExponentialVariable.Apply(claim) is { } exponential)
            yield return exponential;
        if (!Definition.IsEvident(claim, task.Signs))
        {
            if (claim.Box.Length > 1 && DomainFirst.Apply(claim) is { } domain)
                yield return domain;
            yield break;
        }
        if (CaseSplit.All(claim, MostCases) is { } cases)
        {
            yield return cases;
            yield break;
        }
        // Only cases keep what != asks.
        if (claim.Body.Relation == Relation.NotEqual)
            yield break;
        if (claim.Box.Length == 1)
        {
            if (LogarithmElimination.Apply(claim) is { } logarithms)
                yield return logarithms;
            yield break;
        }
        if (PowersOfSides.Apply(claim, task.Signs) is { } powers)
            yield return powers;
        foreach (var bounded in BoundSubstitution.Of(claim))
            yield return bounded;
        if (LogarithmsOfSides.Apply(claim, task.Signs) is { } sums)
            yield return sums;
        foreach (var monotone in MonotoneReduction.Of(claim))
            yield return monotone;
        if (ClearedDenominators.Apply(claim, task.Signs) is { } cleared)
            yield return cleared;
    }

    private static Verdict Try(ProofTask task, Reduction reduction, bool whole)
    {
        // A false part is mostly seen at a few points, before effort goes into the others.
        foreach (var part in reduction.Parts.Where(p => reduction.Parts.Length > 1 && !p.Claim.IsVacuous && !p.Claim.Box.IsEmpty))
        {
            if (SampleSearch.Run(Prover.PartTask(task, part.Claim, task.Options), Screen) is Refuted refuted)
                return Lift(task, part, refuted) ?? (Verdict)new Unknown($"{reduction.Name}: a part is false");
        }
        var verdicts = new List<Verdict>();
        var log = task.Options.Log is null ? null : new ObligationLog();
        foreach (var part in reduction.Parts)
        {
            if (part.Claim.IsVacuous)
                continue;
            if (!task.Parts.Spend())
                return new Unknown("the number of parts of reductions was reached");
            var verdict = Prover.DecidePart(task, part.Claim, task.Options with { Log = log }, whole);
            if (verdict is Refuted fails)
                return Lift(task, part, fails) ?? (Verdict)new Unknown($"{reduction.Name}: a part is false");
            if (verdict is Unknown unknown)
                return new Unknown($"{reduction.Name}: {unknown.Reason}", unknown.Undecided);
            verdicts.Add(verdict);
        }
        if (log is not null)
            task.Options.Log!.Add(log);
        return (Verdict?)Certified(reduction, verdicts) ?? new Unknown("a part is undecided");
    }

    // A point of a part with the defined variables put back, looked at again in the claim as it was asked.
    private static Refuted? Lift(ProofTask task, Part part, Refuted refuted)
    {
        var values = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        if (refuted.Witness.Point is null)
        {
            foreach (var range in part.Claim.Box)
            {
                if (refuted.Witness.Values.FirstOrDefault(v => v.Name == range.Variable.ToString()) is not { IsExact: true } value)
                    return null;
                values[range.Variable] = value.Low;
            }
        }
        var point = (refuted.Witness.Point ?? new ExactPoint(values, ImmutableDictionary<Expr, AlgebraicNumber>.Empty)).With(part.Definitions);
        // The variables that no longer occur take any value of their ranges.
        point = point?.With(task.Original.Box.Where(r => !point.Has(r.Variable)).Select(r => (r.Variable, (Expr)SampleSearch.Values(r, 1)[0])));
        if (point is null)
            return null;
        var rational = new Rational[task.Original.Box.Length];
        for (int i = 0; i < rational.Length; i++)
        {
            if (!point.IsRational(task.Original.Box[i].Variable, out rational[i]))
                return ExactWitness.Refute(task.Original, point);
        }
        return task.Points.Refute(rational);
    }
}
