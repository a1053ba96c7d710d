using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Smt;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>
/// The signs that each subexpression can have at the points that a claim asks about, wherever it is defined: by the rules of signs, which know open ends,
/// met with an interval enclosure over the box and with the side conditions that compare a multiple of the subexpression with 0.
/// </summary>
internal sealed class BoxSigns
{
    /// <summary>Beyond so many subexpressions only the rules of signs are used, to stay linear.</summary>
    private const int EnclosureLimit = 300;

    private readonly Dictionary<Expr, Signs> _signs = new(ReferenceEqualityComparer.Instance);
    private readonly Claim _claim;
    private readonly List<(IReadOnlyList<(Expr Term, Rational Coefficient)> Terms, Signs Signs)> _given = [];

    internal BoxSigns(Claim claim)
    {
        _claim = claim;
        foreach (var condition in claim.Where)
        {
            if (ExpNormalForm.Split(condition.Difference) is { Count: > 0 } terms && Holding(condition.Relation) is var signs && signs != Signs.All)
                _given.Add((terms, signs));
        }
        foreach (var range in claim.Box)
            _signs[range.Variable] = OfRange(range) & Given(range.Variable);
    }

    [Flags]
    private enum Signs
    {
        None = 0,
        Negative = 1,
        Zero = 2,
        Positive = 4,
        All = 7,
    }

    /// <summary>1 or -1 when the expression has that strict sign wherever it is defined on the box, else 0.</summary>
    internal int Strict(Expr expr) => Of(expr) switch { Signs.Positive => 1, Signs.Negative => -1, _ => 0 };

    /// <summary>True when the expression is not negative wherever it is defined on the box.</summary>
    internal bool IsNonnegative(Expr expr) => (Of(expr) & Signs.Negative) == 0;

    private Signs Of(Expr expr)
    {
        if (_signs.TryGetValue(expr, out var known))
            return known;
        var fresh = Expr.Postorder(expr).Where(n => !_signs.ContainsKey(n)).ToList();
        foreach (var node in fresh)
            _signs[node] = Rule(node) & Enclosed(node) & Given(node);
        return _signs[expr];
    }

    private static Signs Holding(Relation relation) => relation switch
    {
        Relation.Less => Signs.Negative,
        Relation.LessOrEqual => Signs.Negative | Signs.Zero,
        Relation.Greater => Signs.Positive,
        Relation.GreaterOrEqual => Signs.Positive | Signs.Zero,
        Relation.Equal => Signs.Zero,
        _ => Signs.Negative | Signs.Positive,
    };

    // What the side conditions say of a node: q d has the sign of d, or the opposite one.
    private Signs Given(Expr node)
    {
        var signs = Signs.All;
        if (_given.Count == 0 || node is Constant or NamedConstant)
            return signs;
        var terms = ExpNormalForm.Split(node);
        foreach (var (condition, holding) in _given)
        {
            if (condition.Count == terms.Count && Multiple(terms, condition) is { IsZero: false } q)
                signs &= q.Sign > 0 ? holding : Multiply(Signs.Negative, holding);
        }
        return signs;
    }

    // q with a = q b, or null.
    private static Rational? Multiple(IReadOnlyList<(Expr Term, Rational Coefficient)> a, IReadOnlyList<(Expr Term, Rational Coefficient)> b)
    {
        Rational? q = null;
        foreach (var (term, coefficient) in b)
        {
            if (a.FirstOrDefault(t => ReferenceEquals(t.Term, term)) is not { Term: not null } match
                || q is { } known && match.Coefficient != known * coefficient)
                return null;
            q ??= match.Coefficient / coefficient;
        }
        return q;
    }

    /// <summary>An upper bound of |expr| over the box, infinite when none is known.</summary>
    internal double Magnitude(Expr expr)
    {
        if (_signs.Count > EnclosureLimit || Range(expr) is not { IsEmpty: false } x)
            return double.PositiveInfinity;
        return x.Mag;
    }

    private Interval? Range(Expr node)
    {
        // Without an enclosure of some function the rules alone decide.
        var tape = Tape.TryCompile([node], [.. _claim.Box.Select(r => r.Variable)], out _);
        return tape is null ? null : new ValueEvaluator<Interval>(tape).Evaluate([.. _claim.Box.Select(Hull)]).Value;
    }

    private Signs Enclosed(Expr node)
    {
        if (_signs.Count > EnclosureLimit || Rule(node) is Signs.Positive or Signs.Negative or Signs.Zero)
            return Signs.All;
        if (Range(node) is not { IsEmpty: false } x)
            return Signs.All;
        return (x.Lo < 0 ? Signs.Negative : 0) | (x.ContainsZero ? Signs.Zero : 0) | (x.Hi > 0 ? Signs.Positive : 0);
    }

    /// <summary>The closed hull of a range in doubles, ends rounded outward.</summary>
    internal static Interval Hull(VariableRange range) => Interval.Of(
        range.Low is { } low ? Interval.FromRational(low).Lo : double.NegativeInfinity,
        range.High is { } high ? Interval.FromRational(high).Hi : double.PositiveInfinity);

    private static Signs OfRange(VariableRange r) =>
        (r.Low is not { } a || a.Sign < 0 ? Signs.Negative : 0)
        | (r.Contains(0) ? Signs.Zero : 0)
        | (r.High is not { } b || b.Sign > 0 ? Signs.Positive : 0);

    private Signs Rule(Expr node)
    {
        switch (node)
        {
            case Constant c:
                return c.Value.Sign switch { < 0 => Signs.Negative, 0 => Signs.Zero, _ => Signs.Positive };
            case NamedConstant:
                return Signs.Positive;
            case Sum s:
                return s.Children.Select(t => _signs[t]).Aggregate(Add);
            case Product p:
                return p.Children.Select(t => _signs[t]).Aggregate(Multiply);
            case Power p:
                return OfPower(_signs[p.Base], p.Exponent);
            case Piecewise w:
                return _signs[w.Then] | _signs[w.Otherwise];
            case Application { Function: Tanh or Atan or Erf or Sinh or Asinh or Sign } a:
                return _signs[a.Argument];
            case Application { Function: Abs } a:
                return OfPower(_signs[a.Argument], 2);
            // 0 < t < pi: sin t > 0; |t| < pi/2: tan t has the sign of t. 3.14 < pi, 1.57 < pi/2.
            case Application { Function: Sin } a when Magnitude(a.Argument) <= 3.14:
                return _signs[a.Argument];
            case Application { Function: Tan } a when Magnitude(a.Argument) <= 1.57:
                return _signs[a.Argument];
            case Application { Function: Cosh }:
                return Signs.Positive;
            case Application a:
                return a.Function.IsPositive ? Signs.Positive : a.Function.IsNonnegative ? Signs.Zero | Signs.Positive : Signs.All;
            default:
                return Signs.All;
        }
    }

    private static Signs Add(Signs a, Signs b)
    {
        var sum = Signs.None;
        foreach (var x in (ReadOnlySpan<Signs>)[Signs.Negative, Signs.Zero, Signs.Positive])
        {
            foreach (var y in (ReadOnlySpan<Signs>)[Signs.Negative, Signs.Zero, Signs.Positive])
            {
                if ((a & x) != 0 && (b & y) != 0)
                    sum |= x == Signs.Zero ? y : y == Signs.Zero || x == y ? x : Signs.All;
            }
        }
        return sum;
    }

    private static Signs Multiply(Signs a, Signs b)
    {
        var product = Signs.None;
        if (((a | b) & Signs.Zero) != 0)
            product |= Signs.Zero;
        if ((a & Signs.Positive) != 0)
            product |= b & ~Signs.Zero;
        if ((a & Signs.Negative) != 0)
            product |= ((b & Signs.Positive) != 0 ? Signs.Negative : 0) | ((b & Signs.Negative) != 0 ? Signs.Positive : 0);
        return product;
    }

    private static Signs OfPower(Signs b, Rational exponent)
    {
        var zero = exponent.Sign > 0 ? b & Signs.Zero : exponent.IsZero && b.HasFlag(Signs.Zero) ? Signs.Positive : Signs.None;
        if (!exponent.IsInteger)
            return zero | (b & Signs.Positive);
        if (exponent.Numerator.IsEven)
            return zero | ((b & (Signs.Positive | Signs.Negative)) != 0 ? Signs.Positive : 0);
        return zero | (b & (Signs.Positive | Signs.Negative));
    }
}
