using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>Decides the sign of a function on a domain.</summary>
/// <remarks>
/// A proof covers the domain by finitely many parts: boxes on which an enclosure of the values (natural, mean value, monotone or Taylor form) has the
/// sign; one-sided neighbourhoods of exact points where the function vanishes, by its first Taylor coefficient that is not exactly 0; and tails. A refutation
/// is a
/// point of the domain where the relation certainly fails. Nothing rests on rounded point values.
/// </remarks>
public static class Signs
{
    /// <summary>Decides "f relation 0" at every point of the domain.</summary>
    /// <returns>
    /// <see cref="SignProved"/>, <see cref="SignRefuted"/> or <see cref="SignUnknown"/>. A function that is not certainly defined on all the domain is
    /// unknown at best.
    /// </returns>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static SignResult Decide(UnivariateFunction f, Domain domain, Relation relation, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(domain);
        var work = (options ?? RangeOptions.Default).NewBudget();
        switch (relation)
        {
            case Relation.Greater or Relation.GreaterOrEqual:
                return new SignSearch(f, relation == Relation.Greater, domain, work).Run();
            case Relation.Less or Relation.LessOrEqual:
                return Flip(new SignSearch(f.Negated(), relation == Relation.Less, domain, work).Run());
            case Relation.NotEqual:
                return NonZero(f, domain, work);
            default:
                return IsZero(f, domain);
        }
    }

    private static SignResult Flip(SignResult result) => result is SignRefuted r ? r with { Value = -r.Value } : result;

    private static SignResult IsZero(UnivariateFunction f, Domain domain)
    {
        foreach (double x in SamplePoints.Of(domain))
        {
            var value = Boxes.AtPoint(f, x);
            if (value.IsDefined && !value.Value.ContainsZero)
                return new SignRefuted(Constant.Of(Rational.FromDouble(x)), Rational.FromDouble(x), Rational.FromDouble(x), value.Value);
        }
        return new SignUnknown("an identity is not decided by enclosures");
    }

    private static SignResult NonZero(UnivariateFunction f, Domain domain, Budget work)
    {
        // The sign anywhere must be the sign everywhere.
        foreach (double x in SamplePoints.Of(domain))
        {
            if (!work.Spend())
                break;
            var value = Boxes.AtPoint(f, x);
            if (!value.IsDefined || value.Value.ContainsZero)
                continue;
            bool negative = value.Value.IsNegative;
            var result = new SignSearch(negative ? f.Negated() : f, true, domain, work).Run();
            // Where the sign fails there is a zero, exactly, or a value of the other sign, which proves a zero only where f gets there continuously.
            if (result is SignRefuted { IsExactZero: false } r)
                return (SignResult?)SignChange(f, domain, x, r, work) ?? new SignUnknown("the sign changes, but no zero between was found");
            return negative ? Flip(result) : result;
        }
        return new SignUnknown(work.Shortfall ?? "no point with a certain sign was found");
    }

    /// <summary>A zero between x, where the sign of f is certain, and a point with the other sign, if f is continuous between them.</summary>
    private static SignRefuted? SignChange(UnivariateFunction f, Domain domain, double x, SignRefuted other, Budget work)
    {
        bool negative = Boxes.AtPoint(f, x).Value.IsNegative;
        bool Opposite(double at) => domain.CertainlyContains(at) && Boxes.AtPoint(f, at) is { IsDefined: true, Value: var v }
            && (negative ? v.IsPositive : v.IsNegative);
        double y = new[] { other.Low, other.High }.Select(q => Interval.FromRational(q).Mid).FirstOrDefault(Opposite, double.NaN);
        double lo = Math.Min(x, y), hi = Math.Max(x, y);
        if (double.IsNaN(y) || !Continuity.Holds(f, Interval.Of(lo, hi), work))
            return null;
        bool lowNegative = x < y == negative;
        while (work.Spend())
        {
            double m = 0.5 * (lo + hi);
            if (!(m > lo && m < hi) || hi - lo < 1e-13 * Math.Max(1, Math.Abs(m)))
                break;
            var value = Boxes.AtPoint(f, m);
            if (!value.IsDefined || value.Value.ContainsZero)
                break;
            if (value.Value.IsNegative == lowNegative)
                lo = m;
            else
                hi = m;
        }
        Rational low = Rational.FromDouble(lo), high = Rational.FromDouble(hi), simple = Rational.Simplest(low, high);
        var exact = f.Evaluate(ExactReal.FromRational(simple, 53));
        return exact.IsDefined && exact.Value.IsZero
            ? new SignRefuted(Constant.Of(simple), simple, simple, Interval.Zero)
            : new SignRefuted(null, low, high, Boxes.Over(f, Interval.Of(lo, hi)).Range.Value);
    }
}
