using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>
/// The sign of f near an exact point t where it vanishes: when a_0 .. a_(k-1) are exactly 0 at t, then f(t + h) = h^k a_k(xi) for some xi between t and
/// t + h (Taylor's theorem), so one enclosure of a_k over a one-sided neighbourhood decides the sign on all of it.
/// </summary>
internal sealed class LocalSign
{
    private const int LargestOrder = 10, LeastExponent = -70;

    private readonly UnivariateFunction _f;
    private readonly ExactReal _point;
    private readonly Interval _enclosure;

    internal LocalSign(UnivariateFunction f, ExactReal point)
    {
        _f = f;
        _point = point;
        _enclosure = point.ToInterval();
        // Low orders first: most zeros are of order 1 or 2, and exact coefficients grow fast.
        for (int order = 2; ; order = Math.Min(2 * order, LargestOrder))
        {
            var a = new ExactReal[order + 1];
            State = f.Taylor<ExactReal>(point, a);
            Value = a[0];
            Zeros = State >= Definedness.Defined ? a.TakeWhile(c => c.IsZero).Count() : 0;
            if (Zeros <= order || order == LargestOrder)
                break;
        }
    }

    /// <summary>The exact value at the point, where one is known.</summary>
    internal ExactReal Value { get; }

    /// <summary>The definedness at the point.</summary>
    internal Definedness State { get; }

    /// <summary>How many Taylor coefficients from the first are exactly 0.</summary>
    internal int Zeros { get; }

    /// <summary>
    /// Tries to decide f on (t, t + reach] (side 1) or [t - reach, t) (side -1): its sign there, with the reach, or 0.
    /// A sign of a nonstrict answer is one of f >= 0 or f &lt;= 0.
    /// </summary>
    /// <param name="side">1 or -1.</param>
    /// <param name="within">How far to go at most.</param>
    /// <param name="strict">Whether f = 0 must be excluded.</param>
    /// <param name="work">Pays for every neighbourhood tried.</param>
    internal (int Sign, double Reach) Decide(int side, double within, bool strict, Budget work)
    {
        if (Zeros == 0 || Zeros > LargestOrder)
            return (0, 0);
        int start = Math.ILogB(Math.Min(within, 1));
        for (int e = start; e >= LeastExponent && work.Spend(2); e -= e > start - 8 ? 1 : 4)
        {
            double reach = e == start ? Math.Min(within, 1) : Math.ScaleB(1, e);
            var box = Neighbourhood(side, reach);
            if (box.IsPoint)
                break;
            if (Decide<Interval>(box, side, strict, 53) is var s && s != 0)
                return (s, reach);
            if (Decide<BigInterval>(BigInterval.FromInterval(box, 200), side, strict, 200) is var b && b != 0)
                return (b, reach);
        }
        return (0, 0);
    }

    private int Decide<T>(T box, int side, bool strict, int precision)
        where T : struct, IEnclosure<T>
    {
        Span<T> a = new T[Zeros + 1];
        if (_f.Taylor(box, a, precision) != Definedness.Continuous || !a[Zeros].IsBounded)
            return 0;
        var last = a[Zeros];
        int direction = side < 0 && Zeros % 2 == 1 ? -1 : 1;
        if (strict ? last.IsPositive : last.IsNonnegative)
            return direction;
        return (strict ? last.IsNegative : last.IsNonpositive) ? -direction : 0;
    }

    /// <summary>A box that contains t and everything within reach on the side.</summary>
    private Interval Neighbourhood(int side, double reach) => side > 0
        ? Interval.Of(_enclosure.Lo, (_enclosure.UpperPoint + Interval.Point(reach)).Hi)
        : Interval.Of((_enclosure.LowerPoint - Interval.Point(reach)).Lo, _enclosure.Hi);

    /// <summary>The part of the line decided by a reach on a side: what lies between t and its end.</summary>
    internal Interval Decided(int side, double reach) => side > 0
        ? Interval.Of(_enclosure.Lo, Math.Max(_enclosure.Lo, (_enclosure.LowerPoint + Interval.Point(reach)).Lo))
        : Interval.Of(Math.Min(_enclosure.Hi, (_enclosure.UpperPoint - Interval.Point(reach)).Hi), _enclosure.Hi);
}
