using System.Text.Json;
using BoundCheck.Bounds.Structures.General;

namespace BoundCheck.Cli.Output;

internal static partial class JsonOutput
{
    internal static void WriteCurvature(Utf8JsonWriter json, CurvatureReport curvature)
    {
        json.WriteStartObject("curvature");
        json.WriteStartArray("sets");
        if (curvature.Everywhere is { } whole)
        {
            json.WriteStartObject();
            json.WriteString("set", "all of R^n");
            json.WriteNull("L");
            json.WriteString("LReason", "no bound of the Hessian on R^n is known");
            json.WriteCertified("mu", whole.Mu);
            json.WriteCertified("pl", whole.Pl);
            json.WriteCertified("plValue", whole.PlValue);
            json.WriteString("plReason", whole.Pl is null ? null : "strong convexity");
            json.WriteEndObject();
        }
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
