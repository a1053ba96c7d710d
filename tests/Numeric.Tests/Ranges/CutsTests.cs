using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Ranges;

/// <summary>Every rule covers what it cuts, for every kind of interval.</summary>
public sealed class CutsTests
{
    private static readonly double[] s_ends =
    [
        double.NegativeInfinity, double.MinValue, -1e300, -4, -1, -1e-300, -double.Epsilon,
            0, double.Epsilon, 1e-308, 0.1, 1, 1.0000000000000002, 3, 1e12, 1e200,
        double.MaxValue, double.PositiveInfinity,
    ];

    private static readonly Func<Interval, (Interval Low, Interval High)?>[] s_rules =
    [
        Cuts.InHalf, Cuts.ByScale, Cuts.Geometric, x => Cuts.Outward(x), x => Cuts.Outward(x, 0.4921875), x => Cuts.At(x, double.NaN), x => Cuts.At(x, 0),
        x => Cuts.At(x, double.PositiveInfinity),
    ];

    private static IEnumerable<Interval> Intervals() =>
        [Interval.Empty, .. s_ends.SelectMany(lo => s_ends.Where(hi => lo <= hi && lo < double.PositiveInfinity && hi > double.NegativeInfinity)
            .Select(hi => new Interval(lo, hi)))];

    [Test]
    public void Intervals_are_covered_by_their_parts()
    {
        foreach (var x in Intervals())
        {
            foreach (var rule in s_rules)
            {
                if (rule(x) is not var (low, high))
                    continue;
                Assert.That((low.Lo, low.Hi, high.Hi), Is.EqualTo((x.Lo, high.Lo, x.Hi)), x.ToString());
                Assert.That(low.Hi > x.Lo && low.Hi < x.Hi, x.ToString());
            }
            if (!x.IsEmpty && !x.IsPoint && x.IsBounded && Math.BitIncrement(x.Lo) < x.Hi)
                Assert.That(Cuts.ByScale(x), Is.Not.Null, x.ToString());
        }
    }

    [Test]
    public void Boxes_are_covered_by_their_parts()
    {
        var sides = Intervals().Where(x => !x.IsEmpty).ToArray();
        var random = new Random(7);
        for (int i = 0; i < 3000; i++)
        {
            Interval[] box = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => sides[random.Next(sides.Length)])];
            foreach (var parts in new[] { Cuts.Widest(box), Cuts.Relative(box), Cuts.Relative(box, 1e-6, 1e9) })
            {
                if (parts is not var (low, high))
                    continue;
                int axis = Enumerable.Range(0, box.Length).Single(k => low[k] != box[k]);
                Assert.That((low[axis].Lo, low[axis].Hi, high[axis].Hi), Is.EqualTo((box[axis].Lo, high[axis].Lo, box[axis].Hi)));
                Assert.That(Enumerable.Range(0, box.Length).Where(k => k != axis).All(k => high[k] == box[k]));
            }
        }
    }

    [Test]
    public void A_dip_below_zero_is_never_covered([Values(1e-3, 1e-9, 1e-15)] double depth)
    {
        // The enclosure is right, and for some parts of no use: the whole line, or nothing known to be defined.
        var random = new Random(11);
        for (int i = 0; i < 60; i++)
        {
            double at = Math.ScaleB(random.NextDouble() - 0.5, random.Next(-3, 12));
            var place = Interval.Point(at);
            var domain = random.Next(3) switch
            {
                0 => new Interval(at, at + 3),
                1 => Interval.Entire,
                _ => new Interval(at - 1, double.PositiveInfinity),
            };
            foreach (var rule in s_rules)
            {
                bool covered = Subdivision.Covers(
                    [domain],
                    x => random.Next(8) == 0 ? Fate.Open : (Interval.Sqr(x - place) - Interval.Point(depth)).IsPositive ? Fate.Settled : Fate.Open,
                    rule,
                    new Budget(2000));
                Assert.That(covered, Is.False);
            }
        }
    }

    [Test]
    public void What_a_cover_leaves_of_a_box_holds_every_point_that_is_not_covered()
    {
        // Ends a rounding apart, so that a part cut too long by one double is seen.
        double[] ends = [.. from whole in Enumerable.Range(0, 6) from near in (double[])[whole, Math.BitIncrement(whole)] select near];
        var random = new Random(1);
        Interval Draw()
        {
            double a = ends[random.Next(ends.Length)], b = ends[random.Next(ends.Length)];
            return Interval.Of(Math.Min(a, b), Math.Max(a, b));
        }
        int left = 0;
        for (int i = 0; i < 3000; i++)
        {
            var cover = new Cover();
            Interval[] parts = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Draw())];
            cover.Add(parts);
            var box = Draw();
            var rest = cover.Rest(box);
            foreach (double x in ends.SelectMany(e => (double[])[e, Math.BitDecrement(e), (e + 0.5)]).Where(box.Contains).Where(x => !parts.Any(p => p.Contains(x))))
            {
                Assert.That(rest is { } r && r.Contains(x), $"{x:R} of {box} beside {string.Join(", ", parts)}, left: {rest}");
                left++;
            }
            Assert.That(rest is null || (box.Lo <= rest.Value.Lo && rest.Value.Hi <= box.Hi));
        }
        Assert.That(left, Is.GreaterThan(1000));
    }
}
