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
        return Certified.LessOrEqual(a.Value, b.Value) == true ? b : new Supremum(Certified.Max(a.Value, b.Value), Verdict.All([a.Verdict, b.Verdict]), null, a.Note);
    }
}

/// <summary>Certified suprema: guess, then prove.</summary>
internal static class Suprema
{
    /// <summary>Relative width of an enclosure that is not exact.</summary>
    private static readonly Rational s_slack = new(1, 4_000_000_000);

    /// <summary>
    /// sup f over the domain. A limit of f at an end of the domain that no value exceeds is the supremum, exactly. Otherwise the value
    /// at the best point found is a lower bound, and a slightly larger number is proved to be an upper bound.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="domain">Where.</param>
    /// <param name="limits">Its limits at the ends of the domain, where known.</param>
    /// <param name="atMost">Decides "f &lt;= bound on the domain" for a closed bound.</param>
    internal static Supremum Of(UnivariateFunction f, Domain domain, IReadOnlyList<Limit?> limits, Func<Expr, Verdict> atMost)
    {
        (Expr Form, Certified Value)? top = null;
        foreach (var limit in limits.OfType<Limit.Finite>())
        {
            if (CertifiedEvaluation.Evaluate(limit.Value) is { } value && (top is null || Certified.Less(top.Value.Value, value) == true))
                top = (limit.Value, value);
        }
        var peak = PeakSearch.Find(f, domain);
        if (top is { } t && (peak is null || Certified.LessOrEqual(Certified.Of(Numeric.Precision.BigInterval.FromInterval(peak.Value.Value, 64)), t.Value) != false))
        {
            var bound = atMost(t.Form);
            if (bound is Proved p)
                return new Supremum(t.Value, p with { Certificate = $"no value exceeds {t.Form}, a limit at an end of {domain}: {p.Certificate}" }, t.Form.ToString(), "approached, at an end of the domain");
        }
        if (peak is not { } best || !best.Value.IsBounded)
            return new Supremum(null, new Unknown($"no value could be enclosed on {domain}"));
        var lower = Rational.FromDouble(best.Value.Lo);
        if (top is { } limitValue && limitValue.Value.LowerBound is { } l && l > lower)
            lower = l;
        var upper = Rational.Max(lower, Rational.FromDouble(best.Value.Hi));
        if (Attained(f, best.At, Rational.Simplest(lower - (Rational.Abs(lower) + 1) * s_slack, upper + (Rational.Abs(upper) + 1) * s_slack)) is { } exact
            && atMost(Constant.Of(exact.Value)) is Proved tight)
            return new Supremum(exact.Value, tight, exact.Value.ToString(), $"attained at u = {exact.At}");
        upper += (Rational.Abs(upper) + new Rational(1, 1 << 20)) * s_slack;
        var verdict = atMost(Constant.Of(upper));
        return verdict.IsProved
            ? new Supremum(Certified.Between(lower, upper), verdict, null, $"attained near u = {best.At:G9}")
            : new Supremum(null, verdict is Unknown ? verdict : new Unknown("the largest value was not located"));
    }

    /// <summary>A simple rational point near the best one where f is exactly the simple value, if there is one.</summary>
    private static (Rational At, Rational Value)? Attained(UnivariateFunction f, double near, Rational value)
    {
        if (f.Formula is not { } formula || !double.IsFinite(near))
            return null;
        var point = Rational.FromDouble(near);
        var slack = (Rational.Abs(point) + 1) * new Rational(1, 1 << 16);
        var at = Rational.Simplest(point - slack, point + slack);
        return Numeric.Exact.ExactReal.FromExpr(formula.Substitute(UnivariateFunction.Argument, at) - value).IsZero ? (at, value) : null;
    }
}
