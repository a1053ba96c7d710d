using System.Globalization;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories;
using Spectre.Console;

namespace BoundCheck.Cli.Output;

internal static partial class TextOutput
{
    internal static string Cause(OutcomeCause cause) => cause switch
    {
        OutcomeCause.Overflow => "the iterates exceeded the range of doubles",
        OutcomeCause.Undefined => "F' is not defined at an iterate",
        OutcomeCause.ExactLanding => "the iterate is exactly a minimiser that is unstable at this step (hφ >= 2)",
        OutcomeCause.Saddle => "the iterates end at the saddle x = y = 0 (A_k = 0 happened)",
        OutcomeCause.StationaryPoint => "a stationary point other than the centre",
        OutcomeCause.Standstill => "F' is so close to 0, or 0, that no step moves the iterate within the digits of a double",
        OutcomeCause.Growth => "the iterates grew by a constant factor a step to the end of the budget",
        OutcomeCause.Untold => "the value of F' at an iterate, or whether there is one, could not be told",
        _ => "",
    };

    internal static string DigitsLost(long step) =>
        $"from step {step} on the digits are lost: the run is so sensitive there that the measured states are those of a start nearby";

    internal static void Run(Terminal terminal, RunReport run)
    {
        var m = run.Measurement;
        string period = m.Period is { } p ? $" (period {p})" : "", cause = m.Cause == OutcomeCause.None ? "" : $": {Cause(m.Cause)}";
        terminal.WriteLine();
        Line(terminal, "measured", $"{m.Outcome.ToString().ToLowerInvariant()}{period} after {m.Steps} steps{cause}");
        Line(terminal, "", $"final loss {Short(m.Final.Loss)}, sharpness {Short(m.Final.Sharpness)}; start: loss {Short(m.Initial.Loss)}, sharpness "
            + $"{Short(m.Initial.Sharpness)}");
        if (m.LimitSharpness is { } phi)
            terminal.WriteLine($"            h·phi in the limit {Short(phi * run.Study.Problem.Step.ToInterval().Mid)} (2 is the edge of stability)");
        if (m.AnnihilatedAt is { } k)
            terminal.WriteLine($"            A_k = 0 at step {k}: the event that the theorems leave out");
        if (m.DigitsLostAt is { } lost)
            Line(terminal, "", DigitsLost(lost));
        foreach (var s in run.StepsTo.Where(s => s.Steps is not null))
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"            |u| <= {s.Epsilon:G1} after {s.Steps} steps"));
        Complete(terminal, run.Complete);
        Capture(terminal, run);
        foreach (var row in run.Counts)
        {
            string about = row.Bound.Meaning == CountMeaning.Count
                ? $"{row.Bound.Quantity.Name} >= {Inequality.Rough(row.Bound.Epsilon)} at {row.Steps} steps"
                : $"{row.Bound.Quantity.Name} < {Inequality.Rough(row.Bound.Epsilon)} from step {row.Steps} on";
            Line(terminal, "", $"{about}; certified {Inequality.Rough(row.Bound.Bound)} "
                + $"({row.Bound.Source}){(row.Ratio is { } q ? $", ratio {q.ToString("G3", CultureInfo.InvariantCulture)}" : "")}");
        }
        if (run.Study.Prediction.Rate is { } rate && run.MeasuredRate is { } seen)
            Line(terminal, "", string.Create(CultureInfo.InvariantCulture,
                $"|1 - h*phi| in the limit {seen:G6}; certified before the run in [{rate.Factor.ToInterval().Lo:G6}, {rate.Factor.ToInterval().Hi:G6}] "
                    + $"({rate.Source})"));
        foreach (var row in run.Slopes.Where(r => r.Bound is not null))
        {
            Line(terminal, "", string.Create(CultureInfo.InvariantCulture,
                $"h|F'| >= {row.Measured.Epsilon:G1} at {row.Measured.Steps} steps"
                    + $"{(row.Measured.First is { } below ? $", first below at step {below}" : "")}; "
                    + $"certified within {Inequality.Rough(row.Bound!.Bound!)} ({row.Bound.Theorem})"));
        }
        foreach (var row in run.Phenomena)
            Seen(terminal, row);
        if (run.Rates.IsEmpty && run.Step is not { Certified: not null, Measured: not null })
            return;
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("bound", "K", "bound", "measured", "ratio");
        foreach (var r in run.Rates)
            table.AddRow(new Text(r.Theorem), new Text(r.K.ToString(CultureInfo.InvariantCulture)),
                new Text(r.Bound is { } b ? Short(b) : "void"), new Text(Short(r.Measured)), new Text(r.Ratio is { } q ? Short(q) : ""));
        foreach (var t in run.Trends)
            table.AddRow(new Text(t.Theorem), new Text($"{t.From}..{t.To}"), new Text(""),
                new Text("ratio grows like"), new Text(string.Create(CultureInfo.InvariantCulture, $"K^{t.Exponent:F2}")));
        if (run.Step is { Certified: not null, Measured: { } first } step)
            table.AddRow(new Text("step"), new Text(""), new Text(Digits(step.Certified)), new Text(Short(first)), new Text(Short(step.Ratio ?? double.NaN)));
        terminal.Write(table);
        if (run.Step is { Measured: not null } measured)
            Line(terminal, "step grid", measured.Grid);
    }

    private static void Seen(Terminal terminal, PhenomenonRow row)
    {
        string when = row.Measured.At is { } at ? $" (step {at})" : "";
        string before = row.Agreement switch
        {
            Agreement.Both => $": certified before the run ({row.Prediction.By})",
            Agreement.Predicted => $": certified before the run ({row.Prediction.By}), not seen",
            _ => row.Prediction.ByLaw is { } law ? $": {(law ? "expected" : "not expected")} by a law" : "",
        };
        terminal.WriteLine($"            {(row.Measured.Detected ? "+" : "-")} {row.Title}{when}{before}");
    }

    private static string Short(double value) => value.ToString("G8", CultureInfo.InvariantCulture);
}
