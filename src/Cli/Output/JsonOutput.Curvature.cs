using System.Text.Json;
using BoundCheck.Bounds.Structures.General;

namespace BoundCheck.Cli.Output;

internal static partial class JsonOutput
{
    internal static void WriteCurvature(Utf8JsonWriter json, CurvatureReport curvature)
    {
        json.WriteStartObject("curvature");
        json.WriteStartArray("sets");
        foreach (var s in curvature.Sets)
        {
            json.WriteStartObject();
            json.WriteString("set", s.Text);
            json.WriteCertified("L", s.L);
            json.WriteCertified("mu", s.Mu);
            json.WriteCertified("pl", s.Pl);
            json.WriteCertified("plValue", s.PlValue);
            json.WriteString("plReason", s.PlReason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("missing", curvature.Missing.Length > 0 ? curvature.Missing : null);
        json.WriteEndObject();
    }
}
