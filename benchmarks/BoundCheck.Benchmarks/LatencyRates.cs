using System.Diagnostics;
using System.Globalization;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Benchmarks;

/// <summary>From the end of the analysis to the first result of a run, compilation included, in the order in which the command works.</summary>
internal static class LatencyRates
{
    /// <summary>Prints the latency for several objectives; only the first one meets a runtime that has compiled nothing of the engine.</summary>
    /// <param name="warmUp">Whether the engine is compiled while the analysis goes on, as the command does.</param>
    internal static void Print(bool warmUp)
    {
        foreach (string name in (string[])["logcosh", "pseudohuber", "geman", "logcosh"])
        {
            if (warmUp)
                EngineWarmUp.Start();
            Expr x = Variable.Of("x"), y = Variable.Of("y");
            var watch = Stopwatch.StartNew();
            var objective = Objective.Analyze(name, Zoo.All.Single(z => z.Name == name).Outer(x * y - 1));
            var report = objective.Structure.Regularity(CancellationToken.None);
            double analysis = watch.Elapsed.TotalMilliseconds;
            watch.Restart();
            var outer = objective.Structure.Outer!.Compile(report);
            double compiled = watch.Elapsed.TotalMilliseconds;
            var run = ProductRun.Execute(new ProductProblem { Outer = outer, CurvatureAtCentre = 1,
                Step = new Rational(3, 10), X = [5], Y = [new Rational(1, 20)] });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}: analysis {analysis:F0} ms, then compiled in {compiled:F1} ms, first result after {watch.Elapsed.TotalMilliseconds:F1} ms ({run.Outcome}, {run.Steps} steps)"));
        }
    }
}
