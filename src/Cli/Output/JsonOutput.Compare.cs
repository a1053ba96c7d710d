using System.Collections.Immutable;
using System.Text.Json;
using BoundCheck.Bounds.Prediction;
using BoundCheck.Bounds.Regularity;

namespace BoundCheck.Cli.Output;

internal static partial class JsonOutput
{
    internal static void WriteSmoothnessGrowth(Utf8JsonWriter json, SmoothnessGrowth growth)
    {
        json.WriteStartObject("smoothnessGrowth");
        if (growth.IsInfinite)
            json.WriteString("exponent", "inf");
        else if (growth.Value is { } value)
            json.WriteNumber("exponent", value.ToDoubleNearest());
        else
            json.WriteNull("exponent");
        WriteVerdictText(json, "verdict", growth.Verdict);
        if (growth.Measured is { } slope)
            json.WriteNumber("measured", slope);
        else
            json.WriteNull("measured");
        json.WriteEndObject();
    }

    /// <summary>The certified starts for growing h.</summary>
    internal static void WriteRegions(Utf8JsonWriter json, ImmutableArray<RegionAtStep> regions)
    {
        json.WriteStartArray("regions");
        foreach (var r in regions)
        {
            json.WriteStartObject();
            json.WriteCertified("step", r.Step);
            json.WriteStartObject("T1");
            json.WriteBoolean("applies", !r.Triangle.IsEmpty);
            json.WriteStartArray("triangle");
            foreach (var v in r.Triangle)
            {
                json.WriteStartObject();
                json.WriteCertified("A", v.A);
                json.WriteCertified("B", v.B);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteCertified("area", r.Area);
            json.WriteCertified("shareOfSquare", r.Share);
            json.WriteReal("squareHalf", CertifiedRegions.Half.ToDoubleNearest());
            json.WriteString("reason", r.TriangleReason);
            json.WriteEndObject();
            json.WriteStartObject("T3");
            json.WriteBoolean("applies", r.Unbounded);
            json.WriteString("reason", r.UnboundedReason);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
