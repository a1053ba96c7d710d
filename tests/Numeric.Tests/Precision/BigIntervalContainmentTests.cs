using System.Numerics;
using BoundCheck.Numeric.Precision;
using BoundCheck.Numeric.Tests.Intervals.Oracle;
using static BoundCheck.Numeric.Tests.Intervals.Oracle.MpfrNative;

namespace BoundCheck.Numeric.Tests.Precision;

/// <summary>Arbitrary-precision functions at 400 digits against MPFR at 500, and their relative width.</summary>
[TestFixture]
public sealed class BigIntervalContainmentTests
{
    private const int Digits = 400;
    private const int OracleDigits = 500;

    private delegate int Binary(ref Number result, ref Number x, ref Number y, int rounding);

    private static int Points => Math.Max(200, Campaign.Points / 50);

    [TestCaseSource(typeof(OracleFunction), nameof(OracleFunction.All))]
    public void Enclosure_at_a_point_contains_the_value_and_is_narrow(object item)
    {
        OracleFunction function = (OracleFunction)item;
        Random random = new(400);
        using MpfrValue x = new(OracleDigits), down = new(OracleDigits), up = new(OracleDigits);
        long widest = long.MinValue;
        for (int i = 0; i < Points; i++)
        {
            BigFloat point = Sample(random, function);
            x.Set(point);
            function.Oracle(ref down.Number, ref x.Number, MpfrValue.Down);
            function.Oracle(ref up.Number, ref x.Number, MpfrValue.Up);
            BigInterval enclosure = function.Wide(BigInterval.Point(point, Digits));
            if (!(enclosure.Lo <= down.ToBigFloat() && up.ToBigFloat() <= enclosure.Hi))
                Assert.Fail($"{function.Name}({point}) is not in [{enclosure.Lo}, {enclosure.Hi}].");
            if (enclosure.IsPoint)
                continue;
            Assert.That(enclosure.ContainsZero, Is.False, $"{function.Name}({point})");
            BigFloat width = BigFloat.Subtract(enclosure.Hi, enclosure.Lo, 16, Direction.Up);
            widest = Math.Max(widest, width.Top - Math.Min(enclosure.Lo.Top, enclosure.Hi.Top));
        }
        TestContext.Out.WriteLine($"{function.Name}: relative width at most 2^{widest} at {Digits} digits.");
        Assert.That(widest, Is.LessThanOrEqualTo(-(Digits - 3)));
    }

    [Test]
    public void Arithmetic_contains_the_oracle_and_is_correctly_rounded()
    {
        Random random = new(401);
        (Func<BigInterval, BigInterval, BigInterval> Ours, Binary Oracle)[] operations =
        [
            ((a, b) => a + b, mpfr_add), ((a, b) => a - b, mpfr_sub), ((a, b) => a * b, mpfr_mul), ((a, b) => a / b, mpfr_div),
        ];
        using MpfrValue x = new(OracleDigits), y = new(OracleDigits), down = new(Digits), up = new(Digits);
        for (int i = 0; i < Points; i++)
        {
            BigFloat a = Any(random), b = Any(random);
            foreach ((Func<BigInterval, BigInterval, BigInterval> ours, Binary oracle) in operations)
            {
                oracle(ref down.Number, ref x.Set(a).Number, ref y.Set(b).Number, MpfrValue.Down);
                oracle(ref up.Number, ref x.Number, ref y.Number, MpfrValue.Up);
                BigInterval result = ours(BigInterval.Point(a, Digits), BigInterval.Point(b, Digits));
                Assert.That((result.Lo, result.Hi), Is.EqualTo((down.ToBigFloat(), up.ToBigFloat())), $"{a}, {b}");
            }
        }
    }

    [Test]
    public void Ten_to_the_minus_thirty_is_told_from_zero()
    {
        // exp(log(2)) - 2 cancels to the width of the enclosure; a margin of 1e-30 is visible at 200 digits and not in doubles.
        BigInterval two = BigInterval.Point(2, 200);
        BigInterval margin = BigInterval.One / BigInterval.Pow(BigInterval.Point(10, 200), 30);
        BigInterval difference = BigInterval.Exp(BigInterval.Log(two)) - two;
        Assert.That((difference + margin).IsPositive);
        Assert.That((difference - margin).IsNegative);
        Assert.That(difference.ContainsZero);
    }

    private static BigFloat Any(Random random)
    {
        BigInteger mantissa = 1;
        for (int i = random.Next(1, 5); i > 0; i--)
            mantissa = (mantissa << 32) + random.Next();
        return new BigFloat(random.Next(2) == 0 ? mantissa : -mantissa, random.Next(-900, 900));
    }

    /// <summary>A double of the campaign with up to 96 more digits.</summary>
    private static BigFloat Sample(Random random, OracleFunction function)
    {
        while (true)
        {
            double d = Campaign.Sample(random, function);
            if (d == 0)
                continue;
            BigFloat x = BigFloat.FromDouble(d);
            if (random.Next(2) == 0)
            {
                BigFloat more = new(random.Next(), x.Exponent - 33 - random.Next(64));
                x = BigFloat.AddExact(x, more);
            }
            // MPFR answers 0 or infinity past its own exponent range, and its composed oracles lose digits far from 1.
            if (x >= BigFloat.FromDouble(function.Domain) && x.Top is < 29 and > -600)
                return x;
        }
    }
}
