using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Numeric.Ranges;

/// <summary>Where to look first: a few doubles of a domain, simple ones before others.</summary>
internal static class SamplePoints
{
    private const int Count = 24;

    internal static IEnumerable<double> Of(Domain domain)
    {
        double lo = domain.Lower.IsInfinite ? double.NegativeInfinity : domain.Lower.Enclosure.Hi;
        double hi = domain.Upper.IsInfinite ? double.PositiveInfinity : domain.Upper.Enclosure.Lo;
        return Candidates(lo, hi).Where(x => double.IsFinite(x) && domain.CertainlyContains(x)).Distinct();
    }

    private static IEnumerable<double> Candidates(double lo, double hi)
    {
        yield return 1;
        yield return -1;
        yield return 0;
        double from = double.IsFinite(lo) ? lo : double.IsFinite(hi) ? hi : 0;
        double to = double.IsFinite(hi) ? hi : from;
        if (from < to)
        {
            for (int i = 0; i <= Count; i++)
                yield return from + (to - from) * i / Count;
        }
        // Toward an infinite end, and toward finite ends, by powers.
        for (int e = -12; e <= 1000; e += e < 30 ? 2 : e < 100 ? 10 : 100)
        {
            double step = Math.ScaleB(1, e);
            yield return from + step;
            yield return to - step;
            yield return from + 1.5 * step;
            yield return to - 1.5 * step;
        }
    }
}
