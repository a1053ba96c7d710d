using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Tests.Intervals.Oracle;

namespace BoundCheck.Numeric.Tests.Intervals;

/// <summary>Containment and tightness of the double-precision functions against 200-digit MPFR values.</summary>
[TestFixture]
public sealed class ElementaryContainmentTests
{
    private const int OracleDigits = 200;

    /// <summary>The most that an enclosure at a point may be wider than the tightest one, in units of the last place.</summary>
    private const long TightnessGoal = 2;

    [TestCaseSource(typeof(OracleFunction), nameof(OracleFunction.All))]
    public void Enclosure_at_a_point_contains_the_value_and_is_tight(object item)
    {
        OracleFunction function = (OracleFunction)item;
        Random random = new(20250101);
        using MpfrValue x = new(64), down = new(OracleDigits), up = new(OracleDigits);
        Dictionary<long, int> excess = [];
        for (int i = 0; i < Campaign.Points; i++)
        {
            double point = Campaign.Sample(random, function);
            x.Set(point);
            function.Oracle(ref down.Number, ref x.Number, MpfrValue.Down);
            function.Oracle(ref up.Number, ref x.Number, MpfrValue.Up);
            Interval enclosure = function.Narrow(Interval.Point(point));
            if (!(down.CompareTo(enclosure.Lo) >= 0 && up.CompareTo(enclosure.Hi) <= 0) || enclosure.IsEmpty)
                Assert.Fail($"{function.Name}({point:R}) is not in {enclosure}; nearest double {down.ToDouble(0):R}.");
            long width = Campaign.Steps(enclosure.Lo, down.ToDouble(MpfrValue.Down)) + Campaign.Steps(up.ToDouble(MpfrValue.Up), enclosure.Hi);
            excess[width] = excess.GetValueOrDefault(width) + 1;
            if (width > TightnessGoal)
                Assert.Fail($"{function.Name}({point:R}) = {enclosure} is {width} ulp wider than the tightest enclosure.");
        }
        TestContext.Out.WriteLine(
            $"{function.Name}: {Campaign.Points} points, ulp beyond the tightest: {string.Join(", ", excess.OrderBy(e => e.Key).Select(e => $"{e.Key}: {e.Value}"))}");
    }

    [TestCaseSource(typeof(OracleFunction), nameof(OracleFunction.All))]
    public void Enclosure_over_an_interval_contains_the_values_inside(object item)
    {
        OracleFunction function = (OracleFunction)item;
        Random random = new(20250102);
        using MpfrValue x = new(64), down = new(OracleDigits), up = new(OracleDigits);
        for (int i = 0; i < Campaign.Points / 4; i++)
        {
            double a = Campaign.Sample(random, function);
            double b = random.Next(2) == 0 ? Campaign.Sample(random, function) : a + (random.NextDouble() * Math.ScaleB(8, -random.Next(40)));
            (double lo, double hi) = a <= b ? (a, b) : (b, a);
            Interval enclosure = function.Narrow(new Interval(lo, hi));
            for (int k = 0; k < 4; k++)
            {
                double point = Math.Clamp(lo + (random.NextDouble() * (hi - lo)), lo, hi);
                if (!double.IsFinite(point))
                    point = Math.Clamp(Campaign.Sample(random, function), lo, hi);
                x.Set(point);
                function.Oracle(ref down.Number, ref x.Number, MpfrValue.Down);
                function.Oracle(ref up.Number, ref x.Number, MpfrValue.Up);
                if (!(down.CompareTo(enclosure.Lo) >= 0 && up.CompareTo(enclosure.Hi) <= 0))
                    Assert.Fail($"{function.Name}([{lo:R}, {hi:R}]) = {enclosure} misses the value at {point:R}.");
            }
        }
    }
}
