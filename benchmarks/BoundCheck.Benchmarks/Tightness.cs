using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Benchmarks;

/// <summary>How tight the theorems are over the zoo: rates, steps, regions, limit sharpness. Writes docs/tightness.md.</summary>
internal static class Tightness
{
    private const int Side = 120;
    private const double Reach = 6;
    private static readonly Rational s_step = new(3, 10);
    private static readonly (Rational X, Rational Y) s_start = (new(5, 2), new(3, 5)), s_balanced = (1, 1);
    private static readonly Rational[] s_centres = [0, 1, -1];
    private static readonly string[] s_rates = ["T1.C3", "T1.C4", "T1.C5", "T2.C3"];

    internal static void Write(string file)
    {
        long begin = Stopwatch.GetTimestamp();
        var rates = new StringBuilder();
        var regions = new StringBuilder();
        foreach (var entry in Zoo.All)
        {
            foreach (var centre in s_centres)
            {
                Row(entry.Name, entry.Outer, centre, rates, regions);
                Console.Error.WriteLine($"{entry.Name} {centre}: {Stopwatch.GetElapsedTime(begin).TotalSeconds:F0} s");
            }
        }
        string text = $"""
            # Tightness

            Made by `dotnet run -c Release --project benchmarks/BoundCheck.Benchmarks -- tightness`, which took {Stopwatch.GetElapsedTime(begin).TotalSeconds.ToString("F0", CultureInfo.InvariantCulture)} s on one core.
            Bounds are certified; everything they are compared with is measured in doubles. F(s - c) over the zoo, d = 1, h = {s_step}, start x = {s_start.X}, y = {s_start.Y}; the rates also
            from the balanced start x = y = 1, from where convergence to c = 0 is slow.

            ## Rates

            Bound over measured value at K = 10, 100, 1000: at least 1, and 1 where the bound is attained. Trend: the exponent t of ratio ~ K^t. The bounds of T1 and T2 are
            for the worst case over a class and fall like 1/K; a run that converges geometrically leaves them behind, so the
            ratio then grows faster than every power and the trend is large.

            | F | c | start | theorem | quantity | 10 | 100 | 1000 | trend |
            |---|---|---|---|---|---|---|---|---|
            {rates.ToString().TrimEnd()}

            ## Steps, regions, limit sharpness

            Step: the largest certified h for the start over the measured threshold (growing grid of ratio 1.02 from just below the certified h, runs of at most 20000 steps,
            then 16 bisections). An empty cell: no certified step, or no failure on the grid (T3 with steps that never fail). Coverage: of {Side} x {Side} starts over |x|, |y| <= {Reach} at
            this h, the share of the measured convergent ones (20000 steps) that a theorem certifies; "not convergent": certified starts that did not converge to 1e-10 within the budget:
            they are slow (c = 0 with x = ±y, where |u| falls like 1/k; welsch, whose gradient underflows far out), none diverges or is periodic unless the next column says so.
            Sharpness: the width of T6's enclosure of the limit sharpness of this run, asked for 1e-6.

            | F | c | apply | step ratio | by | convergent | coverage | not convergent | of them lost | sharpness width |
            |---|---|---|---|---|---|---|---|---|---|
            {regions.ToString().TrimEnd()}

            """;
        File.WriteAllText(file, text);
        Console.WriteLine($"{file}: {Stopwatch.GetElapsedTime(begin).TotalSeconds:F0} s");
    }

    private static string Number(double? value, string format = "G4") =>
        value is { } v && double.IsFinite(v) ? v.ToString(format, CultureInfo.InvariantCulture) : "";

    private static void Row(string name, Func<Expr, Expr> outer, Rational centre, StringBuilder rates, StringBuilder regions)
    {
        Expr x = Variable.Of("x"), y = Variable.Of("y");
        var objective = Objective.Analyze(name, outer(x * y - centre));
        var report = objective.Structure.Regularity(CancellationToken.None);
        var (problem, study, run) = Run(objective, report, s_start);
        Rates(name, centre, s_start, run, rates);
        if (centre.IsZero)
            Rates(name, centre, s_balanced, Run(objective, report, s_balanced).Run, rates);
        string applying = string.Join(" ", study.Theorems.Where(t => t.Applies.IsProved).Select(t => t.Theorem.Id));
        string coverage = Coverage(objective, report);
        // T6 wants a run that ends; the rates want one that goes on.
        var ended = Runner.Run(study with { Problem = problem with { Steps = 20_000, Tolerance = 1e-10 } }, null, CancellationToken.None);
        regions.AppendLine($"| {name} | {centre} | {applying} | {Number(run.Step?.Ratio, "G6")} | {study.Prediction.StepThreshold} | {coverage} | {Number(ended.Complete?.Limit.Width, "G3")} |");
    }

    private static (Problem Problem, Study Study, RunReport Run) Run(Objective objective, RegularityReport report, (Rational X, Rational Y) start)
    {
        var problem = new Problem
        {
            Objective = objective,
            Step = s_step,
            Point = ImmutableSortedDictionary<string, ImmutableArray<Certified>>.Empty.Add("x", [start.X]).Add("y", [start.Y]),
            State = new Start { X = [start.X], Y = [start.Y] },
            Steps = 2000,
            Tolerance = 1e-300,
            SharpnessWidth = 1e-6,
        };
        var study = Study.Check(problem, report, CancellationToken.None);
        return (problem, study, Runner.Run(study, null, CancellationToken.None));
    }

    private static void Rates(string name, Rational centre, (Rational X, Rational Y) start, RunReport run, StringBuilder rates)
    {
        foreach (var group in run.Rates.Where(r => s_rates.Contains(r.Theorem)).GroupBy(r => (r.Theorem, r.Quantity)))
        {
            string At(long k) => Number(group.FirstOrDefault(r => r.K == k)?.Ratio);
            var trend = run.Trends.FirstOrDefault(t => t.Theorem == group.Key.Theorem && t.Quantity == group.Key.Quantity);
            rates.AppendLine($"| {name} | {centre} | {start.X}, {start.Y} | {group.Key.Theorem} | {group.Key.Quantity.Replace("|", "\\|", StringComparison.Ordinal)} | {At(10)} | {At(100)} | {At(1000)} | {Number(trend?.Exponent, "F2")} |");
        }
    }

    private static string Coverage(Objective objective, RegularityReport report)
    {
        if (report.Centre is null)
            return "no centre | | | ";
        double[] a = new double[Side * Side], b = new double[Side * Side];
        for (int i = 0; i < a.Length; i++)
        {
            double px = -Reach + 2 * Reach * (i % Side) / (Side - 1), py = -Reach + 2 * Reach * (i / Side) / (Side - 1);
            (a[i], b[i]) = ((px + py) * (px + py), (px - py) * (px - py));
        }
        double? curvature = report.CurvatureAtCentre?.ToInterval().Mid;
        double h = s_step.ToDoubleNearest();
        var cells = new ProductSweep(objective.Structure.Outer!.Compile(report), curvature) { Threads = 1, Track = false, Steps = 20_000 }.Run(a, b, [h]);
        var certifier = new RegionCertifier(objective, report);
        int convergent = 0, both = 0, stray = 0, lost = 0;
        for (int i = 0; i < a.Length; i++)
        {
            bool certified = certifier.Certify([Interval.Point(a[i]), Interval.Point(b[i])], Interval.FromRational(s_step)).Converges;
            bool converged = cells.Outcomes[i] == Outcome.Converged;
            convergent += converged ? 1 : 0;
            both += converged && certified ? 1 : 0;
            stray += certified && !converged ? 1 : 0;
            lost += certified && cells.Outcomes[i] is (Outcome.Diverged or Outcome.Periodic) ? 1 : 0;
        }
        return string.Create(CultureInfo.InvariantCulture,
            $"{100.0 * convergent / a.Length:F1} % | {(convergent == 0 ? "" : $"{100.0 * both / convergent:F1} %")} | {stray} | {lost}");
    }
}
