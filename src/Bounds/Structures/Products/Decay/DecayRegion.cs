using System.Collections.Concurrent;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Decay;

/// <summary>The starts of W1b by cells; what depends on the step alone is found once for each.</summary>
internal sealed class DecayRegion
{
    private readonly PlaneFacts _facts;
    private readonly WeightDecay _method;
    private readonly ConcurrentDictionary<(double, double), Setting?> _steps = new();

    private DecayRegion(PlaneFacts facts, WeightDecay method, Objective objective)
    {
        (_facts, _method) = (facts, method);
        Objective = objective;
    }

    private Objective Objective { get; }

    internal static DecayRegion? Of(Objective objective, RegularityReport regularity, DescentMethod method) =>
        method is WeightDecay decay && PlaneFacts.Of(objective, regularity) is { CentreIsZero: false } facts ? new DecayRegion(facts, decay, objective) : null;

    internal CellVerdict Decide(ReadOnlySpan<Interval> state, Interval step)
    {
        if (At(step) is not { Supplement: Interval beta } plain || plain.Step.ToInterval() is var scaled && !_facts.GammaBelowOne(scaled, beta))
            return CellVerdict.None;
        var (near, far) = _facts.Oriented(state);
        return near.Lo > 0 && _facts.W(near, far, plain.Step.ToInterval() * beta).Hi < 4 && _facts.Regularity.FlatSlopes.AvoidOne(plain.Step.ToInterval())
            ? CellVerdict.Converges : CellVerdict.None;
    }

    internal StartSet Starts(Certified step, CancellationToken cancellation) =>
        At(step.ToInterval(), cancellation) is { Supplement: Interval beta } plain && _facts.GammaBelowOne(plain.Step.ToInterval(), beta)
            && _facts.Regularity.FlatSlopes.AvoidOne(plain.Step.ToInterval())
            ? new TriangleStarts(plain, Rational.FromDouble(beta.Hi)) : new NoStart("no triangle with one limit is proved at this step");

    // The setting with the step ĥ and β for a supplement; null where the hypotheses on F are not proved at this step.
    private Setting? At(Interval step, CancellationToken cancellation = default) => _steps.GetOrAdd((step.Lo, step.Hi), _ =>
    {
        var h = Certified.Between(Rational.FromDouble(step.Lo), Rational.FromDouble(step.Hi));
        var setting = new Setting(Objective, _facts.Regularity, h, null) { Method = _method };
        var decay = DecaySetting.Of(setting);
        if (!decay.StepVerdict.IsProved || decay.SlopeAtZero is not { } slope || Certified.Less(slope, 0) != true || decay.Plain is not { } plain
            || DecayHypotheses.SectorOf(decay, cancellation).Beta is not { } sector || decay.Limit(cancellation) is not { } centre
            || DecayHypotheses.Reach(decay, sector) is not { } reach
            || decay.SectorAround(centre, reach, cancellation) is not { Verdict.IsProved: true, Beta: { } around })
            return null;
        double beta = Certified.Max(sector, around).ToInterval().Hi;
        return double.IsFinite(beta)
            ? new Setting(Objective, _facts.Regularity, plain.Step, null) { Method = _method, Supplement = Interval.Point(beta) }
            : null;
    });
}
