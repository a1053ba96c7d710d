using System.Collections.Immutable;
using System.Text.Json;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;

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
            foreach (var (region, starts) in r.Theorems)
            {
                json.WriteStartObject(region.Source.Theorem);
                if (starts is UndecidedStarts)
                    json.WriteNull("applies");
                else
                    json.WriteBoolean("applies", !starts.IsEmpty);
                if (!region.IsUnbounded)
                    WriteOutline(json, starts);
                json.WriteString("reason", starts.Text);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteOutline(Utf8JsonWriter json, StartSet starts)
    {
        json.WriteStartArray("triangle");
        foreach (var v in starts.Vertices)
        {
            json.WriteStartObject();
            json.WriteCertified("A", v.A);
            json.WriteCertified("B", v.B);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteCertified("area", starts.Area);
        json.WriteCertified("shareOfSquare", starts.Share(CertifiedRegions.Half));
        json.WriteReal("squareHalf", CertifiedRegions.Half.ToDoubleNearest());
    }
}
