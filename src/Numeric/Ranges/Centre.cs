using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>A fixed real number c: a closed expression, or an enclosure that can be refined to any precision.</summary>
public sealed class Centre
{
    private readonly Func<int, BigInterval> _enclose;

    private Centre(Expr? expr, Func<int, BigInterval> enclose)
    {
        Expr = expr;
        _enclose = enclose;
        Exact = expr is null ? ExactReal.Entire : ExactReal.FromExpr(expr);
    }

    /// <summary>The closed form, or null where only enclosures are known.</summary>
    public Expr? Expr { get; }

    internal ExactReal Exact { get; }

    /// <summary>The number of a closed expression.</summary>
    /// <exception cref="ArgumentException">The expression is not closed, or undefined.</exception>
    public static Centre Of(Expr closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        if (!closed.IsClosed())
            throw new ArgumentException($"{closed} is not a number.", nameof(closed));
        var tape = Tape.Compile(closed);
        if (!new ValueEvaluator<BigInterval>(tape, 128).Evaluate().IsDefined)
            throw new ArgumentException($"{closed} is not certainly defined.", nameof(closed));
        return new(closed, digits => new ValueEvaluator<BigInterval>(tape, digits + 16).Evaluate().Value);
    }

    /// <summary>A number known by enclosures: for every precision in binary digits an interval that contains it, of about that relative width.</summary>
    public static Centre Certified(Func<int, BigInterval> enclose)
    {
        ArgumentNullException.ThrowIfNull(enclose);
        return new(null, enclose);
    }

    /// <summary>An enclosure with about <paramref name="digits"/> correct binary digits.</summary>
    public BigInterval Enclose(int digits) => _enclose(digits);

    /// <summary>The number in the format T: exact for exact reals (the whole line where no closed form is known).</summary>
    internal T In<T>(int precision)
        where T : struct, IEnclosure<T>
    {
        if (typeof(T) == typeof(ExactReal))
            return (T)(object)Exact;
        if (typeof(T) == typeof(BigInterval))
            return (T)(object)Enclose(precision);
        return T.FromInterval(Enclose(80).ToInterval(), precision);
    }

    /// <summary>The closed form or an enclosure in doubles.</summary>
    public override string ToString() => Expr?.ToString() ?? Enclose(80).ToInterval().ToString();
}
