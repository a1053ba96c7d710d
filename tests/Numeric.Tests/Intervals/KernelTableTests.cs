using BoundCheck.Numeric.Intervals.PointValues;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Tests.Intervals;

/// <summary>The constants behind the double-double kernels, derived again in arbitrary precision.</summary>
[TestFixture]
public sealed class KernelTableTests
{
    private const int Digits = 240;

    private static BigInterval Point(BigFloat x) => BigInterval.Point(x, Digits);

    private static BigInterval Ratio(int n, int log2Denominator) => Point(new BigFloat(n, -log2Denominator));

    /// <summary>|high + low - value| &lt;= 2^-105 |value|.</summary>
    private static void Check(DoubleDouble pair, BigInterval value, string what)
    {
        BigFloat sum = BigFloat.AddExact(BigFloat.FromDouble(pair.High), BigFloat.FromDouble(pair.Low));
        BigInterval error = BigInterval.Abs(Point(sum) - value);
        BigInterval bound = BigInterval.Abs(value) * Point(BigFloat.PowerOfTwo(-105));
        Assert.That(error.IsNotAbove(bound) || (value.IsPoint && error.Hi.IsZero), what);
        Assert.That(pair.High + pair.Low, Is.EqualTo(pair.High), what);
    }

    private static DoubleDouble Entry(ReadOnlySpan<double> table, int i) => new(table[2 * i], table[(2 * i) + 1]);

    [Test]
    public void Exponential_tables_hold_the_powers_of_two()
    {
        BigInterval log2 = BigInterval.Log(Point(2));
        for (int i = 0; i < 32; i++)
        {
            Check(Entry(ExpTables.Coarse, i), BigInterval.Exp(log2 * Ratio(i, 5)), $"2^({i}/32)");
            Check(Entry(ExpTables.Fine, i), BigInterval.Exp(log2 * Ratio(i, 10)), $"2^({i}/1024)");
        }
    }

    [Test]
    public void Reduction_steps_sum_to_the_constants_and_are_short()
    {
        BigInterval log2 = BigInterval.Log(Point(2)) * Point(BigFloat.PowerOfTwo(-10));
        BigInterval exp = Sum(ExpTables.Step1, ExpTables.Step2, ExpTables.Step3) - log2;
        Assert.That(BigInterval.Abs(exp).IsBelow(Point(BigFloat.PowerOfTwo(-127))));
        Assert.That(new[] { ExpTables.Step1, ExpTables.Step2 }.Select(Length), Is.All.LessThanOrEqualTo(32));
        BigInterval turn = BigInterval.Pi(Digits) * Point(BigFloat.PowerOfTwo(-6));
        BigInterval trig = Sum(TrigTables.Step1, TrigTables.Step2, TrigTables.Step3, TrigTables.Step4) - turn;
        Assert.That(BigInterval.Abs(trig).IsBelow(Point(BigFloat.PowerOfTwo(-142))));
        Assert.That(new[] { TrigTables.Step1, TrigTables.Step2, TrigTables.Step3 }.Select(Length), Is.All.LessThanOrEqualTo(28));
        Assert.That(BigInterval.Abs(Sum(ExpTables.InverseStep) * log2 - BigInterval.One).IsBelow(Point(BigFloat.PowerOfTwo(-52))));
        Assert.That(BigInterval.Abs(Sum(TrigTables.InverseStep) * turn - BigInterval.One).IsBelow(Point(BigFloat.PowerOfTwo(-52))));
    }

    [Test]
    public void Logarithm_tables_reduce_to_one_part_in_128()
    {
        for (int i = 0; i < 128; i++)
        {
            double c = LogTables.Reciprocal[i];
            Assert.That(c * 1024, Is.EqualTo(Math.Round(c * 1024)));
            Assert.That(Math.Abs(((1 + (i / 128.0)) * c) - 1), Is.LessThanOrEqualTo(1.0 / 128));
            Assert.That(Math.Abs(((1 + ((i + 1) / 128.0)) * c) - 1), Is.LessThanOrEqualTo(1.0 / 128));
            double shifted = i >= LogTables.FirstUpper ? 2 * c : c;
            Check(Entry(LogTables.NegatedLog, i), -BigInterval.Log(Point(BigFloat.FromDouble(shifted))), $"log c_{i}");
        }
        Assert.That((LogTables.Reciprocal[0], LogTables.Reciprocal[127]), Is.EqualTo((1.0, 0.5)));
        Check(LogTables.Log2, BigInterval.Log(Point(2)), "log 2");
    }

    [Test]
    public void Trigonometric_tables_hold_sines_and_arctangents()
    {
        BigInterval turn = BigInterval.Pi(Digits) * Point(BigFloat.PowerOfTwo(-6));
        for (int i = 0; i < 32; i++)
            Check(Entry(TrigTables.Sine, i), BigInterval.Sin(turn * Ratio(i, 0)), $"sin({i} pi/64)");
        Check(Entry(TrigTables.Sine, 32), BigInterval.One, "sin(pi/2)");
        for (int i = 0; i <= 64; i++)
            Check(Entry(TrigTables.Arctangent, i), BigInterval.Atan(Ratio(i, 6)), $"atan({i}/64)");
        Check(TrigTables.HalfPi, BigInterval.Pi(Digits) * Ratio(1, 1), "pi/2");
    }

    [Test]
    public void Polynomial_constants_are_the_fractions_they_stand_for()
    {
        Check(LogTables.Third, BigInterval.One / Point(3), "1/3");
        Check(TrigTables.MinusThird, -BigInterval.One / Point(3), "-1/3");
        Check(TrigTables.MinusSixth, -BigInterval.One / Point(6), "-1/6");
        Check(TrigTables.TwentyFourth, BigInterval.One / Point(24), "1/24");
    }

    private static BigInterval Sum(params double[] parts) =>
        Point(parts.Select(BigFloat.FromDouble).Aggregate(BigFloat.AddExact));

    private static int Length(double x) => (int)BigFloat.FromDouble(x).Mantissa.GetBitLength();
}
