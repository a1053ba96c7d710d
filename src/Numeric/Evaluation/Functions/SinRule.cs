using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation.Functions;

/// <summary>sin, with cos.</summary>
internal sealed class SinRule : FunctionRule
{
    /// <inheritdoc/>
    public override Function Function => Sin.Instance;

    /// <inheritdoc/>
    public override T Value<T>(T x) => T.Sin(x);

    /// <inheritdoc/>
    public override void Taylor<T>(ReadOnlySpan<T> u, Span<T> v)
    {
        // v' = w u', w' = -v u'.
        v[0] = T.Sin(u[0]);
        if (v.Length == 1)
            return;
        var w = new T[v.Length];
        w[0] = T.Cos(u[0]);
        for (int k = 1; k < v.Length; k++)
        {
            v[k] = TaylorArithmetic.Integrate<T>(u, w, k);
            w[k] = -TaylorArithmetic.Integrate<T>(u, v, k);
        }
    }

    /// <inheritdoc/>
    public override double Approximate(double x) => Math.Sin(x);
}
