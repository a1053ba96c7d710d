using BoundCheck.Cli.Input;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Sweep;

/// <summary>One axis of a sweep: a scalar variable or the step size over equally spaced values, both ends included.</summary>
/// <param name="Name">The variable as typed, or "h".</param>
/// <param name="Values">The doubles nearest to the grid points: the values that cells are certified and measured at.</param>
internal sealed record SweepAxis(string Name, double[] Values)
{
    /// <summary>The name of the step axis.</summary>
    internal const string StepName = "h";

    private const int MaxCount = 1_000_000;

    internal double Lo => Values[0];

    internal double Hi => Values[^1];

    internal int Count => Values.Length;

    /// <summary>Reads "x=-6..6:400,y=-6..6:400".</summary>
    /// <exception cref="InputException">Not of that form.</exception>
    internal static List<SweepAxis> ReadGrid(string text)
    {
        var axes = new List<SweepAxis>();
        foreach (string part in text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new InputException($"--grid: expected variable=lo..hi:count, found '{ProblemReader.Shorten(part)}'");
            axes.Add(ReadRange(part[..equals].Trim(), part[(equals + 1)..].Trim(), "--grid"));
        }
        if (axes.Count is 0 or > 2)
            throw new InputException($"--grid: expected one or two variables, found {axes.Count}");
        if (axes.Select(a => a.Name).Distinct(StringComparer.Ordinal).Count() != axes.Count)
            throw new InputException($"--grid: variable '{axes[0].Name}' is given twice");
        return axes;
    }

    /// <summary>True when a step is typed as a range "a..b:n".</summary>
    internal static bool IsRange(string text) => text.Contains("..", StringComparison.Ordinal);

    /// <summary>Reads "lo..hi:count".</summary>
    /// <exception cref="InputException">Not of that form, or empty.</exception>
    internal static SweepAxis ReadRange(string name, string text, string place)
    {
        int dots = text.IndexOf("..", StringComparison.Ordinal), colon = text.LastIndexOf(':');
        if (dots <= 0 || colon < dots + 3
            || !int.TryParse(text[(colon + 1)..].Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int count)
            || count is < 2 or > MaxCount)
            throw new InputException($"{place}: expected lo..hi:count with 2 to {MaxCount} points, found '{ProblemReader.Shorten(text)}'");
        Rational lo = Read(text[..dots], place), hi = Read(text[(dots + 2)..colon], place);
        if (lo >= hi)
            throw new InputException($"{place}: the range of '{name}' is empty: expected lo < hi, found '{ProblemReader.Shorten(text)}'");
        return new SweepAxis(name, [.. Enumerable.Range(0, count).Select(i => (lo + (hi - lo) * new Rational(i, count - 1)).ToDoubleNearest())]);
    }

    private static Rational Read(string text, string place)
    {
        var value = ProblemReader.ReadNumber(new SourceText(text.Trim(), place), "the end of the range");
        return value.Exact ?? Rational.FromDouble(value.ToInterval().Lo);
    }
}
