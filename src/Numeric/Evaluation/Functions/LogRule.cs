using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation.Functions;

/// <summary>log: u v' = u'.</summary>
internal sealed class LogRule : FunctionRule
{
    /// <inheritdoc/>
    public override Function Function => Log.Instance;

    /// <inheritdoc/>
    public override T Value<T>(T x) => T.Log(x);

    /// <inheritdoc/>
    public override Definedness Domain<T>(T x) => x.IsPositive ? Definedness.Continuous : Definedness.Possibly;

    /// <inheritdoc/>
    public override void Taylor<T>(ReadOnlySpan<T> u, Span<T> v)
    {
        v[0] = T.Log(u[0]);
        if (v.Length == 1)
            return;
        if (!u[0].IsPositive)
        {
            v[1] = u[1] / T.Intersect(u[0], T.Abs(T.Entire));
            v[2..].Fill(T.Entire);
            return;
        }
        // k u_0 v_k = k u_k - sum over j = 1..k-1 of j v_j u_(k-j).
        for (int k = 1; k < v.Length; k++)
        {
            T sum = T.Zero;
            for (int j = 1; j < k; j++)
                sum += TaylorArithmetic.Integer(j, u[0]) * v[j] * u[k - j];
            v[k] = (k == 1 ? u[1] : u[k] - sum / TaylorArithmetic.Integer(k, u[0])) / u[0];
        }
    }

    /// <inheritdoc/>
    public override double Approximate(double x) => Math.Log(x);
}
