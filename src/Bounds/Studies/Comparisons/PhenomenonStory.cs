using System.Collections.Immutable;
using System.Globalization;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Bounds.Studies.Comparisons;

/// <summary>One run and one phenomenon.</summary>
/// <param name="Run">The name of the run.</param>
/// <param name="Detected">Whether it was seen.</param>
/// <param name="Agreement">How that goes with what was certified.</param>
/// <param name="Why">Why it was seen or not: what was certified or expected, else what was measured.</param>
public sealed record PhenomenonCase(string Run, bool Detected, Agreement Agreement, string Why);

/// <summary>Which runs show a phenomenon, and why.</summary>
/// <param name="Name">Its name in the JSON.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Cases">Every run.</param>
public sealed record PhenomenonStory(string Name, string Title, ImmutableArray<PhenomenonCase> Cases)
{
    /// <summary>"edge of stability: a, b; not: c".</summary>
    public string Summary
    {
        get
        {
            string shown = string.Join(", ", Cases.Where(c => c.Detected).Select(c => c.Run)),
                not = string.Join(", ", Cases.Where(c => !c.Detected).Select(c => c.Run));
            return $"{Title}: {(shown.Length == 0 ? "none" : not.Length == 0 ? "all" : $"{shown}; not {not}")}";
        }
    }

    internal static PhenomenonStory Of(string name, string title, ImmutableArray<(ComparedRun Run, PhenomenonRow Row)> runs) =>
        new(name, title, [.. runs.Select(r => new PhenomenonCase(r.Run.Name, r.Row.Measured.Detected, r.Row.Agreement, Why(name, r.Run, r.Row)))]);

    private static string Why(string name, ComparedRun run, PhenomenonRow row)
    {
        var p = row.Prediction;
        string certified = p.Certified is Proved proved ? $"certified by {p.By}: {proved.Certificate}" : "";
        string law = p.ByLaw is { } expected && p.LawReason is { } reason ? $"{(expected ? "expected" : "not expected")} by law, {reason}" : "";
        string seen = row.Measured.Detected ? Seen(name, run) : NotSeen(name, run);
        return string.Join("; ", new[] { certified, seen, certified.Length == 0 ? law : "" }.Where(t => t.Length > 0));
    }

    private static string Seen(string name, ComparedRun run)
    {
        var m = run.Run.Measurement;
        return name switch
        {
            "progressiveSharpening" =>
                Text($"h·sharpness rises from {run.Step * m.Initial.Sharpness:G4} to {run.Step * m.MaxSharpness.Sharpness:G4}, through 2"),
            "edgeOfStability" =>
                Text($"it converges with hφ = {run.Step * m.LimitSharpness ?? double.NaN:G6}, just below 2, ")
                    + Text($"after h·sharpness was {run.Step * m.MaxSharpness.Sharpness:G4}"),
            "balancing" => Text($"D falls from {m.Initial.D:G4} to {m.Final.D:G4}"),
            _ => Text($"the loss rises from {m.Initial.Loss:G4} to {m.MaxLoss.Loss:G4} and ends at {m.Final.Loss:G4}, flatter than it began"),
        };
    }

    private static string NotSeen(string name, ComparedRun run)
    {
        var m = run.Run.Measurement;
        var (start, most) = (run.Step * m.Initial.Sharpness, run.Step * m.MaxSharpness.Sharpness);
        string ended = m.Outcome == Outcome.Converged ? "" : $"the run does not converge ({m.Outcome.ToString().ToLowerInvariant()})";
        return name switch
        {
            "progressiveSharpening" => start >= 2
                ? Text($"the start is sharper than 2/h already (h·sharpness = {start:G4})")
                : Text($"h·sharpness never exceeds 2 (at most {most:G4})"),
            "edgeOfStability" => ended.Length > 0 ? ended : most <= 2 ? Text($"h·sharpness never exceeds 2 (at most {most:G4})")
                : m.LimitSharpness is { } phi
                ? Text($"it ends with hφ = {run.Step * phi:G4}{(m.FirstLossRise is null ? ", and the loss never rises" : ", not just below 2")}")
                : "there is no limit",
            "balancing" => double.IsNaN(m.Initial.D) ? "D is defined for the product form" : m.Initial.D == 0
                ? "D = 0 from the start"
                : Text($"D does not fall ({m.Initial.D:G4} to {m.Final.D:G4})"),
            _ => m.FirstLossRise is null ? "the loss never rises" : ended.Length > 0
                ? ended
                : m.MaxLoss.Loss <= m.Initial.Loss ? "the loss never exceeds f_0" : "it does not end flatter than it began",
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
