using System.Text.Json;
using BoundCheck.Bounds.Studies.Steps;

namespace BoundCheck.Cli.Output;

internal static partial class JsonOutput
{
    /// <summary>The block of step.</summary>
    internal static void WriteStep(Utf8JsonWriter json, StepAnswer answer)
    {
        json.WriteStartObject("step");
        json.WriteCertified("certified", answer.Largest?.Supremum);
        json.WriteString("by", answer.Largest?.Source.Theorem);
        if (answer.Largest is { } largest)
            json.WriteString("text", largest.Text);
        if (answer.Reason is { } reason)
            json.WriteString("reason", reason);
        json.WriteCertified("everyStart", answer.EveryStart.IsEmpty ? null : answer.EveryStart[0].Step.Supremum);
        json.WriteStartArray("everyStartBy");
        foreach (var (source, step) in answer.EveryStart)
        {
            json.WriteStartObject();
            json.WriteString("theorem", source.Theorem);
            json.WriteCertified("certified", step.Supremum);
            json.WriteString("starts", step.Starts);
            json.WriteString("formula", step.Formula);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (answer.EveryStartReason is { } none)
            json.WriteString("everyStartReason", none);
        WriteOptional(json, "firstFailure", answer.Measured?.Measured ?? double.NaN);
        if (answer.Measured is { } row)
        {
            WriteOptional(json, "firstFailureOnGrid", row.OnGrid ?? double.NaN);
            if (row.Failing is { } failing)
                json.WriteString("failure", failing.Ending);
            json.WriteString("grid", row.Grid);
        }
        if (answer.Excluded is { } excluded)
            json.WriteString("failureCertifiedBy", excluded.Source.ToString());
        json.WriteCertified("classical", answer.Stationary?.Supremum);
        if (answer.Stationary is { } classical)
        {
            json.WriteString("classicalBy", classical.Source.Theorem);
            json.WriteString("classicalSet", classical.Set);
        }
        WriteNearest(json, answer);
        json.WriteEndObject();
    }

    private static void WriteNearest(Utf8JsonWriter json, StepAnswer answer)
    {
        if (answer.Nearest is not { } near)
        {
            json.WriteNull("nearestStart");
            if (answer.NearestReason is { } reason)
                json.WriteString("nearestStartReason", reason);
            return;
        }
        json.WriteStartObject("nearestStart");
        foreach (var (name, value) in near.Point)
        {
            if (value.Length == 1)
            {
                json.WriteCertified(name, value[0]);
                continue;
            }
            json.WriteStartArray(name);
            foreach (var v in value)
                json.WriteCertified(v);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteCertified("nearestDistance", near.Distance);
        json.WriteString("nearestBy", near.Source.Theorem);
    }
}
