using System.Numerics;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Intervals.Kernels;

/// <summary>
/// Taylor expansions of erf at c = i/64 for i = 0..384, computed once in arbitrary precision at the first use of erf:
/// erf(c + h) = erf(c) + w(c) h (1 + a_1 h + a_2 h^2 + ...) with w(c) = 2/sqrt(pi) exp(-c^2) and a_n = (-1)^n H_n(c)/(n+1)!.
/// </summary>
internal static class ErfTable
{
    /// <summary>Nodes per unit.</summary>
    public const int Step = 64;

    /// <summary>Index of the last node.</summary>
    public const int Last = 384;

    /// <summary>Coefficients a_3..a_10 in double, a row a node.</summary>
    public const int TailLength = 8;

    private const int Digits = 160;

    /// <summary>erf(c).</summary>
    public static readonly DoubleDouble[] Values;

    /// <summary>2/sqrt(pi) exp(-c^2).</summary>
    public static readonly DoubleDouble[] Slopes;

    /// <summary>a_2 = (2c^2 - 1)/3.</summary>
    public static readonly DoubleDouble[] Second;

    /// <summary>a_3..a_10, correctly rounded downward.</summary>
    public static readonly double[] Tails;

    static ErfTable()
    {
        Values = new DoubleDouble[Last + 1];
        Slopes = new DoubleDouble[Last + 1];
        Second = new DoubleDouble[Last + 1];
        Tails = new double[(Last + 1) * TailLength];
        BigInterval factor = BigInterval.Point(2, Digits) / BigInterval.Sqrt(BigInterval.Pi(Digits));
        for (int i = 0; i <= Last; i++)
        {
            BigInterval c = BigInterval.Point(new BigFloat(i, -6), Digits);
            Values[i] = Nearest(BigInterval.Erf(c));
            Slopes[i] = Nearest(factor * BigInterval.Exp(-BigInterval.Sqr(c)));
            FillPolynomials(i);
        }
    }

    private static void FillPolynomials(int i)
    {
        // With c = i/64 the integers P_n = 64^n H_n(c) obey P_(n+1) = 2 i P_n - 2 n 64^2 P_(n-1).
        BigInteger previous = 1, current = 2 * i, factorial = 2;
        for (int n = 1; n < 11; n++)
        {
            // Here current = P_n and factorial = (n+1)!; a_n = (-1)^n P_n / (64^n (n+1)!).
            BigInteger numerator = (n & 1) == 0 ? current : -current;
            BigInteger denominator = factorial << (6 * n);
            if (n == 2)
                Second[i] = Nearest(BigInterval.Point(new BigFloat(numerator, 0), Digits) / BigInterval.Point(new BigFloat(denominator, 0), Digits));
            else if (n >= 3)
                Tails[(i * TailLength) + n - 3] = DoubleRounding.Down(numerator, denominator);
            (previous, current) = (current, (2 * i * current) - (2 * n * 4096 * previous));
            factorial *= n + 2;
        }
    }

    /// <summary>A double-double within 2^-105 relatively of every member of a narrow enclosure.</summary>
    private static DoubleDouble Nearest(BigInterval x)
    {
        double high = x.Lo.ToDouble(Direction.Down);
        double low = BigFloat.AddExact(x.Lo, -BigFloat.FromDouble(high)).ToDouble(Direction.Down);
        return DoubleDouble.OrderedSum(high, low);
    }
}
