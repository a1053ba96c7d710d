using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>
/// The interval around υ = 0 on which V = |υ| e^{κυ} is at most a level, on the near branch |κυ| &lt; 1 where V rises with |υ| on each side. Beyond it V may be
/// small again, so a level alone is no neighbourhood of 0.
/// </summary>
/// <param name="Kappa">κ, exact.</param>
/// <param name="Level">The level of V, exact.</param>
/// <param name="InnerLeft">At most the distance of the left end from 0.</param>
/// <param name="OuterLeft">At least the distance of the left end from 0.</param>
/// <param name="InnerRight">At most the right end.</param>
/// <param name="OuterRight">At least the right end.</param>
internal sealed record NearInterval(double Kappa, double Level, double InnerLeft, double OuterLeft, double InnerRight, double OuterRight)
{
    /// <summary>An upper bound of the larger end's distance from 0.</summary>
    internal double Reach => Math.Max(OuterLeft, OuterRight);

    /// <summary>The interval; null where the near branch does not reach the level with room to spare (|κ| V &lt; 1/e fails).</summary>
    internal static NearInterval? Of(double kappa, double level)
    {
        if (Ends(kappa, level) is not { } right || Ends(-kappa, level) is not { } left)
            return null;
        return new(kappa, level, left.Inner, left.Outer, right.Inner, right.Outer);
    }

    /// <summary>True when a box of υ certainly lies inside.</summary>
    internal bool Contains(Interval upsilon) => upsilon.Lo >= -InnerLeft && upsilon.Hi <= InnerRight;

    /// <summary>True when a box of υ certainly lies outside.</summary>
    internal bool Excludes(Interval upsilon) => upsilon.Lo > OuterRight || upsilon.Hi < -OuterLeft;

    /// <summary>V over a box inside the interval, where it rises with |υ| on each side.</summary>
    internal Interval V(Interval upsilon)
    {
        Interval lo = At(upsilon.LowerPoint), hi = At(upsilon.UpperPoint);
        double most = Math.Max(lo.Hi, hi.Hi);
        return upsilon.ContainsZero ? Interval.Of(0, most) : Interval.Of(Math.Max(0, Math.Min(lo.Lo, hi.Lo)), most);
    }

    private Interval At(Interval point) => Interval.Abs(point) * Interval.Exp(Interval.Point(Kappa) * point);

    /// <summary>The root of x e^{kx} = level with |k| x &lt; 1, from below and above; null where there is none or it is too near the turn.</summary>
    internal static (double Inner, double Outer)? Ends(double k, double level)
    {
        if (!(level > 0) || !(Math.Abs(k) * level < 0.3678))
            return null;
        double x = level;
        // Newton on ln x + kx = ln level; for k < 0 from below, where it is monotone.
        for (int i = 0; i < 60; i++)
        {
            double next = x - (Interval.Log(Interval.Point(x / level)).Mid + k * x) / (1 / x + k);
            if (!(next > 0) || Math.Abs(next - x) <= 1e-15 * x)
                break;
            x = next;
        }
        // x e^{kx} rises up to |k|x = 1: an end is right when its value is certainly on the right side of the level.
        double inner = x * (1 - 4e-15), outer = x * (1 + 4e-15);
        var slope = Interval.Point(k);
        if (!(inner > 0) || !double.IsFinite(outer) || !((slope * Interval.Point(outer)).Mag < 1))
            return null;
        return Value(inner).Hi <= level && Value(outer).Lo >= level ? (inner, outer) : null;

        Interval Value(double at) => Interval.Point(at) * Interval.Exp(slope * Interval.Point(at));
    }
}
