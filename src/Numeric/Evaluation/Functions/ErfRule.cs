using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation.Functions;

/// <summary>erf: v' = 2/sqrt(pi) exp(-u^2) u'.</summary>
internal sealed class ErfRule : FunctionRule
{
    /// <inheritdoc/>
    public override Function Function => Erf.Instance;

    /// <inheritdoc/>
    public override T Value<T>(T x) => T.Erf(x);

    /// <inheritdoc/>
    public override void Taylor<T>(ReadOnlySpan<T> u, Span<T> v)
    {
        // v' = 2/sqrt(pi) exp(-u^2) u'.
        v[0] = T.Erf(u[0]);
        if (v.Length == 1)
            return;
        T[] q = new T[v.Length], w = new T[v.Length];
        TaylorArithmetic.Square(u, q);
        for (int k = 0; k < q.Length; k++)
            q[k] = -q[k];
        int p = u[0].Precision;
        T scale = T.FromRational(2, p) / T.Sqrt(T.Pi(p));
        w[0] = T.Exp(q[0]);
        for (int k = 1; k < w.Length; k++)
            w[k] = TaylorArithmetic.Integrate<T>(q, w, k);
        for (int k = 0; k < w.Length; k++)
            w[k] *= scale;
        TaylorArithmetic.FromSlope<T>(u, w, v);
    }

    /// <inheritdoc/>
    public override double Approximate(double x) => Interval.Erf(Interval.Point(x)).Mid;
}
