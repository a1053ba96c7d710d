using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation.Functions;

/// <summary>atan: v' = u'/(1 + u^2).</summary>
internal sealed class AtanRule : FunctionRule
{
    /// <inheritdoc/>
    public override Function Function => Atan.Instance;

    /// <inheritdoc/>
    public override T Value<T>(T x) => T.Atan(x);

    /// <inheritdoc/>
    public override void Taylor<T>(ReadOnlySpan<T> u, Span<T> v)
    {
        // v' = u'/(1 + u^2).
        v[0] = T.Atan(u[0]);
        if (v.Length == 1)
            return;
        T[] q = new T[v.Length], one = new T[v.Length], w = new T[v.Length];
        TaylorArithmetic.Square(u, q);
        q[0] += T.One;
        one[0] = T.One;
        TaylorArithmetic.Divide<T>(one, q, w);
        TaylorArithmetic.FromSlope<T>(u, w, v);
    }

    /// <inheritdoc/>
    public override double Approximate(double x) => Math.Atan(x);
}
