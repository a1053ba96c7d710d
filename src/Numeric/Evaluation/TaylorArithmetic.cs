using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation;

/// <summary>
/// Arithmetic of truncated Taylor series whose coefficients are enclosures (Moore 1966; Griewank and Walther, Evaluating Derivatives, 2008,
/// chapter 13). Every span of one call has the same length n + 1; coefficient k encloses the k-th derivative over k!.
/// Results may not overlap operands.
/// </summary>
internal static class TaylorArithmetic
{
    internal static T Integer<T>(int n, T like)
        where T : struct, IEnclosure<T> => n == 1 ? T.One : T.FromRational(n, like.Precision);

    internal static void Multiply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> v)
        where T : struct, IEnclosure<T>
    {
        for (int k = 0; k < v.Length; k++)
        {
            T sum = a[0] * b[k];
            for (int j = 1; j <= k; j++)
                sum += a[j] * b[k - j];
            v[k] = sum;
        }
    }

    internal static void Square<T>(ReadOnlySpan<T> a, Span<T> v)
        where T : struct, IEnclosure<T>
    {
        v[0] = T.Sqr(a[0]);
        for (int k = 1; k < v.Length; k++)
        {
            // Each cross product occurs twice; the middle one is a square.
            T sum = T.Zero;
            for (int j = 0; 2 * j < k; j++)
                sum += a[j] * a[k - j];
            sum += sum;
            if (k % 2 == 0)
                sum += T.Sqr(a[k / 2]);
            v[k] = sum;
        }
    }

    internal static void Divide<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> v)
        where T : struct, IEnclosure<T>
    {
        bool pole = b[0].ContainsZero;
        for (int k = 0; k < v.Length; k++)
        {
            // b v = a: b_0 v_k = a_k - sum over j >= 1 of b_j v_(k-j).
            T rest = a[k];
            for (int j = 1; j <= k; j++)
                rest -= b[j] * v[k - j];
            v[k] = pole && k > 0 ? T.Entire : rest / b[0];
        }
    }

    /// <summary>v = f(u) from v' = w u' when w_k needs v up to k only: fills v_k given w_0 .. w_(k-1).</summary>
    internal static T Integrate<T>(ReadOnlySpan<T> u, ReadOnlySpan<T> w, int k)
        where T : struct, IEnclosure<T>
    {
        // k v_k = sum over j = 1..k of j u_j w_(k-j).
        T sum = T.Zero;
        for (int j = 1; j <= k; j++)
            sum += Integer(j, u[0]) * u[j] * w[k - j];
        return k == 1 ? sum : sum / Integer(k, u[0]);
    }

    /// <summary>v = f(u) from v[0] and the whole series w of f'(u).</summary>
    internal static void FromSlope<T>(ReadOnlySpan<T> u, ReadOnlySpan<T> w, Span<T> v)
        where T : struct, IEnclosure<T>
    {
        for (int k = 1; k < v.Length; k++)
            v[k] = Integrate(u, w, k);
    }

    internal static void IntegerPower<T>(ReadOnlySpan<T> u, int n, Span<T> v)
        where T : struct, IEnclosure<T>
    {
        int length = v.Length;
        if (n < 0)
        {
            // u^n = 1/u^-n; int.MinValue does not occur (exponents are limited when the tape is made).
            var positive = new T[length];
            IntegerPower<T>(u, -n, positive);
            var one = new T[length];
            one[0] = T.One;
            Divide<T>(one, positive, v);
            if (length > 1)
                v[1] = T.Intersect(v[1], Integer(n, u[0]) * T.Pow(u[0], n - 1) * u[1]);
            v[0] = T.Pow(u[0], n);
            return;
        }
        if (n == 2)
        {
            Square(u, v);
            return;
        }
        if (!u[0].ContainsZero && n > 8)
        {
            Power(u, n, T.Pow(u[0], n), T.Pow(u[0], n - 1), v);
            return;
        }
        // Binary powering keeps series with a zero constant term exact.
        T[] factor = u.ToArray(), next = new T[length];
        var result = new T[length];
        result[0] = T.One;
        bool started = false;
        for (int m = n; ; m >>= 1)
        {
            if ((m & 1) == 1)
            {
                if (started)
                {
                    Multiply<T>(result, factor, next);
                    (result, next) = (next, result);
                }
                else
                {
                    factor.CopyTo(result, 0);
                    started = true;
                }
            }
            if (m <= 1)
                break;
            Square<T>(factor, next);
            (factor, next) = (next, factor);
        }
        result.CopyTo(v);
        // (u^n)' = n u^(n-1) u' with the tight integer powers.
        v[0] = T.Pow(u[0], n);
        if (length > 1)
            v[1] = Integer(n, u[0]) * T.Pow(u[0], n - 1) * u[1];
    }

    /// <summary>v = u^r by u v' = r v u', given u_0^r and u_0^(r-1).</summary>
    internal static void Power<T>(ReadOnlySpan<T> u, Rational r, T value, T slope, Span<T> v)
        where T : struct, IEnclosure<T>
    {
        int p = u[0].Precision;
        bool touches = u[0].ContainsZero;
        v[0] = value;
        if (v.Length > 1)
            v[1] = T.FromRational(r, p) * slope * u[1];
        for (int k = 2; k < v.Length; k++)
        {
            if (touches)
            {
                v[k] = T.Entire;
                continue;
            }
            // k u_0 v_k = sum over j = 1..k of (r j - (k - j)) u_j v_(k-j).
            T sum = T.Zero;
            for (int j = 1; j <= k; j++)
                sum += T.FromRational(r * j - (k - j), p) * u[j] * v[k - j];
            v[k] = sum / (Integer(k, u[0]) * u[0]);
        }
    }
}
