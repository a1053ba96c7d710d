using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;

namespace BoundCheck.Bounds.Studies.Prediction;

/// <summary>Turns what was proved into predictions: reads the kinds of implications, whichever theorem gives them.</summary>
internal static class Predictor
{
    /// <summary>The predictions for a step size whose theorems were checked.</summary>
    /// <param name="step">h.</param>
    /// <param name="theorems">Every theorem of the catalogue, checked.</param>
    public static PredictionReport Predict(Certified step, ImmutableArray<TheoremResult> theorems)
    {
        ArgumentNullException.ThrowIfNull(step);
        var known = AtSameTolerances([.. theorems.SelectMany(t => t.Implications)]);
        var never = known.OfType<Failure>().FirstOrDefault(f => f.AtEveryStep);
        var largest = never is null ? Best(InOrder(known.OfType<CertifiedStep>()), (a, b) => Certified.Less(b.Supremum, a.Supremum) == true) : null;
        var (convergence, note, failure) = Convergence(known, largest, theorems.IsEmpty);
        bool certified = convergence == ConvergencePrediction.Certified;
        var cap = Best(known.OfType<SharpnessCap>().Where(c => certified || !c.GivenConvergence), (a, b) => Certified.Less(a.Most, b.Most) == true);
        var floor = Best(known.OfType<SharpnessFloor>().Where(f => certified || !f.GivenConvergence), (a, b) => Certified.Less(b.Least, a.Least) == true);
        return new PredictionReport
        {
            Implications = known,
            Convergence = convergence,
            ConvergenceNote = note,
            Failure = failure,
            Step = largest,
            StepReason = largest is not null ? null : never is not null ? Said(never) : "no theorem certifies convergence from this start for all small steps",
            Cap = cap,
            Floor = floor,
            Rate = RateOf(step, known, cap, floor),
            Law = known.OfType<Expectation>().FirstOrDefault(),
            Phenomena = PhenomenaPredictor.Predict(step, known, certified, cap, floor),
            IterationsTo = Iterations(known),
            StepsTo = Counts(known),
        };
    }

    /// <summary>Counts of one quantity at all the tolerances that any of them reports, so that the sharpest is known at each.</summary>
    private static ImmutableArray<Implication> AtSameTolerances(ImmutableArray<Implication> known)
    {
        var reported = known.OfType<CountBound>().ToLookup(c => (c.Quantity.Name, c.Meaning));
        return [.. known.Select(i => i is CountBound c ? c.Reporting(reported[(c.Quantity.Name, c.Meaning)].SelectMany(o => o.Tolerances)) : i)];
    }

    /// <summary>The narrowest enclosure of |1 - hφ_∞|: a theorem's own, or what floor and cap of the limit give.</summary>
    private static AsymptoticRate? RateOf(Certified step, ImmutableArray<Implication> known, SharpnessCap? cap, SharpnessFloor? floor)
    {
        var own = known.OfType<AsymptoticRate>();
        // With several curvatures the slowest decides, and that is not the sharpness.
        if (known.OfType<Captured>().Any())
            return own.MinBy(r => r.Factor.ToInterval().Width);
        if (cap is not null && floor is not null && floor.Least.LowerBound is { } lo && cap.Most.UpperBound is { } hi && lo <= hi)
            own = own.Append(new AsymptoticRate(floor.Source, Certified.Abs(1 - step * Certified.Between(lo, hi))));
        return own.MinBy(r => r.Factor.ToInterval().Width);
    }

    /// <summary>"T1: s_k -> c ...".</summary>
    private static string Said(Implication implication) => $"{implication.Source.Theorem}: {implication.Text}";

    /// <summary>A failure without exceptions, then convergence, then a failure that exact hits escape: no two of them can hold of one run.</summary>
    private static (ConvergencePrediction, string, Failure?) Convergence(ImmutableArray<Implication> known, CertifiedStep? largest, bool isMute)
    {
        var failures = known.OfType<Failure>().OrderBy(f => f.Exceptions.Kind).ToList();
        // Among equals the theorem speaks that certifies the largest step.
        var convergences = InOrder(known.OfType<Convergence>()).OrderBy(c => c.Exceptions.Kind)
            .ThenBy(c => c.Source.Theorem != largest?.Source.Theorem).ToList();
        if (failures.FirstOrDefault(f => f.Exceptions.Kind == ExceptionKind.None) is { } failure)
            return (ConvergencePrediction.Excluded, Said(failure), failure);
        if (convergences.FirstOrDefault(c => c.Exceptions.AreNegligible) is { } convergence)
            return (ConvergencePrediction.Certified, Said(convergence), null);
        if (failures.FirstOrDefault() is { } but)
            return (ConvergencePrediction.Excluded, Said(but), but);
        if (isMute)
            return (ConvergencePrediction.Open, "no theorem is stated about this method: what it does is measured only", null);
        return (ConvergencePrediction.Open, convergences.FirstOrDefault() is { } partial
            ? Said(partial)
            // In the order of the catalogue the later says more.
            : known.OfType<OtherStarts>().LastOrDefault() is { } others ? $"{Said(others)}; what this start does is not decided"
            : "no theorem with all hypotheses proved gives convergence", null);
    }

    /// <summary>An exact statement before a sufficient one; otherwise the catalogue's order.</summary>
    private static IEnumerable<T> InOrder<T>(IEnumerable<T> implications)
        where T : Implication => implications.OrderBy(i => i.Source.Guarantee != Guarantee.Tight);

    private static T? Best<T>(IEnumerable<T> implications, Func<T, T, bool> better)
        where T : class => implications.Aggregate((T?)null, (best, next) => best is null || better(next, best) ? next : best);

    private static ImmutableArray<IterationBound> Iterations(ImmutableArray<Implication> known) =>
        [.. known.OfType<CountBound>().SelectMany(c => c.Iterations.Select(i => (c.Source.Theorem, Bound: i)))
            .GroupBy(i => (i.Theorem, i.Bound.Quantity, i.Bound.Epsilon.Exact)).Select(g => g.Select(i => i.Bound).Aggregate(Sharper))
            .OrderBy(i => i.Quantity, StringComparer.Ordinal).ThenByDescending(i => i.Epsilon.ToInterval().Hi)
            .ThenBy(i => i.Bound?.ToInterval().Hi ?? double.PositiveInfinity)];

    private static IterationBound Sharper(IterationBound a, IterationBound b) =>
        a.Bound is null || b.Bound is not null && Certified.Less(b.Bound, a.Bound) == true ? b : a;

    private static ImmutableArray<StepsBound> Counts(ImmutableArray<Implication> known) =>
        [.. known.OfType<CountBound>().SelectMany(c => c.Values.Where(v => v.Bound is not null)
            .Select(v => new StepsBound(c.Quantity, v.Epsilon, v.Bound!, c.Source, c.Meaning)))
            .OrderBy(s => s.Quantity.Name, StringComparer.Ordinal).ThenByDescending(s => s.Epsilon).ThenBy(s => s.Bound.ToInterval().Hi)];
}
