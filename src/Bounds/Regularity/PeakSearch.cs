using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>A search for a large value: its point only proposes, its enclosed value is a certified lower bound of the supremum.</summary>
internal static class PeakSearch
{
    private const double GoldenShare = 0.6180339887498949;

    /// <summary>The best point found and the enclosure of the value there; null when none could be evaluated.</summary>
    internal static (double At, Interval Value)? Find(UnivariateFunction f, Domain domain)
    {
        var hull = domain.Hull();
        var points = Grid().Where(u => u >= hull.Lo && u <= hull.Hi && domain.CertainlyContains(u)).ToList();
        if (hull.IsBounded)
        {
            for (int i = 1; i < 64; i++)
                points.Add(hull.Lo + (hull.Hi - hull.Lo) * (i / 64.0));
            points.AddRange([hull.Lo, hull.Hi]);
        }
        points = [.. points.Where(domain.CertainlyContains).Distinct().Order()];
        int best = -1;
        Interval value = Interval.Empty;
        for (int i = 0; i < points.Count; i++)
        {
            var v = At(f, points[i]);
            if (!v.IsEmpty && v.IsBounded && (best < 0 || v.Lo > value.Lo))
                (best, value) = (i, v);
        }
        if (best < 0)
            return null;
        double lo = points[Math.Max(0, best - 1)], hi = points[Math.Min(points.Count - 1, best + 1)], at = points[best];
        for (int i = 0; i < 80 && hi - lo > 1e-12 * (1 + Math.Abs(at)); i++)
        {
            double a = hi - GoldenShare * (hi - lo), b = lo + GoldenShare * (hi - lo);
            Interval va = At(f, a), vb = At(f, b);
            if (va.IsEmpty || vb.IsEmpty)
                break;
            if (va.Lo > value.Lo)
                (at, value) = (a, va);
            if (vb.Lo > value.Lo)
                (at, value) = (b, vb);
            if (va.Mid < vb.Mid)
                lo = a;
            else
                hi = b;
        }
        return (at, value);
    }

    private static Interval At(UnivariateFunction f, double u)
    {
        var v = f.Evaluate(Interval.Point(u));
        return v.IsDefined ? v.Value : Interval.Empty;
    }

    private static IEnumerable<double> Grid()
    {
        double size = 1.0 / 4096;
        for (int k = 0; k < 36; k++, size *= 2)
        {
            foreach (double step in new[] { 1.0, 1.25, 1.5, 1.75 })
            {
                yield return size * step;
                yield return -size * step;
            }
        }
    }
}
