using System.Globalization;
using System.Text;

namespace BoundCheck.Cli.Report;

/// <summary>One axis of a plot: its range and scale, the place of a value as a share of its length, and ticks at round numbers.</summary>
internal sealed class Axis
{
    private const double Padding = 0.03;

    private readonly double _lo, _hi;

    /// <summary>An axis over [lo, hi]; a log axis takes positive ranges only.</summary>
    /// <param name="label">What is drawn, with its unit.</param>
    /// <param name="lo">The least value.</param>
    /// <param name="hi">The largest value.</param>
    /// <param name="log">Equal ratios have equal lengths.</param>
    /// <param name="tight">No room beyond the ends.</param>
    internal Axis(string label, double lo, double hi, bool log, bool tight = false)
    {
        Label = label;
        Log = log;
        if (log)
        {
            lo = Math.Log10(lo);
            hi = Math.Log10(hi);
        }
        double pad = tight && hi > lo ? 0 : hi > lo ? Padding * (hi - lo) : Math.Max(log ? 0.5 : 1e-3, 0.05 * Math.Abs(hi));
        _lo = lo - pad;
        _hi = hi + pad;
    }

    internal string Label { get; }

    internal bool Log { get; }

    /// <summary>The ends in the scale of the axis: decimal logarithms on a log axis.</summary>
    internal (double Lo, double Hi) Ends => (_lo, _hi);

    /// <summary>The place of a value, 0 at the low end and 1 at the high one; NaN when it has none on this axis.</summary>
    internal double Place(double value)
    {
        double v = Log ? value > 0 ? Math.Log10(value) : double.NaN : value;
        return (v - _lo) / (_hi - _lo);
    }

    /// <summary>Tick values with their labels, at round numbers.</summary>
    internal IEnumerable<(double Value, string Label)> Ticks(int about = 5)
    {
        if (Log)
        {
            int first = (int)Math.Ceiling(_lo), last = (int)Math.Floor(_hi);
            if (last - first >= 1)
            {
                int every = Math.Max(1, (last - first + about) / (about + 1));
                int[] leads = last - first <= 1 ? [1, 2, 5] : [1];
                for (int e = first - 1; e <= last; e++)
                {
                    foreach (int lead in e % every == 0 ? leads : [])
                    {
                        double v = lead * Math.Pow(10, e);
                        if (Place(v) is >= 0 and <= 1)
                            yield return (v, Show(v));
                    }
                }
                yield break;
            }
        }
        double lo = Log ? Math.Pow(10, _lo) : _lo, hi = Log ? Math.Pow(10, _hi) : _hi;
        double step = Step((hi - lo) / about);
        if (!(step > 0) || !double.IsFinite(step))
            yield break;
        for (double t = Math.Ceiling(lo / step); t * step <= hi; t++)
        {
            double v = Math.Round(t) * step;
            yield return (v, Show(Math.Abs(v) < step * 1e-9 ? 0 : v));
        }
    }

    private static double Step(double raw)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double lead = raw / power;
        return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    }

    /// <summary>A short number for a label: 0.25, 1200, 10⁻⁶, 2.5×10⁷, with a real minus sign.</summary>
    internal static string Show(double value)
    {
        double size = Math.Abs(value);
        if (size is 0 or (>= 1e-3 and < 1e5))
            return value.ToString("G6", CultureInfo.InvariantCulture).Replace('-', '−');
        int exponent = (int)Math.Floor(Math.Log10(size) + 1e-12);
        string lead = (value / Math.Pow(10, exponent)).ToString("G4", CultureInfo.InvariantCulture).Replace('-', '−');
        var text = new StringBuilder(lead is "1" ? "10" : lead is "−1" ? "−10" : lead + "×10");
        foreach (char digit in exponent.ToString(CultureInfo.InvariantCulture))
            text.Append(digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']);
        return text.ToString();
    }
}
