using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Studies.Steps;
using BoundCheck.Bounds.Tests.Catalogue;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Steps;

public sealed class StepFinderTests
{
    private static (Problem Problem, RegularityReport Regularity) Read(string objective, Rational x, Rational y)
    {
        var (analysed, regularity) = Instances.Analyze(objective);
        var point = ImmutableSortedDictionary<string, ImmutableArray<Certified>>.Empty.Add("x", [x]).Add("y", [y]);
        var problem = new Problem { Objective = analysed, Step = 1, Point = point };
        return (problem, regularity);
    }

    private static StepAnswer Find(string objective, Rational x, Rational y, Certified? wanted = null)
    {
        var (problem, regularity) = Read(objective, x, y);
        return StepFinder.Find(problem, regularity, wanted, default);
    }

    [TestCase("log(cosh(x*y-1))", 5, 1)]
    [TestCase("(x*y-1)^2/2", 2, 1)]
    [TestCase("(x*y)^4", 2, 1)]
    [TestCase("sqrt(1+(x*y+1/2)^2)", 1, -1)]
    [TestCase("huber(x*y-2,1/2)", 3, -1)]
    public void No_run_fails_below_the_certified_step(string objective, int x, int y)
    {
        var answer = Find(objective, x, y);
        double certified = answer.Largest!.Supremum.ToInterval().Lo;
        var (problem, regularity) = Read(objective, x, y);
        foreach (var h in new[] { 0.999 * certified, 0.6 * certified, 0.2 * certified }.Select(Rational.FromDouble))
        {
            var run = ProductRun.Execute(new ProductProblem
            {
                Outer = problem.Objective.Structure.Outer!.Compile(regularity), Step = h, X = [x], Y = [y], Steps = 100_000, Tolerance = 1e-6,
            });
            Assert.That(run.Outcome, Is.AnyOf(Outcome.Converged, Outcome.Unsettled), $"{h}");
        }
        Assert.That(answer.Measured!.Measured, Is.Null.Or.GreaterThanOrEqualTo(certified * (1 - 1e-9)));
    }

    [Test]
    public void The_step_of_the_squared_loss_is_its_exact_threshold()
    {
        var answer = Find("(x*y-1)^2/2", 2, new Rational(1, 5));
        Assert.That(answer.Largest!.Supremum.ToInterval().Mid, Is.EqualTo(0.8761049641).Within(1e-9));
        Assert.That(answer.Excluded, Is.Not.Null, "the failing step is certified to fail");
        Assert.That(answer.EveryStart, Is.Empty);
    }

    [TestCase("log(cosh(x*y-1))", "1", "every start with A_0 != 0")]
    [TestCase("log(1+(x*y)^2)", null, "every start")]
    [TestCase("sqrt(1+(x*y+1/2)^2)", "1", "every start with B_0 != 0")]
    public void What_every_start_allows_is_a_step_at_which_the_region_is_everything(string objective, string? exact, string starts)
    {
        var (problem, regularity) = Read(objective, 3, 1);
        var region = Theorem.Regions(problem.Objective, regularity).Single(r => !r.EveryStart.IsEmpty);
        var every = region.EveryStart[0];
        Assert.That((every.Supremum.Exact?.ToString(), every.Starts), Is.EqualTo((exact, starts)));
        Assert.That(region.At(every.Supremum * new Rational(999, 1000), default), Is.TypeOf<EveryStart>());
    }

    [Test]
    public void The_nearest_start_is_certified_and_no_sampled_one_is_nearer()
    {
        Rational h = Rational.Half;
        var near = Find("(x*y-1)^2/2", 4, new Rational(1, 5), h).Nearest!;
        double distance = near.Distance.ToInterval().Lo;
        // The ellipse of T4: (x+y)²/(2+γ) + (x-y)²/(2-γ) < 4/h with γ = h.
        bool Inside(double x, double y) => (x + y) * (x + y) / 2.5 + (x - y) * (x - y) / 1.5 < 8;
        Assert.That(Inside(near.Point["x"][0].ToInterval().Mid, near.Point["y"][0].ToInterval().Mid));
        for (double angle = 0; angle < 6.3; angle += 0.01)
            Assert.That(Inside(4 + (distance - 1e-5) * Math.Cos(angle), 0.2 + (distance - 1e-5) * Math.Sin(angle)), Is.False);
    }

    [Test]
    public void From_the_antidiagonal_no_step_is_certified_and_a_start_beside_it_is()
    {
        var answer = Find("log(cosh(x*y-1))", 1, -1, Rational.Half);
        Assert.That(answer.Largest, Is.Null);
        Assert.That(answer.Never, Is.Not.Null);
        Assert.That(answer.Nearest!.Distance.ToInterval().Hi, Is.InRange(0, 1e-3));
    }

    [Test]
    public void Every_start_of_a_strongly_convex_function_allows_the_classical_step()
    {
        var every = Find("x^2+3*y^2", 2, 1).EveryStart.Single();
        Assert.That((every.Source.Theorem, every.Step.Supremum.Exact, every.Step.Starts), Is.EqualTo(("T0d", (Rational?)new Rational(1, 3), "every start")));
    }

    /// <summary>x is taken to x(1/2 - x²), which is nearer to 0 for x² below 3/2 and farther beyond.</summary>
    [Test]
    public void Without_a_product_form_the_nearest_start_is_sought_on_the_way_to_the_minimiser()
    {
        var (objective, regularity) = Instances.Analyze("x^2/2+x^4/2");
        var problem = new Problem { Objective = objective, Step = Rational.Half, Point = ImmutableSortedDictionary<string, ImmutableArray<Certified>>.Empty
            .Add("x", [2]) };
        var near = new StartOnTheWay(problem, regularity, default).Find(out string? reason)!;
        Assert.That(reason, Is.Null);
        double x = near.Point["x"][0].ToInterval().Mid;
        Assert.That(near.Distance.ToInterval().Mid, Is.EqualTo(2 - x).Within(1e-9));
        Assert.That(x, Is.InRange(0.01, Math.Sqrt(1.5)));
    }

    [Test]
    public void A_general_objective_has_the_classical_step()
    {
        var answer = Find("x^2+3*y^2", 2, 1);
        Assert.That(answer.Stationary!.Supremum.Exact, Is.EqualTo(new Rational(1, 3)));
        Assert.That(answer.Measured!.Measured, Is.EqualTo(1.0 / 3).Within(0.01));
    }

    [Test]
    public void Every_loss_with_a_proved_bound_of_its_derivative_converges_from_far_below_what_every_start_allows()
    {
        foreach (string objective in new[] { "log(cosh(x*y-1/2))", "sqrt(1+(x*y)^2)", "huber(x*y-1,1)", "log(1+(x*y-1)^2)" })
        {
            var (problem, regularity) = Read(objective, 1, 1);
            foreach (var every in Theorem.Regions(problem.Objective, regularity).SelectMany(r => r.EveryStart))
            {
                foreach (var (x, y) in new[] { (30, 7), (-40, 5), (9, -8), (100, -1) })
                {
                    var run = ProductRun.Execute(new ProductProblem
                    {
                        Outer = problem.Objective.Structure.Outer!.Compile(regularity),
                        Step = Rational.FromDouble(0.98 * every.Supremum.ToInterval().Lo), X = [x], Y = [y], Steps = 1_000_000, Tolerance = 1e-6,
                    });
                    Assert.That(run.Outcome, Is.EqualTo(Outcome.Converged), $"{objective} from ({x}, {y}), {every}");
                }
            }
        }
    }
}
