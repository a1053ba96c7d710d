using BoundCheck.Numeric.Networks;
using BoundCheck.Numeric.Networks.Data;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Tests.Networks;

[TestFixture]
public sealed class NetworkRunTests
{
    private static readonly Dataset s_data = ImageData.FashionSubset();

    private static NetworkProblem Problem(string loss, string activation, double multiple, long steps, bool normal = false) => new()
    {
        Shape = new NetworkShape(49, 32, 10, NetworkFunctions.Loss(loss), NetworkFunctions.Activation(activation), normal, false),
        Data = s_data,
        Multiple = multiple,
        Steps = steps,
    };

    private static NetworkMeasurement Run(NetworkProblem problem)
    {
        using var run = new NetworkRun(problem);
        return run.Run();
    }

    [Test]
    public void Huber_tanh_below_the_edge_sharpens_to_it_without_a_rise()
    {
        var m = Run(Problem("huber:1", "tanh", 0.5, 4000));
        Assert.That(m.Phenomena.ProgressiveSharpening.Detected);
        Assert.That(m.Tail, Is.EqualTo(1).Within(0.05));
        Assert.That(m.LossRise, Is.EqualTo(1));
        Assert.That(m.Phenomena.Catapult.Detected, Is.False);
        Assert.That(m.Initial.Ratio, Is.EqualTo(4).Within(1e-12));
    }

    [Test]
    public void Tanh_far_beyond_the_edge_catapults_balances_and_stays_at_the_edge([Values("mse", "huber:1")] string loss)
    {
        var m = Run(Problem(loss, "tanh", 8, 4000));
        Assert.That(m.Phenomena.Catapult.Detected && m.Phenomena.Balancing.Detected && m.Phenomena.EdgeOfStability.Detected);
        Assert.That(m.LossRise, Is.GreaterThan(2));
        Assert.That(m.Final.Ratio, Is.LessThan(3.2));
    }

    [Test]
    public void Cubic_with_squared_loss_diverges_beyond_the_edge_and_keeps_its_trace()
    {
        var m = Run(Problem("mse", "cubic", 32, 4000));
        Assert.That((m.Outcome, m.Cause, m.Tail), Is.EqualTo((Outcome.Diverged, OutcomeCause.Overflow, (double?)null)));
        Assert.That(m.Steps, Is.LessThan(1000));
        Assert.That(m.Trace, Is.Not.Empty);
    }

    [Test]
    public void A_loss_that_is_not_defined_ends_the_run_by_name()
    {
        var m = Run(Problem("log(r)", "tanh", 1, 100));
        Assert.That((m.Outcome, m.Cause, m.Steps), Is.EqualTo((Outcome.Diverged, OutcomeCause.Undefined, 0L)));
    }

    [Test]
    public void A_saved_run_continues_to_the_same_numbers()
    {
        var problem = Problem("huber:1", "tanh", 8, 300, normal: true);
        var whole = Run(problem);
        using var first = new NetworkRun(problem);
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => first.Run(step =>
        {
            if (step >= 128)
                stop.Cancel();
        }, stop.Token));
        Assert.That(first.StepsDone, Is.InRange(128, 256));
        using var file = new MemoryStream();
        using (var writer = new BinaryWriter(file, System.Text.Encoding.UTF8, leaveOpen: true))
            first.Save(writer);
        file.Position = 0;
        using var second = new NetworkRun(problem);
        second.Load(new BinaryReader(file));
        var rest = second.Run();
        Assert.That(rest.Trace, Is.EqualTo(whole.Trace));
        Assert.That(rest.Losses, Is.EqualTo(whole.Losses));
        Assert.That(rest with { Trace = whole.Trace, Losses = whole.Losses }, Is.EqualTo(whole));
    }

    [Test]
    public void The_rise_that_is_reported_is_in_the_losses()
    {
        // Sharpness is measured every 25 steps; the catapult lies between.
        var m = Run(Problem("mse", "tanh", 4, 200) with { SharpnessEvery = 25 });
        Assert.That(m.Losses, Has.Length.EqualTo(m.Steps + 1));
        Assert.That(m.Losses.Where(double.IsFinite).Max() / m.Losses[0], Is.EqualTo(m.LossRise).Within(1e-12).Percent);
        Assert.That(m.LossRise, Is.GreaterThan(1));
        Assert.That(m.Trace.All(t => t.Loss == m.Losses[(int)t.Step]));
        var envelope = m.LossEnvelope(20);
        Assert.That(envelope, Has.Length.LessThanOrEqualTo(22));
        Assert.That(envelope.Max(p => p.Loss), Is.EqualTo(m.Losses.Max()));
        Assert.That(envelope.All(p => m.Losses[(int)p.Step] == p.Loss) && envelope.Zip(envelope.Skip(1)).All(p => p.First.Step < p.Second.Step));
        Assert.That(m.LossEnvelope(1000).Select(p => p.Loss), Is.EqualTo(m.Losses));
    }

    [Test]
    public void Threads_over_samples_change_nothing()
    {
        var problem = Problem("mse", "relu", 4, 100, normal: true);
        Assert.That(Run(problem with { Threads = 2 }).Trace, Is.EqualTo(Run(problem).Trace));
    }

    [Test]
    public void A_run_whose_gradient_is_within_the_tolerance_has_converged()
    {
        var m = Run(Problem("mse", "tanh", 0.1, 20_000) with { Tolerance = 0.2 });
        Assert.That(m.Outcome, Is.EqualTo(Outcome.Converged));
        Assert.That(m.Final.GradientNorm, Is.LessThanOrEqualTo(0.2));
    }

    [TestCase("huber", "'huber' takes a number, such as huber:1")]
    [TestCase("mse:2", "'mse' takes no number")]
    [TestCase("huber:-1", "'huber' takes a rational number > 0, found '-1'")]
    [TestCase("r*t", "expected a loss: mse, huber:DELTA, logcosh, or an expression in r such as \"sqrt(1+r^2)\"; found 'r*t', in r, t")]
    [TestCase("r^", "1:3")]
    public void A_loss_that_cannot_be_read_says_why(string text, string message) =>
        Assert.That(Assert.Throws<NetworkFunctionException>(() => NetworkFunctions.Loss(text))!.Message, Does.StartWith(message));
}
