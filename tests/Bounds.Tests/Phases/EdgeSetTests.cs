using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Tests.Catalogue;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Tests.Phases;

/// <summary>The certified sets of T13, against a prototype's values and against gradient descent on the vectors.</summary>
public sealed class EdgeSetTests
{
    private static readonly Family[] s_families =
    [
        new("log(cosh(x*y))", 0, Math.Tanh),
        new("log(cosh(x*y-1))", 1, s => Math.Tanh(s - 1)),
        new("log(cosh(x*y-2))", 2, s => Math.Tanh(s - 2)),
        new("sqrt(1+(x*y-1)^2)", 1, s => (s - 1) / Math.Sqrt(1 + (s - 1) * (s - 1))),
        new("sqrt(1+(x*y+1)^2)", -1, s => (s + 1) / Math.Sqrt(1 + (s + 1) * (s + 1))),
        new("log(1+(x*y-1)^2)/2", 1, s => (s - 1) / (1 + (s - 1) * (s - 1))),
        new("log(1+(x*y+1)^2)/2", -1, s => (s + 1) / (1 + (s + 1) * (s + 1))),
        new("log(1+(x*y-1/2)^2)/2", 0.5, s => (s - 0.5) / (1 + (s - 0.5) * (s - 0.5))),
        new("log(exp(x*y-1)+exp(-2*(x*y-1))/2)", 1, s => 1 - 3 / (1 + 2 * Math.Exp(3 * (s - 1)))),
        new("log(exp(x*y+1)+exp(-2*(x*y+1))/2)", -1, s => 1 - 3 / (1 + 2 * Math.Exp(3 * (s + 1)))),
        new("huber(x*y-1, 1)", 1, s => Math.Clamp(s - 1, -1, 1)),
        new("huber(x*y+1, 1)", -1, s => Math.Clamp(s + 1, -1, 1)),
    ];

    // ν of a prototype in other code; a rigorous search may differ by a few percent.
    [TestCase("log(cosh(x*y-1))", 0.1, 2.05, 0.01519)]
    [TestCase("log(cosh(x*y-1))", 0.1, 2.25, 0.01555)]
    [TestCase("log(cosh(x*y-1))", 0.1, 2.5, 0.01595)]
    [TestCase("log(cosh(x*y-2))", 0.03, 2.05, 0.001379)]
    [TestCase("log(cosh(x*y))", 0.3, 2.05, 0.1393)]
    [TestCase("log(cosh(x*y))", 0.3, 2.25, 0.1430)]
    [TestCase("log(cosh(x*y))", 0.3, 2.5, 0.1470)]
    [TestCase("log(cosh(x*y-1))", 0.3, 2.05, 0.1259)]
    [TestCase("log(cosh(x*y-1))", 0.3, 2.25, 0.1292)]
    [TestCase("log(cosh(x*y-1))", 0.5, 2.25, 0.2889)]
    [TestCase("sqrt(1+(x*y-1)^2)", 0.1, 2.05, 0.01022)]
    [TestCase("sqrt(1+(x*y+1)^2)", 0.1, 2.25, 0.01075)]
    [TestCase("sqrt(1+(x*y-1)^2)", 0.1, 2.5, 0.01139)]
    [TestCase("log(1+(x*y-1)^2)/2", 0.1, 2.05, 0.00504)]
    [TestCase("log(1+(x*y+1)^2)/2", 0.1, 2.25, 0.00505)]
    [TestCase("log(1+(x*y-1)^2)/2", 0.1, 2.5, 0.00505)]
    [TestCase("log(1+(x*y-1/2)^2)/2", 0.3, 2.05, 0.0446)]
    [TestCase("log(1+(x*y-1/2)^2)/2", 0.3, 2.25, 0.0447)]
    [TestCase("log(1+(x*y-1/2)^2)/2", 0.3, 2.5, 0.0448)]
    [TestCase("log(exp(x*y-1)+exp(-2*(x*y-1))/2)", 0.1, 2.05, 0.02532)]
    [TestCase("log(exp(x*y+1)+exp(-2*(x*y+1))/2)", 0.1, 2.05, 0.02312)]
    [TestCase("huber(x*y-1, 1)", 0.1, 2.05, 0.2006)]
    [TestCase("huber(x*y+1, 1)", 0.03, 2.05, 0.0599)]
    public void The_certified_nu_is_within_a_tenth_of_the_check_value(string objective, double step, double ceiling, double expected)
    {
        var set = Set(objective, step, ceiling);
        Assert.That(set, Is.Not.Null);
        Assert.That(set!.Shape.Nu, Is.EqualTo(expected).Within(10).Percent);
    }

    [TestCase("log(cosh(x*y-1))", 0.1, 2.25)]
    [TestCase("log(cosh(x*y))", 0.3, 2.5)]
    [TestCase("log(cosh(x*y-1))", 0.5, 2.25)]
    [TestCase("log(1+(x*y+1)^2)/2", 0.1, 2.25)]
    [TestCase("log(exp(x*y+1)+exp(-2*(x*y+1))/2)", 0.1, 2.05)]
    [TestCase("huber(x*y-1, 1)", 0.1, 2.05)]
    public void Gradient_descent_stays_in_the_set_and_ends_at_or_above_two_minus_nu(string objective, double step, double ceiling)
    {
        var random = new Random(13);
        var family = s_families.Single(f => f.Text == objective);
        var set = Set(objective, step, ceiling);
        Assert.That(set, Is.Not.Null);
        for (int i = 0; i < Campaign.Count(300); i++)
        {
            var (offset, edge) = Draw(random, set!.Shape, i % 3);
            double end = Follow(random, family, step, set, offset, edge);
            Assert.That(end, Is.GreaterThan(2 - set.Shape.Nu - 1e-9), $"υ = {offset:R}, e = {edge:R}");
        }
    }

    /// <summary>A state of the set: on its lower border, at its ceiling, or anywhere.</summary>
    private static (double Offset, double Edge) Draw(Random random, EdgeShape shape, int kind)
    {
        while (true)
        {
            double offset = -shape.Left + (shape.Left + shape.Right) * random.NextDouble(), floor = shape.Floor(Interval.Point(offset)).Hi;
            if (random.Next(4) == 0)
                (offset, floor) = (offset * 1e-3, shape.Floor(Interval.Point(offset * 1e-3)).Hi);
            if (floor < shape.Ceiling)
                return (offset, kind switch { 0 => floor, 1 => shape.Ceiling, _ => floor + (shape.Ceiling - floor) * random.NextDouble() });
        }
    }

    /// <summary>hφ(D) after 400 steps, each checked to be in the set up to rounding.</summary>
    private static double Follow(Random random, Family family, double step, EdgeSet set, double offset, double edge)
    {
        double unit = set.Model.Unit.Mid, sign = family.Centre < 0 ? -1 : 1, c = family.Centre, e = edge;
        var (x, y) = PhaseInstances.Vectors(random, c, sign * offset / unit, edge * edge / (unit * unit) - 4 * c * c);
        var run = new Descent(family, step, x, y);
        for (int k = 0; k < 400; k++)
        {
            run.Step();
            double next = sign * unit * run.U;
            e = unit * Math.Sqrt(run.D + 4 * c * c);
            if (next < -set.Shape.Left - 1e-9 || next > set.Shape.Right + 1e-9
                || e > set.Shape.Ceiling + 1e-9 || e < set.Shape.Floor(Interval.Point(next)).Lo - 1e-9)
                Assert.Fail($"{family}, h = {step}: (υ, e) = ({next:R}, {e:R}) at step {k + 1} from ({offset:R}, {edge:R}) is not in {set.Shape}");
        }
        return e;
    }

    [TestCase("(x*y-1)^2/2", 0.3, TestName = "Squared_loss_has_no_set_of_T13")]
    [TestCase("huber(x*y-1, 1)", 0.3, TestName = "Huber_loss_with_a_large_step_has_no_set_of_T13")]
    [TestCase("(x*y)^4/4+(x*y)^2/2", 0.1, TestName = "A_loss_that_grows_faster_than_its_parabola_has_no_set_of_T13")]
    [TestCase("log(cosh(x*y-4))", 0.3, TestName = "With_gamma_above_one_there_is_no_set_of_T13")]
    public void Without_decay_of_the_ratio_no_set_is_certified(string objective, double step) =>
        Assert.That(Search(objective, step)?.Below(2.05, null, CancellationToken.None), Is.Null);

    [Test]
    public void Each_side_of_the_set_is_needed()
    {
        var set = Set("log(cosh(x*y-1))", 0.3, 2.25)!;
        bool Holds(EdgeShape shape) => EdgeInvariance.Holds(set.Model, shape, 100_000, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(Holds(set.Shape), Is.True);
            Assert.That(Holds(set.Shape with { Nu = 0.9 * set.Shape.Nu }), Is.False, "ν");
            Assert.That(Holds(set.Shape with { Lambda = 0.9 * set.Shape.Lambda }), Is.False, "λ below (1 - γ²)/ν");
            Assert.That(Holds(set.Shape with { Kappa = -set.Shape.Kappa }), Is.False, "κ");
            Assert.That(Holds(set.Shape with { Left = 0.8 * set.Shape.Left }), Is.False, "α");
            Assert.That(Holds(set.Shape with { Right = 0.8 * set.Shape.Right }), Is.False, "μ");
            Assert.That(Holds(set.Shape with { Ceiling = 3 }), Is.False, "ē");
        });
    }

    private static readonly Dictionary<(string, double, double), EdgeSet?> s_sets = [];

    private static EdgeSet? Set(string objective, double step, double ceiling)
    {
        if (!s_sets.TryGetValue((objective, step, ceiling), out var set))
            s_sets[(objective, step, ceiling)] = set = Search(objective, step)?.Below(ceiling, null, CancellationToken.None);
        return set;
    }

    private static EdgeSetSearch? Search(string objective, double step)
    {
        var family = s_families.SingleOrDefault(f => f.Text == objective) ?? new Family(objective, 0, s => double.NaN);
        return EdgeSetSearch.Of(new Setting(family.Objective, family.Report, Symbolic.Rational.FromDouble(step), null));
    }
}
