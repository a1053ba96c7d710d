using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt.Lemmas;

/// <summary>Relations between transcendental terms, each given as argument and value; the proofs stand in docs/trust.md, "Lemma bounds".</summary>
internal static class PairLemmas
{
    /// <summary>A term and earlier terms of the same function: order, and slopes where they are at most 1.</summary>
    internal static IEnumerable<Lemma> SameFunction(Function function, (string Argument, string Value) term,
        IReadOnlyList<(string Argument, string Value)> others)
    {
        foreach (var (a, v) in others)
        {
            if (function.IsIncreasing)
                yield return new($"{function.Name}-increasing", SameOrder(a, term.Argument, v, term.Value));
            // Mean value theorem with slopes in [-1, 1].
            if (function is Sin or Cos or Atan or Tanh)
            {
                yield return new($"{function.Name}-slope", SmtText.Compare(Relation.LessOrEqual,
                    SmtText.Power(SmtText.Subtract(v, term.Value), 2), SmtText.Power(SmtText.Subtract(a, term.Argument), 2)));
            }
        }
    }

    /// <summary>For a, b > 0: atan a + atan b and pi/2 are ordered as a b and 1, since pi/2 - atan b = atan(1/b).</summary>
    internal static IEnumerable<Lemma> Arctangents((string Argument, string Value) term, IReadOnlyList<(string Argument, string Value)> others, string halfPi)
    {
        foreach (var (a, v) in others)
        {
            yield return new("atan-complement", SmtText.Or(
                SmtText.Compare(Relation.LessOrEqual, a, SmtText.Zero),
                SmtText.Compare(Relation.LessOrEqual, term.Argument, SmtText.Zero),
                SameOrder(SmtText.Product(a, term.Argument), SmtText.One, SmtText.Sum(v, term.Value), halfPi)));
        }
    }

    /// <summary>A new exponential or logarithm against the earlier ones.</summary>
    internal static IEnumerable<Lemma> ExpLog(
        bool isExp, (string Argument, string Value) term, IReadOnlyList<(string Argument, string Value)> exponentials,
            IReadOnlyList<(string Argument, string Value)> logarithms, bool orders)
    {
        var (s, v) = term;
        if (isExp)
        {
            foreach (var (a, e) in exponentials)
            {
                yield return new("exp-exp-tangent", AtLeast(v, e, s, a));
                yield return new("exp-exp-tangent", AtLeast(e, v, a, s));
                yield return new("exp-exp-unit-tangent", SmtText.Compare(Relation.GreaterOrEqual, SmtText.Product(e, v), SmtText.Sum(SmtText.One, a, s)));
                if (orders)
                    yield return new("exp-exp-unit-order", SameOrder(SmtText.Product(e, v), SmtText.One, SmtText.Sum(a, s), SmtText.Zero));
            }
            foreach (var log in logarithms)
            {
                foreach (var lemma in Mixed(term, log, orders))
                    yield return lemma;
            }
            for (int i = 0; orders && i < logarithms.Count; i++)
            {
                for (int j = i + 1; j < logarithms.Count; j++)
                {
                    foreach (var lemma in Products(term, logarithms[i], logarithms[j]))
                        yield return lemma;
                }
            }
            yield break;
        }
        foreach (var (b, l) in logarithms)
        {
            yield return new("log-log-tangent", AtLeast(s, b, v, l));
            yield return new("log-log-tangent", AtLeast(b, s, l, v));
            foreach (var lemma in Ratio(s, v, b, l))
                yield return lemma;
        }
        foreach (var exponential in exponentials)
        {
            foreach (var lemma in Mixed(exponential, term, orders))
                yield return lemma;
            foreach (var log in orders ? logarithms : [])
            {
                foreach (var lemma in Products(exponential, term, log))
                    yield return lemma;
            }
        }
        for (int i = 0; orders && i < logarithms.Count; i++)
        {
            for (int j = i + 1; j < logarithms.Count; j++)
            {
                // log b + log c = log(b c), each of the three once alone.
                yield return LogProduct(logarithms[i], logarithms[j], term);
                yield return LogProduct(logarithms[i], term, logarithms[j]);
                yield return LogProduct(logarithms[j], term, logarithms[i]);
            }
        }
    }

    /// <summary>Bernoulli's inequality for e = b^y = exp(y log b), b > 0, and for 1/b, multiplied by b e: free of the logarithm.</summary>
    internal static IEnumerable<Lemma> Bernoulli(string y, string b, string e)
    {
        string chord = SmtText.Sum(SmtText.One, SmtText.Product(y, SmtText.Subtract(b, SmtText.One)));
        string inverse = SmtText.Product(e, SmtText.Sum(b, SmtText.Product(y, SmtText.Subtract(SmtText.One, b))));
        yield return new("power-bernoulli, 0 <= y <= 1", SmtText.Or(
            SmtText.Compare(Relation.Less, y, SmtText.Zero), SmtText.Compare(Relation.Greater, y, SmtText.One),
            SmtText.And(SmtText.Compare(Relation.LessOrEqual, e, chord), SmtText.Compare(Relation.GreaterOrEqual, inverse, b))));
        yield return new("power-bernoulli, y <= 0 or y >= 1", SmtText.Or(
            SmtText.And(SmtText.Compare(Relation.Greater, y, SmtText.Zero), SmtText.Compare(Relation.Less, y, SmtText.One)),
            SmtText.And(SmtText.Compare(Relation.GreaterOrEqual, e, chord), SmtText.Compare(Relation.LessOrEqual, inverse, b))));
    }

    // e^a against log b = l.
    private static IEnumerable<Lemma> Mixed((string Argument, string Value) exponential, (string Argument, string Value) log, bool orders)
    {
        var ((a, e), (b, l)) = (exponential, log);
        yield return new("exp-log-tangent", AtLeast(e, b, a, l));
        yield return new("exp-log-unit-tangent", SmtText.Compare(Relation.GreaterOrEqual, SmtText.Product(b, e), SmtText.Sum(SmtText.One, l, a)));
        if (!orders)
            yield break;
        yield return new("exp-log-order", SameOrder(b, e, l, a));
        yield return new("exp-log-unit-order", SameOrder(SmtText.Product(b, e), SmtText.One, SmtText.Sum(l, a), SmtText.Zero));
        // exp is convex: for a between 0 and l, e^a is at most the chord 1 + (b - 1) a/l; multiplied by l.
        string left = SmtText.Product(SmtText.Subtract(e, SmtText.One), l), right = SmtText.Product(SmtText.Subtract(b, SmtText.One), a);
        yield return new("exp-log-chord, 0 <= a <= log b", SmtText.Or(
            SmtText.Compare(Relation.Less, a, SmtText.Zero), SmtText.Compare(Relation.Greater, a, l), SmtText.Compare(Relation.LessOrEqual, left, right)));
        yield return new("exp-log-chord, log b <= a <= 0", SmtText.Or(
            SmtText.Compare(Relation.Greater, a, SmtText.Zero), SmtText.Compare(Relation.Less, a, l), SmtText.Compare(Relation.GreaterOrEqual, left, right)));
    }

    private static IEnumerable<Lemma> Products((string Argument, string Value) exponential, (string Argument, string Value) first,
        (string Argument, string Value) second)
    {
        string product = SmtText.Product(first.Argument, second.Argument), sum = SmtText.Sum(first.Value, second.Value);
        yield return new("exp-log-product-order", SameOrder(product, exponential.Value, sum, exponential.Argument));
        yield return new("exp-log-product-unit-order", SameOrder(
            SmtText.Product(product, exponential.Value), SmtText.One, SmtText.Sum(sum, exponential.Argument), SmtText.Zero));
    }

    private static Lemma LogProduct((string Argument, string Value) a, (string Argument, string Value) b, (string Argument, string Value) c) =>
        new("log-product-order", SameOrder(SmtText.Product(a.Argument, b.Argument), c.Argument, SmtText.Sum(a.Value, b.Value), c.Value));

    // With z = a/b: log z >= 2(z-1)/(z+1) for z >= 1 and the reverse for z <= 1; |log z| <= |z-1|/sqrt(z).
    private static IEnumerable<Lemma> Ratio(string a, string k, string b, string l)
    {
        string left = SmtText.Product(SmtText.Subtract(k, l), SmtText.Sum(a, b)), right = SmtText.Product(SmtText.Number(2), SmtText.Subtract(a, b));
        yield return new("log-log-ratio, a >= b", SmtText.Or(SmtText.Compare(Relation.Less, a, b), SmtText.Compare(Relation.GreaterOrEqual, left, right)));
        yield return new("log-log-ratio, a <= b", SmtText.Or(SmtText.Compare(Relation.Greater, a, b), SmtText.Compare(Relation.LessOrEqual, left, right)));
        yield return new("log-log-geometric", SmtText.Compare(Relation.LessOrEqual,
            SmtText.Product(SmtText.Power(SmtText.Subtract(k, l), 2), a, b), SmtText.Power(SmtText.Subtract(a, b), 2)));
    }

    private static string SameOrder(string u, string v, string s, string t) => SmtText.Or(
        SmtText.And(SmtText.Compare(Relation.Less, u, v), SmtText.Compare(Relation.Less, s, t)),
        SmtText.And(SmtText.Compare(Relation.Equal, u, v), SmtText.Compare(Relation.Equal, s, t)),
        SmtText.And(SmtText.Compare(Relation.Greater, u, v), SmtText.Compare(Relation.Greater, s, t)));

    // u >= v (1 + s - t)
    private static string AtLeast(string u, string v, string s, string t) =>
        SmtText.Compare(Relation.GreaterOrEqual, u, SmtText.Product(v, SmtText.Sum(SmtText.One, SmtText.Subtract(s, t))));
}
