using System.Numerics;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Intervals.PointValues;

/// <summary>
/// The Taylor expansion of erf at c = i/64, i = 0..384, computed in arbitrary precision at its first use:
/// erf(c + h) = erf(c) + w h (1 + a_1 h + a_2 h^2 + ...) with w = 2/sqrt(pi) exp(-c^2) and a_n = (-1)^n H_n(c)/(n+1)!.
/// </summary>
internal sealed class ErfNode
{
    /// <summary>Nodes per unit.</summary>
    public const int PerUnit = 64;

    private const int Last = 384;
    private const int Digits = 140;

    private static readonly ErfNode?[] s_nodes = new ErfNode?[Last + 1];

    private readonly double[] _tail = new double[8];

    private ErfNode(int i)
    {
        BigInterval c = BigInterval.Point(new BigFloat(i, -6), Digits);
        BigInterval factor = BigInterval.Point(2, Digits) / BigInterval.Sqrt(BigInterval.Pi(Digits));
        Value = Nearest(BigInterval.Erf(c));
        Slope = Nearest(factor * BigInterval.Exp(-BigInterval.Sqr(c)));
        // With the integers P_n = 64^n H_n(c): P_(n+1) = 2 i P_n - 2 n 64^2 P_(n-1) (Hermite's recurrence).
        BigInteger previous = 1, current = 2 * i, factorial = 2;
        for (int n = 1; n <= 10; n++)
        {
            // Here current = P_n and factorial = (n+1)!; a_n = (-1)^n P_n / (64^n (n+1)!).
            BigInteger numerator = (n & 1) == 0 ? current : -current, denominator = factorial << (6 * n);
            if (n == 2)
                Second = Nearest(BigInterval.Point(new BigFloat(numerator, 0), Digits) / BigInterval.Point(new BigFloat(denominator, 0), Digits));
            else if (n >= 3)
                _tail[n - 3] = DoubleRounding.Down(numerator, denominator);
            (previous, current) = (current, (2 * i * current) - (2 * n * 4096 * previous));
            factorial *= n + 2;
        }
    }

    /// <summary>erf(c).</summary>
    public DoubleDouble Value { get; }

    /// <summary>2/sqrt(pi) exp(-c^2).</summary>
    public DoubleDouble Slope { get; }

    /// <summary>a_2 = (2c^2 - 1)/3.</summary>
    public DoubleDouble Second { get; }

    /// <summary>a_3..a_10, rounded.</summary>
    public ReadOnlySpan<double> Tail => _tail;

    /// <summary>The expansion at i/64. Two threads may compute the same node; they get equal ones.</summary>
    public static ErfNode At(int i)
    {
        ErfNode? node = Volatile.Read(ref s_nodes[i]);
        if (node is null)
        {
            node = new ErfNode(i);
            Volatile.Write(ref s_nodes[i], node);
        }
        return node;
    }

    /// <summary>A double-double within 2^-105 relatively of every member of a narrow enclosure.</summary>
    private static DoubleDouble Nearest(BigInterval x)
    {
        double high = x.Lo.ToDouble(Direction.Down);
        double low = BigFloat.AddExact(x.Lo, -BigFloat.FromDouble(high)).ToDouble(Direction.Down);
        return DoubleDouble.OrderedSum(high, low);
    }
}
