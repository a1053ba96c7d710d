using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Tests.Catalogue;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Bounds.Tests.Running;

/// <summary>Complete bounds, and certified statements against measured runs.</summary>
public sealed class CompleteBoundTests
{
    private static RunReport Run(string objective, string step, string x, string y) =>
        Runner.Run(Instances.Study(objective, step, ("x", x), ("y", y)), null, CancellationToken.None);

    private static readonly Lazy<RunReport> s_logCosh = new(() => Run("log(cosh(x*y-1))", "0.3", "5", "0.05"));

    [Test]
    public void The_limit_sharpness_of_a_large_step_run_is_enclosed_to_a_millionth()
    {
        var run = s_logCosh.Value;
        var ratio = run.Complete!.Limit.EdgeRatio!.ToInterval();
        Assert.Multiple(() =>
        {
            Assert.That(ratio.Lo, Is.LessThanOrEqualTo(1.877035851309336));
            Assert.That(ratio.Hi, Is.GreaterThanOrEqualTo(1.877035851309335));
            Assert.That(ratio.Width, Is.LessThan(1e-6));
            Assert.That(run.Complete.Limit.Width, Is.LessThanOrEqualTo(1e-6));
            Assert.That(run.Complete.Verdict.IsProved);
            Assert.That(run.Slopes.Single(s => s.Measured.Epsilon == 1e-3).Bound!.Theorem, Does.StartWith("T5c"));
        });
    }

    [Test]
    public void The_bound_covers_every_step_of_the_measured_run()
    {
        var run = s_logCosh.Value;
        foreach (var point in run.Measurement.Trace)
            Assert.That(Math.Abs(point.U), Is.LessThanOrEqualTo(run.Complete!.OffsetAt(point.Step)!.ToInterval().Hi * (1 + 1e-9) + 1e-13),
                $"step {point.Step}");
        Assert.That(run.Complete!.OffsetAt(100_000)!.ToInterval().Hi, Is.LessThan(1e-300));
    }

    [Test]
    public void The_steps_to_a_tolerance_are_certified()
    {
        var run = s_logCosh.Value;
        long certified = run.Complete!.StepsTo(new Symbolic.Rational(1, 1_000_000))!.Value;
        Assert.That(certified, Is.GreaterThanOrEqualTo(run.StepsTo.Single(s => s.Epsilon == 1e-6).Steps!.Value).And.LessThan(400));
    }

    [Test]
    public void The_edge_of_stability_is_certified_and_seen()
    {
        var run = Run("log(1+(x*y)^2)/2", "0.2", "3.3541", "0.0003");
        var edge = run.Phenomena.Single(p => p.Name == "edgeOfStability");
        var ratio = run.Complete!.Limit.EdgeRatio!.ToInterval();
        Assert.Multiple(() =>
        {
            Assert.That(edge.Agreement, Is.EqualTo(Agreement.Both));
            Assert.That(ratio.Lo, Is.GreaterThan(1.97999));
            Assert.That(ratio.Mid, Is.EqualTo(1.979996).Within(1e-6));
            Assert.That(run.Contradictions, Is.Empty);
        });
    }

    [Test]
    public void A_run_that_does_not_converge_says_what_fails()
    {
        var run = Run("(x*y-1)^2/2", "0.89", "2", "0.2");
        Assert.Multiple(() =>
        {
            Assert.That(run.Complete!.Verdict.IsUnknown);
            Assert.That(run.Complete.Limit.Phi, Is.Null);
            Assert.That(run.Complete.Limit.Reason, Does.Contain("diverged"));
        });
    }

    [Test]
    public void Random_runs_contradict_nothing_that_was_certified()
    {
        var random = new Random(21);
        int converged = 0;
        for (int i = 0; i < 40; i++)
        {
            var family = Instances.All[i % Instances.All.Length];
            double h = Math.Pow(10, -1.5 + 1.6 * random.NextDouble());
            double x = 6 * random.NextDouble() - 3, y = i % 7 == 0 ? 1e-5 : 6 * random.NextDouble() - 3;
            static Certified Number(double v) => Symbolic.Rational.FromDouble(Math.Round(v, 4));
            var problem = new Problem
            {
                Objective = family.Objective,
                Step = Number(Math.Max(h, 1e-3)),
                Point = ImmutableSortedDictionary<string, ImmutableArray<Certified>>.Empty.Add("x", [Number(x)]).Add("y", [Number(y)]),
                State = new Start { X = [Number(x)], Y = [Number(y)] },
                Steps = 3000,
            };
            var run = Runner.Measure(Study.Check(problem, family.Report, CancellationToken.None), CancellationToken.None);
            converged += run.Measurement.Outcome == Outcome.Converged ? 1 : 0;
            Assert.That(run.Contradictions, Is.Empty, $"{family} h = {h:R} x = {x:R} y = {y:R}");
        }
        Assert.That(converged, Is.GreaterThan(10));
    }

    [Test]
    public void A_broken_measurement_is_a_contradiction()
    {
        var run = s_logCosh.Value;
        var m = run.Measurement;
        RunReport With(Measurement measurement) => run with { Measurement = measurement };
        var shifted = m.Trace.SetItem(30, m.Trace[30] with { U = 0.9 });
        var quiet = m.Phenomena with { Balancing = new Phenomenon(false, null) };
        Assert.Multiple(() =>
        {
            Assert.That(run.Contradictions, Is.Empty);
            Assert.That(With(m with { Outcome = Outcome.Diverged, Cause = OutcomeCause.Overflow }).Contradictions.Select(c => c.Statement[..3]), Is.EquivalentTo(["T3.", "T5c"]));
            Assert.That(With(m with { LimitSharpness = m.LimitSharpness * 1.01 }).Contradictions.Select(c => c.Statement), Has.Some.Contains("T6"));
            Assert.That(With(m with { Trace = shifted }).Contradictions, Is.Not.Empty);
            Assert.That(With(m with { Phenomena = quiet }).Contradictions.Single().Statement, Does.Contain("T2.C1"));
            Assert.That((run with { Rates = run.Rates.SetItem(0, run.Rates[0] with { Measured = 1 }) }).Contradictions.Single().Statement,
                Does.Contain("T2.C3"));
        });
    }

    [Test]
    public void A_run_that_is_not_finished_is_no_contradiction()
    {
        var run = s_logCosh.Value;
        Assert.That((run with { Measurement = run.Measurement with { Outcome = Outcome.Unsettled, LimitSharpness = null } }).Contradictions, Is.Empty);
    }
}
