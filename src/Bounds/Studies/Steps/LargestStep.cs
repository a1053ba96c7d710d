using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Steps;

/// <summary>Looks for the largest step that the theorems certify from one start.</summary>
/// <remarks>
/// Guaranteed: what is returned was proved by a theorem. Heuristic: at which trial steps the theorems are asked. A theorem with a formula for its largest
/// step says the same at each; one that is proved on a set that depends on the step is asked at larger steps until it fails, then by bisection.
/// </remarks>
internal sealed class LargestStep(Problem problem, RegularityReport regularity, CancellationToken cancellation)
{
    private const int Trials = 5;
    private const int Doublings = 40;
    private const int Bisections = 30;
    private static readonly Rational s_quarter = new(1, 4);

    /// <summary>The best certified step, the best classical one, and the theorems at the trial step that spoke (or the last).</summary>
    internal (CertifiedStep? Step, StationaryStep? Stationary, ImmutableArray<TheoremResult> Theorems) Find(Rational trial)
    {
        var h = trial;
        ImmutableArray<TheoremResult> results = [];
        for (int i = 0; i < Trials; i++, h *= s_quarter)
        {
            results = Study.Check(problem with { Step = h }, regularity, cancellation).Theorems;
            if (results.SelectMany(r => r.Implications).Any(m => m is CertifiedStep or StationaryStep or Failure { AtEveryStep: true }))
                break;
        }
        // A classical step is 2/L on a set that was found at some step: a larger one would find no better set.
        return (Best(results, h), results.SelectMany(r => r.Implications).OfType<StationaryStep>().FirstOrDefault(), results);
    }

    private CertifiedStep? Best(ImmutableArray<TheoremResult> results, Rational trial)
    {
        CertifiedStep? best = null;
        // Among equals an exact statement speaks first.
        foreach (var result in results.OrderBy(r => !r.Implications.OfType<CertifiedStep>().Any(s => s.Source.Guarantee == Guarantee.Tight)))
        {
            if (result.Implications.OfType<CertifiedStep>().FirstOrDefault() is { } first && Grown(result.Theorem, first, trial) is var largest
                && (best is null || Certified.Less(best.Supremum, largest.Supremum) == true))
                best = largest;
        }
        return best;
    }

    /// <summary>The largest supremum that one theorem gives, asked at growing steps.</summary>
    private CertifiedStep Grown(Theorem theorem, CertifiedStep best, Rational trial)
    {
        for (int i = 0; i < Doublings && Next(best.Supremum, trial) is { } h; i++, trial = h)
        {
            if (Ask(theorem, h) is not { } next)
                return Bisected(theorem, best, h);
            // The same answer from a larger step: a formula.
            if (Certified.Less(best.Supremum, next.Supremum) != true)
                break;
            best = next;
        }
        return best;
    }

    private CertifiedStep Bisected(Theorem theorem, CertifiedStep best, Rational fails)
    {
        for (int i = 0; i < Bisections && best.Supremum.LowerBound is { } low; i++)
        {
            var middle = Rational.FromDouble(((low + fails) / 2).ToDoubleNearest());
            if (!(middle > low && middle < fails))
                break;
            if (Ask(theorem, middle) is { } next && Certified.Less(best.Supremum, next.Supremum) == true)
                best = next;
            else
                fails = middle;
        }
        return best;
    }

    /// <summary>A step of twice the supremum, or of twice the trial, where that is more.</summary>
    private static Rational? Next(Certified supremum, Rational trial)
    {
        double h = 2 * Math.Max(supremum.ToInterval().Hi, trial.ToDoubleNearest());
        return h is > 0 and < 1e300 ? Rational.FromDouble(h) : null;
    }

    private CertifiedStep? Ask(Theorem theorem, Rational h)
    {
        cancellation.ThrowIfCancellationRequested();
        return theorem.Check(Study.SettingOf(problem with { Step = h }, regularity), cancellation).Implications.OfType<CertifiedStep>().FirstOrDefault();
    }
}
