using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Bounds.Regularity;

/// <summary>A certified supremum.</summary>
/// <param name="Value">The enclosure; null unless the verdict is proved.</param>
/// <param name="Verdict">Proved: finite and inside the enclosure.</param>
/// <param name="ExactText">The closed form, where one is proved.</param>
/// <param name="Note">Where it is attained or approached.</param>
internal sealed record Supremum(Certified? Value, Verdict Verdict, string? ExactText = null, string? Note = null)
{
    /// <summary>The larger of two; where the enclosures overlap, their hull.</summary>
    internal static Supremum Larger(Supremum a, Supremum b)
    {
        if (a.Value is null || b.Value is null)
            return a.Value is null ? a : b;
        if (Certified.LessOrEqual(b.Value, a.Value) == true || (a.ExactText is not null && a.ExactText == b.ExactText))
            return a;
        return Certified.LessOrEqual(a.Value, b.Value) == true ? b : new Supremum(Certified.Max(a.Value, b.Value), Verdict.All([a.Verdict, b.Verdict]), null,
            a.Note);
    }
}

/// <summary>Certified suprema with the limits that the symbolic layer knows exactly.</summary>
internal static class Suprema
{
    /// <summary>
    /// sup f over the domain. A limit of f at an end of the domain that no value exceeds is the supremum, exactly; that claim goes to the
    /// prover, which decides algebraic ones by Z3. Otherwise branch and bound encloses the supremum.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="domain">Where.</param>
    /// <param name="limits">Its limits at the ends of the domain, where known.</param>
    /// <param name="atMost">Decides "f &lt;= bound on the domain" for a closed bound.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="work">Evaluations over boxes allowed.</param>
    internal static Supremum Of(UnivariateFunction f, Domain domain, IReadOnlyList<Limit?> limits, Func<Expr, Verdict> atMost, CancellationToken cancellation,
        int work = RangeOptions.StandardWork)
    {
        var extremum = Extrema.Supremum(f, domain, new RangeOptions(WorkLimit: work, Cancellation: cancellation));
        if (extremum.IsInfinite)
            return new Supremum(null, new Unknown($"the supremum is infinite: {extremum.Argument}"));
        if (extremum.Exact is { } exact && CertifiedEvaluation.Evaluate(exact) is { } value)
            return new Supremum(value, new Proved(Method.Interval, extremum.Argument), exact.ToString(), Where(extremum));
        (Expr Form, Certified Value)? top = null;
        foreach (var limit in limits.OfType<Limit.Finite>())
        {
            if (CertifiedEvaluation.Evaluate(limit.Value) is { } v && (top is null || Certified.Less(top.Value.Value, v) == true))
                top = (limit.Value, v);
        }
        bool enclosed = extremum.Value.IsBounded && !extremum.Value.IsEmpty;
        if (top is { } t && (!enclosed || Certified.Less(t.Value, Rational.FromDouble(extremum.Value.Lo)) != true)
            && atMost(t.Form) is Proved p)
            return new Supremum(t.Value, p with { Certificate = $"no value exceeds {t.Form}, a limit at an end of {domain}: {p.Certificate}" },
                t.Form.ToString(), "approached, at an end of the domain");
        if (enclosed)
            return new Supremum(Certified.Between(Rational.FromDouble(extremum.Value.Lo), Rational.FromDouble(extremum.Value.Hi)),
                new Proved(Method.Interval, extremum.Argument), null, Where(extremum));
        return new Supremum(null, new Unknown(extremum.Shortfall ?? $"the supremum on {domain} was not bounded"));
    }

    private static string? Where(Extremum extremum) => extremum.Attainment switch
    {
        Attainment.Attained => extremum.Location is { } at ? $"attained near u = {at.Mid:G9}" : "attained",
        Attainment.Approached => "approached, never attained",
        _ => null,
    };
}
