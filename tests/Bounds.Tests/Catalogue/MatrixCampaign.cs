namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>The statements of M1 themselves, on random matrices at the boundary of their hypotheses, in plain arithmetic that shares no code with the checks.</summary>
public sealed class MatrixCampaign
{
    private const int Slice = 300, All = 10_000;

    private static double[,] Random(Random random, int rows, int columns)
    {
        var a = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                a[i, j] = random.NextDouble() * 2 - 1 + (random.NextDouble() * 2 - 1);
        }
        return a;
    }

    private static double[,] Times(double[,] a, double[,] b, bool transposed = false)
    {
        int m = a.GetLength(0), n = transposed ? b.GetLength(0) : b.GetLength(1), r = a.GetLength(1);
        var c = new double[m, n];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < r; k++)
                    c[i, j] += a[i, k] * (transposed ? b[j, k] : b[k, j]);
            }
        }
        return c;
    }

    private static double[,] Transpose(double[,] a)
    {
        var t = new double[a.GetLength(1), a.GetLength(0)];
        for (int i = 0; i < t.GetLength(0); i++)
        {
            for (int j = 0; j < t.GetLength(1); j++)
                t[i, j] = a[j, i];
        }
        return t;
    }

    private static double[,] Plus(double[,] a, double[,] b, double scale = 1)
    {
        var c = (double[,])a.Clone();
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                c[i, j] += scale * b[i, j];
        }
        return c;
    }

    private static double Square(double[,] a) => a.Cast<double>().Sum(x => x * x);

    /// <summary>The largest eigenvalue of a symmetric matrix by Jacobi's rotations, good to the last digits however near the others are.</summary>
    private static double Largest(double[,] symmetric)
    {
        var a = (double[,])symmetric.Clone();
        int n = a.GetLength(0);
        for (int sweep = 0; sweep < 60; sweep++)
        {
            double off = 0;
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    off += a[p, q] * a[p, q];
                    Rotate(a, p, q);
                }
            }
            if (off <= 1e-30 * Square(a))
                break;
        }
        return Enumerable.Range(0, n).Max(i => a[i, i]);
    }

    /// <summary>The rotation of coordinates p and q that makes a[p, q] vanish (Golub, Van Loan 2013, 8.5.2).</summary>
    private static void Rotate(double[,] a, int p, int q)
    {
        if (a[p, q] == 0)
            return;
        double tau = (a[q, q] - a[p, p]) / (2 * a[p, q]), t = (tau < 0 ? -1 : 1) / (Math.Abs(tau) + Math.Sqrt(1 + tau * tau));
        double c = 1 / Math.Sqrt(1 + t * t), s = t * c;
        for (int k = 0; k < a.GetLength(0); k++)
            (a[k, p], a[k, q]) = (c * a[k, p] - s * a[k, q], s * a[k, p] + c * a[k, q]);
        for (int k = 0; k < a.GetLength(0); k++)
            (a[p, k], a[q, k]) = (c * a[p, k] - s * a[q, k], s * a[p, k] + c * a[q, k]);
    }

    /// <summary>The largest singular value.</summary>
    private static double Norm(double[,] a) => Math.Sqrt(Largest(Times(a, a, transposed: true)));

    /// <summary>The derivative of XYᵀ by the entries of X, then of Y.</summary>
    private static double[,] Jacobian(double[,] x, double[,] y)
    {
        int m = x.GetLength(0), n = y.GetLength(0), r = x.GetLength(1);
        var jacobian = new double[m * n, (m + n) * r];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int l = 0; l < r; l++)
                    (jacobian[i * n + j, i * r + l], jacobian[i * n + j, (m + j) * r + l]) = (y[j, l], x[i, l]);
            }
        }
        return jacobian;
    }

    private static (double[,] X, double[,] Y) Step(double[,] x, double[,] y, double[,] m, double h)
    {
        var g = Plus(Times(x, y, transposed: true), m, -1);
        return (Plus(x, Times(g, y), -h), Plus(y, Times(Transpose(g), x), -h));
    }

    [TestCase(Slice)]
    [TestCase(All, Explicit = true)]
    public void Aligned_rows_descend_in_pairs(int count)
    {
        var random = new Random(1);
        for (int i = 0; i < count; i++)
        {
            int m = random.Next(1, 4), n = random.Next(1, 4), r = m + n;
            double[,] x = new double[m, r], y = new double[n, r], target = new double[m, n];
            // Partners share a coordinate and have one each of their own.
            for (int k = 0; k < m; k++)
                (x[k, k], x[k, m + Math.Min(k, n - 1)]) = (2 * random.NextDouble(), k < n ? random.NextDouble() : 0);
            for (int k = 0; k < n; k++)
                (y[k, m + k], y[k, Math.Min(k, m - 1)]) = (2 * random.NextDouble(), k < m ? random.NextDouble() : 0);
            for (int k = 0; k < Math.Min(m, n); k++)
                target[k, k] = 2 * random.NextDouble() - 1;
            double h = 0.5 * random.NextDouble();
            var (x0, y0) = (x, y);
            for (int step = 0; step < 5; step++)
                (x, y) = Step(x, y, target, h);
            for (int k = 0; k < m; k++)
            {
                double[] a = [.. Enumerable.Range(0, r).Select(l => x0[k, l])], b = [.. Enumerable.Range(0, r).Select(l => k < n ? y0[k, l] : 0)];
                for (int step = 0; step < 5; step++)
                {
                    double u = a.Zip(b, (p, q) => p * q).Sum() - (k < n ? target[k, k] : 0);
                    (a, b) = ([.. a.Zip(b, (p, q) => p - h * u * q)], [.. b.Zip(a, (q, p) => q - h * u * p)]);
                }
                for (int l = 0; l < r; l++)
                    Assert.That(x[k, l], Is.EqualTo(a[l]).Within(1e-9 * (1 + Math.Abs(a[l]))));
            }
        }
    }

    [TestCase(Slice)]
    [TestCase(All, Explicit = true)]
    public void The_sharpness_of_a_factorisation_is_the_sum_of_the_squared_norms(int count)
    {
        var random = new Random(2);
        for (int i = 0; i < count; i++)
        {
            int m = random.Next(1, 5), n = random.Next(1, 5), r = random.Next(1, 5);
            double[,] x = Random(random, m, r), y = Random(random, n, r), jacobian = Jacobian(x, y);
            double sharpness = Largest(Times(jacobian, jacobian, transposed: true)), norms = Math.Pow(Norm(x), 2) + Math.Pow(Norm(y), 2);
            Assert.That(sharpness, Is.EqualTo(norms).Within(1e-10 * norms));
            Assert.That(norms, Is.AtLeast(2 * Norm(Times(x, y, transposed: true)) * (1 - 1e-12)));
        }
    }

    [TestCase(Slice)]
    [TestCase(All, Explicit = true)]
    public void From_the_border_of_the_ball_the_factors_of_zero_shrink(int count)
    {
        var random = new Random(3);
        for (int i = 0; i < count; i++)
        {
            int m = random.Next(1, 5), n = random.Next(1, 5), r = random.Next(1, 5);
            double[,] x = Random(random, m, r), y = Random(random, n, r), zero = new double[m, n];
            double h = 4 * (1 - Math.Pow(10, -1 - 5 * random.NextDouble())) / (Square(x) + Square(y)), start = h * (Square(x) + Square(y)), sum = 0;
            for (int k = 0; k < 400; k++)
            {
                double p = Square(x) + Square(y);
                sum += Math.Log(1 + h * h * Square(Times(x, y, transposed: true)));
                (x, y) = Step(x, y, zero, h);
                Assert.That(Square(x) + Square(y), Is.AtMost(p * (1 + 1e-12)));
            }
            double end = h * (Square(x) + Square(y));
            Assert.That(sum, Is.AtMost(Math.Log((4 - end) / (4 - start)) + 1e-6));
        }
    }

    [TestCase(Slice)]
    [TestCase(All, Explicit = true)]
    public void The_symmetric_ball_is_invariant_up_to_its_border(int count)
    {
        var random = new Random(4);
        for (int i = 0; i < count; i++)
        {
            int n = random.Next(1, 4), r = random.Next(1, 4);
            double[,] m = Random(random, n, n), x = Random(random, n, r);
            m = Plus(m, Transpose(m));
            double gamma = 2.0 / 3 * (1 - Math.Pow(10, -1 - 3 * random.NextDouble()));
            m = Plus(m, m, gamma / Norm(m) - 1);
            double least = 4 / (27 * (1 - gamma) * (1 - gamma)), most = 2 - gamma, t = least + (most - least) * (1 - Math.Pow(10, -4 * random.NextDouble()));
            x = Plus(x, x, Math.Sqrt(t) / Norm(x) - 1);
            for (int k = 0; k < 60; k++)
            {
                x = Plus(x, Times(Plus(Times(x, x, transposed: true), m, -1), x), -1);
                Assert.That(Math.Pow(Norm(x), 2), Is.AtMost(t * (1 + 1e-10)), $"γ = {gamma}, t = {t}, step {k}");
            }
        }
    }

    [Test]
    public void Beyond_each_hypothesis_a_matrix_statement_fails()
    {
        var random = new Random(5);
        double[,] one = { { 1 } }, zero = { { 0 } };
        // M1c: hp_0 = 8.4: p grows. M1d: γ = 1, t = 4/3: y - y³ + y leaves. M1a: rows that are not orthogonal are coupled.
        var (x, y) = Step(one, one, zero, 4.2);
        Assert.That(Square(x) + Square(y), Is.GreaterThan(2));
        double[,] z = { { 0.8 } };
        z = Plus(z, Times(Plus(Times(z, z, transposed: true), one, -1), z), -1);
        Assert.That(z[0, 0] * z[0, 0], Is.GreaterThan(0.65).And.GreaterThan(4.0 / 27), "γ = 1 has no invariant ball of its own: 0.64 is left");
        double[,] tilted = { { 1, 0.5 }, { 0, 1 } }, straight = { { 1, 0 }, { 0, 1 } };
        var (moved, _) = Step(tilted, straight, straight, 0.1);
        Assert.That(moved[0, 1], Is.Not.EqualTo(0.5).Within(1e-6), "alone, the first row has x·y = σ and would stay");
        Assert.That(Norm(moved), Is.Positive);
    }
}
