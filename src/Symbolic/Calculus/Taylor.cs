using System.Collections.Immutable;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic;

/// <summary>Taylor coefficients of expressions of one variable, or why there are none.</summary>
/// <param name="Coefficients">f^(k)(point)/k! for k = 0..order, exact closed expressions; empty on failure.</param>
/// <param name="Failure">Why the expression is not analytic at the point or a case was not decided; null on success.</param>
public sealed record TaylorResult(ImmutableArray<Expr> Coefficients, string? Failure);

/// <summary>Exact Taylor coefficients by recurrences on coefficients: no derivative is ever written out.</summary>
/// <remarks>
/// Products by Cauchy's formula, powers by J. C. P. Miller's recurrence, and y = g(u) by k y_k = sum of j u_j d_(k-j) with d the
/// series of g'(u), which needs only lower orders of d: so a function's derivative may contain the function itself.
/// </remarks>
public static class Taylor
{
    private const int OrderLimit = 200;

    /// <summary>The coefficients up to the given order (0 to 200).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The order is out of range.</exception>
    /// <exception cref="ArgumentException">Another variable occurs.</exception>
    public static TaylorResult Coefficients(Expr expr, Expr variable, Rational point, int order)
    {
        ArgumentNullException.ThrowIfNull(expr);
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, OrderLimit);
        if (expr.Variables().Any(v => !ReferenceEquals(v, variable)))
            throw new ArgumentException("The expression has another variable.", nameof(expr));
        if (!ResolveCases(expr, variable, point, out var smooth, out string? failure))
            return new TaylorResult([], failure);
        var nodes = Closure(smooth);
        var series = nodes.ToDictionary(n => n, _ => new Expr[order + 1]);
        var derivatives = nodes.OfType<Application>().ToDictionary(a => (Expr)a, a => a.Function.Derivative(a.Children, 0));
        for (int k = 0; k <= order; k++)
        {
            foreach (var node in nodes)
            {
                if (Coefficient(node, k, variable, point, series, derivatives, out failure) is not { } c)
                    return new TaylorResult([], failure);
                series[node][k] = Exact(c);
            }
        }
        return new TaylorResult([.. series[smooth]], null);
    }

    /// <summary>Cases are taken as they hold around the point; at a switching point there is no Taylor series.</summary>
    private static bool ResolveCases(Expr expr, Expr variable, Rational point, out Expr smooth, out string? failure)
    {
        failure = null;
        smooth = expr;
        if (!Pieces.HasCases(expr))
            return true;
        string? why = null;
        smooth = expr.Transform(Pieces.Spelled).Transform(node =>
        {
            if (Pieces.Switch(node) is not { } switching)
                return node;
            if (ClosedValue.Sign(switching.Substitute(variable, point)) is { } sign and not 0)
                return Pieces.Resolve(node, sign);
            why ??= $"{ShortText.Of(node)} switches at {point}, or that was not decided";
            return node;
        });
        // Branches that are not taken may hold anything.
        failure = Pieces.HasCases(smooth) ? why : null;
        return failure is null;
    }

    /// <summary>The nodes and those of the functions' derivatives, children before parents.</summary>
    private static List<Expr> Closure(Expr expr)
    {
        var roots = new List<Expr> { expr };
        while (true)
        {
            var nodes = Expr.Postorder([.. roots]);
            var known = nodes.ToHashSet();
            var added = nodes.OfType<Application>().Select(a => a.Function.Derivative(a.Children, 0)).Where(d => !known.Contains(d)).Distinct().ToList();
            if (added.Count == 0)
                return nodes;
            roots.AddRange(added);
        }
    }

    private static Expr? Coefficient(Expr node, int k, Expr variable, Rational point, Dictionary<Expr, Expr[]> series, Dictionary<Expr, Expr> derivatives,
        out string? failure)
    {
        failure = null;
        if (ReferenceEquals(node, variable))
            return k == 0 ? point : k == 1 ? 1 : 0;
        switch (node)
        {
            case Constant or NamedConstant:
                return k == 0 ? node : 0;
            case Sum s:
                return Sum.Of(s.Children.Select(t => series[t][k]));
            case Product p:
                return p.Children.Select(f => series[f][..(k + 1)]).Aggregate((a, b) => Cauchy(a, b, k + 1))[k];
            case Power p:
                return PowerCoefficient(p, k, series, out failure);
            case Application a when k == 0:
                var value = a.Function.Of([.. a.Children.Select(c => series[c][0])]);
                if (!a.Function.IsTotal && ClosedValue.Enclose(value, 128) is null)
                {
                    failure = $"{ShortText.Of(a)} is not defined at {point}";
                    return null;
                }
                return value;
            case Application a:
                var u = series[a.Children[0]];
                var d = series[derivatives[a]];
                return Sum.Of(Enumerable.Range(1, k).Select(j => (Rational)j / k * u[j] * d[k - j]));
            default:
                failure = $"no series of {ShortText.Of(node)}";
                return null;
        }
    }

    private static Expr? PowerCoefficient(Power p, int k, Dictionary<Expr, Expr[]> series, out string? failure)
    {
        failure = null;
        var b = series[p.Base];
        int? sign = ClosedValue.Sign(b[0]);
        bool natural = p.Exponent.IsInteger && p.Exponent.Sign > 0;
        if (sign is null || sign == 0 && !natural || sign == -1 && !p.Exponent.IsInteger)
        {
            failure = $"{ShortText.Of(p)} is not analytic where its base is {ShortText.Of(b[0])}";
            return null;
        }
        if (k == 0)
            return b[0].Pow(p.Exponent);
        if (sign == 0)
        {
            // The base vanishes, so its power n starts at order n at least.
            if (p.Exponent > k)
                return Constant.Zero;
            var square = b[..(k + 1)];
            Expr[]? power = null;
            for (int n = (int)p.Exponent.Numerator; n > 0; n >>= 1)
            {
                if ((n & 1) != 0)
                    power = power is null ? square : Cauchy(power, square, k + 1);
                square = Cauchy(square, square, k + 1);
            }
            return power![k];
        }
        // k b_0 p_k = sum over j = 1..k of (q j - (k - j)) b_j p_(k-j)
        var c = series[p];
        return Sum.Of(Enumerable.Range(1, k).Select(j => (p.Exponent * j - (k - j)) / k * b[j] * c[k - j])) / b[0];
    }

    private static Expr[] Cauchy(Expr[] a, Expr[] b, int length) =>
        [.. Enumerable.Range(0, length).Select(k => Exact(Sum.Of(Enumerable.Range(0, k + 1).Select(j => a[j] * b[k - j]))))];

    private static Expr Exact(Expr closed)
    {
        if (closed is Constant || closed.Children.IsEmpty)
            return closed;
        var forms = NormalForms.Of(opaqueFunctions: true, [closed]);
        return forms.ToExpr(forms[closed]);
    }
}
