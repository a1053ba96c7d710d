using BoundCheck.Symbolic.Polynomials;

namespace BoundCheck.Symbolic.Simplification;

/// <summary>Simpler functions whose zeros are zeros of an expression.</summary>
public static class ZeroFactors
{
    private const int Most = 16;

    /// <summary>
    /// Expressions g such that wherever g is 0 and the expression is defined, the expression is 0: factors of products, bases of positive powers, arguments of
    /// functions that vanish at 0, squarefree factors of a polynomial in one generator. The expression itself is the last.
    /// </summary>
    public static IReadOnlyList<Expr> Of(Expr expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        var found = Collect(expr, all: false) ?? [];
        if (!found.Contains(expr))
            found.Add(expr);
        return found;
    }

    /// <summary>Expressions such that, where the expression is defined, it is 0 exactly where one of them is 0; none for one that is never 0.</summary>
    public static IReadOnlyList<Expr> Exactly(Expr expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        return Collect(expr, all: true) ?? [expr];
    }

    private static List<Expr>? Collect(Expr expr, bool all)
    {
        var found = new List<Expr>();
        var open = new Queue<Expr>([expr]);
        while (open.TryDequeue(out var node))
        {
            if (found.Count >= Most)
                return all ? null : found;
            Expr[] inner = node switch
            {
                Product p => [.. p.Children],
                Power { Exponent.Sign: > 0 } p => [p.Base],
                Power or Application { Function: Exp or Cosh or Sigmoid or Softplus } => [Constant.One],
                Application { Function: Abs or Sinh or Tanh or Asinh or Atan or Erf or LogCosh or Sign or Softsign } a => [a.Argument],
                Application { Function: Sin or Tan } a when !all => [a.Argument],
                Application { Function: Log } a => [a.Argument - 1],
                Sum s => [.. Squarefree(s)],
                _ => [],
            };
            // A factor that is a constant other than 0 has no zero.
            foreach (var part in inner.Where(i => !i.IsClosed() || all && ClosedValue.Sign(i) is null or 0))
                open.Enqueue(part);
            if (inner.Length == 0 && !found.Contains(node))
                found.Add(node);
        }
        return found;
    }

    // A polynomial in one function: its repeated factors once each. None where nothing is repeated.
    private static IEnumerable<Expr> Squarefree(Sum sum)
    {
        var forms = NormalForms.Of(sum);
        var numerator = forms[sum].Numerator;
        if (numerator.Indeterminates().ToArray() is not [var index] || numerator.Degree > 60 || Polynomial.From(numerator, index) is not { } p)
            return [];
        var factors = p.SquarefreeFactors();
        if (factors.All(f => f.Multiplicity == 1))
            return [];
        var generator = forms.Generator(index);
        return factors.Where(f => f.Factor.Degree > 0).Select(f => f.Factor.Coefficients.Select((c, k) => c * generator.Pow(k)).Aggregate((a, b) => a + b));
    }
}
