using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Report;

/// <summary>The path over the level lines of f, with the minimisers and the certified region: in the plane (x, y) for d = 1, else in (A, B).</summary>
internal static class PlanePlot
{
    /// <summary>A path is looked at on a grid of so many cells a side; a step from one cell to another is drawn once.</summary>
    private const int Fineness = 240;

    internal static (SvgPlot Plot, string Caption) Create(RunSeries run)
    {
        bool scalar = run.Run.Study.Problem.Start!.X.Length == 1;
        var trace = run.Trace.Where(p => double.IsFinite(p.P) && double.IsFinite(p.S) && p.P < 1e100).ToList();
        var plot = new SvgPlot
        {
            Id = "path",
            Title = scalar ? "Path over the level lines of f" : "Path in the plane of A = |x+y|² and B = |x-y|²",
            XLabel = scalar ? "x" : "A = |x + y|²",
            YLabel = scalar ? "y" : "B = |x - y|²",
            EqualScale = true,
        };
        var path = scalar ? Scalar(run, trace) : [.. trace.Select(p => (p.P + 2 * p.S, p.P - 2 * p.S))];
        double reach = path.Select(p => Math.Max(Math.Abs(p.X), Math.Abs(p.Y))).Append(1e-3).Max();
        double? centre = run.Run.Study.Regularity.Centre?.ToInterval().Mid;
        foreach (var line in LevelLines(run, scalar, 1.6 * reach))
            plot.Add(line);
        var shown = Region(run, scalar);
        if (shown is var (theorem, outline))
        {
            bool framing = outline.All(p => Math.Abs(p.X) < 2.5 * reach && Math.Abs(p.Y) < 2.5 * reach);
            plot.Add(new($"{theorem}: starts certified to converge at this step", "region", outline) { Filled = true, Framing = framing, Hover = false });
        }
        var failing = Failing(run, scalar);
        if (failing is var (converse, border))
            plot.Add(new($"{converse}: every start outside is certified to fail", "s2 thin", border) { Framing = false, Hover = false });
        if (centre is { } c)
            plot.Add(new(scalar ? "minimisers x·y = c" : "minimisers A - B = 4c", "s3", LevelLine(c, scalar, 1.6 * reach)) { Framing = false, Hover = false });
        var tags = trace.Select(p => $"step {p.Step}").ToList();
        var steps = Steps(trace, path, reach);
        plot.Add(new("iterates", "s1 thin", [.. steps.Select(i => i < 0 ? (double.NaN, double.NaN) : path[i])]) { Raw = true, Hover = false,
            InLegend = false });
        var seen = steps.Where(i => i >= 0).Distinct().ToList();
        plot.Add(new("iterates", "s1", [.. seen.Select(i => path[i])], Markers: true) { Tags = [.. seen.Select(i => tags[i])] });
        if (path.Count > 0)
        {
            plot.Add(new("start", "s2", [path[0]], Markers: true) { Tags = [tags[0]] });
            plot.Add(new("end", "s4", [path[^1]], Markers: true) { Tags = [tags[^1]] });
        }
        string outside = failing is null ? "" : " From every start outside the thin line no run converges, exact hits of a minimiser left out.";
        string region = shown is null ? "" : " From the shaded starts convergence is certified at this step, a null set of exceptions at most left out.";
        return (plot, (scalar
            ? "Where the path meets the curve of minimisers is how flat its limit is: the nearer to the diagonal, the flatter."
            : "Every dimension has this same picture: the path depends on A and B alone.") + region + outside);
    }

    /// <summary>The steps to draw, as indices with -1 where the pen is lifted: every step whose line is not there yet, and no line between states
    /// far apart in time.</summary>
    private static List<int> Steps(List<RunPoint> trace, IReadOnlyList<(double X, double Y)> path, double reach)
    {
        (int, int) Cell(int i) => ((int)(Fineness * path[i].X / reach), (int)(Fineness * path[i].Y / reach));
        var drawn = new HashSet<((int, int), (int, int))>();
        var steps = new List<int>();
        for (int i = 0; i < path.Count; i++)
        {
            bool last = i == path.Count - 1;
            if (i > 0 && (trace[i].Step > trace[i - 1].Step + 1 || !drawn.Add((Cell(i - 1), Cell(i)))) && !last)
            {
                // The end of one line that is drawn is the beginning of the next.
                if (steps[^1] >= 0)
                    steps.Add(-1);
                continue;
            }
            if (i > 0 && steps[^1] < 0 && trace[i].Step == trace[i - 1].Step + 1)
                steps.Add(i - 1);
            steps.Add(i);
        }
        return steps;
    }

    /// <summary>x ± y have the sizes sqrt A, sqrt B; their signs start as given and flip at each step with 1 ∓ hF' &lt; 0.</summary>
    private static List<(double X, double Y)> Scalar(RunSeries run, List<RunPoint> trace)
    {
        var start = run.Run.Study.Problem.Start!;
        double plus = (start.X[0] + start.Y[0]).Sign() ?? 1, minus = (start.X[0] - start.Y[0]).Sign() ?? 1;
        var points = new List<(double X, double Y)>();
        for (int i = 0; i < trace.Count; i++)
        {
            // The recorded prefix is complete, so every flip in it is seen; after it the end stays on its branch.
            if (i > 0 && trace[i].Step == trace[i - 1].Step + 1)
            {
                double w = run.H * trace[i - 1].Slope;
                plus *= w > 1 ? -1 : 1;
                minus *= w < -1 ? -1 : 1;
            }
            double a = plus * Math.Sqrt(Math.Max(0, trace[i].P + 2 * trace[i].S)), b = minus * Math.Sqrt(Math.Max(0, trace[i].P - 2 * trace[i].S));
            points.Add(((a + b) / 2, (a - b) / 2));
        }
        return points;
    }

    /// <summary>The first bounded region that a theorem certifies at the step of the run; null without one.</summary>
    private static (string Theorem, IReadOnlyList<(double X, double Y)> Points)? Region(RunSeries run, bool scalar)
    {
        var problem = run.Run.Study.Problem;
        foreach (var (region, starts) in CertifiedRegions.At(problem.Objective,
            run.Run.Study.Regularity, problem.Step, CancellationToken.None, problem.Method).Theorems)
        {
            if (!starts.IsEmpty && starts.Outline(scalar) is { Count: > 0 } outline)
                return (region.Source.Theorem, outline);
        }
        return null;
    }

    /// <summary>The border beyond which a theorem certifies failure at the step of the run; null without one.</summary>
    private static (string Theorem, IReadOnlyList<(double X, double Y)> Points)? Failing(RunSeries run, bool scalar)
    {
        var problem = run.Run.Study.Problem;
        var spared = CertifiedRegions.Spared(problem.Objective, run.Run.Study.Regularity, problem.Step, CancellationToken.None, problem.Method);
        return spared is var (region, starts) && starts.Outline(scalar) is { Count: > 0 } outline ? (region.Source.Theorem, outline) : null;
    }

    /// <summary>Level lines at losses that F takes at a few distances from the centre, on a ratio scale; lines of s where there is no centre.</summary>
    private static IEnumerable<PlotSeries> LevelLines(RunSeries run, bool scalar, double reach)
    {
        double most = scalar ? reach * reach : reach / 4;
        var outer = run.Run.Study.Problem.Objective.Structure.Outer!.Compile(run.Run.Study.Regularity);
        double origin = outer.Origin.ToDoubleNearest();
        bool named = false;
        for (int i = 0; i < 7; i++)
        {
            double u = most * Math.Pow(2.2, -i);
            double level = outer.At(u).Value;
            var values = outer.HasCentre && Matching(outer, level, 8 * most) is { } other ? new[] { u, other } : [u, -u];
            foreach (double v in values)
            {
                var line = LevelLine(origin + v, scalar, reach);
                yield return new PlotSeries("level lines of f", "contour", line) { Framing = false, Hover = false, InLegend = !named && line.Count > 0 };
                named |= line.Count > 0;
            }
        }
    }

    /// <summary>The u &lt; 0 with F(c+u) equal to the level, by bisection; null where there is none within reach.</summary>
    private static double? Matching(OuterFunction outer, double level, double reach)
    {
        double lo = -reach, hi = 0;
        if (!(outer.At(lo).Value >= level))
            return null;
        for (int i = 0; i < 60; i++)
        {
            double mid = (lo + hi) / 2;
            if (outer.At(mid).Value >= level)
                lo = mid;
            else
                hi = mid;
        }
        return hi;
    }

    /// <summary>The set x·y = s as a curve in (x, y), or the line A - B = 4s.</summary>
    internal static List<(double X, double Y)> LevelLine(double s, bool scalar, double reach)
    {
        if (!scalar)
            return s >= 0 ? [(4 * s, 0), (4 * s + 4 * reach, 4 * reach)] : [(0, -4 * s), (4 * reach, 4 * reach - 4 * s)];
        if (s == 0)
            return [(-reach, 0), (reach, 0), (double.NaN, 0), (0, -reach), (0, reach)];
        var curve = new List<(double X, double Y)>();
        double near = Math.Abs(s) / reach;
        if (near > reach)
            return [];
        foreach (int side in new[] { -1, 1 })
        {
            for (int i = 0; i <= 60; i++)
            {
                double x = side * near * Math.Pow(reach / near, i / 60.0);
                curve.Add((x, s / x));
            }
            curve.Add((double.NaN, double.NaN));
        }
        return curve;
    }
}
