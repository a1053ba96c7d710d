using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt.Lemmas;

/// <summary>
/// Bounds of v = exp(t). T_n is the Taylor polynomial of degree n at 0. For odd n, T_n(t) &lt;= e^t for every real t (Lagrange: the
/// remainder is e^xi t^(n+1)/(n+1)!), and with -t for t, v T_n(-t) &lt;= 1. For even n the same hold the other way for t &lt;= 0
/// and v T_n(-t) >= 1 for t >= 0. At a centre c the same with t - c, and e^c enclosed by rationals.
/// </summary>
internal static class ExpLemmas
{
    /// <summary>The Taylor polynomial of degree n at 0.</summary>
    internal static LemmaPolynomial Taylor(int n)
    {
        var coefficients = new Rational[n + 1];
        coefficients[0] = 1;
        for (int k = 1; k <= n; k++)
            coefficients[k] = coefficients[k - 1] / k;
        return new([.. coefficients]);
    }

    /// <summary>Lower and upper rational bounds of e^c, about 80 binary digits apart.</summary>
    internal static (Rational Low, Rational High) Enclose(Rational c) => RationalEnds.Ends(BigInterval.Exp(BigInterval.FromRational(c, 80)))!.Value;

    /// <summary>The instances at one centre; <paramref name="level"/> 0 gives the tangents.</summary>
    internal static IEnumerable<Lemma> Instances(string value, string argument, Rational centre, int level)
    {
        var (low, high) = centre.IsZero ? ((Rational)1, (Rational)1) : Enclose(centre);
        string t = centre.IsZero ? argument : SmtText.Sum(argument, SmtText.Number(-centre));
        string minus = SmtText.Negate(t);
        for (int k = 0; k <= level; k++)
        {
            int odd = 2 * k + 1, even = 2 * k + 2;
            if (k > 0 && k < level)
                continue;
            // Where T_n(t) < 0 the bound is trivial, since v > 0; so no sign condition is needed for odd n.
            yield return new($"exp-below({odd}) at {centre}",
                SmtText.Compare(Relation.GreaterOrEqual, value, SmtText.Product(SmtText.Number(low), Taylor(odd).At(t))));
            yield return new($"exp-above({odd}) at {centre}", SmtText.Compare(Relation.LessOrEqual, SmtText.Product(value, Taylor(odd).At(minus)),
                SmtText.Number(high)));
            if (level == 0)
                continue;
            yield return new($"exp-above({even}) at {centre}, t <= c", SmtText.Or(
                SmtText.Compare(Relation.Greater, t, SmtText.Zero),
                SmtText.Compare(Relation.LessOrEqual, value, SmtText.Product(SmtText.Number(high), Taylor(even).At(t)))));
            yield return new($"exp-below({even}) at {centre}, t >= c", SmtText.Or(
                SmtText.Compare(Relation.Less, t, SmtText.Zero),
                SmtText.Compare(Relation.GreaterOrEqual, SmtText.Product(value, Taylor(even).At(minus)), SmtText.Number(low))));
        }
    }
}
