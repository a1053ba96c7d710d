using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt.Lemmas;

/// <summary>
/// Tangent bounds between two terms, from 1 + t &lt;= e^t for every t. With t = a - b: e^a >= e^b (1 + a - b). With t = a - log b, b > 0:
/// e^a >= b (1 + a - log b). With t = log a - log b, a, b > 0: a/b >= 1 + log a - log b.
/// </summary>
internal static class PairLemmas
{
    /// <summary>The bounds between the given exponentials and logarithms, each as argument and value.</summary>
    internal static IEnumerable<Lemma> Tangents(IReadOnlyList<(string Argument, string Value)> exponentials, IReadOnlyList<(string Argument, string Value)> logarithms)
    {
        foreach (var (a, e) in exponentials)
        {
            foreach (var (b, f) in exponentials)
            {
                if (e != f)
                    yield return new("exp-exp-tangent", AtLeast(e, f, a, b));
            }
            foreach (var (b, l) in logarithms)
                yield return new("exp-log-tangent", AtLeast(e, b, a, l));
        }
        foreach (var (a, k) in logarithms)
        {
            foreach (var (b, l) in logarithms)
            {
                if (k != l)
                    yield return new("log-log-tangent", AtLeast(a, b, k, l));
            }
        }
    }

    /// <summary>
    /// log increases and log(e^a) = a, log b + log c = log(b c): so b and e^a are ordered as log b and a, b c and e^a as log b + log c and a,
    /// and with e^-a the products b e^a, b c e^a, e^a e^b and 1 as the sums of the logarithms and 0.
    /// </summary>
    internal static IEnumerable<Lemma> Orders(IReadOnlyList<(string Argument, string Value)> exponentials, IReadOnlyList<(string Argument, string Value)> logarithms)
    {
        foreach (var (a, e) in exponentials)
        {
            for (int i = 0; i < logarithms.Count; i++)
            {
                var (b, l) = logarithms[i];
                yield return new("exp-log-order", SameOrder(b, e, l, a));
                yield return new("exp-log-unit-order", SameOrder(SmtText.Product(b, e), SmtText.One, SmtText.Sum(l, a), SmtText.Zero));
                for (int j = i + 1; j < logarithms.Count; j++)
                {
                    string product = SmtText.Product(b, logarithms[j].Argument), sum = SmtText.Sum(l, logarithms[j].Value);
                    yield return new("exp-log-product-order", SameOrder(product, e, sum, a));
                    yield return new("exp-log-product-unit-order", SameOrder(SmtText.Product(product, e), SmtText.One, SmtText.Sum(sum, a), SmtText.Zero));
                }
            }
        }
        for (int i = 0; i < exponentials.Count; i++)
        {
            for (int j = i + 1; j < exponentials.Count; j++)
            {
                yield return new("exp-exp-unit-order", SameOrder(
                    SmtText.Product(exponentials[i].Value, exponentials[j].Value), SmtText.One, SmtText.Sum(exponentials[i].Argument, exponentials[j].Argument), SmtText.Zero));
            }
        }
    }

    /// <summary>Slopes of sin, cos, atan and tanh are in [-1, 1]: (f(a) - f(b))^2 &lt;= (a - b)^2 by the mean value theorem.</summary>
    internal static IEnumerable<Lemma> Lipschitz(string name, IReadOnlyList<(string Argument, string Value)> atoms)
    {
        for (int i = 0; i < atoms.Count; i++)
        {
            for (int j = i + 1; j < atoms.Count; j++)
            {
                yield return new($"{name}-slope", SmtText.Compare(Relation.LessOrEqual,
                    SmtText.Power(SmtText.Subtract(atoms[i].Value, atoms[j].Value), 2), SmtText.Power(SmtText.Subtract(atoms[i].Argument, atoms[j].Argument), 2)));
            }
        }
    }

    private static string SameOrder(string u, string v, string s, string t) => SmtText.Or(
        SmtText.And(SmtText.Compare(Relation.Less, u, v), SmtText.Compare(Relation.Less, s, t)),
        SmtText.And(SmtText.Compare(Relation.Equal, u, v), SmtText.Compare(Relation.Equal, s, t)),
        SmtText.And(SmtText.Compare(Relation.Greater, u, v), SmtText.Compare(Relation.Greater, s, t)));

    // u >= v (1 + s - t)
    private static string AtLeast(string u, string v, string s, string t) =>
        SmtText.Compare(Relation.GreaterOrEqual, u, SmtText.Product(v, SmtText.Sum(SmtText.One, SmtText.Subtract(s, t))));
}
