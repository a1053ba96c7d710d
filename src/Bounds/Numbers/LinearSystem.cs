namespace BoundCheck.Bounds.Numbers;

/// <summary>Linear equations in doubles: what they give is a guess, never a proof.</summary>
internal static class LinearSystem
{
    /// <summary>Gaussian elimination with row pivoting; the arrays are overwritten. Null where the matrix is singular.</summary>
    internal static double[]? Solve(double[,] a, double[] b)
    {
        int n = b.Length;
        for (int c = 0; c < n; c++)
        {
            int pivot = c;
            for (int r = c + 1; r < n; r++)
            {
                if (Math.Abs(a[r, c]) > Math.Abs(a[pivot, c]))
                    pivot = r;
            }
            if (!(Math.Abs(a[pivot, c]) > 0))
                return null;
            for (int k = 0; k < n; k++)
                (a[c, k], a[pivot, k]) = (a[pivot, k], a[c, k]);
            (b[c], b[pivot]) = (b[pivot], b[c]);
            for (int r = c + 1; r < n; r++)
            {
                double factor = a[r, c] / a[c, c];
                for (int k = c; k < n; k++)
                    a[r, k] -= factor * a[c, k];
                b[r] -= factor * b[c];
            }
        }
        for (int r = n - 1; r >= 0; r--)
        {
            for (int k = r + 1; k < n; k++)
                b[r] -= a[r, k] * b[k];
            b[r] /= a[r, r];
        }
        return b.All(double.IsFinite) ? b : null;
    }
}
