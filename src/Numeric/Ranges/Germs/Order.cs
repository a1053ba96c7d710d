using System.Collections.Immutable;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges.Germs;

/// <summary>One part p h^-e of the exponent of an <see cref="Order"/>; e > 0.</summary>
internal readonly record struct Decay(Rational Power, ExactReal Coefficient);

/// <summary>
/// An element of the scale of comparison as h falls to 0: exp(-sum p_j h^(-e_j)) h^a log(1/h)^b, positive for 0 &lt; h &lt; 1. Any two are comparable: first
/// by the
/// exponent, then by a, then by b (Hardy 1910; a subset of the multiseries scales of Richardson, Salvy, Shackell, van der Hoeven, ISSAC 1996).
/// </summary>
/// <param name="Decays">The exponent, powers descending, coefficients not 0.</param>
/// <param name="Power">a.</param>
/// <param name="Log">b.</param>
internal sealed record Order(ImmutableArray<Decay> Decays, Rational Power, Rational Log)
{
    internal static Order One { get; } = new([], 0, 0);

    internal static Order H(Rational power) => new([], power, 0);

    internal static Order LogOf(Rational power) => new([], 0, power);

    internal bool IsOne => Decays.IsEmpty && Power.IsZero && Log.IsZero;

    internal Order Times(Order other) => Combine(other, 1);

    internal Order Over(Order other) => Combine(other, -1);

    internal Order Pow(Rational r)
    {
        if (r.IsZero)
            return One;
        var factor = ExactReal.FromRational(r, 53);
        return new([.. Decays.Select(d => d with { Coefficient = Known(d.Coefficient * factor) })], Power * r, Log * r);
    }

    /// <summary>The sign of the growth of this over the other: 1 when the quotient tends to infinity, -1 when it tends to 0, 0 when they are equal.</summary>
    internal int CompareTo(Order other)
    {
        var quotient = Over(other);
        if (!quotient.Decays.IsEmpty)
            return -Sign(quotient.Decays[0].Coefficient);
        return quotient.Power.Sign != 0 ? -quotient.Power.Sign : quotient.Log.Sign;
    }

    /// <summary>
    /// The values for 0 &lt; h &lt;= 1/start, as an interval: with t = 1/h, the logarithmic derivative t d/dt log is D = -sum e_j p_j t^(e_j) - a + b/log t;
    /// where D keeps its
    /// sign on [start, inf) the values lie between that at the start and the limit.
    /// </summary>
    /// <exception cref="GermException">The sign of D is not certain from the start on.</exception>
    internal Interval Range(double start)
    {
        if (IsOne)
            return Interval.One;
        var tail = Interval.Of(start, double.PositiveInfinity);
        var t = Interval.Point(start);
        // Nested from the slowest part: t^e1 (e1 p1 + t^(e2 - e1) (e2 p2 + ...)); the inner powers are in (0, 1].
        Interval nested = Interval.Zero, exponent = Interval.Zero;
        for (int j = Decays.Length - 1; j >= 0; j--)
        {
            var (e, p) = Decays[j];
            var size = p.ToInterval();
            if (j < Decays.Length - 1)
                nested *= Interval.Pow(tail, Decays[j + 1].Power - e);
            nested += Interval.FromRational(e) * size;
            exponent += size * Interval.Pow(t, e);
        }
        if (!Decays.IsEmpty)
            nested *= Interval.Pow(tail, Decays[0].Power);
        var slope = -nested - Interval.FromRational(Power) + Interval.FromRational(Log) / Interval.Log(tail);
        var value = Interval.Exp(-exponent) * Interval.Pow(t, -Power) * Interval.Pow(Interval.Log(t), Log);
        if (slope.IsNonpositive && CompareTo(One) < 0)
            return Interval.Of(0, value.Hi);
        if (slope.IsNonnegative && CompareTo(One) > 0)
            return Interval.Of(value.Lo, double.PositiveInfinity);
        throw new GermException("the order of growth is not settled this early");
    }

    /// <summary>The limit as h falls to 0: 0 for -1, 1 for 0, infinity for 1.</summary>
    internal int Growth => CompareTo(One);

    private Order Combine(Order other, int sign)
    {
        if (Decays.IsEmpty && other.Decays.IsEmpty)
            return new([], Power + sign * other.Power, Log + sign * other.Log);
        var sum = new SortedDictionary<Rational, ExactReal>();
        foreach (var d in Decays)
            sum[d.Power] = d.Coefficient;
        foreach (var d in other.Decays)
        {
            var term = sign > 0 ? d.Coefficient : -d.Coefficient;
            sum[d.Power] = sum.TryGetValue(d.Power, out var old) ? Known(old + term) : term;
        }
        return new([.. sum.Where(d => !d.Value.IsZero).Reverse().Select(d => new Decay(d.Key, d.Value))], Power + sign * other.Power, Log + sign * other.Log);
    }

    private static ExactReal Known(ExactReal x) => x.IsPoint ? x : throw new GermException("a constant has no closed form here");

    private static int Sign(ExactReal x) =>
        x.SignOrNull ?? throw new GermException($"the sign of the constant {x} could not be told");
}
