using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Report;

/// <summary>F, F' with ±G and r(u) = F'(c+u)/u with β, and where a property is refuted the function with the witness on it.</summary>
internal static class OuterPlots
{
    private const int Samples = 321;

    internal static IEnumerable<(SvgPlot Plot, string Caption)> All(Objective objective, RegularityReport report)
    {
        var outer = objective.Structure.Outer!.Compile(report);
        double c = outer.Origin.ToDoubleNearest(), reach = Reach(outer, c);
        yield return Value(outer, c, reach);
        yield return Slope(outer, report, c, reach);
        if (outer.HasCentre)
            yield return Ratio(outer, report, c, reach);
    }

    /// <summary>A plot for each refuted property whose witness is a point of F' or r.</summary>
    internal static IEnumerable<(SvgPlot Plot, string Caption)> Witnesses(Objective objective, RegularityReport report)
    {
        var outer = objective.Structure.Outer!.Compile(report);
        double c = outer.Origin.ToDoubleNearest();
        // The bound on |F'|, smoothness and convexity are claims about s; the sign and the ratio are about u = s - c.
        (string Name, Verdict Verdict, bool FromCentre, bool Ratio)[] properties =
        [
            ("smooth", report.Smooth, false, false), ("sign condition", report.Sign, true, false), ("sector bound", report.Sector.Verdict, true, true),
            ("derivative bound", report.DerivativeBound.Verdict, false, false), ("monotone ratio", report.MonotoneRatio, true, true),
            ("star-convex", report.StarConvex, true, false), ("convex", report.Convex, false, false),
        ];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var p in properties)
        {
            if (p.Verdict is not Refuted { Witness: { Values: [{ Name: "u" or "s" } value, ..] } witness } || !seen.Add(witness.ToString()))
                continue;
            bool shifted = p.FromCentre && value.Name == "u";
            double u = value.Low.ToDoubleNearest() - (shifted ? 0 : c);
            if (!double.IsFinite(u))
                continue;
            yield return Witness(outer, p.Name, c, u, p.Ratio && outer.HasCentre && u != 0, witness.ToString());
        }
    }

    private static (SvgPlot, string) Witness(OuterFunction outer, string property, double c, double u, bool ratio, string witness)
    {
        string id = "witness-" + property.Replace(' ', '-');
        double span = Math.Max(Math.Abs(u) * 1.3, 1e-3 * Math.Max(1, Math.Abs(c)));
        double Of(double v) => ratio ? outer.At(v).Slope / v : outer.At(v).Slope;
        var plot = new SvgPlot
        {
            Id = id, Title = $"Refuted: {property}", XLabel = ratio ? "u = s - c" : "s", YLabel = ratio ? "r(u) = F'(c+u)/u" : "F'(s)",
        };
        double shift = ratio ? 0 : c;
        // An even number of samples, so that u = 0 (where r is a quotient of zeros, or F' jumps) is not one of them.
        var points = Grid(-span, span, Samples - 1).Select(v => (v + shift, Of(v))).ToList();
        plot.Add(new(ratio ? "r(u)" : "F'(s)", "s1", points));
        plot.Add(PlotSeries.Level("0", "axis", 0, points[0].Item1, points[^1].Item1) with { InLegend = false, Hover = false });
        plot.Add(new("witness", "witness", [(u + shift, Of(u))], Markers: true));
        return (plot, $"the claim fails at the marked point: {witness}.");
    }

    private static (SvgPlot, string) Value(OuterFunction outer, double c, double reach)
    {
        var plot = new SvgPlot { Id = "outer", Title = "F", XLabel = "s", YLabel = "F(s)" };
        plot.Add(new("F(s)", "s1", Curve(c, reach, u => outer.At(u).Value)));
        if (outer.HasCentre)
            plot.Add(new("centre c", "s4", [(c, outer.At(0).Value)], Markers: true));
        return (plot, outer.HasCentre ? "the minimisers of f are the points with x·y = c." : "no centre was found.");
    }

    private static (SvgPlot, string) Slope(OuterFunction outer, RegularityReport report, double c, double reach)
    {
        var plot = new SvgPlot { Id = "slope", Title = "F'", XLabel = "s", YLabel = "F'(s)" };
        plot.Add(new("F'(s)", "s1", Curve(c, reach, u => outer.At(u).Slope)));
        string caption = report.DerivativeBound.Verdict switch
        {
            Refuted => "F' grows beyond every bound, so the theorems that need a bounded derivative do not apply.",
            Unknown => "whether F' is bounded is not decided.",
            _ => "F' stays between the dashed lines ±G: good regularity, so that balancing comes from every start.",
        };
        if (report.DerivativeBound is { Verdict.IsProved: true, Value: { } g } && g.ToInterval().Hi is var top && double.IsFinite(top))
        {
            plot.Add(PlotSeries.Level("±G", "bound", top, c - reach, c + reach));
            plot.Add(PlotSeries.Level("-G", "bound", -top, c - reach, c + reach) with { InLegend = false });
        }
        return (plot, caption);
    }

    private static (SvgPlot, string) Ratio(OuterFunction outer, RegularityReport report, double c, double reach)
    {
        var plot = new SvgPlot { Id = "ratio", Title = "r", XLabel = "u = s - c", YLabel = "r(u) = F'(c+u)/u" };
        plot.Add(new("r(u)", "s1", Grid(-reach, reach, Samples - 1).Select(u => (u, outer.At(u).Slope / u)).ToList()));
        plot.Add(PlotSeries.Level("0", "axis", 0, -reach, reach) with { InLegend = false, Hover = false });
        if (report.Sector is { Verdict.IsProved: true, Value: { } beta } && beta.ToInterval().Hi is var top && double.IsFinite(top))
            plot.Add(PlotSeries.Level("β", "bound", top, -reach, reach));
        return (plot, report.Sector.Verdict switch
        {
            Proved => "r stays above 0 and below the dashed β: the sector bound.",
            Refuted => "r leaves every strip 0 < r ≤ β: no sector bound.",
            _ => "whether r stays in a strip 0 < r ≤ β is not decided.",
        });
    }

    /// <summary>Wide enough to show the tail, narrow enough that growth does not hide the centre.</summary>
    private static double Reach(OuterFunction outer, double c)
    {
        double reach = Math.Max(4, 3 * Math.Abs(c));
        double near = Math.Max(1e-6, Math.Max(Math.Abs(outer.At(1).Slope), Math.Abs(outer.At(-1).Slope)));
        while (reach > 0.5 && !(Math.Abs(outer.At(reach).Slope) < 60 * near && Math.Abs(outer.At(-reach).Slope) < 60 * near))
            reach *= 0.8;
        return reach;
    }

    private static List<(double X, double Y)> Curve(double c, double reach, Func<double, double> value) =>
        [.. Grid(-reach, reach, Samples - 1).Select(u => (c + u, value(u)))];

    private static IEnumerable<double> Grid(double lo, double hi, int n) => Enumerable.Range(0, n).Select(i => lo + (hi - lo) * i / (n - 1));
}
