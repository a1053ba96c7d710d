using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation.Functions;

/// <summary>softsign: (1 + |u|) v = u on either side of 0; v' = u'/(1 + |u|)^2 at 0 too, and no second derivative there.</summary>
internal sealed class SoftsignRule : FunctionRule
{
    /// <inheritdoc/>
    public override Function Function => Softsign.Instance;

    /// <inheritdoc/>
    public override T Value<T>(T x) =>
        // Odd: the part of x above 0 and the part below, one of which is the point 0 unless x has both signs.
        x.IsEmpty ? x : Half(T.Max(x, T.Zero)) - Half(T.Max(-x, T.Zero));

    /// <inheritdoc/>
    public override void Taylor<T>(ReadOnlySpan<T> u, Span<T> v)
    {
        T size = T.One + T.Abs(u[0]);
        v[0] = Value(u[0]);
        if (v.Length > 1)
            v[1] = u[1] / T.Sqr(size);
        for (int k = 2; k < v.Length; k++)
        {
            if (!u[0].IsPositive && !u[0].IsNegative)
            {
                v[k] = T.Entire;
                continue;
            }
            // With s the sign of u: (1 + s u) v = u, hence (1 + s u_0) v_k = u_k - s sum over j >= 1 of u_j v_(k-j).
            T sum = T.Zero;
            for (int j = 1; j <= k; j++)
                sum += u[j] * v[k - j];
            v[k] = (u[0].IsPositive ? u[k] - sum : u[k] + sum) / size;
        }
    }

    /// <inheritdoc/>
    public override double Approximate(double x) => x / (1 + Math.Abs(x));

    // p/(1 + p) for p >= 0 increases: between its values at the ends; 1 - 1/(1 + p) serves where an end is infinite.
    private static T Half<T>(T p)
        where T : struct, BoundCheck.Numeric.Intervals.IEnclosure<T>
    {
        if (!p.IsBounded)
            return T.Max(T.One - T.One / (T.One + p), T.Zero);
        T lower = p.LowerPoint, upper = p.UpperPoint;
        return T.Hull(lower / (T.One + lower), upper / (T.One + upper));
    }
}
