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
        WriteBounds(json, "bounds", trial.Bounds);
        WriteBounds(json, "catalogue", trial.Catalogue);
        WriteStrings(json, "applying", trial.Applying);
        WriteOutcomes(json, trial.Run);
        json.WriteNull("hunt");
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, UserTheorem theorem)
    {
        json.WriteString("id", theorem.Text.Id);
        json.WriteString("title", theorem.Text.Title);
        json.WriteString("kind", "own");
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
        {
            json.WriteStartObject();
            json.WriteString("id", r.Id);
            json.WriteString("conclusion", r.Text);
            json.WriteString("outcome", TextOutput.Word(r.Outcome));
            WriteStep(json, "at", r.At);
            json.WriteNumber("held", r.Asked);
            json.WriteString("detail", r.Detail);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
