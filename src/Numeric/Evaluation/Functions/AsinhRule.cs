using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation.Functions;

/// <summary>asinh: v' = (1 + u^2)^(-1/2) u'.</summary>
internal sealed class AsinhRule : FunctionRule
{
    /// <inheritdoc/>
    public override Function Function => Asinh.Instance;

    /// <inheritdoc/>
    public override T Value<T>(T x) => T.Asinh(x);

    /// <inheritdoc/>
    public override void Taylor<T>(ReadOnlySpan<T> u, Span<T> v)
    {
        // v' = (1 + u^2)^(-1/2) u'.
        v[0] = T.Asinh(u[0]);
        if (v.Length == 1)
            return;
        T[] q = new T[v.Length], w = new T[v.Length];
        TaylorArithmetic.Square(u, q);
        q[0] += T.One;
        T root = T.One / T.Sqrt(q[0]);
        TaylorArithmetic.Power<T>(q, -Rational.Half, root, root / q[0], w);
        TaylorArithmetic.FromSlope<T>(u, w, v);
    }

    /// <inheritdoc/>
    public override double Approximate(double x) => Math.Asinh(x);
}
