using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges.Solutions;

/// <summary>A certified real number at which a set begins or ends: a closed form, or an enclosure that holds exactly one root.</summary>
public sealed class Cut
{
    private readonly Func<int, BigInterval> _enclose;

    private Cut(Interval enclosure, Expr? exact, Expr? zero, Func<int, BigInterval> enclose)
    {
        Enclosure = enclosure;
        Exact = exact;
        Zero = zero;
        _enclose = enclose;
    }

    /// <summary>An enclosure in doubles, ends rounded outward.</summary>
    public Interval Enclosure { get; }

    /// <summary>The number in closed form, proved; null where it was not recognised.</summary>
    public Expr? Exact { get; }

    /// <summary>For a number without closed form: the function whose only zero in <see cref="Enclosure"/> it is.</summary>
    internal Expr? Zero { get; }

    /// <summary>An enclosure with about <paramref name="digits"/> binary digits.</summary>
    public BigInterval Enclose(int digits) => _enclose(digits);

    internal static Cut Of(Expr exact)
    {
        var centre = Centre.Of(exact);
        return new(centre.Enclose(80).ToInterval(), exact, null, centre.Enclose);
    }

    internal static Cut Of(Expr function, UnivariateFunction f, Root root) =>
        ExactPlaces.Recognise(f, root) is { } exact ? Of(exact)
            : new(Roots.Refine(f, root, 60).ToInterval(), null, function, digits => Roots.Refine(f, root, digits));

    /// <summary>The order of two cuts, 0 only for numbers that are proved equal; null when not decided.</summary>
    internal static int? Compare(Cut a, Cut b)
    {
        if (ReferenceEquals(a, b))
            return 0;
        foreach (int digits in (int[])[60, 200, 600])
        {
            var (x, y) = (a.Enclose(digits), b.Enclose(digits));
            if (x.IsBelow(y))
                return -1;
            if (y.IsBelow(x))
                return 1;
        }
        return a.Exact is { } p && b.Exact is { } q && ExactReal.FromExpr(p - q).IsZero ? 0 : null;
    }

    /// <summary>The sign of f at the number: -1, 0, 1, proved; null when undefined or not decided.</summary>
    internal int? SignOf(UnivariateFunction f)
    {
        foreach (int digits in (int[])[80, 240])
        {
            var value = f.Evaluate(Enclose(digits), digits);
            if (value is { IsDefined: true, Value.ContainsZero: false })
                return value.Value.IsPositive ? 1 : -1;
        }
        return Exact is { } exact && f.Evaluate(ExactReal.FromExpr(exact)) is { IsDefined: true } v ? v.Value.SignOrNull : null;
    }

    /// <summary>The closed form or the enclosure.</summary>
    public override string ToString() => Exact?.ToString() ?? Enclosure.ToString();
}
