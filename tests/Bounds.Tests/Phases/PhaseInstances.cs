using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Tests.Catalogue;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Phases;

/// <summary>States (u, D) near a centre, as starts of gradient descent in one or three dimensions.</summary>
internal static class PhaseInstances
{
    /// <summary>Vectors with x·y = c + u and imbalance D: |x + y|² = P + 2s and |x - y|² = P - 2s.</summary>
    internal static (double[] X, double[] Y) Vectors(Random random, double centre, double u, double d)
    {
        double s = centre + u, p = Math.Sqrt(d + 4 * s * s), plus = Math.Sqrt(Math.Max(0, p + 2 * s)), minus = Math.Sqrt(Math.Max(0, p - 2 * s));
        int n = random.Next(2) == 0 ? 1 : 3;
        double[] a = Direction(random, n), b = Direction(random, n);
        return ([.. a.Zip(b, (v, w) => (plus * v + minus * w) / 2)], [.. a.Zip(b, (v, w) => (plus * v - minus * w) / 2)]);
    }

    internal static PhaseModel Model(Family family, double h) => PhaseModel.Of(new Setting(family.Objective, family.Report, Rational.FromDouble(h), null))!;

    internal static Certified Exactly(double value) => Rational.FromDouble(value);

    private static double[] Direction(Random random, int n)
    {
        double[] v = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5)];
        double length = Math.Sqrt(v.Sum(t => t * t));
        return n == 1 ? [random.Next(2) == 0 ? 1 : -1] : [.. v.Select(t => t / length)];
    }
}
