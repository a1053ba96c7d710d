using System.Globalization;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;

namespace BoundCheck.Benchmarks;

/// <summary>Region certificates against random starts run in twice the digits of a double, two thirds of them aimed at the edge of stability.</summary>
internal static class RegionCampaign
{
    private const int Longest = 6000;

    /// <param name="Name">The loss in words.</param>
    /// <param name="Text">The objective.</param>
    /// <param name="Centre">c.</param>
    /// <param name="Curvature">F''(c).</param>
    /// <param name="Slope">F'(c + u), written by hand.</param>
    /// <param name="Step">h.</param>
    /// <param name="Edge">ē.</param>
    /// <param name="A">The least hF''(c)A.</param>
    /// <param name="S">The largest hF''(c)s.</param>
    /// <param name="Epsilon">ε in u.</param>
    private sealed record Row(string Name, string Text, double Centre, double Curvature,
        Func<Double2, Double2> Slope, string Step, string Edge, string A, string S, string Epsilon);

    private static Double2 Tanh(Double2 u)
    {
        var e = Double2.Exp(2.0 * u);
        return (e - 1) / (e + 1);
    }

    private static Double2 Root(Double2 u) => u / Double2.Sqrt(1 + u * u);

    private static Double2 Cauchy(Double2 u) => u / (1 + u * u);

    private static Double2 TwoSlopes(Double2 u)
    {
        Double2 a = Double2.Exp(u), b = Double2.Exp(-2.0 * u);
        return (a - b) / (a + 0.5 * b);
    }

    private static readonly Row[] s_rows =
    [
        new("log cosh", "log(cosh(x*y-1))", 1, 1, Tanh, "3/10", "7.6", "0.3", "3", "0.00333"),
        new("log cosh", "log(cosh(x*y-1))", 1, 1, Tanh, "3/10", "4", "0.3", "1.6", "0.01"),
        new("pseudo-Huber", "sqrt(1+(x*y-1)^2)", 1, 1, Root, "3/10", "4", "0.3", "1.6", "0.01"),
        new("log cosh", "log(cosh(x*y-2))", 2, 1, Tanh, "3/10", "3", "0.6", "2", "0.01"),
        new("log cosh", "log(cosh(x*y-1/5))", 0.2, 1, Tanh, "3/10", "3", "0.1", "1.2", "0.01"),
        new("log cosh", "log(cosh(x*y-1))", 1, 1, Tanh, "1/2", "3", "0.5", "2", "0.01"),
        new("log(1+u^2)/2", "log(1+(x*y-1)^2)/2", 1, 1, Cauchy, "3/10", "2.5", "0.6", "1.2", "0.01"),
        new("log(1+u^2)/2", "log(1+(x*y-1)^2)/2", 1, 1, Cauchy, "1/2", "2.5", "0.8", "1.5", "0.01"),
        new("log cosh", "log(cosh(x*y-1))", 1, 1, Tanh, "1/10", "2.5", "0.2", "1", "0.01"),
        new("log(e^u+e^(-2u)/2)", "log(exp(x*y-1/2)+exp(1-2*x*y)/2)", 0.5, 2, TwoSlopes, "1/5", "2.5", "0.3", "1.2", "0.01"),
        new("pseudo-Huber", "sqrt(1+(x*y-1)^2)", 1, 1, Root, "1/10", "2.5", "0.2", "1", "0.01"),
        new("log cosh", "log(cosh(x*y))", 0, 1, Tanh, "1/2", "3", "0.5", "2", "0.01"),
        new("pseudo-Huber", "sqrt(1+(x*y)^2)", 0, 1, Root, "13/10", "4", "0.2", "3", "0.01"),
        new("log(1+u^2)/2", "log(1+(x*y)^2)/2", 0, 1, Cauchy, "1", "6", "0.1", "4", "0.001"),
        new("log(e^u+e^(-2u)/2)", "log(exp(x*y)+exp(-2*x*y)/2)", 0, 2, TwoSlopes, "1/5", "3", "0.3", "2", "0.01"),
        new("Huber", "huber(x*y, 1)", 0, 1, u => u.Hi > 1 ? 1 : u.Hi < -1 ? -1 : u, "3/5", "4", "0.3", "3", "0.01"),
        new("Huber", "huber(x*y-1, 1)", 1, 1, u => u.Hi > 1 ? 1 : u.Hi < -1 ? -1 : u, "3/10", "2.5", "0.5", "1.2", "0.01"),
        new("squared loss", "(x*y-1)^2/2", 1, 1, u => u, "3/10", "1.6", "3", "0.9", "0.01"),
        new("squared loss", "(x*y-1)^2/2", 1, 1, u => u, "3/10", "2.5", "0.5", "1.2", "0.01"),
        new("squared loss", "(x*y)^2/2", 0, 1, u => u, "3/10", "2.5", "0.5", "1.2", "0.01"),
    ];

    /// <summary>Prints a line a row: the certificate, its seconds of processor time, and what the starts did against it.</summary>
    /// <param name="starts">Starts a row.</param>
    /// <param name="chosen">Numbers of rows from 0; all when empty.</param>
    internal static void Print(int starts, string[] chosen)
    {
        Console.WriteLine("| F, h, c | ē, a, σ | ε | certified | worst measured | ratio | median, 90 % | starts | violations | certificate |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in chosen.Length > 0 ? chosen.Select(i => s_rows[int.Parse(i, CultureInfo.InvariantCulture)]) : s_rows)
            Console.WriteLine(Line(row, starts));
    }

    private static Certified Number(string text) => Parser.ParseConstant(text).TryGet(out var e, out _)
        ? CertifiedEvaluation.Evaluate(e!)!
        : throw new FormatException(text);

    private static string Line(Row row, int starts)
    {
        Parser.Parse(row.Text, new ParseOptions()).TryGet(out var expression, out _);
        var objective = Objective.Analyze(row.Text, expression!);
        var step = Number(row.Step);
        var setting = new Setting(objective, objective.Structure.Regularity(CancellationToken.None), step, null);
        var unit = step * setting.Regularity.CurvatureAtCentre!;
        var request = new RegionRequest { MostEdge = Number(row.Edge), LeastA = Number(row.A) / unit,
            MostProduct = Number(row.S) / unit, Tolerances = [Number(row.Epsilon).Exact!.Value] };
        double begin = CpuClock.Seconds;
        var certificate = RegionCertification.Certify(setting, request, 1, null, CancellationToken.None);
        double seconds = CpuClock.Seconds - begin;
        string where = $"| {row.Name} {row.Step}, {row.Centre.ToString(CultureInfo.InvariantCulture)} | {row.Edge}, {row.A}, {row.S} | {row.Epsilon} |";
        // Where some starts have no count, the others are tried.
        var worst = certificate.Worst;
        if (certificate.Cells == 0)
        {
            string reason = string.Join("; ", certificate.Hypotheses.Where(h => h.Verdict is Bounds.Verdicts.Unknown)
                .Select(h => ((Bounds.Verdicts.Unknown)h.Verdict).Reason));
            return string.Create(CultureInfo.InvariantCulture, $"{where} none: {reason} | | | | | | {seconds:F1} s |");
        }
        var (most, ratios, violations) = Try(row, certificate, starts);
        ratios.Sort();
        return string.Create(CultureInfo.InvariantCulture,
            $"{where} {worst?.Counts[0].ToString(CultureInfo.InvariantCulture) ?? "some"} | {most} | {(double?)worst?.Counts[0] / most:F2} | {ratios[ratios.Count / 2]:F2}, {ratios[ratios.Count * 9 / 10]:F2} | {starts} | {violations} | {seconds:F1} s, {certificate.Cells} cells |");
    }

    private static (int Most, List<double> Ratios, int Violations) Try(Row row, RegionCertificate certificate, int starts)
    {
        var random = new Random(1516);
        double h = Number(row.Step).ToInterval().Mid, unit = h * row.Curvature, edge = Number(row.Edge)
            .ToInterval().Mid, gamma = unit * row.Centre, epsilon = Number(row.Epsilon).ToInterval().Mid;
        double leastA = Number(row.A).ToInterval().Mid, most = Number(row.S).ToInterval().Mid;
        var ratios = new List<double>();
        int worst = 1, violations = 0;
        for (int n = 0, refused = 0; n < starts;)
        {
            // A region may lie away from the axis.
            int kind = refused++ < 100 ? n % 3 : 0;
            // A third anywhere, a third near the axis above the edge, a third where the slowest orbits start; below the edge in a region that ends there.
            double sign = random.Next(2) == 0 ? -1 : 1, near = unit * epsilon * (kind == 1
                ? Math.Exp(3 * random.NextDouble())
                : 1 + 0.4 * random.NextDouble());
            double upsilon = kind == 0 ? -gamma - most + 2 * most * random.NextDouble() : sign * near;
            double e = kind == 0
                ? 2 * gamma + (edge - 2 * gamma) * random.NextDouble()
                : kind == 1 && edge > 2
                    ? 2 + (edge - 2) * Math.Pow(random.NextDouble(), 3)
                    : Math.Min(2, edge) + (edge > 2 ? 0.3 : -0.3) * Math.Pow(random.NextDouble(), 2);
            Double2 u = upsilon / unit, s = row.Centre + u, d = ((Double2)e * e - 4.0 * gamma * gamma) / ((Double2)unit * unit);
            var p = Double2.Sqrt(d + 4.0 * s * s);
            Double2 a = p + 2.0 * s, b = p - 2.0 * s;
            if (!(a.Hi * unit >= leastA) || !(s.Hi * unit <= most) || !(b.Hi >= 0)
                || certificate.At(Exactly(a), Exactly(b)) is not { } answer)
                continue;
            n++;
            refused = 0;
            int large = 0;
            var step = (Double2)h;
            if (row.Step.Contains('/', StringComparison.Ordinal))
                step = (Double2)double.Parse(row.Step.Split('/')[0],
                    CultureInfo.InvariantCulture) / double.Parse(row.Step.Split('/')[1], CultureInfo.InvariantCulture);
            for (int k = 0; k < Longest; k++)
            {
                u = 0.25 * (a - b) - row.Centre;
                if (Math.Abs(u.Hi) >= epsilon)
                    large++;
                else if (Math.Abs(u.Hi) < 1e-9 * epsilon && Limit(row, unit, a, b) < 2)
                    break;
                var w = step * row.Slope(u);
                Double2 minus = 1 - w, plus = 1 + w;
                (a, b) = (a * minus * minus, b * plus * plus);
            }
            double limit = Limit(row, unit, a, b);
            if (large > answer.Counts[0] || limit < answer.EdgeAtLeast.ToInterval().Lo * (1 - 1e-12))
                violations++;
            worst = Math.Max(worst, large);
            if (large > 0)
                ratios.Add((double)answer.Counts[0] / large);
        }
        return (worst, ratios, violations);
    }

    // hφ(D).
    private static double Limit(Row row, double unit, Double2 a, Double2 b) => unit * Math.Sqrt(Math.Max(0, (a * b).Hi) + 4 * row.Centre * row.Centre);

    private static Certified Exactly(Double2 value) => (Certified)Rational.FromDouble(value.Hi) + (Certified)Rational.FromDouble(value.Lo);
}
