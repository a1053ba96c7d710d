using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>Bounds on the extreme eigenvalues that hold for every symmetric matrix whose entries lie in given intervals.</summary>
/// <param name="MinLo">No eigenvalue is below this.</param>
/// <param name="MinHi">The least eigenvalue is at most this.</param>
/// <param name="MaxLo">The largest eigenvalue is at least this.</param>
/// <param name="MaxHi">No eigenvalue is above this.</param>
/// <remarks>
/// Q is an approximate eigenvector matrix in doubles; nothing rests on its accuracy. tI - H >= 0 follows from t QᵀQ - QᵀHQ >= 0 when that matrix and QᵀQ
/// are diagonally dominant (Gershgorin 1931; then Q is regular and congruence keeps definiteness, Sylvester 1852). The inner bounds are Rayleigh quotients.
/// </remarks>
internal readonly record struct SpectrumBounds(double MinLo, double MinHi, double MaxLo, double MaxHi)
{
    private const int Sweeps = 30;

    private static SpectrumBounds Nothing => new(double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The bounds; infinite where an entry is unbounded.</summary>
    internal static SpectrumBounds Of(Interval[,] h)
    {
        int n = h.GetLength(0);
        var middle = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (h[i, j].IsEmpty || !h[i, j].IsBounded)
                    return Nothing;
                middle[i, j] = h[i, j].Mid;
            }
        }
        var q = Eigenvectors(middle);
        var s = Congruence(q, null, n);
        var g = Congruence(q, h, n);
        double maxHi = Above(g, s, 1), minLo = -Above(g, s, -1);
        double minHi = double.PositiveInfinity, maxLo = double.NegativeInfinity;
        for (int i = 0; i < n; i++)
        {
            if (!s[i, i].IsPositive)
                continue;
            // min eigenvalue <= qᵀHq/qᵀq <= max eigenvalue.
            var rayleigh = g[i, i] / s[i, i];
            minHi = Math.Min(minHi, rayleigh.Hi);
            maxLo = Math.Max(maxLo, rayleigh.Lo);
        }
        return new(minLo, minHi, maxLo, maxHi);
    }

    /// <summary>
    /// The least t found with t S - σG diagonally dominant: t(S_ii - Σ|S_ij|) >= σG_ii + Σ|G_ij| for t >= 0, t(S_ii + Σ|S_ij|) >= σG_ii + Σ|G_ij| for t &lt; 0.
    /// </summary>
    private static double Above(Interval[,] g, Interval[,] s, int sign)
    {
        int n = g.GetLength(0);
        double t = double.NegativeInfinity;
        for (int i = 0; i < n; i++)
        {
            Interval off = Interval.Zero, offS = Interval.Zero;
            for (int j = 0; j < n; j++)
            {
                if (j == i)
                    continue;
                off += Interval.Abs(g[i, j]);
                offS += Interval.Abs(s[i, j]);
            }
            double highest = ((sign < 0 ? -g[i, i] : g[i, i]) + off).Hi;
            // Entries near the largest doubles: no bound.
            if (!double.IsFinite(highest))
                return double.PositiveInfinity;
            var top = Interval.Point(highest);
            double bottom = (s[i, i] - offS).Lo;
            if (!(bottom > 0))
                return double.PositiveInfinity;
            t = Math.Max(t, (top.Lo >= 0 ? top / Interval.Point(bottom) : top / Interval.Point((s[i, i] + offS).Hi)).Hi);
        }
        return t;
    }

    /// <summary>QᵀHQ, or QᵀQ without H, enclosed; symmetric, so that the upper triangle is copied.</summary>
    private static Interval[,] Congruence(double[,] q, Interval[,]? h, int n)
    {
        var hq = new Interval[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                hq[i, j] = h is null ? Interval.Point(q[i, j]) : Interval.Zero;
                for (int k = 0; h is not null && k < n; k++)
                    hq[i, j] = Interval.Fma(h[i, k], Interval.Point(q[k, j]), hq[i, j]);
            }
        }
        var result = new Interval[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = i; j < n; j++)
            {
                var sum = Interval.Zero;
                for (int k = 0; k < n; k++)
                    sum = Interval.Fma(Interval.Point(q[k, i]), hq[k, j], sum);
                result[i, j] = result[j, i] = sum;
            }
        }
        return result;
    }

    /// <summary>Approximate eigenvectors by cyclic Jacobi rotations (Golub, Van Loan 2013, 8.5).</summary>
    private static double[,] Eigenvectors(double[,] a)
    {
        int n = a.GetLength(0);
        var q = new double[n, n];
        for (int i = 0; i < n; i++)
            q[i, i] = 1;
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            double off = 0, all = 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    all += a[i, j] * a[i, j];
                    off += i == j ? 0 : a[i, j] * a[i, j];
                }
            }
            if (!(off > 1e-34 * all))
                break;
            for (int p = 0; p < n; p++)
            {
                for (int r = p + 1; r < n; r++)
                    Rotate(a, q, p, r);
            }
        }
        return q;
    }

    private static void Rotate(double[,] a, double[,] q, int p, int r)
    {
        int n = a.GetLength(0);
        if (a[p, r] == 0)
            return;
        double theta = (a[r, r] - a[p, p]) / (2 * a[p, r]);
        double t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(1 + theta * theta));
        double c = 1 / Math.Sqrt(1 + t * t), s = t * c;
        if (!double.IsFinite(c) || !double.IsFinite(s))
            return;
        for (int k = 0; k < n; k++)
            (a[k, p], a[k, r]) = (c * a[k, p] - s * a[k, r], s * a[k, p] + c * a[k, r]);
        for (int k = 0; k < n; k++)
        {
            (a[p, k], a[r, k]) = (c * a[p, k] - s * a[r, k], s * a[p, k] + c * a[r, k]);
            (q[k, p], q[k, r]) = (c * q[k, p] - s * q[k, r], s * q[k, p] + c * q[k, r]);
        }
    }
}
