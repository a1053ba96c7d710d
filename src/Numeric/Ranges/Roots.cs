using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Ranges;

/// <summary>Certified roots of univariate functions: none, exactly one in an enclosure, or all of them.</summary>
/// <remarks>
/// Boxes where an enclosure of the values excludes 0 hold no root (Moore 1966). Where the slope keeps a strict sign there is at most one, and exactly one
/// when the
/// signs at the ends differ (intermediate value theorem); it is narrowed by interval Newton steps N(X) = m - f(m)/f'(X), which lose no
/// root (Hansen 1969; Krawczyk 1969). Multiple roots are certified at exact points by the first Taylor coefficient that is not 0;
/// tails and singular ends by expansions with remainders.
/// </remarks>
public static class Roots
{
    /// <summary>The roots in the domain, each to the options' tolerance.</summary>
    /// <returns>
    /// Certified roots; the set says when it is not known to be complete (a root at a place without closed form where f does not change sign, or the work
    /// limit).
    /// </returns>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static RootSet Find(UnivariateFunction f, Domain domain, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(domain);
        return new RootSearch(f, domain, options ?? RangeOptions.Default).Run();
    }

    /// <summary>A simple root to any relative width 2^-digits (absolute below 1), by interval Newton steps in arbitrary precision.</summary>
    /// <param name="f">The function.</param>
    /// <param name="root">A root that <see cref="Find"/> certified for it.</param>
    /// <param name="digits">Binary digits wanted, at least 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>An enclosure of the same root; wider than asked only when the root is not simple.</returns>
    public static BigInterval Refine(UnivariateFunction f, Root root, int digits, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(root);
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        int precision = Math.Max(digits, 53) + 40;
        if (root.Exact is { } exact)
            return Centre.Of(exact).Enclose(digits + 8);
        var x = BigInterval.FromInterval(root.Enclosure, precision);
        for (int i = 0; i < 2 * precision; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var size = BigFloat.Max(BigFloat.One, BigFloat.Max(BigFloat.Abs(x.Lo), BigFloat.Abs(x.Hi)));
            if (BigFloat.Subtract(x.Hi, x.Lo, precision, Direction.Up) <= BigFloat.MultiplyExact(size, BigFloat.PowerOfTwo(-digits))
                || Newton(f, x, precision) is not { } next || next == x)
                break;
            x = next;
        }
        return x;
    }

    /// <summary>One Newton step; the root inside x is inside the result. Null when the slope may vanish.</summary>
    internal static T? Newton<T>(UnivariateFunction f, T x, int precision)
        where T : struct, IEnclosure<T>
    {
        Span<T> over = new T[2];
        if (f.Taylor(x, over, precision) != Evaluation.Definedness.Continuous || !over[1].IsBounded || over[1].ContainsZero)
            return null;
        var m = x.MidPoint;
        var value = f.Evaluate(m, precision);
        if (!value.IsDefined)
            return null;
        // f(m) = f(root) + f'(xi)(m - root), so root = m - f(m)/f'(xi).
        var next = T.Intersect(x, m - value.Value / over[1]);
        return next.IsEmpty ? null : next;
    }
}
