using BoundCheck.Bounds.Catalogue;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Runs;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Report;

/// <summary>The plots of a run: loss against bound, sharpness against 2/h, and the path.</summary>
internal static class RunPlots
{
    internal static IEnumerable<(SvgPlot Plot, string Caption)> All(RunReport run)
    {
        yield return Loss(run);
        yield return Sharpness(run);
        if (run.Study.Problem.Start is not null)
            yield return Path(run);
    }

    private static (SvgPlot, string) Loss(RunReport run)
    {
        var plot = new SvgPlot { Id = "loss", Title = "Loss", XLabel = "step k + 1", YLabel = "f above its minimum", LogX = true, LogY = true };
        double floor = Floor(run);
        plot.Add(new("f - f*", "s1", [.. run.Measurement.Trace.Select(p => ((double)p.Step + 1, p.Loss - floor))]));
        var bound = LossBound(run).ToList();
        if (bound.Count > 0)
            plot.Add(new("bound (T1.C3)", "bound", bound));
        return (plot, bound.Count > 0
            ? "the running minimum of the loss stays below the dashed bound; how far below is the tightness table."
            : "no loss bound applies here; a rise before the fall is a catapult or the edge of stability.");
    }

    /// <summary>F(c), or the smallest loss seen where there is no centre.</summary>
    private static double Floor(RunReport run)
    {
        var objective = run.Study.Problem.Objective;
        if (objective.Outer is { } outer && run.Study.Regularity.Centre is { } c && new CertifiedFunction(outer, objective.Argument).At(c) is { } value)
            return value.ToInterval().Mid;
        return run.Measurement.Trace.Where(p => double.IsFinite(p.Loss)).Select(p => p.Loss).DefaultIfEmpty(0).Min();
    }

    private static IEnumerable<(double, double)> LossBound(RunReport run)
    {
        var t1 = run.Study.Theorems.FirstOrDefault(t => t.Theorem.Id == "T1");
        if (t1?.Conclusions.FirstOrDefault(c => c.Name == "lossRate") is null || t1.Conclusions.FirstOrDefault(c => c.Name == "beta")?.Value is not Certified beta)
            yield break;
        var h = run.Study.Setting.Step;
        var logarithm = Certified.Log(4 / (4 - h * beta * run.Study.Setting.P));
        for (double k = 1; k <= run.Measurement.Steps + 1; k *= 1.25)
            yield return (k + 1, ((Certified.Exp(logarithm / (int)Math.Ceiling(k)) - 1) / (h.Square() * beta)).ToInterval().Hi);
    }

    private static (SvgPlot, string) Sharpness(RunReport run)
    {
        var plot = new SvgPlot { Id = "sharpness", Title = "Sharpness", XLabel = "step k + 1", YLabel = "largest Hessian eigenvalue", LogX = true };
        var trace = run.Measurement.Trace;
        plot.Add(new("sharpness", "s1", [.. trace.Select(p => ((double)p.Step + 1, p.Sharpness))]));
        if (!double.IsNaN(trace[0].Phi))
            plot.Add(new("φ at the minimiser of equal imbalance", "s3", [.. trace.Select(p => ((double)p.Step + 1, p.Phi))]));
        double edge = 2 / run.Study.Problem.Step.ToInterval().Mid;
        plot.Add(new("2/h", "limit", [(1, edge), (run.Measurement.Steps + 1, edge)]));
        return (plot, "the dotted line is 2/h. A limit just below it is the edge of stability.");
    }

    private static (SvgPlot, string) Path(RunReport run)
    {
        // For d = 1 the plane of (x, y) up to the symmetry (x, y) -> (-x, -y); for d > 1 the norms |x|, |y| of the balanced picture.
        var trace = run.Measurement.Trace.Where(p => double.IsFinite(p.P) && double.IsFinite(p.S)).ToList();
        var start = run.Study.Problem.Start!;
        bool scalar = start.X.Length == 1;
        var plot = new SvgPlot
        {
            Id = "path", Title = scalar ? "Path in the plane" : "Path of the balanced pair with the same s and p", XLabel = scalar ? "x" : "(sqrt A + sqrt B)/2", YLabel = scalar ? "y" : "(sqrt A - sqrt B)/2", EqualScale = true,
        };
        var points = PathPoints(run, trace);
        plot.Add(new("iterates", "s1", points));
        if (points.Count > 0)
        {
            plot.Add(new("start", "s2", [points[0]], Markers: true));
            plot.Add(new("end", "s3", [points[^1]], Markers: true));
        }
        if (run.Study.Regularity.Centre is { } c)
            plot.Add(new("minimisers x·y = c", "bound", Hyperbola(c.ToInterval().Mid, points)));
        return (plot, "the dashed curve is the set of minimisers; the end lies where it is flat enough for the step.");
    }

    /// <summary>x ± y have the sizes sqrt A, sqrt B; their signs start as given and flip at each step with 1 ∓ hF' &lt; 0.</summary>
    private static List<(double X, double Y)> PathPoints(RunReport run, List<RunPoint> trace)
    {
        var start = run.Study.Problem.Start!;
        double h = run.Study.Problem.Step.ToInterval().Mid, plus = 1, minus = 1;
        if (start.X.Length == 1)
        {
            plus = (start.X[0] + start.Y[0]).Sign() ?? 1;
            minus = (start.X[0] - start.Y[0]).Sign() ?? 1;
        }
        var points = new List<(double X, double Y)>();
        for (int i = 0; i < trace.Count; i++)
        {
            // Beyond the fully recorded prefix the signs can't be followed; they don't change near a minimiser.
            if (i > 0 && trace[i].Step == trace[i - 1].Step + 1)
            {
                double w = h * trace[i - 1].Slope;
                plus *= w > 1 ? -1 : 1;
                minus *= w < -1 ? -1 : 1;
            }
            double a = plus * Math.Sqrt(Math.Max(0, trace[i].P + 2 * trace[i].S)), b = minus * Math.Sqrt(Math.Max(0, trace[i].P - 2 * trace[i].S));
            points.Add(((a + b) / 2, (a - b) / 2));
        }
        return points;
    }

    private static List<(double X, double Y)> Hyperbola(double c, List<(double X, double Y)> points)
    {
        double reach = 1.05 * points.SelectMany(p => new[] { Math.Abs(p.X), Math.Abs(p.Y) }).Append(1e-3).Max();
        double x0 = points.Select(p => p.X).DefaultIfEmpty(0).Min(), x1 = points.Select(p => p.X).DefaultIfEmpty(0).Max();
        var curve = new List<(double X, double Y)>();
        foreach (int side in new[] { -1, 1 })
        {
            // Only the branches that the path visits.
            if ((side < 0 && x0 >= 0) || (side > 0 && x1 <= 0))
                continue;
            if (c == 0)
            {
                curve.AddRange([(side * reach, 0), (0, 0), (double.NaN, 0)]);
                continue;
            }
            double near = Math.Min(Math.Abs(c) / reach, reach);
            for (int i = 0; i <= 200; i++)
            {
                double x = side * near * Math.Pow(reach / near, i / 200.0);
                curve.Add((x, c / x));
            }
            curve.Add((double.NaN, double.NaN));
        }
        return curve;
    }
}
