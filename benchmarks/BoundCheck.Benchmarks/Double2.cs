namespace BoundCheck.Benchmarks;

/// <summary>A number as the unevaluated sum of two doubles, about 32 digits: for runs that are held against certificates.</summary>
/// <remarks>Sums and products by Knuth's and Dekker's error-free transformations (with a fused multiply-add).</remarks>
internal readonly record struct Double2(double Hi, double Lo)
{
    private static readonly Double2[] s_inverse = [.. Enumerable.Range(0, 15).Select(n => n == 0 ? 0 : (Double2)1 / n)];

    public static implicit operator Double2(double value) => new(value, 0);

    public static Double2 operator +(Double2 a, Double2 b)
    {
        double s = a.Hi + b.Hi, v = s - a.Hi, e = (a.Hi - (s - v)) + (b.Hi - v) + a.Lo + b.Lo;
        return Normal(s, e);
    }

    public static Double2 operator -(Double2 a) => new(-a.Hi, -a.Lo);

    public static Double2 operator -(Double2 a, Double2 b) => a + -b;

    public static Double2 operator *(Double2 a, Double2 b)
    {
        double p = a.Hi * b.Hi;
        return Normal(p, Math.FusedMultiplyAdd(a.Hi, b.Hi, -p) + (a.Hi * b.Lo + a.Lo * b.Hi));
    }

    public static Double2 operator /(Double2 a, Double2 b)
    {
        double q = a.Hi / b.Hi;
        var rest = a - b * q;
        double second = rest.Hi / b.Hi;
        rest -= b * second;
        return Normal(q, second) + rest.Hi / b.Hi;
    }

    internal static Double2 Sqrt(Double2 a)
    {
        if (!(a.Hi > 0))
            return 0;
        Double2 root = Math.Sqrt(a.Hi);
        root = 0.5 * (root + a / root);
        return 0.5 * (root + a / root);
    }

    /// <summary>e^a for |a| up to some hundreds: the series at a/512, squared nine times.</summary>
    internal static Double2 Exp(Double2 a)
    {
        Double2 t = a * (1.0 / 512), sum = 0, term = t;
        for (int n = 2; n <= 14 && Math.Abs(term.Hi) > 1e-36 * Math.Abs(sum.Hi); n++)
        {
            sum += term;
            term = term * t * s_inverse[n];
        }
        // e^x - 1 is squared as 2y + y², which keeps its digits.
        for (int i = 0; i < 9; i++)
            sum = 2.0 * sum + sum * sum;
        return sum + 1;
    }

    private static Double2 Normal(double high, double low)
    {
        double s = high + low;
        return new(s, low - (s - high));
    }
}
