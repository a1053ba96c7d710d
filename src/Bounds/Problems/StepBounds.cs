using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Methods;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Problems;

/// <summary>Bounds of the steps h_k of a schedule over all k >= 0.</summary>
/// <param name="Largest">An upper bound; null when none is proved.</param>
/// <param name="Least">A positive lower bound; null when none is proved, as for steps that tend to 0.</param>
/// <param name="ArePositive">Whether every h_k > 0 is proved.</param>
public sealed record StepBounds(Certified? Largest, Certified? Least, bool ArePositive)
{
    private const int Work = 4_000;

    private static readonly StepBounds s_nothing = new(null, null, false);

    /// <summary>The bounds: those of the formulas over all real k >= 0, each by branch and bound.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="step">h0.</param>
    /// <param name="cancellation">Ends with <see cref="OperationCanceledException"/>.</param>
    public static StepBounds Of(StepSchedule schedule, Certified step, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(step);
        // The steps h0 sqrt 2 are the shortest, and some are longer than any bound.
        if (schedule.IsSilver)
            return new StepBounds(null, new CertifiedFunction(schedule.FormulaAt(0), StepSchedule.Base).At(step), step.Sign() == 1);
        var parts = schedule.Formulas.Distinct().Select(f => Of(f, step, cancellation)).ToList();
        return new StepBounds(
            parts.TrueForAll(p => p.Largest is not null) ? parts.Select(p => p.Largest!).Aggregate(Certified.Max) : null,
            parts.TrueForAll(p => p.Least is not null) ? parts.Select(p => p.Least!).Aggregate(Certified.Min) : null,
            parts.TrueForAll(p => p.ArePositive));
    }

    /// <summary>The same for one formula.</summary>
    internal static StepBounds Of(Expr formula, Certified step, CancellationToken cancellation = default)
    {
        if (!formula.Variables().Contains(StepSchedule.Number))
            return new CertifiedFunction(formula, StepSchedule.Base).At(step) is { } value && value.Sign() == 1 ? new(value, value, true) : s_nothing;
        if (step.Exact is not { } h0)
        {
            // h0 g(k): the bounds of g, times an enclosure of h0.
            if (Degree(formula) != 1 || step.Sign() != 1)
                return s_nothing;
            var g = Of(formula.Substitute(StepSchedule.Base, 1), 1, cancellation);
            return new(g.Largest is null ? null : g.Largest * step, g.Least is null ? null : g.Least * step, g.ArePositive);
        }
        var f = UnivariateFunction.FromExpr(formula.Substitute(StepSchedule.Base, Constant.Of(h0)), StepSchedule.Number);
        var domain = Domain.Of(0, null, lowerOpen: false);
        var options = new RangeOptions(WorkLimit: Work, Cancellation: cancellation);
        Extremum most = Extrema.Supremum(f, domain, options), least = Extrema.Infimum(f, domain, options);
        var largest = !most.IsInfinite && double.IsFinite(most.Value.Hi) ? End(most, most.Value.Hi) : null;
        var smallest = !least.IsInfinite && least.Value.Lo > 0 ? End(least, least.Value.Lo) : null;
        // An extremum leaves out where f is undefined; a sign does not.
        bool positive = Signs.Decide(f, domain, Relation.Greater, options) is SignProved;
        return new(largest, smallest, positive);

        // f(h0, k) = h0^d f(1, k) for all h0 > 0; null where that is not seen.
        static int? Degree(Expr f)
        {
            if (f is Variable && f == StepSchedule.Base)
                return 1;
            if (!f.Variables().Contains(StepSchedule.Base))
                return 0;
            var parts = f.Children.Select(Degree).ToList();
            return f switch
            {
                Product => parts.Contains(null) ? null : parts.Sum(),
                Sum or Application { Function: Min or Max } => parts.Distinct().Count() == 1 ? parts[0] : null,
                Power { Exponent.IsInteger: true } power => (int)power.Exponent.Numerator * parts[0],
                _ => null,
            };
        }

        static Certified End(Extremum extremum, double end) =>
            extremum.Exact is { } exact && exact.IsRational(out var value) ? value : Rational.FromDouble(end);
    }
}
