namespace BoundCheck.Numeric.Ranges;

/// <summary>Certified suprema and infima of univariate functions.</summary>
/// <remarks>
/// Branch and bound (Moore 1966, Skelboe 1974, Hansen 1980): boxes are bounded from above by the natural, mean value and monotone forms, tails and singular ends by
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
