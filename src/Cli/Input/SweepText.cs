using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Input;

/// <summary>Reads a sweep: the grid "x=-6..6:400,y=-6..6:400" and a range of steps "a..b:n".</summary>
internal static class SweepText
{
    private const int MaxCount = 1_000_000;
    private const long MaxCells = 10_000_000_000;

    /// <summary>The plan of a sweep.</summary>
    /// <exception cref="InputException">Something is missing or does not fit the objective.</exception>
    internal static SweepPlan Read(ProblemInput input, string? grid)
    {
        if (input.Step is null && input.Method.Schedule is null)
            throw new InputException("--step: the step size is missing; expected --step h or --step a..b:n");
        var step = input.Step ?? new SourceText("", "--step");
        var axes = grid is null ? [] : ReadGrid(grid);
        bool sweptStep = IsRange(step.Text);
        foreach (var axis in axes.Where(a => a.Name == SweepAxis.StepName && sweptStep))
            throw new InputException($"--grid: '{axis.Name}' names the step axis of --step; rename the variable of the objective to sweep it");
        if (sweptStep)
            axes.Insert(0, ReadRange(SweepAxis.StepName, step.Text, step.Place));
        if (axes.Count == 0)
            throw new InputException("--grid: nothing to sweep; expected --grid \"x=-6..6:400,y=-6..6:400\" or a range of steps --step a..b:n");
        if (axes.Count > 2)
            throw new InputException("--grid: at most two axes, the range of steps counting as one");
        if (axes.Aggregate(1L, (n, a) => n * a.Count) is var cells and > MaxCells)
            throw new InputException($"--grid: {cells} cells; at most {MaxCells}");
        // The grid's variables stand in the start too, so that one check finds what is missing, unknown or of the wrong shape.
        var start = input.Start;
        foreach (var axis in axes.Skip(sweptStep ? 1 : 0))
        {
            if (start.ContainsKey(axis.Name))
                throw new InputException($"--grid: '{axis.Name}' is also given in --start");
            start = start.SetItem(axis.Name, new StartValue(["0"], false, "--grid"));
        }
        var probe = input with { Step = sweptStep ? OfAxis(axes[0].Hi) : input.Step, Start = start };
        if (start.IsEmpty)
            StartPoint.Read(ProblemReader.ReadObjective(input), start);
        if (sweptStep && axes[0].Lo <= 0)
            throw new InputException($"{step.Place}: step sizes must be > 0, found {axes[0].Lo}");
        var problem = ProblemReader.Read(probe);
        // A method is asked for the largest step above; a schedule may fail at the smallest as well.
        if (sweptStep && !problem.Method.IsPlain)
            ProblemReader.Read(probe with { Step = OfAxis(axes[0].Lo) });
        return new SweepPlan(problem, [.. axes], sweptStep);

        SourceText OfAxis(double value) => new(value.ToString("F20", System.Globalization.CultureInfo.InvariantCulture), step.Place);
    }

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
    private static bool IsRange(string text) => text.Contains("..", StringComparison.Ordinal);

    /// <summary>Reads "lo..hi:count".</summary>
    /// <exception cref="InputException">Not of that form, or empty.</exception>
    private static SweepAxis ReadRange(string name, string text, string place)
    {
        int dots = text.IndexOf("..", StringComparison.Ordinal), colon = text.LastIndexOf(':');
        if (dots <= 0 || colon < dots + 3
            || !int.TryParse(text[(colon + 1)..].Trim(), System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture, out int count)
            || count is < 2 or > MaxCount)
            throw new InputException($"{place}: expected lo..hi:count with 2 to {MaxCount} points, found '{ProblemReader.Shorten(text)}'");
        Rational lo = Read(text[..dots], place), hi = Read(text[(dots + 2)..colon], place);
        return lo < hi ? SweepAxis.Of(name, lo, hi, count)
            : throw new InputException($"{place}: the range of '{ProblemReader.Shorten(name)}' is empty: expected lo < hi, found "
                + $"'{ProblemReader.Shorten(text)}'");
    }

    private static Rational Read(string text, string place)
    {
        var value = ProblemReader.ReadNumber(new SourceText(text.Trim(), place), "the end of the range");
        return value.Exact ?? Rational.FromDouble(value.ToInterval().Lo);
    }
}
