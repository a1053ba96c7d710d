using System.Text.Json;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Cli.Output;

internal static partial class JsonOutput
{
    /// <summary>Steps of the prefix that the document shows: all of the first ones, then every so many.</summary>
    private const int PrefixShown = 256;

    private static void WriteLimitSharpness(Utf8JsonWriter json, CompleteBound? complete)
    {
        json.WriteCertified("limitSharpness", complete?.Limit.Phi);
        if (complete?.Limit.EdgeRatio is { } ratio)
            json.WriteCertified("limitEdgeRatio", ratio);
        if ((complete is null ? "no enclosure of the limit is certified for this form" : complete.Limit.Reason) is { } reason)
            json.WriteString("limitSharpnessReason", reason);
    }

    private static void WriteSharpnessWidth(Utf8JsonWriter json, CompleteBound? complete)
    {
        json.WriteStartObject("sharpness");
        WriteOptional(json, "width", complete?.Limit.Width ?? double.NaN);
        if (complete is not null)
            json.WriteReal("asked", complete.Limit.Asked);
        if (complete?.Limit.Phi is null)
            json.WriteString("reason", "no enclosure of the limit sharpness is certified");
        json.WriteEndObject();
    }

    /// <summary>The bound for every k, or the condition that failed.</summary>
    private static void WriteCompleteBound(Utf8JsonWriter json, CompleteBound? complete)
    {
        if (complete is null)
            return;
        json.WriteStartObject("completeBound");
        WriteVerdictText(json, "verdict", complete.Verdict);
        json.WriteNumber("prefixSteps", Math.Max(0, complete.Prefix.Length - 1));
        json.WriteNumber("precisionBits", complete.Precision);
        WriteStep(json, "entryStep", complete.EntryStep);
        json.WriteStartArray("sets");
        foreach (var entry in complete.Entries)
        {
            json.WriteStartObject();
            json.WriteNumber("step", entry.Step);
            json.WritePropertyName("set");
            WriteSet(json, entry.Set);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WritePropertyName("sharpnessSet");
        WriteSet(json, complete.Limit.Set);
        WriteStep(json, "sharpnessStep", complete.Limit.Step);
        if (complete.Edge is { } edge)
        {
            json.WriteStartObject("edge");
            json.WriteNumber("step", edge.Step);
            json.WriteCertified("hPhiLimitAtLeast", edge.EdgeAtLeast);
            json.WriteString("theorem", edge.Source.ToString());
            json.WriteEndObject();
        }
        json.WriteStartArray("bound");
        foreach (var row in complete.Table())
        {
            json.WriteStartObject();
            json.WriteNumber("k", (long)row.Argument.Exact!.Value.Numerator);
            json.WriteReal("absU", row.Bound!.ToInterval().Hi);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("prefix");
        int stride = Math.Max(1, complete.Prefix.Length / PrefixShown);
        foreach (var point in complete.Prefix.Where(p => p.K < 64 || p.K % stride == 0 || p.K == complete.Prefix.Length - 1))
        {
            json.WriteStartObject();
            json.WriteNumber("k", point.K);
            WriteInterval(json, "u", point.U);
            WriteInterval(json, "D", point.D);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSet(Utf8JsonWriter json, ContractionSet? set)
    {
        if (set is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteReal("a", set.Left);
        json.WriteReal("b", set.Right);
        json.WriteReal("DLow", set.DLow);
        json.WriteReal("DHigh", set.DHigh);
        json.WriteReal("kappa", set.Kappa);
        json.WriteReal("rho", set.Rho);
        json.WriteReal("beta", set.Beta);
        json.WriteReal("V", set.V.ToInterval().Hi);
        WriteOptional(json, "q", set.Loss?.ToInterval().Hi ?? double.NaN);
        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, string name, Interval value)
    {
        json.WriteStartObject(name);
        json.WriteReal("lo", value.Lo);
        json.WriteReal("hi", value.Hi);
        json.WriteEndObject();
    }
}
