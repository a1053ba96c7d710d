using System.Text.Json;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;

namespace BoundCheck.Cli.Output;

internal static partial class JsonOutput
{
    private static void WriteLaw(Utf8JsonWriter json, Expectation? law)
    {
        if (law?.EdgeRatio is not { } value)
        {
            json.WriteNull("limitEdgeRatioByLaw");
            return;
        }
        json.WriteStartObject("limitEdgeRatioByLaw");
        json.WriteReal("value", value);
        json.WriteString("theorem", law.Source.Theorem);
        json.WriteEndObject();
    }

    private static void WritePredictedPhenomena(Utf8JsonWriter json, PhenomenaPrediction p)
    {
        json.WriteStartObject("phenomena");
        WritePredicted(json, "progressiveSharpening", p.ProgressiveSharpening);
        WritePredicted(json, "edgeOfStability", p.EdgeOfStability);
        WritePredicted(json, "balancing", p.Balancing);
        WritePredicted(json, "catapult", p.Catapult);
        json.WriteEndObject();
    }

    private static void WritePredicted(Utf8JsonWriter json, string name, PhenomenonPrediction p)
    {
        json.WriteStartObject(name);
        json.WriteString("certified", p.Certified.Text);
        if (Explain(p.Certified) is { Length: > 0 } reason)
            json.WriteString("certifiedReason", reason);
        json.WriteString("theorem", p.By?.ToString());
        if (p.ByLaw is { } law)
        {
            json.WriteBoolean("law", law);
            json.WriteString("lawReason", p.LawReason);
        }
        else
        {
            json.WriteNull("law");
        }
        json.WriteEndObject();
    }
}
