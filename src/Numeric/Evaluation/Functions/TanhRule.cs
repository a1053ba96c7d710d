using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation.Functions;

/// <summary>tanh: v' = (1 - v^2) u'.</summary>
internal sealed class TanhRule : FunctionRule
{
    /// <inheritdoc/>
    public override Function Function => Tanh.Instance;

    /// <inheritdoc/>
    public override T Value<T>(T x) => T.Tanh(x);

    /// <inheritdoc/>
    public override void Taylor<T>(ReadOnlySpan<T> u, Span<T> v)
    {
        // v' = w u' with w = 1 - v^2 = 1/cosh(u)^2; the second form keeps w above 0 far out.
        v[0] = T.Tanh(u[0]);
        var w = new T[v.Length];
        for (int k = 1; k < v.Length; k++)
        {
            T sum = T.Zero;
            for (int j = 0; 2 * j < k - 1; j++)
                sum += v[j] * v[k - 1 - j];
            sum += sum;
            if (k % 2 == 1)
                sum += T.Sqr(v[k / 2]);
            w[k - 1] = k == 1 ? T.Intersect(T.One - sum, T.One / T.Sqr(T.Cosh(u[0]))) : -sum;
            v[k] = TaylorArithmetic.Integrate<T>(u, w, k);
        }
    }

    /// <inheritdoc/>
    public override double Approximate(double x) => Math.Tanh(x);
}
