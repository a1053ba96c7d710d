using System.Numerics;

namespace BoundCheck.Symbolic.Simplification;

/// <summary>Rigorous values of closed expressions: enclosures, signs and comparisons that are proofs.</summary>
public static class ClosedValue
{
    private const int NodeLimit = 20_000;
    private static readonly int[] s_precisions = [64, 160, 400, 1000];

    /// <summary>
    /// An interval that holds the value, computed with the given precision; null when the expression may be undefined, a case cannot be decided, or a value
    /// is out of range.
    /// </summary>
    /// <exception cref="ArgumentException">The expression has variables.</exception>
    public static RationalInterval? Enclose(Expr closed, int bits) => Enclose(closed, new Dictionary<Expr, RationalInterval>(), bits);

    /// <summary>The same with variables known by enclosures: the result holds the value for every choice of numbers in them.</summary>
    public static RationalInterval? Enclose(Expr expr, IReadOnlyDictionary<Expr, RationalInterval> at, int bits)
    {
        ArgumentNullException.ThrowIfNull(expr);
        ArgumentNullException.ThrowIfNull(at);
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 16);
        // Piecewise branches that are not taken must not be evaluated, so a null is only fatal where it is used.
        var values = new Dictionary<Expr, RationalInterval?>(ReferenceEqualityComparer.Instance);
        var order = Expr.Postorder(expr);
        if (order.Count > NodeLimit)
            return null;
        foreach (var node in order)
            values[node] = Evaluate(node, values, at, bits) is { } v ? v.Outward(bits) : null;
        return values[expr];
    }

    /// <summary>-1, 0 or 1, proved; null when the value is undefined or the sign could not be decided.</summary>
    public static int? Sign(Expr closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        if (closed.IsRational(out var exact))
            return exact.Sign;
        RationalInterval? last = null;
        foreach (int bits in s_precisions)
        {
            last = Enclose(closed, bits);
            if (last?.Sign is { } sign)
                return sign;
            // Zero is never visible to an enclosure; ask the normal form early.
            if (last is not null && bits == s_precisions[1] && ExactValue.TryEvaluate(closed, out var value))
                return value.Sign;
            if (last is not null && bits == s_precisions[2] && ClosedZero.IsZero(closed) == true)
                return 0;
        }
        return null;
    }

    private static RationalInterval? Evaluate(Expr node, Dictionary<Expr, RationalInterval?> values, IReadOnlyDictionary<Expr, RationalInterval> at, int bits)
    {
        switch (node)
        {
            case Constant c:
                return c.Value;
            case NamedConstant n:
                return ReferenceEquals(n, NamedConstant.Pi) ? RationalInterval.Pi(bits) : RationalInterval.Exp((Rational)1, bits);
            case Sum or Product:
                RationalInterval total = (Rational)(node is Sum ? 0 : 1);
                foreach (var child in node.Children)
                {
                    if (values[child] is not { } v)
                        return null;
                    total = (node is Sum ? total + v : total * v).Outward(bits + 16);
                }
                return total;
            case Power p:
                return values[p.Base] is { } b ? Raise(b, p.Exponent, bits) : null;
            case Piecewise w:
                return Compare(values[w.Left], values[w.Right], w.Relation) is { } holds ? values[holds ? w.Then : w.Otherwise] : null;
            case Application a:
                return a.Children.All(c => values[c] is not null) ? Apply(a, [.. a.Children.Select(c => values[c]!.Value)], bits) : null;
            default:
                return at.TryGetValue(node, out var known) ? known
                    : node is Variable or Component or Dot ? throw new ArgumentException($"{node} has no value.") : null;
        }
    }

    private static bool? Compare(RationalInterval? left, RationalInterval? right, Relation relation)
    {
        if (left is not { } a || right is not { } b)
            return null;
        var d = a - b;
        if (d.Sign is { } sign)
            return Piecewise.Holds(relation, sign);
        return relation switch
        {
            Relation.GreaterOrEqual or Relation.Less when d.Lo.Sign >= 0 => relation == Relation.GreaterOrEqual,
            Relation.LessOrEqual or Relation.Greater when d.Hi.Sign <= 0 => relation == Relation.LessOrEqual,
            _ => null,
        };
    }

    private static RationalInterval? Raise(RationalInterval b, Rational exponent, int bits)
    {
        if (BigInteger.Abs(exponent.Numerator) > 10_000 || exponent.Denominator > 1000)
            return null;
        int n = (int)BigInteger.Abs(exponent.Numerator), q = (int)exponent.Denominator;
        if (q > 1)
        {
            if (RationalInterval.Root(b, q, bits + 16) is not { } root)
                return null;
            b = root;
        }
        RationalInterval power = (Rational)1;
        // An even power of a number of unknown sign lies between 0 and the greater end's power.
        var magnitude = n % 2 == 0 && b.HoldsZero ? new RationalInterval(0, Rational.Max(Rational.Abs(b.Lo), Rational.Abs(b.Hi))) : b;
        for (var square = magnitude; n > 0; n >>= 1)
        {
            if ((n & 1) != 0)
                power = (power * square).Outward(bits + 32);
            square = (square * square).Outward(bits + 32);
        }
        return exponent.Sign < 0 ? power.Reciprocal() : power;
    }

    private static RationalInterval? Apply(Application a, RationalInterval[] x, int bits)
    {
        switch (a.Function)
        {
            case Exp:
                return RationalInterval.Exp(x[0], bits);
            case Log:
                return RationalInterval.Log(x[0], bits);
            case Sin:
                return RationalInterval.SinCos(x[0], cosine: false, bits);
            case Cos:
                return RationalInterval.SinCos(x[0], cosine: true, bits);
            case Atan:
                return RationalInterval.Atan(x[0], bits);
            case Erf:
                return RationalInterval.Erf(x[0], bits);
            case Abs:
                return x[0].Lo.Sign >= 0 ? x[0] : x[0].Hi.Sign <= 0 ? (RationalInterval)(Rational)0 - x[0]
                    : new RationalInterval(0, Rational.Max(-x[0].Lo, x[0].Hi));
            case Min:
                return new RationalInterval(Rational.Min(x[0].Lo, x[1].Lo), Rational.Min(x[0].Hi, x[1].Hi));
            case Max:
                return new RationalInterval(Rational.Max(x[0].Lo, x[1].Lo), Rational.Max(x[0].Hi, x[1].Hi));
            case Symbolic.Sign:
                return x[0].Sign is { } sign ? (RationalInterval)(Rational)sign : new RationalInterval(-1, 1);
        }
        // The other functions by their definition in simpler ones.
        var names = x.Select((_, i) => (Expr)Variable.Of($"argument {i}")).ToArray();
        if (a.Function.Expand([.. names]) is not { } definition)
            return null;
        var at = names.Select((n, i) => (n, x[i])).ToDictionary(p => p.n, p => p.Item2);
        return Enclose(definition, at, bits + 16);
    }
}
