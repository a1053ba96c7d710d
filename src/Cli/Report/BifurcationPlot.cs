using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Studies.Sweeps;

namespace BoundCheck.Cli.Report;

/// <summary>The bifurcation view: where runs from one start end up, step size by step size.</summary>
internal static class BifurcationPlot
{
    private const int Columns = 480, Samples = 96, Levels = 240, Transient = 4000;

    /// <summary>The view for the start of a run, over steps from well below to above the interesting ones.</summary>
    internal static (SvgPlot Plot, string Caption)? Create(RunSeries run)
    {
        var (study, step) = (run.Run.Study, run.Run.Step);
        var structure = study.Problem.Objective.Structure;
        double? certified = study.Prediction.StepCertified is { } s && double.IsFinite(s.ToInterval().Hi) ? s.ToInterval().Mid : null;
        double top = 1.6 * new[] { run.H, certified ?? 0, step?.Measured ?? 0 }.Max();
        double[] steps = [.. Enumerable.Range(1, Columns).Select(i => top * i / Columns)];
        var plan = new SweepPlan(study.Problem with { Steps = Transient }, [new SweepAxis(SweepAxis.StepName, steps)], stepIsAxis: true);
        if (new SweepRunner(plan, study.Regularity, threads: 1).Attractor(Samples) is not { } samples)
            return null;
        // Where every run leaves, there is nothing to see.
        if (!Array.Exists(samples, v => Array.Exists(v, s => Math.Abs(s) < 1e6)))
            return null;
        double centre = study.Regularity.Centre?.ToInterval().Mid ?? double.NaN;
        return (Draw(structure.Shown, steps, samples, run.H, certified, step?.Measured, centre), Caption(certified, step?.Measured));
    }

    private static string Caption(double? certified, double? failing) =>
        "One point above the step is convergence, two are an orbit of period two, a smear is chaos; where it is shaded every run diverges." +
        (certified is null ? "" : " Left of the dashed line convergence is certified.")
            + (failing is null ? "" : " The dotted line is the first step of the tightness grid that fails.");

    /// <summary>Draws samples of what is shown against the step.</summary>
    /// <param name="shown">What is shown, such as "s = x*y".</param>
    /// <param name="steps">The steps, growing.</param>
    /// <param name="samples">Values by sample and step.</param>
    /// <param name="used">The step of the run, or NaN.</param>
    /// <param name="certified">The certified threshold, or null.</param>
    /// <param name="failing">The first measured failing step, or null.</param>
    /// <param name="centre">c, or NaN.</param>
    internal static SvgPlot Draw(string shown, IReadOnlyList<double> steps, double[][] samples, double used, double? certified, double? failing, double centre)
    {
        var finite = samples.SelectMany(v => v).Where(v => Math.Abs(v) < 1e6).Order().ToArray();
        double low = finite.Length == 0 ? -1 : finite[finite.Length / 500], high = finite.Length == 0 ? 1 : finite[^(1 + finite.Length / 500)];
        double margin = Math.Max(0.06 * (high - low), 0.1 * Math.Max(1, Math.Abs(high)));
        (low, high) = (low - margin, high + margin);
        var dots = new SortedSet<(int Column, int Level)>();
        foreach (var values in samples)
        {
            for (int i = 0; i < steps.Count; i++)
            {
                if (values[i] > low && values[i] < high)
                    dots.Add((i, (int)((values[i] - low) / (high - low) * Levels)));
            }
        }
        var plot = new SvgPlot { Id = "bifurcation", Title = "Other steps from the same start: the bifurcation view",
            XLabel = "step size h", YLabel = $"values of {shown} after the transient" };
        double width = (steps[^1] - steps[0]) / (steps.Count - 1), height = (high - low) / Levels;
        var points = new List<(double X, double Y)>();
        var last = (Column: -1, Level: -2, From: -2);
        // One vertical stroke for each unbroken stack of levels.
        foreach (var (column, level) in dots.Append((steps.Count, 0)))
        {
            if (column == last.Column && level == last.Level + 1)
            {
                last.Level = level;
                continue;
            }
            if (last.Column >= 0)
                points.AddRange([(steps[last.Column], low + height * last.From),
                    (steps[last.Column], low + height * (last.Level + 1)), (double.NaN, double.NaN)]);
            last = (column, level, level);
        }
        var diverging = Diverging(steps, samples);
        foreach (var (from, to) in diverging)
        {
            double half = width / 2, a = steps[from] - half, b = steps[to] + half;
            plot.Add(new("every run diverges", "band", [(a, low), (b, low), (b, high), (a, high)]) 
                { Filled = true, Hover = false, Framing = false, InLegend = from == diverging[0].From });
        }
        if (double.IsFinite(centre))
            plot.Add(PlotSeries.Level("c, the minimisers", "s3 thin", centre, steps[0], steps[^1]));
        plot.Add(new($"{shown.Split(' ')[0]} after the transient", "s1", points) { Raw = true, Hover = false });
        if (certified is { } h)
            plot.Add(new("certified below this step", "bound", [(h, low), (h, high)]));
        if (failing is { } f)
            plot.Add(new("first failing step measured", "limit", [(f, low), (f, high)]));
        if (double.IsFinite(used))
            plot.Add(new("the step of this run", "s4", [(used, low), (used, high)]));
        return plot;
    }

    /// <summary>The unbroken ranges of steps at which no sample stayed bounded.</summary>
    private static List<(int From, int To)> Diverging(IReadOnlyList<double> steps, double[][] samples)
    {
        var ranges = new List<(int From, int To)>();
        for (int i = 0; i < steps.Count; i++)
        {
            if (Array.Exists(samples, v => Math.Abs(v[i]) < 1e6))
                continue;
            if (ranges.Count > 0 && ranges[^1].To == i - 1)
                ranges[^1] = (ranges[^1].From, i);
            else
                ranges.Add((i, i));
        }
        return ranges;
    }
}
