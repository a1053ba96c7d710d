using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation.Functions;

/// <summary>softplus: v' = sigmoid(u) u'.</summary>
internal sealed class SoftplusRule : FunctionRule
{
    /// <inheritdoc/>
    public override Function Function => Softplus.Instance;

    /// <inheritdoc/>
    public override T Value<T>(T x) => T.Softplus(x);

    /// <inheritdoc/>
    public override void Taylor<T>(ReadOnlySpan<T> u, Span<T> v)
    {
        // v' = sigmoid(u) u'.
        v[0] = T.Softplus(u[0]);
        if (v.Length == 1)
            return;
        var w = new T[v.Length];
        All[Sigmoid.Instance].Taylor(u, w);
        TaylorArithmetic.FromSlope<T>(u, w, v);
    }

    /// <inheritdoc/>
    public override double Approximate(double x) => x > 0 ? x + Math.Log(1 + Math.Exp(-x)) : Math.Log(1 + Math.Exp(x));
}
