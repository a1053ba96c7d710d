using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Line;

/// <summary>ψ = f' and T(x) = x - hψ(x) over intervals, in outward-rounded doubles.</summary>
/// <remarks>
/// The formula of ψ is the derivative of f except perhaps at isolated points. Where f and the formula are continuous it is the derivative at those points too
/// (mean value theorem), so f is C^1 there.
/// </remarks>
internal sealed class LineMap
{
    private readonly UnivariateFunction _value, _slope, _curvature;

    private LineMap(UnivariateFunction value, UnivariateFunction slope, UnivariateFunction curvature, Interval step, Interval start)
    {
        _value = value;
        _slope = slope;
        _curvature = curvature;
        Step = step;
        Start = start;
    }

    /// <summary>The map of a setting; null without a start, for another structure, beyond the range of doubles, and where something has no enclosure.</summary>
    internal static LineMap? Of(Setting setting)
    {
        if (setting.Objective.Structure is not LineStructure || setting.Scalars is not var (expression, start) || expression.Variables() is not [var variable])
            return null;
        return Of(expression, variable)?.From(start[0].ToInterval(), setting.Step.ToInterval());
    }

    /// <summary>The map of f, from 0 with step 1; null where something has no enclosure.</summary>
    internal static LineMap? Of(Expr expression, Expr variable)
    {
        var formula = ExactDerivative.Of(expression, variable).Formula;
        if (Tape.TryCompile([expression, formula], [variable], out _) is null)
            return null;
        var slope = UnivariateFunction.FromExpr(formula, variable);
        return new LineMap(UnivariateFunction.FromExpr(expression, variable), slope, slope.Derivative(), Interval.One, Interval.Zero);
    }

    /// <summary>The same function from another start with another step; null where they are not bounded, or the step not positive.</summary>
    internal LineMap? From(Interval start, Interval step) => start.IsBounded && !start.IsEmpty && step.IsBounded && step.IsPositive
        ? new LineMap(_value, _slope, _curvature, step, start) : null;

    /// <summary>h.</summary>
    internal Interval Step { get; }

    /// <summary>x_0.</summary>
    internal Interval Start { get; }

    /// <summary>ψ over an interval; null unless f is C^1 on it.</summary>
    internal Interval? Slope(Interval x)
    {
        var slope = _slope.Evaluate(x);
        return x.IsBounded && slope.IsContinuous && slope.Value.IsBounded && _value.Evaluate(x).IsContinuous ? slope.Value : null;
    }

    /// <summary>The generalised ψ' over an interval on which f is C^1; the whole line where it is not bounded.</summary>
    internal Interval Curvature(Interval x) => _curvature.Evaluate(x) is { IsDefined: true, Value: var value } ? value : Interval.Entire;

    /// <summary>T over an interval; null unless f is C^1 on it.</summary>
    internal Interval? Next(Interval x)
    {
        if (Slope(x) is not { } slope)
            return null;
        var image = x - Step * slope;
        if (x.IsPoint || Curvature(x) is not { IsBounded: true } curvature)
            return image;
        // Mean value form: T(x) = T(m) + (1 - hψ'(ξ))(x - m).
        var middle = Interval.Point(x.Mid);
        return Slope(middle) is not { } at ? image : Interval.Intersect(image, middle - Step * at + Factor(curvature) * (x - middle));
    }

    /// <summary>T' = 1 - hψ'.</summary>
    internal Interval Factor(Interval curvature) => Interval.One - Step * curvature;

    /// <summary>The plain orbit of the start in doubles, for guesses: until it rests, leaves the range, or so many steps.</summary>
    internal List<double> Orbit(int steps)
    {
        var orbit = new List<double> { Start.Mid };
        while (orbit.Count <= steps && Slope(Interval.Point(orbit[^1])) is { } slope)
        {
            double next = orbit[^1] - Step.Mid * slope.Mid;
            if (!double.IsFinite(next) || Math.Abs(next) > 1e100)
                break;
            orbit.Add(next);
            if (next == orbit[^2])
                break;
        }
        return orbit;
    }
}
