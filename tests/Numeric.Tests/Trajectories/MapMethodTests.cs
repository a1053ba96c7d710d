using System.Collections.Immutable;
using BoundCheck.Numeric.Methods;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Trajectories;

/// <summary>The reduced maps of methods against their definitions on the vectors x, y.</summary>
public sealed class MapMethodTests
{
    private static readonly Expr s_s = Variable.Of("s");
    private static readonly Rational s_half = Rational.Half;

    private static IEnumerable<MapMethod> Methods() =>
    [
        new Momentum(new(9, 10), false), new Momentum(s_half, true), new SharpnessAware(new(1, 5)),
        new VaryingDescent { Schedule = new("", [StepSchedule.Base / (1 + StepSchedule.Number / 10)]) },
        new VaryingDescent { Schedule = new("", [(Expr)s_half, (Expr)new Rational(1, 5)]) },
        new VaryingDescent { NormBound = s_half }, new VaryingDescent { ResidualBound = new(1, 4) },
        new VaryingDescent { Samples = new SampleOrder(2, null) }, new VaryingDescent { Samples = new SampleOrder(2, 7) },
    ];

    [Test]
    public void Every_map_is_tested_here() =>
        Assert.That(Methods().Select(m => m.GetType()).Distinct(), Is.EquivalentTo(typeof(MapMethod).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(MapMethod)))));

    [TestCaseSource(nameof(Methods))]
    public void The_reduced_map_takes_the_path_of_the_vectors(MapMethod method)
    {
        // F = log cosh(s - 1) + (s - 1)²/4, its terms for stochastic steps.
        Expr cosh = Log.Instance.Of(Cosh.Instance.Of(s_s - 1)), square = new Rational(1, 4) * (s_s - 1).Pow(2);
        const double h = 0.1;
        double[] z = [2, 1, -0.5, 0.25], before = [.. z];
        for (int k = 0; k < 24; k++)
        {
            double[] at = [.. z], next = [.. z];
            double step = h;
            if (method is Momentum m)
            {
                double value = m.Value.ToDoubleNearest();
                for (int i = 0; i < 4; i++)
                    next[i] += value * (z[i] - before[i]);
                at = m.IsNesterov ? [.. next] : at;
            }
            if (method is SharpnessAware sam)
            {
                double[] up = Gradient(z, k);
                double norm = Math.Sqrt(up.Sum(v => v * v));
                for (int i = 0; i < 4; i++)
                    at[i] += sam.Radius.ToDoubleNearest() * up[i] / norm;
            }
            double[] g = Gradient(at, k);
            if (method is VaryingDescent varying)
            {
                step = varying.StepAt(k, h);
                if (varying.NormBound is not null)
                    step *= Math.Min(1, 0.5 / Math.Sqrt(g.Sum(v => v * v)));
            }
            for (int i = 0; i < 4; i++)
                next[i] -= step * g[i];
            (before, z) = (z, next);
        }
        var run = ProductRun.Execute(new ProductProblem
        {
            Outer = OuterFunction.Compile(cosh + square, s_s, 1),
            CurvatureAtCentre = 1.5,
            Step = new Rational(1, 10),
            Method = method,
            Terms = method.Terms == 0 ? [] : [OuterFunction.Compile(cosh, s_s, 1), OuterFunction.Compile(square, s_s, 1)],
            X = [2, 1],
            Y = [-s_half, new(1, 4)],
            Steps = 24,
            Tolerance = 1e-300,
        });
        Assert.That(run.Steps, Is.EqualTo(24));
        Assert.That(run.FinalX.Concat(run.FinalY), Is.EqualTo(z).Within(1e-11));

        double[] Gradient(double[] v, int k)
        {
            double u = v[0] * v[2] + v[1] * v[3] - 1, slope = method switch
            {
                VaryingDescent { Samples: { } order } => order.At(k) == 0 ? Math.Tanh(u) : u / 2,
                VaryingDescent { ResidualBound: not null } => Math.Clamp(Math.Tanh(u) + u / 2, -0.25, 0.25),
                _ => Math.Tanh(u) + u / 2,
            };
            return [slope * v[2], slope * v[3], slope * v[0], slope * v[1]];
        }
    }

    [Test]
    public void Stochastic_draws_are_fair_and_repeatable()
    {
        var order = new SampleOrder(3, 5);
        int[] counts = new int[3];
        for (int k = 0; k < 30_000; k++)
            counts[order.At(k)]++;
        Assert.That(counts, Has.All.InRange(9_700, 10_300));
        Assert.That(new SampleOrder(3, 5).At(12345), Is.EqualTo(order.At(12345)));
        Assert.That(Enumerable.Range(0, 6).Select(k => new SampleOrder(3, null).At(k)), Is.EqualTo(new[] { 0, 1, 2, 0, 1, 2 }));
    }

    [TestCase(false, 3.7, Outcome.Converged)]
    [TestCase(false, 3.9, Outcome.Diverged)]
    [TestCase(true, 1.25, Outcome.Converged)]
    [TestCase(true, 1.4, Outcome.Diverged)]
    public void Momentum_is_stable_up_to_its_own_edge(bool nesterov, double relativeStep, Outcome expected)
    {
        // (s - 1)²/2 from beside the balanced minimiser, φ = 2: heavy ball is stable below hφ = 2(1+m) = 3.8, Nesterov below 2(1+m)/(1+2m) = 1.357.
        var run = ProductRun.Execute(new ProductProblem
        {
            Outer = OuterFunction.Compile(s_half * (s_s - 1).Pow(2), s_s, 1),
            CurvatureAtCentre = 1,
            Step = Rational.FromDouble(relativeStep / 2),
            Method = new Momentum(new(9, 10), nesterov),
            X = [new(1000001, 1000000)],
            Y = [1],
            Steps = 3000,
        });
        Assert.That(run.Outcome == Outcome.Converged, Is.EqualTo(expected == Outcome.Converged), run.Outcome.ToString());
    }

    [Test]
    public void A_list_of_steps_is_repeated()
    {
        var schedule = new StepSchedule("", [(Expr)s_half, StepSchedule.Base * 2]);
        Assert.That(Enumerable.Range(0, 4).Select(k => schedule.At(k, 0.1)), Is.EqualTo(new[] { 0.5, 0.2, 0.5, 0.2 }));
        Assert.That(new StepSchedule("", [1 - StepSchedule.Number / 4]).Suspects(10, 1).First(), Is.EqualTo(4));
    }

    private static IEnumerable<MapMethod> InCoordinates() =>
        Methods().Where(m => m is ICoordinateMethod or VaryingDescent { Samples: null, ResidualBound: null });

    [TestCaseSource(nameof(InCoordinates))]
    public void A_method_in_coordinates_takes_the_path_of_its_reduced_map(MapMethod method)
    {
        // (xy - 1)²/2, whose F is (s - 1)²/2.
        Variable x = Variable.Of("x"), y = Variable.Of("y");
        var problem = new GeneralProblem
        {
            Objective = GeneralObjective.Compile((x * y - 1).Pow(2) / 2, [x, y]),
            Step = new(1, 10),
            Method = method,
            Start = [2, new(-1, 4)],
            Steps = 12,
            Tracing = Tracing.Whole,
        };
        var product = new ProductProblem
        {
            Outer = OuterFunction.Compile((s_s - 1).Pow(2) / 2, s_s, 1), CurvatureAtCentre = 1, Step = problem.Step, Method = problem.Method, X = [2], Y = [new(-1, 4)], Steps = 12,
        };
        Measurement general = GeneralRun.Execute(problem), reduced = ProductRun.Execute(product);
        Assert.That(general.Final.Loss, Is.EqualTo(reduced.Final.Loss).Within(1e-6).Percent);
        Assert.That(general.FinalX[0], Is.EqualTo(reduced.FinalX[0]).Within(1e-9).Percent);
        Assert.That(general.LeastLoss, Is.EqualTo(general.Trace.Min(p => p.Loss)));
    }

    [Test]
    public void The_silver_steps_are_those_of_Altschuler_and_Parrilo()
    {
        double root = Math.Sqrt(2);
        double[] expected = [root, 2, root, 2 + root, root, 2, root, 4 + 2 * root];
        Assert.That(Enumerable.Range(0, 8).Select(k => StepSchedule.Silver.At(k, 1)), Is.EqualTo(expected).Within(1e-14));
        // Their sum is ρ^j - 1.
        Assert.That(Enumerable.Range(0, 127).Sum(k => StepSchedule.Silver.At(k, 1)), Is.EqualTo(Math.Pow(1 + root, 7) - 1).Within(1e-9));
    }
}
