using System.Globalization;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>The PL constant of sums of squares against JJᵀ written by hand, at random points.</summary>
public sealed class LeastSquaresTests
{
    private static readonly string[] s_names = ["x", "y", "z"];

    // Residuals R_i = a_i·x + b_i x_j x_k, as many as variables or fewer.
    [Test]
    public void The_constant_is_below_the_least_eigenvalue_at_every_sampled_point()
    {
        var random = new Random(Campaign.Seed(31));
        int found = 0, near = 0, count = Campaign.Count(40);
        for (int i = 0; i < count; i++)
        {
            int n = random.Next(2, 4), m = random.Next(1, n + 1);
            var a = new int[m, n];
            var b = new (int Weight, int J, int K)[m];
            int[] weights = [.. Enumerable.Range(0, m).Select(_ => random.Next(1, 8))];
            var terms = new List<string>();
            for (int r = 0; r < m; r++)
            {
                for (int j = 0; j < n; j++)
                    a[r, j] = r == j ? random.Next(3, 6) : random.Next(-2, 3);
                b[r] = (random.Next(-1, 2), random.Next(n), random.Next(n));
                terms.Add($"{weights[r]}*({string.Join("+", Enumerable.Range(0, n).Select(j => $"({a[r, j]})*{s_names[j]}"))}"
                    + $"+({b[r].Weight})*{s_names[b[r].J]}*{s_names[b[r].K]}-1)^2");
            }
            string text = string.Join("+", terms);
            Assert.That(Parser.Parse(text, new ParseOptions()).TryGet(out var parsed, out _), text);
            var f = BoxObjective.TryCompile(parsed!, [.. s_names.Take(n).Select(Variable.Of)], out _)!;
            double radius = 0.5 + random.NextDouble();
            Interval[] box = [.. Enumerable.Repeat(Interval.Of(-radius, radius), n)];
            if (LeastSquares.Of(f)?.Constant(box, double.PositiveInfinity, 2000, CancellationToken.None) is not { } constant)
                continue;
            found++;
            double least = double.PositiveInfinity;
            for (int p = 0; p < 300; p++)
            {
                double[] x = [.. box.Select(_ => p % 2 == 0 ? radius * (2 * random.NextDouble() - 1) : radius * (random.Next(2) * 2 - 1))];
                least = Math.Min(least, RandomObjective.Eigenvalues(Gram(x)).Least);
            }
            Assert.That(constant, Is.LessThanOrEqualTo(least * (1 + 1e-9)), string.Create(CultureInfo.InvariantCulture, $"{text} on {radius}"));
            near += constant > 0.8 * least ? 1 : 0;

            double[,] Gram(double[] x)
            {
                var jacobian = new double[m, n];
                for (int r = 0; r < m; r++)
                {
                    for (int j = 0; j < n; j++)
                        jacobian[r, j] = Math.Sqrt(2 * weights[r]) * (a[r, j] + b[r].Weight * ((b[r].J == j ? x[b[r].K] : 0) + (b[r].K == j ? x[b[r].J] : 0)));
                }
                var gram = new double[m, m];
                for (int r = 0; r < m; r++)
                {
                    for (int s = 0; s < m; s++)
                        gram[r, s] = Enumerable.Range(0, n).Sum(j => jacobian[r, j] * jacobian[s, j]);
                }
                return gram;
            }
        }
        TestContext.Out.WriteLine($"{count} sums of squares, {found} with a constant, {near} of them within 20 % of the least eigenvalue seen");
        Assert.That(found, Is.GreaterThan(count / 3));
        Assert.That(near, Is.GreaterThan(found / 2));
    }
}
