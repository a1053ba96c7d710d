using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;
using CsCheck;

namespace BoundCheck.Numeric.Tests.Intervals;

/// <summary>Exact rational arithmetic on members stays inside the interval results, in doubles and in arbitrary precision.</summary>
[TestFixture]
public sealed class ArithmeticContainmentTests
{
    private const long Iterations = 3000;

    private static readonly Gen<double> s_end = Gen.OneOf(
        Gen.Double[-10, 10],
        Gen.Int[-5, 5].Select(i => (double)i),
        Gen.Double.Select(d => double.IsFinite(d) ? d : 0.5),
        Gen.Const(0.0),
        Gen.Const(double.Epsilon),
        Gen.Const(-double.MaxValue));

    /// <summary>An interval (at times a point or unbounded on a side) and a member that is a double.</summary>
    private static readonly Gen<(Interval Set, double Member)> s_pair =
        Gen.Select(s_end, s_end, s_end, Gen.Int[0, 9]).Select((a, b, c, kind) =>
        {
            double[] sorted = [a, b, c];
            Array.Sort(sorted);
            double lo = kind == 0 ? double.NegativeInfinity : sorted[0], hi = kind == 1 ? double.PositiveInfinity : sorted[2];
            return kind == 2 ? (Interval.Point(sorted[1]), sorted[1]) : (new Interval(lo, hi), sorted[1]);
        });

    [Test]
    public void Results_contain_exact_results_on_members() =>
        Gen.Select(s_pair, s_pair, s_pair).Sample((x, y, z) =>
        {
            Rational a = Rational.FromDouble(x.Member), b = Rational.FromDouble(y.Member), c = Rational.FromDouble(z.Member);
            return AllContain(x.Set, y.Set, z.Set, a, b, c)
                && AllContain(Big(x.Set), Big(y.Set), Big(z.Set), a, b, c);
        }, iter: Iterations);

    [Test]
    public void Larger_operands_give_larger_results() =>
        Gen.Select(s_pair, s_pair, s_pair, s_pair).Sample((x, y, v, w) =>
        {
            Interval wideX = Interval.Hull(x.Set, v.Set), wideY = Interval.Hull(y.Set, w.Set);
            return (wideX + wideY).Contains(x.Set + y.Set) && (wideX - wideY).Contains(x.Set - y.Set) && (wideX * wideY).Contains(x.Set * y.Set)
                && (wideX / wideY).Contains(x.Set / y.Set) && Interval.Sqr(wideX).Contains(Interval.Sqr(x.Set))
                && Interval.Sqrt(wideX).Contains(Interval.Sqrt(x.Set))
                && Interval.Abs(wideX).Contains(Interval.Abs(x.Set)) && Interval.Min(wideX, wideY).Contains(Interval.Min(x.Set, y.Set));
        }, iter: Iterations);

    [Test]
    public void Elementary_functions_are_inclusion_isotonic() =>
        Gen.Select(s_pair, s_pair).Sample((x, v) =>
        {
            Interval wide = Interval.Hull(x.Set, v.Set);
            Func<Interval, Interval>[] functions =
            [
                Interval.Exp, Interval.Expm1, Interval.Log, Interval.Log1p, Interval.Sin, Interval.Cos, Interval.Tan, Interval.Sinh, Interval.Cosh,
                Interval.Tanh, Interval.Asinh, Interval.Atan, Interval.Erf, Interval.Sigmoid, Interval.Softplus, Interval.LogCosh,
            ];
            return functions.All(f => f(wide).Contains(f(x.Set)));
        }, iter: Iterations);

    [Test]
    public void Arbitrary_precision_is_inside_the_double_result() =>
        Gen.Select(s_pair, s_pair).Sample((x, y) =>
        {
            BigInterval a = BigInterval.FromInterval(x.Set, 120), b = BigInterval.FromInterval(y.Set, 120);
            return (x.Set + y.Set).Contains((a + b).ToInterval())
                && (x.Set * y.Set).Contains((a * b).ToInterval()) && (x.Set / y.Set).Contains((a / b).ToInterval());
        }, iter: Iterations);

    [Test]
    public void Rational_enclosure_is_the_tightest() =>
        Gen.Select(Gen.Long, Gen.Long[1, long.MaxValue], Gen.Int[-1200, 1200]).Sample((n, d, shift) =>
        {
            Rational r = new Rational(n, d) * (shift >= 0 ? Rational.Pow(2, shift) : Rational.Pow(new Rational(1, 2), -shift));
            Interval x = Interval.FromRational(r);
            bool tight = x.IsPoint ? Rational.FromDouble(x.Lo) == r : x.Hi == Math.BitIncrement(x.Lo);
            return tight && x.Contains(r) && BigInterval.FromRational(r, 100).Contains(r);
        }, iter: Iterations);

    private static BigInterval Big(Interval x) => BigInterval.FromInterval(x, 60);

    private static bool AllContain<T>(T x, T y, T z, Rational a, Rational b, Rational c)
        where T : struct, IEnclosure<T> =>
        (x + y).Contains(a + b) && (x - y).Contains(a - b) && (-x).Contains(-a) && (x * y).Contains(a * b) && (b.IsZero || (x / y).Contains(a / b))
        && T.Fma(x, y, z).Contains((a * b) + c) && T.Sqr(x).Contains(a * a) && T.Abs(x).Contains(Rational.Abs(a))
        && T.Min(x, y).Contains(Rational.Min(a, b)) && T.Max(x, y).Contains(Rational.Max(a, b)) && T.Sign(x).Contains(a.Sign)
        && T.Pow(x, 3).Contains(a * a * a) && (a.IsZero || T.Pow(x, -2).Contains(Rational.One / (a * a))) && T.Hull(x, y).Contains(b)
        && T.Intersect(x, x).Contains(a) && T.Sqr(T.Sqrt(x * x)).Contains(a * a);
}
