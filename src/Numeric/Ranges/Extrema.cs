using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>Certified suprema and infima of univariate functions.</summary>
/// <remarks>
/// Branch and bound (Moore 1966, Skelboe 1974, Hansen 1980): boxes are bounded from above by the natural, mean value and monotone forms, tails and singular
/// ends by
/// expansions with remainders; the supremum is at least every value at a point of the domain and every limit at an end. An exact value is given only
/// when it is proved: it is a value or a limit, and f is nowhere above it (<see cref="Signs"/>).
/// </remarks>
public static class Extrema
{
    /// <summary>sup of f over the domain.</summary>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static Extremum Supremum(UnivariateFunction f, Domain domain, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(domain);
        options ??= RangeOptions.Default;
        return new SupremumSearch(f, domain, options).Run();
    }

    /// <summary>inf of f over the domain.</summary>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static Extremum Infimum(UnivariateFunction f, Domain domain, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Supremum(f.Negated(), domain, options).Mirrored();
    }

    /// <summary>
    /// A supremum or infimum of f that is attained in a narrow part inside the domain, located: it is at the only zero of f' there, so it is the value of f at
    /// that zero. Unchanged where that does not apply.
    /// </summary>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static Extremum Located(UnivariateFunction f, Domain domain, Extremum extremum, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(domain);
        ArgumentNullException.ThrowIfNull(extremum);
        if (extremum is not { Exact: null, Attainment: Attainment.Attained, Location: { IsBounded: true, IsPoint: false } at })
            return extremum;
        // A little more than the place, so that the zero is inside.
        var around = Intervals.Interval.Of(at.Lo - at.Width / 4, at.Hi + at.Width / 4);
        var slope = f.Derivative();
        if (!domain.CertainlyContains(around) || f.Evaluate(around).State != Evaluation.Definedness.Continuous
            || slope.Evaluate(around).State != Evaluation.Definedness.Continuous)
            return extremum;
        if (Roots.Find(slope, Domain.Closed(Rational.FromDouble(around.Lo), Rational.FromDouble(around.Hi)), options) is not { IsComplete: true,
            Roots: [{ IsSimple: true } root] })
            return extremum;
        var place = Roots.Refine(slope, root, 120);
        var value = Intervals.Interval.Intersect(f.Evaluate(place, 120).Value.ToInterval(), extremum.Value);
        var point = ExactPlaces.Recognise(slope, root);
        var exact = point is null ? (Exact.ExactReal?)null : f.Evaluate(Exact.ExactReal.FromExpr(point)) is { IsDefined: true } v ? v.Value : null;
        return extremum with { Value = value, Location = place.ToInterval(), Point = point, Exact = exact?.Expr,
            Argument = "the only zero of the slope there" };
    }

    /// <summary>sup of |f| over the domain.</summary>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static Extremum Magnitude(UnivariateFunction f, Domain domain, RangeOptions? options = null)
    {
        // The larger of sup f and -inf f; the one that is certainly not the larger is dropped.
        var above = Supremum(f, domain, options);
        if (above.IsInfinite)
            return above;
        var below = Supremum(f.Negated(), domain, options);
        if (below.IsInfinite || above.Value.IsBelow(below.Value))
            return below;
        if (below.Value.IsBelow(above.Value))
            return above;
        bool same = above.Exact is { } a && below.Exact is { } b && Exact.ExactReal.FromExpr(a - b).IsZero;
        return above with
        {
            Value = Intervals.Interval.Max(above.Value, below.Value),
            Exact = same ? above.Exact : null,
            Attainment = same ? above.Attainment : Attainment.Unknown,
            Location = null,
            Point = same ? above.Point : null,
            Shortfall = above.Shortfall ?? below.Shortfall,
        };
    }
}
