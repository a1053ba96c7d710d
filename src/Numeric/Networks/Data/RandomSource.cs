namespace BoundCheck.Numeric.Networks.Data;

/// <summary>The generator SplitMix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014): the same numbers for a seed on every machine.</summary>
public sealed class RandomSource
{
    private ulong _state;

    /// <summary>A source at its beginning.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">Different streams of a seed are independent for practical purposes.</param>
    public RandomSource(long seed, int stream)
    {
        _state = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL + (ulong)stream * 0xD1B54A32D192ED03UL);
        Next();
        _state ^= Next();
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            ulong z = _state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>Uniform in (-1, 1).</summary>
    public double Symmetric() => ((Next() >> 11) + 0.5) * (2.0 / (1L << 53)) - 1;

    /// <summary>Normal with mean 0 and variance 1, by the polar method of G. Marsaglia.</summary>
    public double Normal()
    {
        while (true)
        {
            double u = Symmetric(), v = Symmetric(), s = u * u + v * v;
            if (s is > 0 and < 1)
                return u * Math.Sqrt(-2 * Math.Log(s) / s);
        }
    }
}
