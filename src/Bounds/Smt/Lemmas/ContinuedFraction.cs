using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt.Lemmas;

/// <summary>
/// Convergents of t/(1 + a_2 t^2/(3 + a_3 t^2/(5 + ...))) for the odd functions tanh and atan.
/// With positive elements the convergents are above and below the value in turn for t > 0 (Wall, Analytic Theory of Continued
/// Fractions, 1948, chapter I): the first, t, is above.
/// </summary>
internal static class ContinuedFraction
{
    /// <summary>
    /// Numerator and denominator of convergent number <paramref name="n"/> >= 1 of atan (elements k^2 t^2, Gauss) or tanh (elements t^2, Lambert).
    /// </summary>
    internal static (LemmaPolynomial P, LemmaPolynomial Q) Convergent(bool atan, int n)
    {
        // P_n = b_n P_(n-1) + a_n P_(n-2) with b_n = 2n - 1, a_1 = t, a_n = (n-1)^2 t^2 or t^2.
        var (before, last) = ((P: LemmaPolynomial.Of(1), Q: LemmaPolynomial.Of(0)), (P: LemmaPolynomial.Of(0), Q: LemmaPolynomial.Of(1)));
        for (int k = 1; k <= n; k++)
        {
            var a = k == 1 ? LemmaPolynomial.Of(0, 1) : LemmaPolynomial.Of(0, 0, atan ? (k - 1) * (k - 1) : 1);
            var b = LemmaPolynomial.Of(2 * k - 1);
            (before, last) = (last, (b * last.P + a * before.P, b * last.Q + a * before.Q));
        }
        return (last.P, last.Q);
    }

    /// <summary>The bounds by convergents 1 to <paramref name="count"/>, on both signs of the argument.</summary>
    internal static IEnumerable<Lemma> Instances(string name, bool atan, string value, string argument, int count)
    {
        for (int n = 1; n <= count; n++)
        {
            var (p, q) = Convergent(atan, n);
            // The denominator has positive coefficients in t^2, so it is positive and may be multiplied out.
            string left = SmtText.Product(value, q.At(argument)), right = p.At(argument);
            var above = n % 2 == 1 ? Relation.LessOrEqual : Relation.GreaterOrEqual;
            yield return new($"{name}-fraction({n}), t >= 0", SmtText.Or(
                SmtText.Compare(Relation.Less, argument, SmtText.Zero), SmtText.Compare(above, left, right)));
            yield return new($"{name}-fraction({n}), t <= 0", SmtText.Or(
                SmtText.Compare(Relation.Greater, argument, SmtText.Zero), SmtText.Compare(SmtText.Mirror(above), left, right)));
        }
    }
}
