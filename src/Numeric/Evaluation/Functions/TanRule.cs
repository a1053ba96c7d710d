using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation.Functions;

/// <summary>tan: v' = (1 + v^2) u'.</summary>
internal sealed class TanRule : FunctionRule
{
    /// <inheritdoc/>
    public override Function Function => Tan.Instance;

    /// <inheritdoc/>
    public override T Value<T>(T x) => T.Tan(x);

    /// <inheritdoc/>
    public override Definedness Domain<T>(T x) => T.Tan(x).IsBounded ? Definedness.Continuous : Definedness.Possibly;

    /// <inheritdoc/>
    public override void Taylor<T>(ReadOnlySpan<T> u, Span<T> v)
    {
        // v' = w u', w = 1 + v^2.
        v[0] = T.Tan(u[0]);
        var w = new T[v.Length];
        for (int k = 1; k < v.Length; k++)
        {
            Square<T>(v, w, k - 1);
            v[k] = TaylorArithmetic.Integrate<T>(u, w, k);
        }

        static void Square<S>(ReadOnlySpan<S> v, Span<S> w, int k)
            where S : struct, IEnclosure<S>
        {
            S sum = S.Zero;
            for (int j = 0; 2 * j < k; j++)
                sum += v[j] * v[k - j];
            sum += sum;
            if (k % 2 == 0)
                sum += S.Sqr(v[k / 2]);
            w[k] = k == 0 ? S.One + sum : sum;
        }
    }

    /// <inheritdoc/>
    public override double Approximate(double x) => Math.Tan(x);
}
