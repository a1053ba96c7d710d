using System.Text.Json;
using BoundCheck.Bounds.Studies.Families;

namespace BoundCheck.Cli.Output;

internal static partial class JsonOutput
{
    /// <summary>The block of analyze and check with --for.</summary>
    internal static void WriteFamily(Utf8JsonWriter json, FamilyReport report)
    {
        json.WritePropertyName("family");
        WriteFamilyValue(json, report);
    }

    private static void WriteFamilyValue(Utf8JsonWriter json, FamilyReport report)
    {
        json.WriteStartObject();
        json.WriteString("objective", report.Family.Text);
        json.WriteStartObject("for");
        foreach (var range in report.Family.Box)
            json.WriteString(range.Variable.ToString(), range.ToString()[(range.Variable.ToString().Length + 4)..]);
        json.WriteEndObject();
        json.WriteString("outer", report.Outer?.ToString());
        json.WriteString("form", report.Form);
        if (report.Reason is { } reason)
            json.WriteString("reason", reason);
        json.WriteStartObject("verdicts");
        foreach (var (name, verdict) in report.Verdicts)
            WriteVerdictText(json, name, verdict);
        json.WriteEndObject();
        WriteStrings(json, "nowhere", report.Nowhere.Order(StringComparer.Ordinal));
        json.WriteStartArray("constants");
        foreach (var constant in report.Constants)
        {
            json.WriteStartObject();
            json.WriteString("name", constant.Name);
            json.WriteString("formula", constant.Formula?.ToString());
            json.WriteBoolean("isBound", constant.IsBound);
            WriteVerdictText(json, "verdict", constant.Verdict);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("steps");
        foreach (var step in report.Steps)
        {
            json.WriteStartObject();
            json.WriteString("theorem", step.Source.Theorem);
            json.WriteString("starts", step.Starts);
            json.WriteString("symbols", step.Symbols);
            json.WriteString("formula", step.Formula.ToString());
            json.WriteString("where", step.Where);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("conditions");
        foreach (var c in report.Conditions)
        {
            json.WriteStartObject();
            json.WriteString("theorem", c.Source.Theorem);
            json.WriteString("starts", c.Starts);
            json.WriteString("condition", c.Condition);
            WriteVerdictText(json, "verdict", c.Verdict);
            json.WriteBoolean("never", c.Never);
            json.WriteString("holds", c.Holds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteStrings(json, "splits", report.Splits);
        json.WriteStartArray("parts");
        foreach (var part in report.Parts)
            WriteFamilyValue(json, part);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
