using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>A box around the start with f > f_0 on its boundary.</summary>
/// <remarks>
/// Let S = {f &lt;= f_0} in the box, L a bound of |∇²f| on S, 0 &lt; h &lt; 2/L, and x in S with ∇f(x) != 0. Along x(t) = x - t∇f(x), 0 &lt;= t &lt;= h, as
/// long as the segment is in S, f(x(t)) &lt;= f(x) - t(1 - Lt/2)|∇f|² &lt; f_0 for t > 0 by the descent lemma, which looks at the segment only. Let T be the
/// supremum of the t up to which it is in S (S is closed). f > f_0 on the boundary of the box, so x(T) is inside, where f &lt; f_0 in a neighbourhood: T = h.
/// No convexity or connectedness of S is used, except for T0d, where S is convex because f is convex on the box.
/// </remarks>
internal static class SublevelSets
{
    private const int Rounds = 24;
    private const double Growth = 1.5;

    internal static ClassicalSet? Find(BoxObjective f, double[][] path, Interval[] start,
        Certified step, CertifiedCriticalPoint? minimiser, int budget, CancellationToken cancellation)
    {
        if (f.ValueOn(start) is not { IsDefined: true, Value.IsBounded: true } f0)
            return null;
        var hull = Hull(path, start, minimiser);
        double widest = hull.Max(x => x.Hi - x.Lo);
        var margins = hull.Select(x => 0.1 * Math.Max(x.Hi - x.Lo, Math.Max(0.25 * widest, 1e-3))).Select(m => (Low: m, High: m)).ToArray();
        for (int round = 0; round < Rounds; round++)
        {
            var box = hull.Select((x, i) => Interval.Of(x.Lo - margins[i].Low, x.Hi + margins[i].High)).ToArray();
            // A larger box has a larger L, so a first box that is too curved ends the search; it need not be measured finely.
            if (round % 6 == 0 && (f.ValueOn(box) is not { IsDefined: true }
                || CurvatureSearch.Over(f, box, 40, cancellation, f0.Value.Hi) is { HighLo: > double.NegativeInfinity } rough
                && Certified.Less(step * Rational.FromDouble(rough.HighLo), 2) != true))
                return null;
            bool above = true;
            for (int i = 0; i < box.Length; i++)
            {
                if (!FaceAbove(f, BoxTools.With(box, i, box[i].LowerPoint), f0.Value.Hi, budget, cancellation))
                    (above, margins[i].Low) = (false, Growth * margins[i].Low);
                if (!FaceAbove(f, BoxTools.With(box, i, box[i].UpperPoint), f0.Value.Hi, budget, cancellation))
                    (above, margins[i].High) = (false, Growth * margins[i].High);
            }
            if (above)
                return On(f, box, start, f0.Value, step, minimiser, budget, cancellation);
        }
        return null;
    }

    private static ClassicalSet? On(BoxObjective f, Interval[] box, Interval[] x0, Interval start,
        Certified step, CertifiedCriticalPoint? minimiser, int budget, CancellationToken cancellation)
    {
        // Steps from {f <= f_0} stay in it, so only its curvature counts (remarks above).
        if (CurvatureSearch.Over(f, box, 4 * budget, cancellation, start.Hi) is not { } c
            || Rational.FromDouble(c.Lipschitz) is var l && Certified.Less(step * l, 2) != true)
            return null;
        var pl = minimiser is not null && BoxTools.Contains(box, minimiser.Box) ? PlSearch.Over(f, box, minimiser, start.Hi, budget, cancellation) : null;
        if (pl is null && LeastSquares.Of(f)?.Constant(box, start.Hi, 16 * budget, cancellation) is { } least)
            pl = PlInequality.OfSquares(least);
        // A convex f on the box has a convex {f <= f_0}: segments from iterates to the minimiser stay in it.
        bool convex = minimiser is not null && c.LowLo >= 0 && f.SpectrumOn(box) is { MinLo: >= 0 };
        double lowest = LowerBound(f, box, start.Lo, budget, cancellation);
        return new ClassicalSet
        {
            Kind = SetKind.Sublevel,
            Text = $"{BoxTools.Show(f.Variables, box)}, with f > f_0 on its boundary",
            L = Rational.FromDouble(c.Lipschitz),
            Mu = Rational.FromDouble(c.LowLo),
            Lowest = double.IsFinite(lowest) ? Rational.FromDouble(lowest) : null,
            Pl = pl?.Mu,
            PlValue = pl?.Value,
            PlReason = pl?.Reason,
            PlIsLeast = pl is { IsLeast: true },
            DistanceSquared = convex && ConvexBallSets.SquaredDistance(x0, minimiser!.Box) is { IsBounded: true } d
                ? Certified.Between(Rational.FromDouble(d.Lo), Rational.FromDouble(d.Hi))
                : null,
            Minimiser = minimiser?.Middle,
            LeastAt = c.LowAt,
            LeastSeen = double.IsFinite(c.LowHi) ? Rational.FromDouble(c.LowHi) : null,
            Box = box,
        };
    }

    /// <summary>The box of a measured path, of the start and of a minimiser: a guess to start from.</summary>
    private static Interval[] Hull(double[][] path, Interval[] start, CertifiedCriticalPoint? minimiser)
    {
        var box = new Interval[start.Length];
        for (int i = 0; i < box.Length; i++)
        {
            box[i] = Interval.Of(Math.Min(start[i].Lo, path.Min(p => p[i])), Math.Max(start[i].Hi, path.Max(p => p[i])));
            if (minimiser is not null)
                box[i] = Interval.Hull(box[i], minimiser.Box[i]);
        }
        return box;
    }

    // A point of the face that is not above ends it.
    private static bool FaceAbove(BoxObjective f, Interval[] face, double level, int budget, CancellationToken cancellation) => Subdivision.Covers(
        [face],
        part => Below(f, part) > level ? Fate.Settled : f.ValueOn(BoxTools.Middle(part)).Value.Lo <= level ? Fate.Final : Fate.Open,
        Cuts.Widest,
        new Budget(budget, cancellation));

    /// <summary>A lower bound of f on a box: the better of the natural enclosure and the mean-value form f(m) + Σ g_i(B)(B_i - m_i) (Moore 1966).</summary>
    internal static double Below(BoxObjective f, Interval[] part)
    {
        var (value, g) = f.FirstOrder(part);
        if (!value.IsDefined)
            return double.NegativeInfinity;
        double natural = value.Value.Lo;
        if (g is null)
            return natural;
        var middle = BoxTools.Middle(part);
        var sum = f.ValueOn(middle).Value;
        for (int i = 0; i < part.Length; i++)
            sum += g[i] * (part[i] - middle[i]);
        return Math.Max(natural, sum.Lo);
    }

    /// <summary>A number that f never goes below on the box, by best-first branch and bound to a thousandth of f_0 - min f.</summary>
    private static double LowerBound(BoxObjective f, Interval[] box, double start, int budget, CancellationToken cancellation)
    {
        double seen = start;
        var search = Subdivision<Interval[]>.BestFirst(Cuts.Widest, part =>
        {
            seen = Math.Min(seen, f.ValueOn(BoxTools.Middle(part)).Value.Hi);
            return new(part, -Below(f, part));
        }, new Budget(budget, cancellation));
        search.Add(box);
        search.Run(_ => seen + search.Largest <= 1e-3 * Math.Max(start - seen, 1e-12) ? Fate.Final : Fate.Open);
        return -search.Largest;
    }
}
