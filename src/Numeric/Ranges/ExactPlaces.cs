using System.Numerics;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>
/// Guesses in closed form for the place of a double zero: a zero of f' is found to many digits by Newton's method and compared with roots, logarithms and
/// exponentials of simple rationals, rational multiples of pi and quadratic irrationals. They are guesses only: whoever uses one checks
/// in exact arithmetic that f vanishes there.
/// </summary>
internal static class ExactPlaces
{
    private const int Digits = 240, Agreed = 150, LargestBits = 40, LargestLeading = 8, LargestMiddle = 16;

    /// <summary>The guesses near a box, best first; none when Newton's method does not settle or f is certainly not 0 where it does.</summary>
    internal static IEnumerable<ExactReal> Near(UnivariateFunction f, Interval box, Budget work)
    {
        if (Polish(f, box, work) is not { } x || f.Evaluate(x, Digits) is { IsDefined: true, Value.ContainsZero: false })
            yield break;
        foreach (var guess in Guesses(x).Select(ExactReal.FromExpr))
        {
            if (guess.IsPoint)
                yield return guess;
        }
    }

    /// <summary>The closed form of a certified simple root, proved: a guess inside the enclosure, which holds no other root, where f is exactly 0.</summary>
    internal static Expr? Recognise(UnivariateFunction f, Root root)
    {
        if (root.Exact is not null)
            return root.Exact;
        foreach (var guess in Guesses(Roots.Refine(f, root, Agreed)))
        {
            var exact = ExactReal.FromExpr(guess);
            if (exact.IsPoint && root.Enclosure.Contains(exact.ToInterval()) && f.Evaluate(exact) is { IsDefined: true, Value.IsZero: true })
                return guess;
        }
        return null;
    }

    /// <summary>A narrow interval around the presumed zero of f', or null.</summary>
    private static BigInterval? Polish(UnivariateFunction f, Interval box, Budget work)
    {
        double x = box.Mid;
        var a = new Interval[3];
        for (int i = 0; i < 40 && work.Spend(); i++)
        {
            f.Taylor(Interval.Point(x), a);
            if (!a[1].IsBounded || !a[2].IsBounded || a[1].IsEmpty || a[2].IsEmpty)
                return null;
            double step = a[1].Mid / (2 * a[2].Mid);
            if (!double.IsFinite(step) || Math.Abs(x - step - box.Mid) > 2 * box.Width)
                return null;
            x -= step;
            if (Math.Abs(step) <= 1e-14 * Math.Max(1e-3, Math.Abs(x)))
                break;
        }
        var point = BigFloat.FromDouble(x);
        var b = new BigInterval[3];
        for (int i = 0; i < 5 && work.Spend(4); i++)
        {
            f.Taylor(BigInterval.Point(point, Digits), b, Digits);
            var step = b[1] / (BigInterval.FromRational(2, Digits) * b[2]);
            if (step.IsEmpty || !step.IsBounded)
                return null;
            point = BigFloat.Subtract(point, step.MidPoint.Lo, Digits, Direction.Down);
            var size = BigFloat.Max(BigFloat.Abs(point), BigFloat.PowerOfTwo(-60));
            // The error of Newton's method is about the square of the last step.
            if (BigFloat.Abs(step.MidPoint.Lo) < BigFloat.MultiplyExact(size, BigFloat.PowerOfTwo(-Agreed / 2 - 5)))
            {
                var radius = BigFloat.MultiplyExact(size, BigFloat.PowerOfTwo(-Agreed));
                return new BigInterval(
                    BigFloat.Subtract(point, radius, Digits, Direction.Down), BigFloat.Add(point, radius, Digits, Direction.Up), Digits);
            }
        }
        return null;
    }

    private static IEnumerable<Expr> Guesses(BigInterval x)
    {
        if (Simple(x) is { } q)
            yield return q;
        if (Simple(BigInterval.Sqr(x)) is { } square)
            yield return Signed(x, Constant.Of(square).Pow(Rational.Half));
        if (Simple(x / BigInterval.Pi(Digits)) is { } turns)
            yield return turns * NamedConstant.Pi;
        if (x.IsPositive && Simple(BigInterval.Log(x)) is { } logarithm)
            yield return Exp.Instance.Of(logarithm);
        // e^(nx) of a large x has fewer digits than the comparison needs.
        bool moderate = x.ToInterval().Mag < 30;
        if (moderate && Simple(BigInterval.Exp(x)) is { Sign: > 0 } exponential)
            yield return Log.Instance.Of(exponential);
        if (moderate && Simple(BigInterval.Exp(x + x)) is { Sign: > 0 } doubled)
            yield return Rational.Half * Log.Instance.Of(doubled);
        if (Simple(BigInterval.Pow(x, 3)) is { Sign: not 0 } cube)
            yield return Signed(x, Constant.Of(Rational.Abs(cube)).Pow(new Rational(1, 3)));
        if (Simple(BigInterval.Pow(x, 4)) is { Sign: > 0 } fourth)
            yield return Signed(x, Constant.Of(fourth).Pow(new Rational(1, 4)));
        if (x.IsPositive && Simple(BigInterval.Sqr(BigInterval.Log(x))) is { Sign: > 0 } squaredLog)
            yield return Exp.Instance.Of(Signed(BigInterval.Log(x), Constant.Of(squaredLog).Pow(Rational.Half)));
        if (Simple(BigInterval.Tan(x)) is { } tangent && x.ToInterval().Mag < 1.5)
            yield return Atan.Instance.Of(tangent);
        if (Quadratic(x) is { } surd)
            yield return surd;
        if (moderate && Quadratic(BigInterval.Exp(x)) is { } surdExponential)
            yield return Log.Instance.Of(surdExponential);
    }

    private static Expr Signed(BigInterval like, Expr size) => like.IsNegative ? -size : size;

    /// <summary>The simplest rational inside, when it is much simpler than the width would allow by chance.</summary>
    private static Rational? Simple(BigInterval x)
    {
        if (x.IsEmpty || !x.IsBounded || Exactly(x.Lo) is not { } lo || Exactly(x.Hi) is not { } hi)
            return null;
        var q = Rational.Simplest(lo, hi);
        return q.Numerator.GetBitLength() + q.Denominator.GetBitLength() <= LargestBits ? q : null;
    }

    /// <summary>A root of a small a x^2 + b x + c, where x nearly satisfies one.</summary>
    private static Expr? Quadratic(BigInterval x)
    {
        double m = x.ToInterval().Mid;
        if (!(Math.Abs(m) < 1000))
            return null;
        for (int a = 1; a <= LargestLeading; a++)
        {
            for (int b = -LargestMiddle; b <= LargestMiddle; b++)
            {
                double c = -(a * m * m + b * m);
                if (Math.Abs(c - Math.Round(c)) > 1e-9 * Math.Max(1, Math.Abs(c)))
                    continue;
                var exact = BigInterval.FromRational(a, Digits) * BigInterval.Sqr(x) + BigInterval.FromRational(b, Digits) * x;
                var constant = new BigInteger(Math.Round(c));
                if (!(exact + BigInterval.FromRational(constant, Digits)).ContainsZero)
                    continue;
                var discriminant = new BigInteger(b) * b - 4 * a * constant;
                if (discriminant.Sign <= 0)
                    continue;
                var root = Constant.Of(new Rational(discriminant, 4 * a * a)).Pow(Rational.Half);
                var middle = new Rational(-b, 2 * a);
                return m > -b / (2.0 * a) ? middle + root : middle - root;
            }
        }
        return null;
    }

    private static Rational? Exactly(BigFloat x)
    {
        if (!x.IsFinite || Math.Abs(x.Exponent) > 10_000)
            return null;
        return x.Exponent >= 0 ? new Rational(x.Mantissa << (int)x.Exponent, 1) : new Rational(x.Mantissa, BigInteger.One << (int)-x.Exponent);
    }
}
