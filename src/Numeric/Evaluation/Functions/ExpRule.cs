using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation.Functions;

/// <summary>exp: v' = v u'.</summary>
internal sealed class ExpRule : FunctionRule
{
    /// <inheritdoc/>
    public override Function Function => Exp.Instance;

    /// <inheritdoc/>
    public override T Value<T>(T x) => T.Exp(x);

    /// <inheritdoc/>
    public override void Taylor<T>(ReadOnlySpan<T> u, Span<T> v)
    {
        // v' = v u'.
        v[0] = T.Exp(u[0]);
        for (int k = 1; k < v.Length; k++)
            v[k] = TaylorArithmetic.Integrate(u, v, k);
    }

    /// <inheritdoc/>
    public override double Approximate(double x) => Math.Exp(x);
}
