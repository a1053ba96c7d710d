using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Capture;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Sweeps;

/// <summary>The starts of a sweep's rectangle that capture certifies (K1).</summary>
public static class CaptureSweep
{
    /// <summary>Certifies starts of the rectangle between the first and the last values of the axes, in cells down to the spacing of the grid.</summary>
    /// <param name="plan">A plan with one step size.</param>
    /// <param name="threads">Threads; the answer does not depend on it.</param>
    /// <param name="reason">Why there is no answer.</param>
    /// <param name="cancellation">Throws.</param>
    public static CapturedStarts? Certify(SweepPlan plan, int threads, out string? reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var expression = plan.Objective.Descended(plan.Shape.Point, plan.Shape.Method);
        var variables = expression.Variables();
        var box = new Interval[variables.Length];
        var finest = new double[variables.Length];
        for (int i = 0; i < box.Length; i++)
        {
            var axis = plan.Axes.FirstOrDefault(a => a != plan.StepAxis && variables[i] is Variable v && v.Name == a.Name);
            // The cells start in doubles; what was typed is certified with them.
            box[i] = axis is not null ? Interval.Of(axis.Lo, axis.Hi)
                : Interval.Hull(Interval.Point(plan.Value(variables[i], 0)), Problem.CoordinateOf(plan.Objective, plan.Shape.Point, variables[i]).ToInterval());
            finest[i] = axis is not null ? (axis.Hi - axis.Lo) / (axis.Count - 1) : double.PositiveInfinity;
        }
        var step = plan.StepEnclosure(0);
        Certified h = step.IsPoint ? Rational.FromDouble(step.Lo) : Certified.Between(Rational.FromDouble(step.Lo), Rational.FromDouble(step.Hi));
        if (RunSteps.Of(plan.Shape.Method, h) is { } steps)
            return CapturedStarts.Of(expression, box, finest, steps, step, threads, out reason, cancellation);
        reason = $"starts are certified for steps along the gradient, not for {plan.Shape.Method.Name}";
        return null;
    }

    /// <summary>The variables of a start, in the order in which the certified starts take them.</summary>
    internal static ImmutableArray<Expr> Variables(SweepPlan plan) => plan.Objective.Descended(plan.Shape.Point, plan.Shape.Method).Variables();
}
