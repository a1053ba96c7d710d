using System.Globalization;

namespace BoundCheck.Cli.Report;

/// <summary>One axis of a plot: its range, scale, ticks, and the map to pixels.</summary>
internal sealed class Axis
{
    private readonly double _lo, _hi, _from, _to;

    /// <summary>An axis over [lo, hi] drawn between two pixel positions; a log axis takes positive ranges only.</summary>
    internal Axis(string label, double lo, double hi, bool log, double from, double to)
    {
        Label = label;
        Log = log;
        if (log)
        {
            lo = Math.Log10(lo);
            hi = Math.Log10(hi);
        }
        double pad = hi > lo ? 0.03 * (hi - lo) : Math.Max(1e-3, 0.05 * Math.Abs(hi));
        _lo = lo - pad;
        _hi = hi + pad;
        _from = from;
        _to = to;
    }

    internal string Label { get; }

    internal bool Log { get; }

    /// <summary>The pixel position of a value; NaN when it has none on this axis.</summary>
    internal double Pixel(double value)
    {
        double v = Log ? value > 0 ? Math.Log10(value) : double.NaN : value;
        return _from + (v - _lo) / (_hi - _lo) * (_to - _from);
    }

    /// <summary>Tick values with their labels, at round numbers.</summary>
    internal IEnumerable<(double Value, string Label)> Ticks()
    {
        if (Log)
        {
            int first = (int)Math.Ceiling(_lo), last = (int)Math.Floor(_hi);
            if (last - first >= 1)
            {
                int every = Math.Max(1, (last - first + 6) / 7);
                for (int e = first; e <= last; e += every)
                    yield return (Math.Pow(10, e), Power(e));
                yield break;
            }
        }
        double lo = Log ? Math.Pow(10, _lo) : _lo, hi = Log ? Math.Pow(10, _hi) : _hi;
        double step = Step((hi - lo) / 5);
        for (double t = Math.Ceiling(lo / step) * step; t <= hi; t += step)
        {
            double v = Math.Abs(t) < step * 1e-9 ? 0 : t;
            yield return (v, v.ToString("G6", CultureInfo.InvariantCulture));
        }
    }

    private static double Step(double raw)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double lead = raw / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }

    private static string Power(int exponent) => exponent switch
    {
        0 => "1",
        1 => "10",
        2 => "100",
        _ => string.Create(CultureInfo.InvariantCulture, $"1e{exponent}"),
    };
}
