using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>The invariant triangle A/(2+γ) + B/(2-γ) &lt; 4/(hβ) of T1, equivalently W &lt; 4 with W = hβp - (hβ)² c u.</summary>
internal static class Triangle
{
    /// <summary>γ = hβ|c|.</summary>
    internal static Certified Gamma(Setting s, Certified beta) => s.Step * beta * s.Centre!;

    /// <summary>W_0 = hβp_0 - (hβ)² c u_0, oriented so that c >= 0.</summary>
    internal static Certified W(Setting s, Certified beta)
    {
        var hb = s.Step * beta;
        return hb * s.P - hb.Square() * s.Centre! * s.U;
    }

    /// <summary>The factor below which the start, scaled by it, lies in the triangle: the form A/(2+γ) + B/(2-γ) grows with its square. Null where γ is not
    /// below 1.</summary>
    internal static Certified? StartScale(Setting s, Certified beta)
    {
        if (s.Start is null || s.Centre is null || Certified.Less(Gamma(s, beta), 1) != true)
            return null;
        var gamma = Gamma(s, beta);
        var form = s.A / (2 + gamma) + s.B / (2 - gamma);
        return form.Sign() == 1 ? Certified.Sqrt(4 / (s.Step * beta * form)) : null;
    }

    /// <summary>What would make W_0 &lt; 4 hold: a smaller step, or the start scaled down; null where neither is known.</summary>
    internal static string? Remedy(Setting s, Certified? beta, Certified? step)
    {
        string? smaller = step is null ? null : $"h < {Inequality.Rough(step, 10)}";
        string? nearer = beta is not null && StartScale(s, beta) is { } scale
            && Certified.Less(scale, 1) == true ? $"this start scaled by less than {Inequality.Rough(scale)}" : null;
        return smaller is null ? nearer : nearer is null ? smaller : $"{smaller}, or {nearer}";
    }

    /// <summary>W_0 &lt; 4.</summary>
    internal static Verdict StartInside(Setting s, Certified beta)
    {
        if (s.Start is null)
            return CommonHypotheses.NeedsStart(s);
        return s.Centre is { } c
            ? Inequality.Less("W_0", W(s, beta), "4", 4, ("h", s.Step), ("A_0", s.A), ("B_0", s.B), ("β", beta), ("|c|", c))
            : new Unknown("there is no centre c");
    }

    /// <summary>The starts certified to converge at a step, none where γ is not below 1 or more than a null set would be left out.</summary>
    internal static StartSet Starts(Setting s, Certified beta)
    {
        var gamma = Gamma(s, beta);
        if (s.CentreIsZero is not { } zero || Certified.Less(gamma, 1) != true)
            return new NoStart(s.CentreIsZero is null ? "whether c = 0 is not decided" : $"γ = {Inequality.Rough(gamma)} is not below 1");
        var left = Annihilation.Everywhere(s.Regularity, zero, s.Step);
        return left.AreNegligible ? new TriangleStarts(s, beta) : new NoStart($"an invariant triangle, from where s_k -> c{left.Clause}");
    }

    /// <summary>
    /// The share of the square |x|, |y| &lt;= half (d = 1) that lies in the triangle's preimage, an ellipse: an enclosure by cells proved inside or outside.
    /// A = (x+y)², B = (x-y)²; the map is even, so one half of the square is enough.
    /// </summary>
    /// <param name="nearMax">4(2+γ)/(hβ), the bound of A (of B when mirrored: the share is the same).</param>
    /// <param name="farMax">4(2-γ)/(hβ).</param>
    /// <param name="half">Half the side, > 0.</param>
    /// <param name="cells">Cells along each axis.</param>
    internal static Certified ShareOfSquare(Certified nearMax, Certified farMax, Rational half, int cells = 128)
    {
        Interval a = nearMax.ToInterval(), b = farMax.ToInterval();
        long inside = 0, outside = 0;
        for (int i = 0; i < cells; i++)
        {
            // Cells of the exact grid -half + 2 half i/cells, each enclosed outward.
            var x = Cell(i);
            for (int j = cells / 2; j < cells; j++)
            {
                var y = Cell(j);
                var level = Interval.Sqr(x + y) / a + Interval.Sqr(x - y) / b;
                inside += level.Hi < 1 ? 1 : 0;
                outside += level.Lo >= 1 ? 1 : 0;
            }
        }
        long all = (long)cells * (cells / 2);
        return Certified.Between(new Rational(inside, all), new Rational(all - outside, all));

        Interval Cell(int i) => Interval.Hull(Edge(i), Edge(i + 1));

        Interval Edge(int i) => Interval.FromRational(half * new Rational(2 * i - cells, cells));
    }
}
