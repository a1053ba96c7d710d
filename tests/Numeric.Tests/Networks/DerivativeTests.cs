using BoundCheck.Numeric.Networks;
using BoundCheck.Numeric.Networks.Products;

namespace BoundCheck.Numeric.Tests.Networks;

/// <summary>Gradient and Hessian-vector product against differences in extended precision, and against each other.</summary>
[TestFixture]
public sealed unsafe class DerivativeTests
{
    private const double Agreement = 1e-9;

    private static readonly string[] s_losses = ["mse", "huber:0.7", "logcosh", "softplus(r^2-1)"];
    private static readonly string[] s_activations = ["tanh", "relu", "leaky:0.1", "cubic", "softplus", "z*sigmoid(z)", "erf(z)+cos(z)"];

    private static IEnumerable<TestCaseData> Combinations() =>
        from loss in s_losses
        from activation in s_activations
        from normal in new[] { false, true }
        select new TestCaseData(loss, activation, normal);

    [TestCaseSource(nameof(Combinations))]
    public void Gradient_and_Hessian_product_are_those_of_the_definition(string loss, string activation, bool normal)
    {
        // Each combination once, half of them with a bias.
        bool bias = (loss.Length + activation.Length) % 2 == 0;
        var shape = new NetworkShape(2, 3, 2, NetworkFunctions.Loss(loss), NetworkFunctions.Activation(activation), normal, bias);
        var random = new Random(5);
        double[] x = Draw(random, 5 * 2), y = Draw(random, 5 * 2), direction = Draw(random, (int)shape.Parameters), at = Draw(random, (int)shape.Parameters);
        using var network = new Instance(shape, x, y);
        var reference = new ReferenceNetwork(shape, x, y);
        double value = network.Gradient(at, out var gradient);
        Assert.That(value, Is.EqualTo(reference.Loss(at)).Within(1e-13 * Math.Abs(value)));
        AssertClose(gradient, reference.Gradient(at), "gradient");
        AssertClose(network.HessianProduct(at, direction), reference.HessianProduct(at, direction), "Hessian product");
    }

    [TestCaseSource(nameof(Combinations))]
    public void Hessian_product_is_symmetric_and_the_derivative_of_the_gradient(string loss, string activation, bool normal)
    {
        // Sizes that fill no vector, and more than one piece of the batch.
        var shape = new NetworkShape(5, 13, 3, NetworkFunctions.Loss(loss), NetworkFunctions.Activation(activation), normal, true);
        var random = new Random(11);
        int samples = 131, size = (int)shape.Parameters;
        double[] at = Draw(random, size), u = Draw(random, size), v = Draw(random, size);
        using var network = new Instance(shape, Draw(random, samples * 5), Draw(random, samples * 3));
        double[] hu = network.HessianProduct(at, u), hv = network.HessianProduct(at, v);
        double left = u.Zip(hv, (a, b) => a * b).Sum(), right = v.Zip(hu, (a, b) => a * b).Sum();
        double size2 = Math.Sqrt(u.Sum(a => a * a) * hv.Sum(a => a * a));
        Assert.That(left, Is.EqualTo(right).Within(1e-12 * size2));
        // A difference across a kink says nothing; with these draws and this distance there is none.
        const double H = 1e-4;
        double[] Slope(double t)
        {
            network.Gradient([.. at.Zip(v, (a, b) => a + t * H * b)], out var g);
            return g;
        }
        double[] p1 = Slope(1), m1 = Slope(-1), p2 = Slope(2), m2 = Slope(-2);
        double scale = hv.Max(Math.Abs);
        for (int i = 0; i < size; i++)
            Assert.That((8 * (p1[i] - m1[i]) - (p2[i] - m2[i])) / (12 * H), Is.EqualTo(hv[i]).Within(Agreement * scale), $"parameter {i}");
    }

    [Test]
    public void Result_does_not_depend_on_the_number_of_threads([Values] bool normal)
    {
        var shape = new NetworkShape(400, 33, 10, NetworkFunctions.Loss("logcosh"), NetworkFunctions.Activation("tanh"), normal, true);
        var random = new Random(3);
        double[] x = Draw(random, 1100 * 400), y = Draw(random, 1100 * 10), at = Draw(random, (int)shape.Parameters), v = Draw(random, (int)shape.Parameters);
        using Instance one = new(shape, x, y), three = new(shape, x, y, 3);
        Assert.That(one.Gradient(at, out var g1), Is.EqualTo(three.Gradient(at, out var g3)));
        Assert.That(g1, Is.EqualTo(g3));
        Assert.That(one.HessianProduct(at, v), Is.EqualTo(three.HessianProduct(at, v)));
    }

    [Test]
    public void Single_precision_agrees_to_its_digits([Values] bool normal)
    {
        var shape = new NetworkShape(20, 21, 10, NetworkFunctions.Loss("huber:1"), NetworkFunctions.Activation("tanh"), normal, true);
        var random = new Random(4);
        double[] x = Draw(random, 150 * 20), y = Draw(random, 150 * 10), at = Draw(random, (int)shape.Parameters), v = Draw(random, (int)shape.Parameters);
        using var wide = new Instance(shape, x, y);
        using var narrow = new Network<float>(shape, x, y);
        using AlignedBuffer<float> p = new(narrow.Layout.Length), g = new(narrow.Layout.Length), d = new(narrow.Layout.Length);
        int k = 0;
        foreach (int i in narrow.Layout.Indices())
        {
            p.Span[i] = (float)at[k];
            d.Span[i] = (float)v[k++];
        }
        double loss = narrow.Evaluate(p.Data, g.Data, true);
        Assert.That(loss, Is.EqualTo(wide.Gradient(at, out var gradient)).Within(1e-5 * loss));
        AssertClose([.. narrow.Layout.Indices().Select(i => (double)g.Span[i])], gradient, "gradient", 1e-4);
        narrow.HessianProduct(d.Data, g.Data);
        AssertClose([.. narrow.Layout.Indices().Select(i => (double)g.Span[i])], wide.HessianProduct(at, v), "Hessian product", 1e-3);
    }

    private static double[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextDouble() - 1)];

    private static void AssertClose(double[] actual, double[] expected, string what, double agreement = Agreement)
    {
        double scale = expected.Max(Math.Abs);
        Assert.That(scale, Is.GreaterThan(0));
        for (int i = 0; i < expected.Length; i++)
            Assert.That(actual[i], Is.EqualTo(expected[i]).Within(agreement * Math.Max(Math.Abs(expected[i]), 1e-2 * scale)), $"{what}, parameter {i}");
    }

    /// <summary>A network in doubles with parameters given without padding.</summary>
    private sealed class Instance : IDisposable
    {
        private readonly Network<double> _network;
        private readonly int[] _places;
        private readonly AlignedBuffer<double> _at, _gradient, _direction;

        internal Instance(NetworkShape shape, double[] x, double[] y, int threads = 1)
        {
            _network = new Network<double>(shape, x, y, threads);
            _places = [.. _network.Layout.Indices()];
            int length = _network.Layout.Length;
            (_at, _gradient, _direction) = (new(length), new(length), new(length));
        }

        internal double Gradient(double[] at, out double[] gradient)
        {
            Fill(_at, at);
            double loss = _network.Evaluate(_at.Data, _gradient.Data, true);
            gradient = [.. _places.Select(i => _gradient.Span[i])];
            Assert.That(_gradient.Span.ToArray().Where((_, i) => !_places.Contains(i)), Is.All.Zero, "padding");
            return loss;
        }

        internal double[] HessianProduct(double[] at, double[] v)
        {
            Gradient(at, out _);
            Fill(_direction, v);
            _network.HessianProduct(_direction.Data, _gradient.Data);
            return [.. _places.Select(i => _gradient.Span[i])];
        }

        public void Dispose()
        {
            _network.Dispose();
            _at.Dispose();
            _gradient.Dispose();
            _direction.Dispose();
        }

        private void Fill(AlignedBuffer<double> buffer, double[] values)
        {
            for (int i = 0; i < values.Length; i++)
                buffer.Span[_places[i]] = values[i];
        }
    }
}
