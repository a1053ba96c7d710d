using BoundCheck.Numeric.Networks;
using BoundCheck.Numeric.Networks.Products;
using Dense = MathNet.Numerics.LinearAlgebra.Matrix<double>;
using DenseVector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace BoundCheck.Numeric.Tests.Networks;

[TestFixture]
public sealed unsafe class ProductTests
{
    [Test]
    public void Product_of_every_shape_is_the_sum_of_its_terms()
    {
        var random = new Random(1);
        int[] sizes = [1, 2, 5, 6, 7, 8, 9, 13, 16, 31, 33, 65, 130];
        for (int trial = 0; trial < 300; trial++)
        {
            int m = sizes[random.Next(sizes.Length)], k = sizes[random.Next(sizes.Length)], n = sizes[random.Next(sizes.Length)];
            if (trial % 10 == 0)
                k += 500;
            bool transposed = random.Next(2) == 0, accumulate = random.Next(2) == 0;
            Check(m, k, n, transposed, accumulate, random);
        }
    }

    private static void Check(int m, int k, int n, bool transposed, bool accumulate, Random random)
    {
        int bs = Matrix<double>.Padded(n);
        using AlignedBuffer<double> a = new(m * k), b = new(k * bs), c = new(m * bs);
        for (int i = 0; i < m * k; i++)
            a.Span[i] = random.NextDouble() - 0.5;
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < n; j++)
                b.Span[i * bs + j] = random.NextDouble() - 0.5;
        }
        double[] before = new double[m * bs];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
                before[i * bs + j] = c.Span[i * bs + j] = random.NextDouble();
        }
        var left = transposed ? new Matrix<double>((nint)a.Data, k, m, m).Transposed : new Matrix<double>((nint)a.Data, m, k, k);
        MatrixProduct<double>.Multiply(left, new Matrix<double>((nint)b.Data, k, n, bs), new Matrix<double>((nint)c.Data, m, n, bs), accumulate);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                // One fused step a term, in order: the result is exactly this.
                double sum = accumulate ? before[i * bs + j] : 0;
                for (int t = 0; t < k; t++)
                    sum = Math.FusedMultiplyAdd(transposed ? a.Span[t * m + i] : a.Span[i * k + t], b.Span[t * bs + j], sum);
                Assert.That(c.Span[i * bs + j], Is.EqualTo(sum), $"{m} x {k} x {n}, element {i}, {j}");
            }
        }
    }

    [Test]
    public void Top_of_a_tridiagonal_matrix_is_its_largest_eigenvalue()
    {
        var random = new Random(2);
        for (int n = 1; n <= 25; n++)
        {
            double[] diagonal = [.. Enumerable.Range(0, n).Select(_ => 4 * random.NextDouble() - 3)],
                off = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())];
            var dense = Dense.Build.Dense(n, n, (i, j) => i == j ? diagonal[i] : Math.Abs(i - j) == 1 ? off[Math.Min(i, j)] : 0);
            var vector = new double[n];
            double top = TridiagonalTop.Find(diagonal, off, vector);
            Assert.That(top, Is.EqualTo(dense.Evd().EigenValues.Max(e => e.Real)).Within(1e-13));
            var v = DenseVector.Build.Dense(vector);
            Assert.That((dense * v - top * v).L2Norm(), Is.LessThan(1e-12));
            Assert.That(v.L2Norm(), Is.EqualTo(1).Within(1e-12));
        }
    }

    [Test]
    public void Lanczos_finds_the_algebraically_largest_eigenvalue_of_the_Hessian([Values("mse", "huber:1")] string loss, [Values] bool normal)
    {
        var shape = new NetworkShape(4, 5, 3, NetworkFunctions.Loss(loss), NetworkFunctions.Activation("cubic"), normal, true);
        var random = new Random(7);
        double[] x = [.. Enumerable.Range(0, 80).Select(_ => random.NextDouble() - 0.5)], y = [.. Enumerable.Range(0, 60).Select(_ => 2 * random.NextDouble())];
        using var network = new Network<double>(shape, x, y);
        int length = network.Layout.Length;
        int[] places = [.. network.Layout.Indices()];
        using AlignedBuffer<double> at = new(length), unit = new(length), column = new(length);
        foreach (int i in places)
            at.Span[i] = 4 * random.NextDouble() - 2;
        network.Evaluate(at.Data, column.Data, true);
        var hessian = Dense.Build.Dense(places.Length, places.Length);
        for (int j = 0; j < places.Length; j++)
        {
            unit.Span.Clear();
            unit.Span[places[j]] = 1;
            network.HessianProduct(unit.Data, column.Data);
            for (int i = 0; i < places.Length; i++)
                hessian[i, j] = column.Span[places[i]];
        }
        double expected = ((hessian + hessian.Transpose()) / 2).Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric).EigenValues.Max(e => e.Real);
        using var top = new TopEigenvalue<double>(network);
        foreach (int i in places)
            unit.Span[i] = random.NextDouble() - 0.5;
        double found = top.Find(unit.Span, 1e-10);
        for (int restart = 0; restart < 40 && top.Residual > 1e-8 * Math.Abs(found); restart++)
            found = top.Find(unit.Span, 1e-10);
        Assert.That(found, Is.EqualTo(expected).Within(1e-8 * Math.Abs(expected)));
    }
}
