using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Networks;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>A relu layer on one datum: the steps at which neurons die, against gradient descent on the layer itself.</summary>
public sealed class ReluLayerTests
{
    [TestCase("log(cosh(a*relu(t)+b*relu(u)-10))", "1/20", "a=2;t=2;b=-1.5;u=1/2", "neuron 2 at step 7")]
    // With the planar map of three neurons kept after the death, neuron 3 would be alive again at step 2.
    [TestCase("log(cosh(a*relu(t)+b*relu(u)+c*relu(v)+1.2))", "3/10", "a=-1;t=0.8;b=-0.3;u=1.7;c=2.5;v=0.1", "neuron 3 at step 1")]
    [TestCase("log(cosh(a*relu(t)+b*relu(u)-1))", "1/10", "a=1;t=1;b=2;u=-1", "neuron 2 from the start")]
    [TestCase("log(cosh(a*relu(t)-1))", "1/10", "a=1;t=1/2", "none")]
    public void Deaths_are_found_at_their_steps(string text, string step, string start, string deaths)
    {
        var result = Of(At(text, step, start), "N1a");
        Assert.That(result.Conclusions.Single(c => c.Name == "deaths").Value, Is.EqualTo(deaths));
    }

    [TestCase("log(cosh(a*relu(3*v+4*w)-1))", 25)]
    [TestCase("(relu(w)*a-b*max(0,u)-1)^2", 1)]
    [TestCase("(2*a*relu(w)+2*b*relu(u)-1)^2", 1)]
    public void Layers_are_found(string text, int squaredNorm) =>
        Assert.That((Analyze(text).Objective.Structure as ReluStructure)?.Layer.SquaredNorm, Is.EqualTo((Rational)squaredNorm));

    [TestCase("(a*relu(w)+b*relu(2*u)-1)^2", TestName = "Data_of_different_length_are_no_layer")]
    [TestCase("(a*relu(w)+b*relu(w)-1)^2", TestName = "Shared_weights_are_no_layer")]
    [TestCase("(a*relu(w-1)-1)^2", TestName = "A_bias_is_no_layer")]
    [TestCase("(a*relu(w)+a*relu(u)-1)^2", TestName = "A_shared_output_is_no_layer")]
    [TestCase("(a*relu(w)-1)^2+(b*relu(u)-1)^2+a*b", TestName = "Two_data_are_no_layer")]
    public void What_is_no_layer_is_not_taken_for_one(string text) => Assert.That(Analyze(text).Objective.Structure, Is.Not.InstanceOf<ReluStructure>());

    [Test]
    public void The_living_neurons_converge_with_the_sharpness_of_their_product()
    {
        var prediction = At("log(cosh(a*relu(3*v+4*w)-1))", "1/10", "a=1;v=1/10;w=1/10").Prediction;
        Assert.That(prediction.Convergence, Is.EqualTo(ConvergencePrediction.Certified));
        double a = 1, v = 0.1, w = 0.1;
        for (int k = 0; k < 5000; k++)
        {
            double g = 0.1 * Math.Tanh(a * (3 * v + 4 * w) - 1);
            (a, v, w) = (a - g * (3 * v + 4 * w), v - g * 3 * a, w - g * 4 * a);
        }
        // The Hessian at the limit is the square of the gradient of a(3v + 4w).
        double sharpness = (3 * v + 4 * w) * (3 * v + 4 * w) + 25 * a * a;
        Assert.That(sharpness, Is.InRange(prediction.LimitSharpnessAtLeast!.ToInterval().Lo - 1e-9, prediction.LimitSharpnessAtMost!.ToInterval().Hi + 1e-9));
        Assert.That(prediction.LimitSharpnessAtMost.ToInterval().Hi - prediction.LimitSharpnessAtLeast.ToInterval().Lo, Is.LessThan(0.01));
    }

    [Test]
    public void A_layer_whose_neurons_are_all_dead_does_not_reach_its_minimum()
    {
        var prediction = At("(a*relu(w)-1)^2/2", "1/10", "a=-3;w=1/10").Prediction;
        Assert.That(prediction.Convergence, Is.EqualTo(ConvergencePrediction.Excluded));
        Assert.That(prediction.Failure!.Source.ToString(), Is.EqualTo("N1a.C4"));
    }

    [TestCase(60)]
    [TestCase(10_000, Explicit = true)]
    public void Deaths_and_limits_of_random_layers_are_those_of_gradient_descent(int count)
    {
        var random = new Random(173);
        (string Text, int D, Func<double, double> Slope, double Centre)[] layers =
        [
            ("log(cosh(a*relu(t)+b*relu(u)-1))", 2, s => Math.Tanh(s - 1), 1),
            ("log(cosh(a*relu(t)+b*relu(u)+c*relu(v)+6/5))", 3, s => Math.Tanh(s + 1.2), -1.2),
            ("(a*relu(t)+b*relu(u)-2)^2/2", 2, s => s - 2, 2),
        ];
        var analysed = layers.Select(l => Analyze(l.Text)).ToList();
        int deaths = 0, limits = 0;
        for (int i = 0; i < count; i++)
        {
            int n = random.Next(layers.Length);
            var (_, d, slope, centre) = layers[n];
            double h = 0.02 + 0.4 * random.NextDouble();
            double[] a = [.. Enumerable.Range(0, d).Select(_ => 4 * random.NextDouble() - 2)], t = [.. Enumerable.Range(0, d).Select(_ => 2 * random.NextDouble() * random.NextDouble())];
            var start = new ReluStart([.. a.Zip(t, (p, q) => new NeuronStart(Rational.FromDouble(p), Rational.FromDouble(q)))]);
            var result = ReluLayer.Instance.Check(new Setting(analysed[n].Objective, analysed[n].Report, Rational.FromDouble(h), start), default);
            int followed = (int)((Certified)result.Conclusions.Single(c => c.Name == "followed").Value).ToInterval().Mid;
            var seen = new List<string>();
            for (int k = 0; k <= Math.Min(followed, 200); k++)
            {
                for (int j = 0; j < d; j++)
                {
                    if (t[j] <= 0 && !seen.Exists(x => x.StartsWith($"neuron {j + 1} ", StringComparison.Ordinal)))
                        seen.Add(k == 0 ? $"neuron {j + 1} from the start" : $"neuron {j + 1} at step {k}");
                }
                double g = h * slope(a.Zip(t, (p, q) => p * Math.Max(q, 0)).Sum());
                for (int j = 0; j < d; j++)
                    (a[j], t[j]) = t[j] > 0 ? (a[j] - g * t[j], t[j] - g * a[j]) : (a[j], t[j]);
            }
            string said = (string)result.Conclusions.Single(c => c.Name == "deaths").Value;
            // In doubles chaotic runs part from the exact one; the first steps do not.
            if (followed <= 200)
                Assert.That(said, Is.EqualTo(seen.Count == 0 ? "none" : string.Join(", ", seen)), $"{layers[n].Text}, h = {h:R}, {i}");
            deaths += seen.Count > 0 ? 1 : 0;
            if (!result.Implications.OfType<Convergence>().Any())
                continue;
            for (int k = 0; k < 20_000; k++)
            {
                double g = h * slope(a.Zip(t, (p, q) => p * Math.Max(q, 0)).Sum());
                for (int j = 0; j < d; j++)
                    (a[j], t[j]) = t[j] > 0 ? (a[j] - g * t[j], t[j] - g * a[j]) : (a[j], t[j]);
            }
            if (followed <= 200)
                Assert.That(a.Zip(t, (p, q) => p * Math.Max(q, 0)).Sum(), Is.EqualTo(centre).Within(1e-6), $"{layers[n].Text}, h = {h:R}, {i}");
            limits++;
        }
        Assert.That((deaths, limits), Is.GreaterThan((count / 10, count / 4)));
    }

    private static Studies.Study At(string text, string step, string start) =>
        Study(text, step, [.. start.Split(';').Select(p => (p.Split('=')[0], p.Split('=')[1]))]);
}
