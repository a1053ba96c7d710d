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
    /// <summary>The names of --colour.</summary>
    internal static IReadOnlyList<string> Names { get; } = ["outcome", "steps", "certified-steps", "sharpness", "phenomena", "certified"];

    /// <summary>What the map shows, as a title.</summary>
    internal abstract string Title { get; }

    /// <summary>What to see in it.</summary>
    internal abstract string Caption { get; }

    /// <summary>The colours of a map of so many pixels.</summary>
    internal abstract MapLayer Layer(int columns, int rows);

    /// <summary>The colouring of a name.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    internal static CellColouring Named(string? name) => name switch
    {
        null or "outcome" => new OutcomeColouring(),
        "steps" => new Ramp("Steps to converge, measured", "Dark cells converge fast; grey ones do not converge.", log: true,
            (_, b, i) => b.Outcomes[i] == Outcome.Converged ? Math.Max(1, b.Steps[i]) : double.NaN),
        "certified-steps" => new Ramp("Steps, certified before running", "The certified number of steps; grey cells lie outside the region.", log: true,
            (_, b, i) => b.CertifiedCounts.Length > 0 && b.CertifiedCounts[i] >= 0 ? Math.Max(1, b.CertifiedCounts[i]) : double.NaN),
        "sharpness" => new Ramp("h × sharpness of the limit, measured", "2 is the edge of stability; grey cells do not converge.", log: false,
            (p, b, i) => b.Outcomes[i] == Outcome.Converged ? p.StepOf(b.First + i) * b.LimitSharpness[i] : double.NaN),
        "phenomena" => new Classes("Phenomena, measured", "What each run showed.",
            [.. Enumerable.Range(0, 16).Select(flags => Phenomena((SweepPhenomena)flags))], (b, i) => (int)b.Phenomena[i]),
        "certified" => new Classes("Certified to converge and to fail", "Where something is certified before running; what is left is measured.",
            ["certified to converge", "certified to fail", "not certified, converges", "not certified, does not converge"], Certified),
        _ => throw new InputException($"--colour: expected {string.Join(", ", Names)}, found '{ProblemReader.Shorten(name)}'"),
    };

    private static string Phenomena(SweepPhenomena flags)
    {
        var seen = Enum.GetValues<SweepPhenomena>().Where(p => p != SweepPhenomena.None && flags.HasFlag(p)).Select(p => SweepReport.Words(p.ToString()))
            .ToList();
        return seen.Count == 0 ? "none" : string.Join(", ", seen);
    }

    private static int Certified(SweepBand band, int cell) => band.Certificates[cell] switch
    {
        { Converges: true } => 0,
        { Fails: true } => 1,
        _ => band.Outcomes[cell] == Outcome.Converged ? 2 : 3,
    };

    /// <summary>A value on a scale from dark to light.</summary>
    private sealed class Ramp(string title, string caption, bool log, Func<SweepPlan, SweepBand, int, double> value) : CellColouring
    {
        internal override string Title => title;

        internal override string Caption => caption;

        internal override MapLayer Layer(int columns, int rows) => new RampLayer(columns, rows, log, value);
    }

    /// <summary>A pixel has the mean of the values of its cells.</summary>
    private sealed class RampLayer(int columns, int rows, bool log, Func<SweepPlan, SweepBand, int, double> value) : MapLayer(columns, rows)
    {
        private static readonly SKColor[] s_stops =
            [new(0x20, 0x19, 0x4d), new(0x2b, 0x5c, 0x8a), new(0x2f, 0x9e, 0x8a), new(0xa5, 0xc8, 0x4f), new(0xfd, 0xe7, 0x4c)];

        private readonly double[] _sums = new double[columns];
        private readonly int[] _counts = new int[columns];
        private readonly double[] _values = new double[columns * rows];
        private int _done;

        internal override void Count(SweepPlan plan, SweepBand band, int cell, int column)
        {
            double v = value(plan, band, cell);
            if (!double.IsFinite(v))
                return;
            _sums[column] += v;
            _counts[column]++;
        }

        internal override void EndRow(int row)
        {
            for (int column = 0; column < Columns; column++)
                _values[row * Columns + column] = _counts[column] == 0 ? double.NaN : _sums[column] / _counts[column];
            Array.Clear(_sums);
            Array.Clear(_counts);
            _done = (row + 1) * Columns;
        }

        internal override (SKColor[], IReadOnlyList<(SKColor, string)>) Finish(long unfinished)
        {
            var values = _values;
            values.AsSpan(_done).Fill(double.NaN);
            double lo = double.PositiveInfinity, hi = double.NegativeInfinity;
            foreach (double v in values.Where(double.IsFinite))
                (lo, hi) = (Math.Min(lo, v), Math.Max(hi, v));
            if (!(lo <= hi))
                return (values.Select(_ => Other).ToArray(), [(Other, "no cell has a value")]);
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
                legend.Add((Other, "none"));
            return ([.. values.Select(v => double.IsFinite(v) ? At(Share(v)) : Other)], [.. legend.DistinctBy(l => l.Item2)]);
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
        "none" or "not finished" => MapLayer.Other,
        "certified to converge" => new SKColor(0x1b, 0x7f, 0x3b),
        "certified to fail" => new SKColor(0x8c, 0x1c, 0x13),
        _ => null,
    };

    /// <summary>Named classes, the most frequent first.</summary>
    private sealed class Classes(string title, string caption, string[] names, Func<SweepBand, int, int> kind) : CellColouring
    {
        private static readonly SKColor[] s_palette =
        [
            new(0x2b, 0x5c, 0x8a), new(0x7f, 0xc8, 0xe8), new(0xf0, 0x8c, 0x2e), new(0x6a, 0x4f, 0xb0), new(0xf6, 0xc8, 0x4c), new(0xa3, 0x3b, 0x6f),
            new(0xb8, 0x86, 0x0b), new(0x2f, 0x9e, 0x8a),
        ];

        private readonly string[] _names = [.. names, "not finished"];

        internal override string Title => title;

        internal override string Caption => caption;

        internal override MapLayer Layer(int columns, int rows) => new KindLayer(columns, rows, _names.Length, names.Length, kind, Paint);

        private (SKColor[], IReadOnlyList<(SKColor, string)>) Paint(long[] counts)
        {
            var order = Enumerable.Range(0, counts.Length).Where(k => counts[k] > 0)
                .OrderByDescending(k => counts[k]).ThenBy(k => _names[k], StringComparer.Ordinal).ToList();
            var colours = new SKColor[counts.Length];
            for (int i = 0; i < order.Count; i++)
                colours[order[i]] = Fixed(_names[order[i]]) ?? s_palette[i % s_palette.Length];
            return (colours, [.. order.Select(k => (colours[k], $"{_names[k]}: {counts[k]}"))]);
        }
    }
}
