using BoundCheck.Bounds.Structures.General;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Capture;

/// <summary>Bounds on the extreme singular values, squared, of every m x n matrix, m &lt;= n, whose entries lie in given intervals.</summary>
/// <param name="LeastSquared">λ_min(JJᵀ) is at least this.</param>
/// <param name="LargestSquaredLow">λ_max(JJᵀ) is at least this.</param>
/// <param name="LargestSquaredHigh">λ_max(JJᵀ) is at most this.</param>
/// <remarks>
/// Two ways, of which the better counts: the Gram matrix in intervals, and the midpoint C, |σ_i(J) - σ_i(C)| &lt;= |J - C|_F (Golub, Van Loan 2013,
/// 8.6.1), with J - C between plus and minus the radii. All eigenvalue bounds are verified (<see cref="SpectrumBounds"/>).
/// </remarks>
internal readonly record struct SingularValues(double LeastSquared, double LargestSquaredLow, double LargestSquaredHigh)
{
    internal static SingularValues Of(Interval[,] matrix)
    {
        int m = matrix.GetLength(0), n = matrix.GetLength(1);
        if (m == 1)
        {
            var square = Gram(matrix)[0, 0];
            return new(square.Lo, square.Lo, square.Hi);
        }
        var middle = new Interval[m, n];
        var spread = Interval.Zero;
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                middle[i, j] = matrix[i, j].MidPoint;
                spread += Interval.Sqr(matrix[i, j] - middle[i, j]);
            }
        }
        // Beyond the range of doubles nothing is known.
        if (!double.IsFinite(Interval.Sqrt(spread).Hi))
            return new(0, 0, double.PositiveInfinity);
        SpectrumBounds whole = SpectrumBounds.Of(Gram(matrix)), centre = SpectrumBounds.Of(Gram(middle));
        var radius = Interval.Point(Interval.Sqrt(spread).Hi);
        return new(
            Math.Max(Math.Max(whole.MinLo, Shrunk(centre.MinLo)), 0),
            Math.Max(Math.Max(whole.MaxLo, Shrunk(centre.MaxLo)), 0),
            Math.Min(whole.MaxHi, Grown(centre.MaxHi)));

        double Grown(double squared) => squared >= 0 && double.IsFinite(squared)
            ? Interval.Sqr(Interval.Sqrt(Interval.Point(squared)) + radius).Hi : double.PositiveInfinity;

        // (σ - r)² where that is positive.
        double Shrunk(double squared) => squared > 0 && double.IsFinite(squared) && Interval.Sqrt(Interval.Point(squared)) - radius is { Lo: > 0 } rest
            ? Interval.Sqr(Interval.Point(rest.Lo)).Lo : 0;
    }

    private static Interval[,] Gram(Interval[,] a)
    {
        int m = a.GetLength(0), n = a.GetLength(1);
        var gram = new Interval[m, m];
        for (int i = 0; i < m; i++)
        {
            for (int j = i; j < m; j++)
            {
                var sum = Interval.Zero;
                for (int k = 0; k < n; k++)
                    sum += i == j ? Interval.Sqr(a[i, k]) : a[i, k] * a[j, k];
                gram[i, j] = gram[j, i] = sum;
            }
        }
        return gram;
    }
}
