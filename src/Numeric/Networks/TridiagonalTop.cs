namespace BoundCheck.Numeric.Networks;

/// <summary>The algebraically largest eigenvalue of a symmetric tridiagonal matrix and its eigenvector.</summary>
internal static class TridiagonalTop
{
    /// <summary>The pair of the matrix with the given diagonal and the off-diagonal of one entry less.</summary>
    /// <param name="diagonal">n entries, finite.</param>
    /// <param name="off">At least n - 1 entries, finite.</param>
    /// <param name="vector">Where the eigenvector goes, of norm 1.</param>
    /// <returns>The eigenvalue, to a few ulp of the largest entry.</returns>
    internal static double Find(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> off, Span<double> vector)
    {
        int n = diagonal.Length;
        if (n == 1)
        {
            vector[0] = 1;
            return diagonal[0];
        }
        double value = Bisect(diagonal, off);
        Iterate(diagonal, off, value, vector[..n]);
        return value;
    }

    // The number of eigenvalues above x is the number of positive pivots of T - x (Sylvester): bisection for the first x without one.
    private static double Bisect(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> off)
    {
        int n = diagonal.Length;
        double lo = double.NegativeInfinity, hi = double.NegativeInfinity, scale = 0;
        for (int i = 0; i < n; i++)
        {
            double radius = (i > 0 ? Math.Abs(off[i - 1]) : 0) + (i < n - 1 ? Math.Abs(off[i]) : 0);
            lo = Math.Max(lo, diagonal[i]);
            hi = Math.Max(hi, diagonal[i] + radius);
            scale = Math.Max(scale, Math.Abs(diagonal[i]) + radius);
        }
        double least = scale * 1e-300;
        while (true)
        {
            double mid = 0.5 * (lo + hi);
            if (!(mid > lo && mid < hi))
                return hi;
            double pivot = diagonal[0] - mid;
            bool above = pivot > 0;
            for (int i = 1; i < n && !above; i++)
            {
                if (pivot > -least)
                    pivot = -least;
                pivot = diagonal[i] - mid - off[i - 1] * off[i - 1] / pivot;
                above = pivot > 0;
            }
            if (above)
                lo = mid;
            else
                hi = mid;
        }
    }

    // Inverse iteration: T - value is negative semidefinite up to rounding, so elimination without pivoting is stable there.
    private static void Iterate(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> off, double value, Span<double> v)
    {
        int n = diagonal.Length;
        double scale = double.Epsilon;
        foreach (double d in diagonal)
            scale = Math.Max(scale, Math.Abs(d - value));
        double least = scale * 1e-15;
        Span<double> pivot = stackalloc double[n];
        pivot[0] = Math.Min(diagonal[0] - value, -least);
        for (int i = 1; i < n; i++)
            pivot[i] = Math.Min(diagonal[i] - value - off[i - 1] * off[i - 1] / pivot[i - 1], -least);
        v.Fill(1);
        for (int round = 0; round < 3; round++)
        {
            for (int i = 1; i < n; i++)
                v[i] -= off[i - 1] / pivot[i - 1] * v[i - 1];
            v[n - 1] /= pivot[n - 1];
            for (int i = n - 2; i >= 0; i--)
                v[i] = (v[i] - off[i] * v[i + 1]) / pivot[i];
            double largest = 0;
            foreach (double x in v)
                largest = Math.Max(largest, Math.Abs(x));
            double sum = 0;
            foreach (double x in v)
                sum += x / largest * (x / largest);
            double norm = largest * Math.Sqrt(sum);
            foreach (ref double x in v)
                x /= norm;
        }
    }
}
