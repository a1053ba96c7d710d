using System.Collections.Immutable;
using System.Text.Json;
using BoundCheck.Bounds.Studies.Laboratory;

namespace BoundCheck.Cli.Output;

internal static partial class JsonOutput
{
    /// <summary>The blocks of theorem on one problem.</summary>
    internal static void WriteTrial(Utf8JsonWriter json, TheoremTrial trial)
    {
        WriteObjective(json, trial.Problem.Objective);
        json.WriteStartObject("theorem");
        WriteHead(json, trial.Theorem);
        json.WriteString("applies", trial.Applies.Text);
        json.WriteBoolean("refutedByRun", trial.IsRefuted);
        WriteHypotheses(json, trial.Hypotheses);
        WriteConclusions(json, trial);
        WriteBounds(json, "catalogue", trial.Catalogue);
        WriteStrings(json, "applying", trial.Applying);
        WriteOutcomes(json, trial.Run);
        json.WriteNull("hunt");
        json.WriteEndObject();
    }

    /// <summary>The blocks of theorem --hunt.</summary>
    internal static void WriteHunt(Utf8JsonWriter json, HuntReport report)
    {
        json.WriteStartObject("theorem");
        WriteHead(json, report.Theorem);
        json.WriteStartObject("hunt");
        json.WriteNumber("runs", report.Runs);
        json.WriteNumber("objectives", report.Objectives);
        json.WriteNumber("leftOut", report.LeftOut);
        json.WriteNumber("unconfirmed", report.Unconfirmed);
        json.WriteNumber("seed", report.Options.Seed);
        json.WriteNumber("steps", report.Options.Steps);
        json.WriteBoolean("complete", report.IsComplete);
        json.WritePropertyName("counterexample");
        if (report.Smallest is { } smallest)
            WriteCounterexample(json, smallest);
        else
            json.WriteNullValue();
        json.WriteStartArray("counterexamples");
        foreach (var c in report.Counterexamples)
            WriteCounterexample(json, c);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCounterexample(Utf8JsonWriter json, Counterexample c)
    {
        json.WriteStartObject();
        json.WriteString("objective", c.Objective);
        WriteTexts(json, "parameters", c.Parameters.Select(p => (p.Name, p.Value.ToString())));
        json.WriteString("step", c.Step.ToString());
        WriteTexts(json, "start", c.Start);
        WriteHypotheses(json, c.Hypotheses);
        WriteOutcome(json, "broken", c.Conclusion);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<(string Name, string Value)> texts)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in texts)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, UserTheorem theorem)
    {
        json.WriteString("id", theorem.Text.Id);
        json.WriteString("title", theorem.Text.Title);
        json.WriteString("kind", "own");
    }

    /// <summary>The bounds by conclusion, as a theorem of the catalogue has them; a second sentence of a name is its name with a 2.</summary>
    private static void WriteConclusions(Utf8JsonWriter json, TheoremTrial trial)
    {
        if (trial.Bounds.IsEmpty || !trial.Applies.IsProved)
        {
            json.WriteNull("conclusions");
            return;
        }
        json.WriteStartObject("conclusions");
        foreach (var group in trial.Bounds.GroupBy(b => b.Id))
        {
            int number = 0;
            foreach (var bound in group)
                WriteBoundTable(json, ++number == 1 ? bound.Id : $"{bound.Id}-{number}", bound.At);
        }
        json.WriteEndObject();
    }

    private static void WriteBounds(Utf8JsonWriter json, string name, ImmutableArray<ConclusionBound> bounds)
    {
        json.WriteStartArray(name);
        foreach (var b in bounds)
        {
            json.WriteStartObject();
            json.WriteString("id", b.Id);
            json.WriteString("quantity", b.Quantity);
            WriteBoundTable(json, "at", b.At);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteOutcomes(Utf8JsonWriter json, ImmutableArray<ConclusionResult> results)
    {
        json.WriteStartArray("run");
        foreach (var r in results)
            WriteOutcome(json, null, r);
        json.WriteEndArray();
    }

    private static void WriteOutcome(Utf8JsonWriter json, string? name, ConclusionResult result)
    {
        if (name is not null)
            json.WritePropertyName(name);
        json.WriteStartObject();
        json.WriteString("id", result.Id);
        json.WriteString("conclusion", result.Text);
        json.WriteString("outcome", TextOutput.Word(result.Outcome));
        WriteStep(json, "at", result.At);
        json.WriteNumber("held", result.Asked);
        json.WriteString("detail", result.Detail);
        json.WriteEndObject();
    }
}
