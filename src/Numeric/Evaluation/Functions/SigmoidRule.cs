using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation.Functions;

/// <summary>sigmoid: v' = v (1 - v) u'.</summary>
internal sealed class SigmoidRule : FunctionRule
{
    /// <inheritdoc/>
    public override Function Function => Sigmoid.Instance;

    /// <inheritdoc/>
    public override T Value<T>(T x) => T.Sigmoid(x);

    /// <inheritdoc/>
    public override void Taylor<T>(ReadOnlySpan<T> u, Span<T> v)
    {
        // v' = w u' with w = v (1 - v) = sigmoid(u) sigmoid(-u), the second form positive far out.
        v[0] = T.Sigmoid(u[0]);
        var w = new T[v.Length];
        for (int k = 1; k < v.Length; k++)
        {
            T sum = v[k - 1];
            for (int j = 0; j <= k - 1; j++)
                sum -= v[j] * v[k - 1 - j];
            w[k - 1] = k == 1 ? v[0] * T.Sigmoid(-u[0]) : sum;
            v[k] = TaylorArithmetic.Integrate<T>(u, w, k);
        }
    }

    /// <inheritdoc/>
    public override double Approximate(double x) => 1 / (1 + Math.Exp(-x));
}
