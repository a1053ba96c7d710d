using System.Globalization;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Benchmarks;

/// <summary>Processor time of claims, analyses, runs, sweeps and certificates by the size of the problem, and the exponent of its growth.</summary>
internal static class GrowthRates
{
    private sealed record Row(string What, string Size, double[] Sizes, Action<int> Work);

    private static readonly Row[] s_rows =
    [
        new("claim: a sum of terms exp(s/i) is positive", "terms", [10, 100, 1000], n => Decide(string.Join("+", Terms(n, i => $"exp(s/{i})")) + " > 0")),
        new("claims exp(s/i) >= 1 + s/i, one by one", "claims", [10, 100, 1000], n =>
        {
            foreach (string claim in Terms(n, i => $"exp(s/{i}) >= 1 + s/{i}"))
                Decide(claim);
        }),
        new("claim: d exp(s) >= d(1 + s)", "digits of d", [100, 1000, 10_000], n => Decide($"{Digits(n)}*exp(s) >= {Digits(n)}*(1+s)")),
        new("analysis of a sum of log cosh(is)/i^2", "terms", [4, 8, 16], n =>
            Analyze(string.Join("+", Terms(n, i => $"log(cosh({i}*x*y))/{i * i}")))),
        new("analysis of d (xy - 1)^2", "digits of d", [1000, 10_000, 100_000], n => Analyze($"{Digits(n)}*(x*y-1)^2")),
        new("analysis of 0.d log cosh(xy - 1)", "digits of d", [100, 1000, 10_000], n => Analyze($"0.{Digits(n)}*log(cosh(x*y-1))")),
        new("analysis of log cosh(x1 y1 + ... + xn yn - 1)", "pairs", [16, 64, 128], n =>
            Analyze($"log(cosh({string.Join("+", Terms(n, i => $"x{i}*y{i}"))}-1))")),
        new("analysis of a sum of (xy - i)^2", "terms", [100, 1000, 10_000], n => Analyze(string.Join("+", Terms(n, i => $"(x*y-{i})^2")))),
        new("analysis of a sum of log cosh(x_i y_i - 1)", "pairs", [10, 100, 1000], n =>
            Analyze(string.Join("+", Terms(n, i => $"log(cosh(x{i}*y{i}-1))")))),
        new("analysis of nested piecewise, each case taken somewhere", "cases", [100, 300, 1000], n => Analyze(Cases(Enumerable.Range(0, n).Reverse()))),
        new("analysis of nested piecewise, one case taken", "cases", [100, 300, 1000], n => Analyze(Cases(Enumerable.Range(0, n)))),
        new("analysis of a sum of kinks abs(xy - i)", "kinks", [100, 300, 1000], n => Analyze(string.Join("+", Terms(n, i => $"abs(x*y-{i})")))),
        new("analysis of a sum of huber(xy - i, 1/3)", "terms", [100, 300, 1000], n => Analyze(string.Join("+", Terms(n, i => $"huber(x*y-{i},1/3)")))),
        new("analysis of a sum of max(xy - i, 0)^2", "terms", [100, 300, 1000], n => Analyze(string.Join("+", Terms(n, i => $"max(x*y-{i},0)^2")))),
        new("run of 1000 steps of log cosh(x.y - 1)", "dimension", [1, 1000, 1_000_000], Run),
        new("sweep of log cosh, h = 0.4", "cells", [10_000, 100_000, 1_000_000], Sweep),
        new("region certificate of log cosh, h = 3/10", "cells of the table", [], _ => { }),
    ];

    /// <summary>Prints the table; a small size of each is done before it is timed, so that compilation does not count.</summary>
    internal static void Print()
    {
        Console.WriteLine("| work | by | seconds at each size | exponent |\n|---|---|---|---|");
        foreach (var row in s_rows)
        {
            var (sizes, times) = row.Sizes.Length == 0 ? Regions() : (row.Sizes, [.. row.Sizes.Select(n => Time(row.Work, (int)n))]);
            string at = string.Join(", ", sizes.Select((n, i) => string.Create(CultureInfo.InvariantCulture, $"{n:#,0}: {times[i]:G2}")));
            // Between the last two sizes: constant costs hide the growth below.
            double exponent = Math.Log(times[^1] / times[^2]) / Math.Log(sizes[^1] / sizes[^2]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.What} | {row.Size} | {at} | {exponent:F1} |"));
        }
    }

    private static double Time(Action<int> work, int size)
    {
        work(Math.Min(size, 16));
        double begin = CpuClock.Seconds;
        work(size);
        return Math.Max(CpuClock.Seconds - begin, 1e-4);
    }

    private static (double[] Sizes, double[] Times) Regions()
    {
        List<double> sizes = [], times = [];
        foreach (int edge in (int[])[3, 4, 6])
        {
            Parser.Parse("log(cosh(x*y-1))", new ParseOptions()).TryGet(out var expression, out _);
            var objective = Objective.Analyze("log cosh", expression!);
            var setting = new Setting(objective, objective.Structure.Regularity(CancellationToken.None), Certified.Of(new Rational(3, 10)), null);
            var request = new RegionRequest
            {
                MostEdge = Certified.Of(edge), LeastA = Certified.Of(1), MostProduct = Certified.Of(4 * edge - 10),
            };
            double begin = CpuClock.Seconds;
            var certificate = RegionCertification.Certify(setting, request, 1, null, CancellationToken.None);
            times.Add(CpuClock.Seconds - begin);
            sizes.Add(certificate.Cells);
        }
        return ([.. sizes], [.. times]);
    }

    private static IEnumerable<string> Terms(int n, Func<int, string> term) => Enumerable.Range(1, n).Select(term);

    private static string Digits(int n) => string.Concat(Enumerable.Range(0, n).Select(i => (char)('1' + (7 * (long)i * i + 3 * i + 1) % 9)));

    // From the innermost case to the outermost.
    private static string Cases(IEnumerable<int> ends) => ends.Aggregate("(x*y)^2", (rest, i) => $"piecewise(x*y<{i},{i % 7 + 1}*(x*y-1)^2,{rest})");

    private static void Decide(string claim)
    {
        var parsed = ClaimParser.Parse(claim, "s=[0,1]").ValueOrThrow();
        if (!Prover.Decide(parsed).IsProved)
            throw new InvalidOperationException("A claim of the table is not proved.");
    }

    private static void Analyze(string text)
    {
        Parser.Parse(text, new ParseOptions()).TryGet(out var expression, out _);
        Objective.Analyze("growth", expression!).Structure.Regularity(CancellationToken.None);
    }

    private static void Run(int dimension)
    {
        ProductRun.Execute(new ProductProblem
        {
            Outer = Zoo.Compile("logcosh", 1), CurvatureAtCentre = 1, Step = new Rational(1, 1000), Steps = 1000, Tolerance = 1e-300,
            X = [.. Enumerable.Repeat((Rational)1, dimension)], Y = [.. Enumerable.Repeat(new Rational(1, 2 * dimension), dimension)],
        });
    }

    private static void Sweep(int cells)
    {
        double[] a = new double[cells], b = new double[cells];
        for (int i = 0; i < cells; i++)
            (a[i], b[i]) = (36.0 * (i % 997) / 997, 36.0 * (i % 991) / 991);
        var sweep = new ProductSweep(Zoo.Compile("logcosh", 1), 1) { Threads = 1, Shape = LossShape.Even, CurvatureBound = 1 };
        SweepCells? band = null;
        for (int first = 0; first < cells; first += 65_536)
            band = sweep.Run(a[first..Math.Min(cells, first + 65_536)], b[first..Math.Min(cells, first + 65_536)], [0.4], band);
    }
}
