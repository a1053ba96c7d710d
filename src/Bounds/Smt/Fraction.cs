using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt;

/// <summary>A quotient of two SMT terms whose denominator is known not to be 0 where it is used.</summary>
/// <param name="Numerator">A term.</param>
/// <param name="Denominator">A term, or null for 1.</param>
/// <param name="DenominatorSign">1 when the denominator is known to be positive, -1 negative, 0 when its sign is not known.</param>
internal readonly record struct Fraction(string Numerator, string? Denominator, int DenominatorSign)
{
    /// <summary>A term without denominator.</summary>
    internal static Fraction Of(string term) => new(term, null, 1);

    private string Below => Denominator ?? SmtText.One;

    /// <summary>The product.</summary>
    internal static Fraction Multiply(IReadOnlyList<Fraction> factors)
    {
        var below = factors.Where(f => f.Denominator is not null).ToList();
        return new(
            SmtText.Product(factors.Select(f => f.Numerator)),
            below.Count == 0 ? null : SmtText.Product(below.Select(f => f.Denominator!)),
            below.Aggregate(1, (sign, f) => sign * f.DenominatorSign));
    }

    /// <summary>The sum over the product of the distinct denominators.</summary>
    internal static Fraction Add(IReadOnlyList<Fraction> terms)
    {
        var below = terms.Where(t => t.Denominator is not null).DistinctBy(t => t.Denominator).ToList();
        if (below.Count == 0)
            return Of(SmtText.Sum(terms.Select(t => t.Numerator)));
        var numerators = terms.Select(t =>
            SmtText.Product(below.Where(b => b.Denominator != t.Denominator).Select(b => b.Denominator!).Prepend(t.Numerator)));
        return new(SmtText.Sum(numerators), SmtText.Product(below.Select(b => b.Denominator!)), below.Aggregate(1, (sign, b) => sign * b.DenominatorSign));
    }

    /// <summary>A power of at least 1.</summary>
    internal Fraction Power(int exponent) => new(
        SmtText.Power(Numerator, exponent),
        Denominator is null ? null : SmtText.Power(Denominator, exponent),
        exponent % 2 == 0 || Denominator is null ? 1 : DenominatorSign);

    /// <summary>1/this for a numerator of the given known sign (0: not known), which must not vanish.</summary>
    internal Fraction Invert(int numeratorSign) => new(Below, Numerator, numeratorSign);

    /// <summary>this relation 0, given that the denominator does not vanish.</summary>
    internal string CompareToZero(Relation relation)
    {
        string plus = SmtText.Compare(relation, Numerator, SmtText.Zero);
        if (Denominator is null || DenominatorSign > 0 || relation is Relation.Equal or Relation.NotEqual)
            return plus;
        string minus = SmtText.Compare(SmtText.Mirror(relation), Numerator, SmtText.Zero);
        if (DenominatorSign < 0)
            return minus;
        return SmtText.Or(
            SmtText.And(SmtText.Compare(Relation.Greater, Denominator, SmtText.Zero), plus),
            SmtText.And(SmtText.Compare(Relation.Less, Denominator, SmtText.Zero), minus));
    }

    /// <summary>a relation b.</summary>
    internal static string Compare(Relation relation, Fraction a, Fraction b)
    {
        if (a.Denominator == b.Denominator && a.DenominatorSign > 0)
            return SmtText.Compare(relation, a.Numerator, b.Numerator);
        return Add([a, b with { Numerator = SmtText.Negate(b.Numerator) }]).CompareToZero(relation);
    }

    /// <summary>symbol = this, without division: symbol * denominator = numerator.</summary>
    internal string EqualTo(string symbol) => SmtText.Compare(Relation.Equal, SmtText.Product(symbol, Below), Numerator);
}
