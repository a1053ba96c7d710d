using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt.Lemmas;

/// <summary>
/// Bounds of s = sin(t) and c = cos(t) by Taylor polynomials at 0. For t >= 0 they are above and below in turn: starting from
/// cos t &lt;= 1, integrating from 0 to t gives sin t &lt;= t, then cos t >= 1 - t^2/2, and so on. cos is even, sin is odd.
/// </summary>
internal static class TrigLemmas
{
    /// <summary>The bounds of cos(t) with up to <paramref name="terms"/> terms.</summary>
    internal static IEnumerable<Lemma> Cosine(string value, string argument, int terms)
    {
        for (int n = 1; n <= terms; n++)
        {
            yield return new($"cos-taylor({n})", SmtText.Compare(
                n % 2 == 1 ? Relation.LessOrEqual : Relation.GreaterOrEqual, value, Taylor(n, 0).At(argument)));
        }
        yield return new("cos-range", SmtText.Compare(Relation.GreaterOrEqual, value, SmtText.Number(-1)));
    }

    /// <summary>The bounds of sin(t) with up to <paramref name="terms"/> terms.</summary>
    internal static IEnumerable<Lemma> Sine(string value, string argument, int terms)
    {
        for (int n = 1; n <= terms; n++)
        {
            string bound = Taylor(n, 1).At(argument);
            var above = n % 2 == 1 ? Relation.LessOrEqual : Relation.GreaterOrEqual;
            yield return new($"sin-taylor({n}), t >= 0", SmtText.Or(
                SmtText.Compare(Relation.Less, argument, SmtText.Zero), SmtText.Compare(above, value, bound)));
            yield return new($"sin-taylor({n}), t <= 0", SmtText.Or(
                SmtText.Compare(Relation.Greater, argument, SmtText.Zero), SmtText.Compare(SmtText.Mirror(above), value, bound)));
        }
        yield return new("sin-range", SmtText.And(
            SmtText.Compare(Relation.GreaterOrEqual, value, SmtText.Number(-1)), SmtText.Compare(Relation.LessOrEqual, value, SmtText.One)));
    }

    /// <summary>The first <paramref name="terms"/> terms of cos (first = 0) or sin (first = 1).</summary>
    internal static LemmaPolynomial Taylor(int terms, int first)
    {
        var coefficients = new Rational[2 * (terms - 1) + first + 1];
        Rational c = 1;
        for (int k = first; k < coefficients.Length; k += 2)
        {
            coefficients[k] = c;
            c = -c / ((k + 1) * (k + 2));
        }
        return new([.. coefficients]);
    }
}
