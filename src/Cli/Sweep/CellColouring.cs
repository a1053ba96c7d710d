using System.Globalization;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Report;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Trajectories;
using SkiaSharp;

namespace BoundCheck.Cli.Sweep;

/// <summary>What the colour of a cell says: an answer to one question, with a legend of the colours that occur.</summary>
internal abstract class CellColouring
{
    private static readonly SKColor s_other = new(0xc8, 0xc8, 0xc8);

    /// <summary>The names of --colour.</summary>
    internal static IReadOnlyList<string> Names { get; } = ["outcome", "steps", "certified-steps", "sharpness", "phenomena", "certified"];

    /// <summary>What the map shows, as a title.</summary>
    internal abstract string Title { get; }

    /// <summary>What to see in it.</summary>
    internal abstract string Caption { get; }

    /// <summary>The colour of each cell and the legend.</summary>
    internal abstract (SKColor[] Cells, IReadOnlyList<(SKColor Color, string Label)> Legend) Of(SweepPlan plan, SweepTable table);

    /// <summary>The colouring of a name.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    internal static CellColouring Named(string? name) => name switch
    {
        null or "outcome" => new OutcomeColouring(),
        "steps" => new Ramp("Steps to converge, measured", "Dark cells converge fast; grey ones do not converge.", log: true,
            t => i => t.Outcomes[i] == Outcome.Converged ? Math.Max(1, t.Steps[i]) : double.NaN),
        "certified-steps" => new Ramp("Steps, certified before running", "The certified number of steps; grey cells lie outside the region.", log: true,
            t => i => t.CertifiedCounts.Length > 0 && t.CertifiedCounts[i] >= 0 ? Math.Max(1, t.CertifiedCounts[i]) : double.NaN),
        "sharpness" => new Ramp("h × sharpness of the limit, measured", "2 is the edge of stability; grey cells do not converge.", log: false, null),
        "phenomena" => new Classes("Phenomena, measured", "What each run showed.", Phenomena),
        "certified" => new Classes("Certified to converge and to fail", "Where something is certified before running; what is left is measured.", Certified),
        _ => throw new InputException($"--colour: expected {string.Join(", ", Names)}, found '{ProblemReader.Shorten(name)}'"),
    };

    private static string Phenomena(SweepTable table, int cell)
    {
        var flags = table.Phenomena[cell];
        var seen = Enum.GetValues<SweepPhenomena>().Where(p => p != SweepPhenomena.None && flags.HasFlag(p)).Select(p => SweepReport.Words(p.ToString()))
            .ToList();
        return seen.Count == 0 ? "none" : string.Join(", ", seen);
    }

    private static string Certified(SweepTable table, int cell) => table.Certificates[cell] switch
    {
        { Converges: true } => "certified to converge",
        { Fails: true } => "certified to fail",
        _ => table.Outcomes[cell] == Outcome.Converged ? "not certified, converges" : "not certified, does not converge",
    };

    /// <summary>A value on a scale from dark to light.</summary>
    private sealed class Ramp(string title, string caption, bool log, Func<SweepTable, Func<int, double>>? value) : CellColouring
    {
        private static readonly SKColor[] s_stops =
            [new(0x20, 0x19, 0x4d), new(0x2b, 0x5c, 0x8a), new(0x2f, 0x9e, 0x8a), new(0xa5, 0xc8, 0x4f), new(0xfd, 0xe7, 0x4c)];

        internal override string Title => title;

        internal override string Caption => caption;

        internal override (SKColor[], IReadOnlyList<(SKColor, string)>) Of(SweepPlan plan, SweepTable table)
        {
            var of = value?.Invoke(table) ?? (i => table.Outcomes[i] == Outcome.Converged ? plan.StepOf(i) * table.LimitSharpness[i] : double.NaN);
            double[] values = [.. Enumerable.Range(0, table.Cells).Select(i => i < table.Finished ? of(i) : double.NaN)];
            double lo = double.PositiveInfinity, hi = double.NegativeInfinity;
            foreach (double v in values.Where(double.IsFinite))
                (lo, hi) = (Math.Min(lo, v), Math.Max(hi, v));
            if (!(lo <= hi))
                return (values.Select(_ => s_other).ToArray(), [(s_other, "no cell has a value")]);
            double Scale(double v) => log ? Math.Log(v) : v;
            double Share(double v) => hi > lo ? (Scale(v) - Scale(lo)) / (Scale(hi) - Scale(lo)) : 0.5;
            var legend = new List<(SKColor, string)>();
            for (int i = 0; i <= 4; i++)
            {
                double v = log ? lo * Math.Pow(hi / lo, i / 4.0) : lo + (hi - lo) * i / 4;
                if (i is 0 or 4 || hi > lo)
                    legend.Add((At(Share(v)), Axis.Show(double.Parse(v.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))));
            }
            if (values.Any(v => !double.IsFinite(v)))
                legend.Add((s_other, "none"));
            return ([.. values.Select(v => double.IsFinite(v) ? At(Share(v)) : s_other)], [.. legend.DistinctBy(l => l.Item2)]);
        }

        private static SKColor At(double share)
        {
            double at = Math.Clamp(share, 0, 1) * (s_stops.Length - 1);
            int i = Math.Min((int)at, s_stops.Length - 2);
            byte Mix(byte a, byte b) => (byte)Math.Round(a + (b - a) * (at - i));
            var (from, to) = (s_stops[i], s_stops[i + 1]);
            return new SKColor(Mix(from.Red, to.Red), Mix(from.Green, to.Green), Mix(from.Blue, to.Blue));
        }
    }

    /// <summary>The colours that mean the same on every map.</summary>
    private static SKColor? Fixed(string name) => name switch
    {
        "none" or "not finished" => s_other,
        "certified to converge" => new SKColor(0x1b, 0x7f, 0x3b),
        "certified to fail" => new SKColor(0x8c, 0x1c, 0x13),
        _ => null,
    };

    /// <summary>Named classes, the most frequent first.</summary>
    private sealed class Classes(string title, string caption, Func<SweepTable, int, string> name) : CellColouring
    {
        private static readonly SKColor[] s_palette =
        [
            new(0x2b, 0x5c, 0x8a), new(0x7f, 0xc8, 0xe8), new(0xf0, 0x8c, 0x2e), new(0x6a, 0x4f, 0xb0), new(0xf6, 0xc8, 0x4c), new(0xa3, 0x3b, 0x6f),
            new(0xb8, 0x86, 0x0b), new(0x2f, 0x9e, 0x8a),
        ];

        internal override string Title => title;

        internal override string Caption => caption;

        internal override (SKColor[], IReadOnlyList<(SKColor, string)>) Of(SweepPlan plan, SweepTable table)
        {
            string[] names = [.. Enumerable.Range(0, table.Cells).Select(i => i < table.Finished ? name(table, i) : "not finished")];
            var order = names.GroupBy(n => n).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
            var colours = order.Select((g, i) => (g.Key, Colour: Fixed(g.Key) ?? s_palette[i % s_palette.Length])).ToDictionary(p => p.Key, p => p.Colour);
            return ([.. names.Select(n => colours[n])], [.. order.Select(g => (colours[g.Key], $"{g.Key}: {g.Count()}"))]);
        }
    }
}
