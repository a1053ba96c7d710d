using System.Collections.Concurrent;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Varying;

/// <summary>What is certified of cells of starts and steps when steps vary; the bounds of the steps are found once for each step size.</summary>
internal sealed class VaryingRegions
{
    private readonly PlaneFacts _facts;
    private readonly VaryingDescent _method;
    private readonly VaryingBounds _bounds;
    private readonly Interval _beta;
    private readonly ConcurrentDictionary<(double, double), (Interval Largest, Interval All)?> _steps = new();

    private VaryingRegions(PlaneFacts facts, VaryingDescent method, VaryingBounds bounds, Interval beta) =>
        (_facts, _method, _bounds, _beta) = (facts, method, bounds, beta);

    /// <summary>Null unless the hypotheses that need no start and no step are proved.</summary>
    internal static VaryingRegions? Of(Objective objective, RegularityReport regularity, DescentMethod method)
    {
        if (method is not VaryingDescent varying || PlaneFacts.Of(objective, regularity) is not { } facts)
            return null;
        // The constants of F do not depend on h.
        var bounds = VaryingBounds.Of(new Setting(objective, regularity, 1, null) { Method = method }, CancellationToken.None);
        return bounds.Smooth.IsProved && bounds.Global is { Verdict.IsProved: true, Beta: { } beta } && beta.ToInterval().Hi is var hi && double.IsFinite(hi)
            ? new VaryingRegions(facts, varying, bounds, Interval.Point(hi)) : null;
    }

    /// <summary>U1.</summary>
    internal CellVerdict InTriangle(ReadOnlySpan<Interval> state, Interval step)
    {
        if (StepsOf(step) is not var (largest, all) || !_facts.GammaBelowOne(largest, _beta))
            return CellVerdict.None;
        var (near, far) = _facts.Oriented(state);
        return _facts.W(near, far, largest * _beta).Hi < 4 && LeavesOutNullSet(near, largest, all) ? CellVerdict.Converges : CellVerdict.None;
    }

    /// <summary>U1c.</summary>
    internal CellVerdict Everywhere(ReadOnlySpan<Interval> state, Interval step)
    {
        if (StepsOf(step) is not var (largest, all) || !_facts.GammaBelowOne(largest, _beta) || OmegaOf(largest) is not { } omega || !(omega * omega < 2))
            return CellVerdict.None;
        return LeavesOutNullSet(_facts.Oriented(state).Near, largest, all) ? CellVerdict.Converges : CellVerdict.None;
    }

    /// <summary>U1's starts at a step.</summary>
    internal StartSet Triangle(Certified step) => StepsOf(step.ToInterval()) is not var (largest, all) || !_facts.GammaBelowOne(largest, _beta)
        || !LeavesOutNullSet(Interval.Point(1), largest, all) ? new NoStart("γ is not below 1, or the steps have no positive bounds")
        : new TriangleStarts(new Setting(_bounds.Objective, _bounds.Regularity, Rational.FromDouble(largest.Hi), null), Rational.FromDouble(_beta.Hi));

    /// <summary>U1c's starts at a step.</summary>
    internal StartSet EveryStart(Certified step) => Everywhere([Interval.Point(1), Interval.Point(1)], step.ToInterval()) == CellVerdict.Converges
        ? new EveryStart("almost every start: every |w_k| < sqrt(2)") : new NoStart("the steps are not proved small enough for every start");

    private bool LeavesOutNullSet(Interval near, Interval largest, Interval all) =>
        _facts.CentreIsZero || near.Lo > 0 && (OmegaOf(largest) is < 1 || _bounds.AvoidOne(all));

    private double? OmegaOf(Interval largest)
    {
        double? best = _bounds.Slopes is { } g ? (largest * g.ToInterval()).Hi : null;
        if (_method.NormBound is { } tau && _facts.GammaBelowOne(largest, _beta))
        {
            Certified h = Rational.FromDouble(largest.Hi), beta = Rational.FromDouble(_beta.Hi),
                gamma = Rational.FromDouble((largest * _beta * _facts.Centre).Hi);
            if (NormClipping.Omega(NormClipping.Kappa(h, beta, tau), gamma)?.ToInterval().Hi is { } omega)
                best = Math.Min(best ?? omega, omega);
        }
        return best;
    }

    private (Interval Largest, Interval All)? StepsOf(Interval step) => _steps.GetOrAdd((step.Lo, step.Hi), _ =>
    {
        if (_method.Schedule is not { } schedule)
            return step.Lo > 0 ? (step, step) : null;
        Certified h0 = step.Lo == step.Hi ? Rational.FromDouble(step.Lo) : Certified.Between(Rational.FromDouble(step.Lo), Rational.FromDouble(step.Hi));
        return StepBounds.Of(schedule, h0) is { ArePositive: true, Largest: { } most, Least: { } least }
            ? (most.ToInterval(), Interval.Hull(most.ToInterval(), least.ToInterval())) : null;
    });
}
