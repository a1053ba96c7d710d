namespace BoundCheck.Symbolic;

/// <summary>
/// Folds the literals of a text exactly within a budget of work, so that a short text whose exact constants are enormous
/// (9^4096*9^4096*..., a sum of reciprocals of many primes) is an error and not an hour.
/// </summary>
internal sealed class ConstantBudget
{
    // In products of 64-bit words: a second or two of schoolbook arithmetic.
    private long _left = 1L << 30;

    /// <summary>The sum of the values, or null when the budget is spent.</summary>
    internal Rational? Sum(List<Rational> values) =>
        Fold(values, static (a, b) => a + b, (a, b) => a.IsInteger && b.IsInteger ? Words(a) + Words(b) : Words(a) * Words(b));

    /// <summary>The product of the values, or null when the budget is spent.</summary>
    internal Rational? Product(List<Rational> values) => Fold(values, static (a, b) => a * b, (a, b) => Words(a) * Words(b));

    /// <summary>Charges for a power of a literal before it is folded; false when the budget is spent.</summary>
    internal bool AffordPower(Rational @base, Rational exponent)
    {
        long words = Words(@base);
        // A root by Newton's method costs a few powers of the size of the base; an integer power that of its result.
        long root = exponent.IsInteger ? 0 : 64 * words * words;
        long result = System.Numerics.BigInteger.Abs(exponent.Numerator) > 4096 ? 0 : words * (long)System.Numerics.BigInteger.Abs(exponent.Numerator);
        return Spend(root + Math.Min(result, 1 << 15) * 16);
    }

    // Pairwise, so that n small values cost n log n and not n squared.
    private Rational? Fold(List<Rational> values, Func<Rational, Rational, Rational> combine, Func<Rational, Rational, long> cost)
    {
        int count = values.Count;
        while (count > 1)
        {
            int next = 0;
            for (int i = 0; i < count; i += 2)
            {
                if (i + 1 < count)
                {
                    if (!Spend(cost(values[i], values[i + 1])))
                        return null;
                    values[next++] = combine(values[i], values[i + 1]);
                }
                else
                {
                    values[next++] = values[i];
                }
            }
            count = next;
        }
        return values[0];
    }

    private bool Spend(long cost) => (_left -= cost) >= 0;

    private static long Words(Rational r) => 1 + (r.Numerator.GetBitLength() + (r.IsInteger ? 0 : r.Denominator.GetBitLength())) / 64;
}
