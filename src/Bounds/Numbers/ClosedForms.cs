using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Numbers;

/// <summary>
/// Closed forms tried for a number that is known to lie in a narrow bracket: square roots and logarithms of small rationals, rational multiples of pi.
/// </summary>
internal static class ClosedForms
{
    /// <summary>The first form whose value is inside the bracket and that passes the exact test; null when there is none.</summary>
    internal static Expr? Recognise(Rational lo, Rational hi, Func<Expr, bool> isExact)
    {
        foreach (var form in Candidates(lo, hi))
        {
            if (isExact(form))
                return form;
        }
        return null;
    }

    private static IEnumerable<Expr> Candidates(Rational lo, Rational hi)
    {
        // c = ±sqrt(q): the squares of the bracket's ends hold a simple q.
        if (lo.Sign * hi.Sign > 0)
        {
            var (a, b) = lo.Sign > 0 ? (lo * lo, hi * hi) : (hi * hi, lo * lo);
            var root = Constant.Of(Rational.Simplest(a, b)).Pow(Rational.Half);
            yield return lo.Sign > 0 ? root : -root;
        }
        // c = q pi: the ends over pi hold a simple q.
        var pi = CertifiedEvaluation.Evaluate(NamedConstant.Pi)!;
        if (((Certified)lo / pi).LowerBound is { } least && ((Certified)hi / pi).UpperBound is { } most)
            yield return Rational.Simplest(least, most) * (Expr)NamedConstant.Pi;
        // c = log(q): the exponentials of the ends hold a simple q.
        if (Rational.Abs(lo) < 64 && Certified.Exp(lo).LowerBound is { } below && Certified.Exp(hi).UpperBound is { } above)
            yield return Log.Instance.Of(Rational.Simplest(below, above));
    }
}
