using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Kernels;

/// <summary>
/// Tells whether the double of an expression can be trusted: 0, or NaN when an intermediate value that it was made from overflowed, was
/// undefined, or underflowed to 0. A finite result may hide that: 1/exp(800), or (u^200)^(1/200) at u = 1e-3.
/// </summary>
internal sealed class Reliability(KernelBuilder builder, Lowering lowering)
{
    private readonly Dictionary<Expr, Real> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>0 where the value of the expression can be trusted, NaN elsewhere. A branch that is not taken does not count.</summary>
    internal Real Of(Expr expr)
    {
        foreach (var node in Expr.Postorder(expr))
        {
            if (!_known.ContainsKey(node))
                _known[node] = OfNode(node);
        }
        return _known[expr];
    }

    private Real OfNode(Expr node)
    {
        if (node.Children.Length == 0)
            return builder.Constant(0.0);
        var value = lowering.Lower(node);
        var sum = value - value;
        if (node is Piecewise p)
            return sum + _known[p.Left] + _known[p.Right] + lowering.Holds(p).Choose(_known[p.Then], _known[p.Otherwise]);
        foreach (var child in node.Children)
            sum += _known[child];
        // A product or power vanishes only with a factor, an exponential never.
        if (node is Application { Function: Exp })
            return value.Is(0).Choose(double.NaN, sum);
        if (node is not (Product or Power))
            return sum;
        var lost = value.Is(0);
        foreach (var child in node.Children)
            lost &= lowering.Lower(child).IsNot(builder.Constant(0.0));
        return lost.Choose(double.NaN, sum);
    }
}
