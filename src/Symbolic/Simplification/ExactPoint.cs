using System.Collections.Immutable;
using BoundCheck.Symbolic.Polynomials;

namespace BoundCheck.Symbolic.Simplification;

/// <summary>
/// Exact numbers for variables: closed expressions (log(3), sqrt(2)/2), or real algebraic numbers, which stand for themselves. Decides definedness and signs of
/// expressions there for certain, zeros included.
/// </summary>
public sealed class ExactPoint
{
    private const long MostBits = 3000;
    private static readonly int[] s_precisions = [64, 256, 1000];

    private readonly ImmutableDictionary<Expr, Expr> _closed;
    private readonly ImmutableDictionary<Expr, AlgebraicNumber> _roots;

    /// <summary>The point with the given values. An algebraic number with a closed form is replaced by it.</summary>
    /// <exception cref="ArgumentException">A value has variables, or a variable has two values.</exception>
    public ExactPoint(IReadOnlyDictionary<Expr, Expr> closed, IReadOnlyDictionary<Expr, AlgebraicNumber> roots)
    {
        ArgumentNullException.ThrowIfNull(closed);
        ArgumentNullException.ThrowIfNull(roots);
        if (closed.Values.FirstOrDefault(v => !v.IsClosed()) is { } open)
            throw new ArgumentException($"{open} is not closed.", nameof(closed));
        _closed = ImmutableDictionary.CreateRange<Expr, Expr>(ReferenceEqualityComparer.Instance, closed);
        _roots = ImmutableDictionary.Create<Expr, AlgebraicNumber>(ReferenceEqualityComparer.Instance);
        foreach (var (variable, root) in roots)
        {
            if (_closed.ContainsKey(variable))
                throw new ArgumentException($"{variable} has two values.", nameof(roots));
            if (root.ClosedForm() is { } form)
                _closed = _closed.Add(variable, form);
            else
                _roots = _roots.Add(variable, root);
        }
    }

    /// <summary>The same point with further variables, given by expressions in those before; null when one has a variable without a closed value.</summary>
    public ExactPoint? With(IEnumerable<(Expr Variable, Expr Value)> definitions)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        var closed = _closed.ToBuilder();
        foreach (var (variable, value) in definitions)
        {
            var image = value.Substitute(closed.ToImmutable());
            if (!image.IsClosed())
                return null;
            closed[variable] = image;
        }
        return new ExactPoint(closed.ToImmutable(), _roots);
    }

    /// <summary>True when the variable has a value.</summary>
    public bool Has(Expr variable) => _closed.ContainsKey(variable) || _roots.ContainsKey(variable);

    /// <summary>The value of a variable when it is a known rational number.</summary>
    public bool IsRational(Expr variable, out Rational value)
    {
        value = 0;
        return _closed.TryGetValue(variable, out var closed) && closed.IsRational(out value);
    }

    /// <summary>The value of a variable as text: a closed expression, or a polynomial with the place of the root.</summary>
    public string Show(Expr variable) => _closed.TryGetValue(variable, out var value) ? value.ToString() : _roots[variable].ToString();

    /// <summary>Whether an expression has a value here: proved either way, or null.</summary>
    public bool? IsDefined(Expr expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        if (Resolve(expr) is not { } resolved)
            return null;
        bool? defined = true;
        foreach (var condition in DomainConditions.Conditions(resolved))
        {
            if (Sign(condition.Expression) is not { } sign)
                defined = null;
            else if (!Piecewise.Holds(condition.Relation, sign))
                return false;
        }
        return defined;
    }

    /// <summary>The sign of an expression that is defined here: -1, 0 or 1, proved; null when it is not decided.</summary>
    public int? SignOf(Expr expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        return Resolve(expr) is { } resolved ? Sign(resolved) : null;
    }

    /// <summary>An enclosure of the value; null when the expression may be undefined.</summary>
    public RationalInterval? Enclose(Expr expr, int bits)
    {
        ArgumentNullException.ThrowIfNull(expr);
        return ClosedValue.Enclose(expr.Substitute(_closed), ClosedZero.Places(_roots, bits), bits);
    }

    // The expression without cases: each function that chooses is replaced by its value here. Null when a case is not decided.
    private Expr? Resolve(Expr expr)
    {
        var spelled = expr.Transform(static node => node is Application { Function: Abs or Min or Max or Symbolic.Sign or Huber } a
            && a.Function.Expand(a.Children) is { } cases ? cases : node);
        if (!Expr.Postorder(spelled).Exists(n => n is Piecewise))
            return spelled;
        // What stands in a branch that is not taken may be undecided.
        var image = new Dictionary<Expr, Expr?>(ReferenceEqualityComparer.Instance);
        foreach (var node in Expr.Postorder(spelled))
        {
            if (node is Piecewise w)
                image[node] = image[w.Left] is { } left && image[w.Right] is { } right && Sign(left - right) is { } sign
                    ? image[Piecewise.Holds(w.Relation, sign) ? w.Then : w.Otherwise] : null;
            else
                image[node] = node.Children.IsEmpty ? node : node.Children.Any(c => image[c] is null) ? null
                    : node.WithChildren([.. node.Children.Select(c => image[c]!)]);
        }
        return image[spelled];
    }

    private int? Sign(Expr expr)
    {
        var closed = expr.Substitute(_closed);
        if (closed.IsClosed())
            return ClosedValue.Sign(closed);
        foreach (int bits in s_precisions)
        {
            if (ClosedValue.Enclose(closed, ClosedZero.Places(_roots, bits), bits)?.Sign is { } sign)
                return sign;
        }
        return ClosedZero.IsAlgebraicZero(closed, _roots, MostBits) == true || ZeroTest.IsIdenticallyZero(closed) == true ? 0 : null;
    }
}
