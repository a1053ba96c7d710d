using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation.Functions;

/// <summary>cosh, with sinh.</summary>
internal sealed class CoshRule : FunctionRule
{
    /// <inheritdoc/>
    public override Function Function => Cosh.Instance;

    /// <inheritdoc/>
    public override T Value<T>(T x) => T.Cosh(x);

    /// <inheritdoc/>
    public override void Taylor<T>(ReadOnlySpan<T> u, Span<T> v)
    {
        // v' = w u', w' = v u'.
        v[0] = T.Cosh(u[0]);
        if (v.Length == 1)
            return;
        var w = new T[v.Length];
        w[0] = T.Sinh(u[0]);
        for (int k = 1; k < v.Length; k++)
        {
            v[k] = TaylorArithmetic.Integrate<T>(u, w, k);
            w[k] = TaylorArithmetic.Integrate<T>(u, v, k);
        }
    }

    /// <inheritdoc/>
    public override double Approximate(double x) => Math.Cosh(x);
}
