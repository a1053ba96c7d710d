using MathNet.Numerics.LinearAlgebra;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>Largest eigenvalue of a symmetric matrix: closed form for n = 1 and 2, MathNet.Numerics beyond.</summary>
internal static class Eigenvalues
{
    /// <param name="n">The order.</param>
    /// <param name="entry">Entry (i, j) for i at most j.</param>
    internal static double Largest(int n, Func<int, int, double> entry)
    {
        if (n == 1)
            return entry(0, 0);
        if (n == 2)
        {
            double a = entry(0, 0), b = entry(0, 1), d = entry(1, 1);
            return 0.5 * (a + d + double.Hypot(a - d, 2 * b));
        }
        var matrix = Matrix<double>.Build.Dense(n, n, (i, j) => entry(Math.Min(i, j), Math.Max(i, j)));
        // The decomposition fails where squares of entries leave the range of doubles.
        double largest = matrix.Enumerate().Max(Math.Abs);
        if (largest == 0 || !double.IsFinite(largest))
            return largest == 0 ? 0 : double.NaN;
        int exponent = Math.ILogB(largest);
        var scaled = matrix.Map(x => Math.ScaleB(x, -exponent));
        return Math.ScaleB(scaled.Evd(Symmetricity.Symmetric).EigenValues.Max(v => v.Real), exponent);
    }
}
