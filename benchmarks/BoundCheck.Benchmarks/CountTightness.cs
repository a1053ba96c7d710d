using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Benchmarks;

/// <summary>How many steps are certified before running, over how many are measured, from random starts of six losses.</summary>
internal static class CountTightness
{
    private const int Starts = 20;
    private static readonly string[] s_losses = ["logcosh", "pseudohuber", "huber", "cauchy", "geman", "square"];
    private static readonly Rational[] s_tolerances = [new(1, 10), new(1, 1000), new(1, 1_000_000)];

    /// <summary>Prints a row a loss, and one for all.</summary>
    /// <param name="names">The losses; all six when empty.</param>
    internal static void Print(string[] names)
    {
        Console.WriteLine("| F | runs | with a count | median at 0.1 | 0.001 | 1e-6 | without following: with a count | 0.1 | 0.001 | 1e-6 | sharpest without |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        var all = new List<Row>();
        foreach (string name in names.Length > 0 ? names : s_losses)
        {
            long begin = Stopwatch.GetTimestamp();
            var rows = Rows(name).ToList();
            all.AddRange(rows);
            Print(name, rows);
            Console.Error.WriteLine($"{name}: {Stopwatch.GetElapsedTime(begin).TotalSeconds:F0} s");
            foreach (var row in rows)
                Console.Error.WriteLine($"  {row.Start}: {Text(row.All)}; without following {Text(row.Apart)} {row.By}");
        }
        Print("all", all);
    }

    /// <param name="Start">The problem in words.</param>
    /// <param name="All">The sharpest count over the measured one at each tolerance.</param>
    /// <param name="Apart">The same without T5c, which follows the start in enclosures.</param>
    /// <param name="By">Which theorem gives the first of <paramref name="Apart"/>.</param>
    private sealed record Row(string Start, double?[] All, double?[] Apart, string By);

    private static string Text(double?[] ratios) => string.Join(" ", ratios.Select(r => r?.ToString("G3", CultureInfo.InvariantCulture) ?? "-"));

    private static void Print(string name, List<Row> rows)
    {
        string Columns(Func<Row, double?[]> ratios)
        {
            string Median(int t)
            {
                var known = rows.Select(r => ratios(r)[t]).OfType<double>().Order().ToList();
                return known.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{known[known.Count / 2]:G3}");
            }

            return $"{rows.Count(r => ratios(r)[0] is not null)} | {Median(0)} | {Median(1)} | {Median(2)}";
        }

        string by = string.Join(", ", rows.GroupBy(r => r.By).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count()}"));
        Console.WriteLine($"| {name} | {rows.Count} | {Columns(r => r.All)} | {Columns(r => r.Apart)} | {by} |");
    }

    // Starts in |x|, |y| <= 4, c = 1 and c = 0 in turn, h = 0.5 and 0.9 of the step certified for the start.
    private static IEnumerable<Row> Rows(string name)
    {
        var random = new Random(1515);
        Expr x = Variable.Of("x"), y = Variable.Of("y");
        var analysed = new[] { Rational.One, Rational.Zero }.Select(c => Objective.Analyze(name, Zoo.All.Single(z => z.Name == name).Outer(x * y - c)))
            .Select(o => (Objective: o, Report: o.Structure.Regularity(CancellationToken.None))).ToArray();
        for (int i = 0; i < Starts; i++)
        {
            Rational a = new(random.Next(-4000, 4001), 1000), b = new(random.Next(-4000, 4001), 1000), share = new(i / 2 % 2 == 0 ? 5 : 9, 10);
            var (objective, report) = analysed[i % 2];
            var start = new Start { X = [a], Y = [b] };
            double limit = Theorem.All.SelectMany(t => t.Id[0] == 'T' && t.IsLargeStep
                ? t.Check(new Setting(objective, report, new Rational(1, 1_000_000), start), CancellationToken.None).Implications
                : [])
                .OfType<CertifiedStep>().Select(s => s.Supremum.ToInterval().Lo).DefaultIfEmpty(0).Max();
            var step = Rational.FromDouble(Math.Floor(1000 * share.ToDoubleNearest() * limit) / 1000);
            if (step.Sign > 0)
                yield return Of(objective, report, step, start, a, b);
        }
    }

    private static Row Of(Objective objective, RegularityReport report, Rational step, Start start, Rational a, Rational b)
    {
        var setting = new Setting(objective, report, step, start);
        var region = RegionCertification.Certify(setting, RegionRequest.Around(setting) with { Tolerances = [.. s_tolerances] }, 1, null, CancellationToken.None);
        var problem = new Problem
        {
            Objective = objective, Step = step, State = start, Steps = 2_000_000, Tolerance = 1e-9,
            Point = ImmutableSortedDictionary<string, ImmutableArray<Certified>>.Empty.Add("x", [a]).Add("y", [b]),
        };
        var study = Study.Check(problem, report, CancellationToken.None, region);
        var measured = ProductRun.Execute(new ProductProblem
        {
            Outer = objective.Structure.Outer!.Compile(report), CurvatureAtCentre = report.CurvatureAtCentre?.ToInterval().Mid, Step = step, X = [a], Y = [b],
            Steps = problem.Steps, Tolerance = problem.Tolerance, OffsetThresholds = [.. s_tolerances.Select(t => t.ToDoubleNearest())],
        });
        var counts = study.Prediction.Implications.OfType<CountBound>().Where(c => c.Quantity.Short == Quantity.Offset.Short).ToList();
        string by = "none";
        double?[] Ratios(bool following) => [.. s_tolerances.Select((e, t) =>
        {
            var best = counts.Where(c => following || c.Source.Theorem != "T5c").Select(c => (c.Source, c.Meaning, Bound: c.At(e)?.ToInterval().Hi))
                .Where(c => c.Bound is not null).OrderBy(c => c.Bound).FirstOrDefault();
            if (best.Bound is not { } most || measured.Outcome != Outcome.Converged)
                return (double?)null;
            by = t == 0 ? best.Source.ToString() : by;
            var seen = measured.OffsetCounts[t];
            return most / Math.Max(1, best.Meaning == CountMeaning.From ? (seen.Last ?? -1) + 1 : seen.Steps);
        })];
        double?[] all = Ratios(following: true);
        by = "none";
        return new Row($"x = {a}, y = {b}, h = {step}, {objective.Expression}", all, Ratios(following: false),
            by + (measured.Outcome == Outcome.Converged ? "" : " " + measured.Outcome));
    }
}
