using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Growth;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Regularity;

/// <summary>How fast |F'| nears its bound G far from the centre: 0 &lt;= G - |F'(c+u)| &lt;= C/|u| for |u| >= U, on both sides.</summary>
/// <param name="Bound">G = sup|F'|, which is the limit of |F'| at both infinities.</param>
/// <param name="From">U > 0.</param>
/// <param name="Constant">C, an upper bound of sup (G - |F'(c+u)|)|u| over |u| >= U; >= 0.</param>
public sealed record SlopeTail(Certified Bound, Rational From, Certified Constant);

/// <summary>Finds the tails of F'.</summary>
internal static class SlopeTails
{
    /// <summary>The tail from U on; a verdict that says why when there is none.</summary>
    /// <param name="f">F, with the sign condition proved.</param>
    /// <param name="centre">c.</param>
    /// <param name="derivative">The bound of |F'|.</param>
    /// <param name="growth">The growth of F.</param>
    /// <param name="from">U > 0.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal static (SlopeTail? Tail, Verdict Verdict) Find(
        OuterExpressions f, CentreCandidate centre, RegularityConstant derivative, GrowthProfile? growth, Rational from, CancellationToken cancellation)
    {
        if (derivative is not { Verdict.IsProved: true, Value: { } bound })
            return (null, new Unknown("|F'| is not proved to be bounded"));
        if (centre.Expr is not { } c)
            return (null, new Unknown("the centre has no closed form"));
        if (growth is not { FirstAtPlusInfinity.Limit: Limit.Finite { Value: var above }, FirstAtMinusInfinity.Limit: Limit.Finite { Value: var below } })
            return (null, new Unknown("the limits of F' at the infinities are not known"));
        switch (ZeroTest.IsIdenticallyZero(above + below))
        {
            case false:
                return (null, new Refuted(new Witness([], $"F' tends to {above} and {below}, not to ±G"), Method.Symbolic));
            case null:
                return (null, new Unknown($"the limits {above} and {below} of F' are not proved to be opposite"));
        }
        // sup|F'| is at least the limit; that it is no more was proved with the bound.
        if (CertifiedEvaluation.Evaluate(above) is not { } g || !(derivative.ExactText == above.ToString() || Certified.LessOrEqual(bound, g) == true))
            return (null, new Unknown($"that |F'| does not exceed its limit {above} is not proved"));
        var u = OuterExpressions.U;
        var domain = Numeric.Ranges.Domain.Of(Symbolic.Constant.Of(from), null, false, true);
        Certified constant = 0;
        foreach (var gap in new[] { above - f.Slope.Substitute(f.Argument, c + u), above + f.Slope.Substitute(f.Argument, c - u) })
        {
            if (gap.IsRational(out var value) && value.IsZero)
                continue;
            // Any upper bound serves as C.
            var sup = Extrema.Supremum(UnivariateFunction.FromExpr(gap * u, u), domain, new RangeOptions(Tolerance: 1e-4, Cancellation: cancellation));
            if (sup.IsInfinite || !double.IsFinite(sup.Value.Hi))
                return (null, new Unknown($"(G - |F'|)|u| is not bounded on |u| >= {from.ToDoubleNearest():G6}: {sup.Shortfall ?? sup.Argument}"));
            constant = Certified.Max(constant, Rational.FromDouble(Math.Max(0, sup.Value.Hi)));
        }
        return (new SlopeTail(g, from, constant),
            new Proved(Method.Interval, $"G - |F'| <= {Inequality.Rough(constant)}/|u| for |u| >= {from.ToDoubleNearest():G6}, both limits are ±{above}"));
    }
}
