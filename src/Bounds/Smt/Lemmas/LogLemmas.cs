using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt.Lemmas;

/// <summary>
/// Bounds of v = log(t), t > 0. U_n = P_n/Q_n are upper bounds on the whole half-line: U_n(1) = 0 and U_n' - 1/t has the sign of
/// t - 1, since its numerator is a positive multiple of (t-1)^(2n+1). With 1/t for t they give lower bounds. (The continued-fraction bounds
/// of MetiTarski: Akbarpour and Paulson, Journal of Automated Reasoning 44, 2010; here each is certified by the identity above.)
/// At a centre c the same with t/c, and log c enclosed by rationals.
/// </summary>
internal static class LogLemmas
{
    private static readonly (LemmaPolynomial P, LemmaPolynomial Q)[] s_upper =
    [
        (LemmaPolynomial.Of(-1, 1), LemmaPolynomial.Of(1)),
        (LemmaPolynomial.Of(-1, 1) * LemmaPolynomial.Of(5, 1), LemmaPolynomial.Of(2, 4)),
        (LemmaPolynomial.Of(-1, 1) * LemmaPolynomial.Of(10, 19, 1), LemmaPolynomial.Of(3, 18, 9)),
    ];

    /// <summary>The number of bounds.</summary>
    internal static int Count => s_upper.Length;

    /// <summary>U_n as numerator and denominator.</summary>
    internal static (LemmaPolynomial P, LemmaPolynomial Q) Upper(int n) => s_upper[n];

    /// <summary>Lower and upper rational bounds of log c, about 80 binary digits apart.</summary>
    internal static (Rational Low, Rational High) Enclose(Rational c) => RationalEnds.Ends(BigInterval.Log(BigInterval.FromRational(c, 80)))!.Value;

    /// <summary>The instances at one centre c > 0.</summary>
    internal static IEnumerable<Lemma> Instances(string value, string argument, Rational centre, int level)
    {
        var (low, high) = centre.IsOne ? ((Rational)0, (Rational)0) : Enclose(centre);
        string z = centre.IsOne ? argument : SmtText.Product(SmtText.Number(centre.Reciprocal()), argument);
        string aboveLow = SmtText.Sum(value, SmtText.Number(-low)), belowHigh = SmtText.Sum(value, SmtText.Number(-high));
        for (int n = 0; n <= Math.Min(level, Count - 1); n++)
        {
            if (n > 0 && n < Math.Min(level, Count - 1))
                continue;
            var (p, q) = s_upper[n];
            // log z <= P(z)/Q(z), Q > 0 for z > 0.
            yield return new($"log-above({n}) at {centre}", SmtText.Compare(Relation.LessOrEqual, SmtText.Product(belowHigh, q.At(z)), p.At(z)));
            // log z = -log(1/z) >= -P(1/z)/Q(1/z) = -Pr(z)/(z^(deg P - deg Q) Qr(z)), Pr and Qr with the coefficients in reverse.
            int shift = p.Coefficients.Length - q.Coefficients.Length;
            string below = SmtText.Product(Enumerable.Repeat(z, shift).Append(q.Reverse().At(z)));
            yield return new($"log-below({n}) at {centre}",
                SmtText.Compare(Relation.GreaterOrEqual, SmtText.Product(aboveLow, below), SmtText.Negate(p.Reverse().At(z))));
        }
    }
}
