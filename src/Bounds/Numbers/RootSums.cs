using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Numbers;

/// <summary>Sums of products of numbers that are rationals or square roots of rationals: whether they are 0 is decided exactly.</summary>
/// <remarks>
/// A product is ±sqrt(R) with a rational R. Roots whose radicands differ by a rational square are rational multiples of each other; roots of radicands that
/// pairwise do not are linearly independent over the rationals (Besicovitch 1940). So the sum is 0 iff the multiples of each such class add up to 0.
/// </remarks>
internal static class RootSums
{
    /// <summary>Whether the sum is 0; null where a number is neither a rational nor known to be the root of one, and the enclosures do not tell.</summary>
    internal static bool? IsZero(IEnumerable<(Certified Left, Certified Right)> products)
    {
        var classes = new List<(Rational Radicand, Rational Multiple)>();
        Certified sum = 0;
        bool known = true;
        foreach (var (left, right) in products)
        {
            if (left.Exact is { IsZero: true } || right.Exact is { IsZero: true })
                continue;
            sum += left * right;
            if (left.Sign() * right.Sign() is { } sign && left.ExactSquare * right.ExactSquare is { } radicand)
                Add(classes, radicand, sign);
            else
                known = false;
        }
        return known ? classes.TrueForAll(c => c.Multiple.IsZero) : sum.Sign() is 1 or -1 ? false : null;
    }

    private static void Add(List<(Rational Radicand, Rational Multiple)> classes, Rational radicand, int sign)
    {
        for (int i = 0; i < classes.Count; i++)
        {
            // sqrt(R) = (sqrt(RD)/D) sqrt(D).
            if (!(radicand * classes[i].Radicand).TryRoot(2, out var root))
                continue;
            classes[i] = (classes[i].Radicand, classes[i].Multiple + sign * root / classes[i].Radicand);
            return;
        }
        classes.Add((radicand, sign));
    }
}
