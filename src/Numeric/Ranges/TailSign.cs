using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges.Germs;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>What is known of a tail: decided beyond <see cref="Start"/> by <see cref="Argument"/>, or an obstacle, or a point to look at.</summary>
/// <param name="Start">The distance from 0 at which the tail starts.</param>
/// <param name="Argument">Why the sign holds on the tail; null when undecided.</param>
/// <param name="Obstacle">Why it is undecided.</param>
/// <param name="Witness">A point where the sign fails, as far as the asymptotics tell.</param>
internal sealed record TailVerdict(double Start, string? Argument, string? Obstacle = null, double? Witness = null);

/// <summary>Decides f > 0 or f >= 0 on [T, inf) or (-inf, -T] for some T.</summary>
internal static class TailSign
{
    private const int MostDerivatives = 4;

    internal static TailVerdict Decide(UnivariateFunction f, int side, double from, bool strict, Budget work)
    {
        double start = from;
        string? obstacle = null;
        foreach (int e in (int[])[2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 128])
        {
            start = Math.Max(from, Math.ScaleB(1, e));
            if (!work.Spend(4))
                return new(start, null, work.Shortfall);
            if (ByDerivatives(f, side, start, strict) is { } argument)
                return new(start, argument);
            var germ = EndGerm.Of(f, new(side, null), start, work, out var reason);
            obstacle = reason ?? "the asymptotic expansion did not settle the sign";
            switch (germ?.Sign)
            {
                case 1:
                    return new(start, "asymptotic expansion with remainder");
                case 0 when !strict:
                    return new(start, "identically zero");
                case -1:
                    return new(start, null, "the sign fails", side * 2 * start);
            }
        }
        return new(Math.Max(from, 16), null, obstacle);
    }

    /// <summary>
    /// If a_0 > 0 and a_1, ..., a_(k-1) >= 0 at T and a_k >= 0 on [T, inf), then f(T + h) = sum of a_j h^j + a_k(xi) h^k > 0 for all h >= 0. k = 0 asks for an
    /// enclosure of the values alone.
    /// </summary>
    private static string? ByDerivatives(UnivariateFunction f, int side, double start, bool strict)
    {
        var tail = side > 0 ? Interval.Of(start, double.PositiveInfinity) : Interval.Of(double.NegativeInfinity, -start);
        Span<Interval> over = stackalloc Interval[MostDerivatives + 1], at = stackalloc Interval[MostDerivatives + 1];
        var state = f.Taylor(tail, over);
        if (state >= Definedness.Defined && (strict ? over[0].IsPositive : over[0].IsNonnegative))
            return "values enclosed";
        if (state < Definedness.Continuous || f.Taylor(Interval.Point(side * start), at) < Definedness.Continuous)
            return null;
        if (strict ? !at[0].IsPositive : !at[0].IsNonnegative)
            return null;
        for (int k = 1; k <= MostDerivatives; k++)
        {
            // Toward -inf the odd coefficients change sign with h.
            if (Mirrored(over[k], side, k).IsNonnegative)
                return $"derivative of order {k} keeps its sign";
            if (!Mirrored(at[k], side, k).IsNonnegative)
                return null;
        }
        return null;
    }

    private static Interval Mirrored(Interval a, int side, int k) => side < 0 && k % 2 == 1 ? -a : a;
}
