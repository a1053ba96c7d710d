using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>Symbolic derivatives; the cost is linear in the number of distinct nodes.</summary>
public static class Differentiation
{
    /// <summary>The partial derivative by a scalar variable, valid wherever the derivative exists (see <see cref="Function.Kinks"/>).</summary>
    /// <exception cref="ArgumentException">The variable is not a scalar variable, or the expression holds a vector variable of unknown dimension.</exception>
    public static Expr Derivative(this Expr expr, Expr variable)
    {
        ArgumentNullException.ThrowIfNull(expr);
        if (variable is not (Variable or Component))
            throw new ArgumentException("Only a scalar variable can be differentiated by.", nameof(variable));
        var d = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        foreach (var node in Expr.Postorder(expr))
        {
            d[node] = node switch
            {
                Constant or NamedConstant or VectorVariable => Constant.Zero,
                Variable or Component => ReferenceEquals(node, variable) ? Constant.One : Constant.Zero,
                Sum s => Sum.Of(s.Children.Select(t => d[t])),
                Product p => DifferentiateProduct(p, d),
                // (b^q)' = q b^(q-1) b'
                Power p => IsZero(d[p.Base]) ? Constant.Zero : Product.Of([p.Exponent, p.Base.Pow(p.Exponent - 1), d[p.Base]]),
                Application a => Sum.Of(Enumerable.Range(0, a.Children.Length).Where(i => !IsZero(d[a.Children[i]]))
                    .Select(i => a.Function.Derivative(a.Children, i) * d[a.Children[i]])),
                // The condition's boundary is a kink or a jump; inside each region the branch is differentiated.
                Piecewise w => ReferenceEquals(d[w.Then], d[w.Otherwise]) && IsZero(d[w.Then])
                    ? Constant.Zero
                    : Piecewise.Of(w.Relation, w.Left, w.Right, d[w.Then], d[w.Otherwise]),
                Dot => throw new ArgumentException(
                    "A dot product of vectors of unknown dimension has no scalar derivative; write the inner product as one variable first."),
                _ => throw new InvalidOperationException($"No derivative rule for {node.GetType().Name}."),
            };
        }
        return d[expr];
    }

    private static bool IsZero(Expr e) => ReferenceEquals(e, Constant.Zero);

    // The product rule by prefix and suffix products: 3n products for n factors, all shared, so long products stay linear.
    private static Expr DifferentiateProduct(Product p, Dictionary<Expr, Expr> d)
    {
        int n = p.Children.Length;
        int moving = p.Children.Count(f => !IsZero(d[f]));
        if (moving == 0)
            return Constant.Zero;
        if (n <= 8 || moving == 1)
        {
            return Sum.Of(Enumerable.Range(0, n).Where(i => !IsZero(d[p.Children[i]]))
                .Select(i => Product.Of(p.Children.Select((f, j) => j == i ? d[f] : f))));
        }
        // Long products are split in halves so that nothing is written out n times: (LR)' = L'R + LR'.
        var level = p.Children.Select(f => (Value: f, Slope: d[f])).ToList();
        while (level.Count > 1)
        {
            var next = new List<(Expr Value, Expr Slope)>();
            for (int i = 0; i + 1 < level.Count; i += 2)
            {
                var (l, dl) = level[i];
                var (r, dr) = level[i + 1];
                next.Add((l * r, dl * r + l * dr));
            }
            if (level.Count % 2 == 1)
                next.Add(level[^1]);
            level = next;
        }
        return level[0].Slope;
    }
}
