using System.Numerics;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;
using CsCheck;

namespace BoundCheck.Numeric.Tests.Precision;

/// <summary>Directed operations against exact rationals: right side, at most the digits asked, and no double further in.</summary>
[TestFixture]
public sealed class BigFloatTests
{
    private const long Iterations = 5000;

    private static readonly Gen<BigFloat> s_number =
        Gen.Select(Gen.Long, Gen.Int[-200, 200], Gen.Int[0, 4]).Select((m, e, kind) => kind == 0 ? new BigFloat(m % 16, e) : new BigFloat(m, e));

    private static readonly Gen<int> s_precision = Gen.Int[2, 90];

    private static Rational Exact(BigFloat x) =>
        x.Exponent >= 0 ? new Rational(x.Mantissa << (int)x.Exponent, 1) : new Rational(x.Mantissa, BigInteger.One << (int)-x.Exponent);

    /// <summary>lo &lt;= value &lt;= hi, both of the given digits, and neighbours unless equal.</summary>
    private static bool Brackets(BigFloat lo, BigFloat hi, Rational value, int precision)
    {
        if (Exact(lo) > value || Exact(hi) < value || Digits(lo) > precision || Digits(hi) > precision)
            return false;
        if (Exact(lo) == value || Exact(hi) == value)
            return lo == hi;
        // Neighbours: hi - lo is one unit of the one farther from zero or, at a power of two, of the other.
        Rational gap = Exact(hi) - Exact(lo), magnitude = Rational.Max(Rational.Abs(Exact(lo)), Rational.Abs(Exact(hi)));
        return gap * Rational.Pow(2, precision - 1) <= magnitude;
    }

    private static long Digits(BigFloat x)
    {
        BigInteger m = BigInteger.Abs(x.Mantissa);
        return m.IsZero ? 0 : (long)m.GetBitLength() - (long)BigInteger.TrailingZeroCount(m);
    }

    [Test]
    public void Sums_products_and_quotients_are_rounded_to_the_stated_side() =>
        Gen.Select(s_number, s_number, s_precision).Sample((a, b, p) =>
            Brackets(BigFloat.Add(a, b, p, Direction.Down), BigFloat.Add(a, b, p, Direction.Up), Exact(a) + Exact(b), p)
            && Brackets(BigFloat.Multiply(a, b, p, Direction.Down), BigFloat.Multiply(a, b, p, Direction.Up), Exact(a) * Exact(b), p)
            && (b.IsZero || Brackets(BigFloat.Divide(a, b, p, Direction.Down), BigFloat.Divide(a, b, p, Direction.Up), Exact(a) / Exact(b), p)),
                iter: Iterations);

    [Test]
    public void A_far_smaller_summand_decides_the_rounding_only() =>
        Gen.Select(s_number, Gen.Bool, s_precision).Sample((a, positive, p) =>
        {
            BigFloat tiny = new(positive ? 1 : -1, -5000), same = new(positive ? 1 : -1, -100_000_000_000);
            return BigFloat.Add(a, tiny, p, Direction.Down) == (a.IsZero ? tiny : BigFloat.Add(a, same, p, Direction.Down))
                && BigFloat.Add(a, tiny, p, Direction.Up) == (a.IsZero ? tiny : BigFloat.Add(a, same, p, Direction.Up))
                && (a.IsZero || Brackets(BigFloat.Add(a, tiny, p, Direction.Down), BigFloat.Add(a, tiny, p, Direction.Up), Exact(a) + Exact(tiny), p));
        }, iter: Iterations);

    [Test]
    public void Roots_are_rounded_to_the_stated_side() =>
        Gen.Select(s_number, Gen.Int[2, 7], s_precision).Sample((x, n, p) =>
        {
            BigFloat a = BigFloat.Abs(x);
            BigFloat lo = BigFloat.Root(a, n, p, Direction.Down), hi = BigFloat.Root(a, n, p, Direction.Up);
            Rational below = Rational.Pow(Exact(lo), n), above = Rational.Pow(Exact(hi), n);
            bool contains = below <= Exact(a) && Exact(a) <= above && Digits(lo) <= p && Digits(hi) <= p;
            bool exact = below == Exact(a) || above == Exact(a);
            return contains && (exact ? lo == hi : (Exact(hi) - Exact(lo)) * Rational.Pow(2, p - 1) <= Exact(hi));
        }, iter: Iterations);

    [Test]
    public void Powers_of_roots_are_exact() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int[2, 9]).Sample((r, n) =>
            BigFloat.Root(new BigFloat(BigInteger.Pow(r, n), 0), n, 60, Direction.Up) == r, iter: Iterations);

    [Test]
    public void Comparison_is_that_of_the_rationals() =>
        Gen.Select(s_number, s_number).Sample((a, b) => Math.Sign(a.CompareTo(b)) == Exact(a).CompareTo(Exact(b)), iter: Iterations);

    [Test]
    public void Conversion_to_double_rounds_to_the_stated_side() =>
        s_number.Sample(a =>
        {
            double down = a.ToDouble(Direction.Down), up = a.ToDouble(Direction.Up);
            bool sided = Rational.FromDouble(down) <= Exact(a) && Exact(a) <= Rational.FromDouble(up);
            return sided && (down == up ? Rational.FromDouble(down) == Exact(a) : up == Math.BitIncrement(down));
        }, iter: Iterations);

    [Test]
    public void Values_past_the_exponent_limit_round_outward()
    {
        BigFloat huge = BigFloat.PowerOfTwo(BigFloat.ExponentLimit), tiny = BigFloat.PowerOfTwo(-BigFloat.ExponentLimit - 8);
        Assert.That(BigFloat.Multiply(huge, huge, 60, Direction.Up).IsPositiveInfinity);
        Assert.That(BigFloat.Multiply(huge, huge, 60, Direction.Down).IsFinite);
        Assert.That(BigFloat.Multiply(huge, -huge, 60, Direction.Down).IsNegativeInfinity);
        Assert.That(BigFloat.Multiply(tiny, tiny, 60, Direction.Down).IsZero);
        Assert.That(BigFloat.Multiply(tiny, tiny, 60, Direction.Up).Sign, Is.Positive);
        Assert.That(BigInterval.Exp(BigInterval.Point(huge, 60)).Hi.IsPositiveInfinity);
        Assert.That(BigInterval.Pow(BigInterval.Point(BigFloat.PowerOfTwo(1L << 41), 60), int.MaxValue).Hi.IsPositiveInfinity);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new BigFloat(1, long.MaxValue));
        Assert.Throws<ArgumentException>(() => BigFloat.FromDouble(double.NaN));
    }
}
