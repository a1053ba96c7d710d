using System.Numerics;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>Looks for a refuting point among simple rationals of the box: ends, middles, small integers, powers of ten, a fixed lattice.</summary>
internal static class SampleSearch
{
    private const int Most = 4000;
    private static readonly Rational[] s_apart = [new(1, 1000), new(-1, 1000)];
    private static readonly Rational[] s_tiny = [.. new[] { 12, 20, 33, 60, 100, 200, 300 }.Select(e => Rational.Pow(10, -e))];

    internal static Verdict Run(ProofTask task, int most = Most)
    {
        var box = task.Original.Box;
        var values = box.Select(r => Values(r, box.Length)).ToArray();
        long total = values.Aggregate(1L, (n, v) => n * v.Count);
        long step = Math.Max(1, total / most);
        var point = new Rational[box.Length];
        foreach (var tied in Tied(task.Original).Take(most / 4))
        {
            task.Cancellation.ThrowIfCancellationRequested();
            if (task.Points.QuickFails(tied) && task.Points.Refute(tied) is { } refuted)
                return refuted;
        }
        for (long index = 0; index < total; index += step)
        {
            task.Cancellation.ThrowIfCancellationRequested();
            long rest = index;
            for (int i = 0; i < point.Length; i++)
            {
                point[i] = values[i][(int)(rest % values[i].Count)];
                rest /= values[i].Count;
            }
            if (task.Points.QuickFails(point) && task.Points.Refute(point) is { } refuted)
                return refuted;
        }
        return new Unknown("no refuting sample");
    }

    // Variables of equal ranges with equal values, where inequalities between means are equalities, and slightly apart, where differences are slopes.
    private static IEnumerable<Rational[]> Tied(Claim claim)
    {
        var groups = claim.Box.Select((r, i) => (Range: r with { Variable = claim.Box[0].Variable }, Place: i)).GroupBy(p => p.Range).ToArray();
        if (groups.Length == claim.Box.Length)
            yield break;
        var values = groups.Select(g => Values(g.Key, groups.Length)).ToArray();
        long total = values.Aggregate(1L, (n, v) => n * v.Count);
        for (long index = 0; index < total; index++)
        {
            var point = new Rational[claim.Box.Length];
            long rest = index;
            for (int k = 0; k < groups.Length; k++)
            {
                foreach (var (_, place) in groups[k])
                    point[place] = values[k][(int)(rest % values[k].Count)];
                rest /= values[k].Count;
            }
            yield return point;
            foreach (var group in groups.Where(g => g.Count() > 1))
            {
                int place = group.Last().Place;
                foreach (var distance in s_apart)
                    yield return [.. point.Select((v, i) => i == place ? v + distance : v)];
            }
        }
    }

    /// <summary>A walk through the samples with a different stride in each variable, which covers the box thinly.</summary>
    internal static IEnumerable<Rational[]> Diagonal(Claim claim)
    {
        var values = claim.Box.Select(r => Values(r, claim.Box.Length)).ToArray();
        int most = values.Max(v => v.Count);
        for (int k = 0; k < 4 * most; k++)
            yield return [.. values.Select((v, i) => v[k * (2 * i + 1) % v.Count])];
    }

    /// <summary>Sample values of a range, simple ones first; the count falls with the number of variables.</summary>
    internal static List<Rational> Values(VariableRange range, int variables)
    {
        int count = variables switch { 1 => 257, 2 => 33, 3 => 11, _ => 5 };
        var values = new List<Rational>();
        if (range.Low is { } low && range.High is { } high)
        {
            values.AddRange([low, high, (low + high) / 2, 0, 1, -1]);
            if (!range.LowClosed)
                values.Add(low + (high - low) / BigInteger.Pow(10, 9));
            if (!range.HighClosed)
                values.Add(high - (high - low) / BigInteger.Pow(10, 9));
            values.AddRange(Enumerable.Range(1, count).Select(k => low + (high - low) * k / (count + 1)));
            if (variables == 1)
            {
                // Far closer to the ends than any lattice.
                foreach (var distance in s_tiny)
                    values.AddRange([low + (high - low) * distance, high - (high - low) * distance]);
            }
        }
        else
        {
            var (origin, sign) = range.Low is { } l ? (l, 1) : range.High is { } h ? (h, -1) : ((Rational)0, 0);
            values.Add(origin);
            // Geometric distances from the finite end, both ways on the whole line.
            for (int k = 0; k < count; k++)
            {
                int exponent = k / 4 * (k % 2 == 0 ? 1 : -1);
                var distance = (k % 4 < 2 ? (Rational)1 : new Rational(5, 2)) * (exponent >= 0
                    ? Rational.Pow(2, Math.Min(exponent, 40))
                    : Rational.Pow(2, Math.Max(exponent, -40)));
                values.Add(origin + (sign >= 0 ? distance : -distance));
                if (sign == 0)
                    values.Add(origin - distance);
            }
        }
        return [.. values.Where(range.Contains).Distinct()];
    }
}
