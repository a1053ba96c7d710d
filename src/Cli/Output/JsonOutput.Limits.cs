using System.Text.Json;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;

namespace BoundCheck.Cli.Output;

internal static partial class JsonOutput
{
    private static void WriteBy(Utf8JsonWriter json, string name, Implication? certified)
    {
        json.WriteString(name, certified is null ? null : "certified");
        if (certified is not null)
            json.WriteString(name + "By", certified.Source.ToString());
    }

    /// <summary>The enclosure of the limit sharpness by the best floor and cap, and the asymptotic rate; null with the reason where one of them is
    /// missing.</summary>
    private static void WriteLimit(Utf8JsonWriter json, PredictionReport p)
    {
        if (p is { Floor: { } floor, Cap: { } cap } && floor.Least.LowerBound is { } lo && cap.Most.UpperBound is { } hi && lo <= hi)
        {
            json.WriteCertified("limitSharpness", Certified.Between(lo, hi));
            json.WriteString("limitSharpnessBy", floor.Source == cap.Source ? $"{floor.Source}" : $"{floor.Source}, {cap.Source}");
        }
        else
        {
            json.WriteNull("limitSharpness");
            json.WriteString("limitSharpnessReason", p.Floor is null
                ? "no lower bound of it is certified before running"
                : "no upper bound of it is certified before running");
        }
        json.WriteCertified("rate", p.Rate?.Factor);
        if (p.Rate is null)
            json.WriteString("rateReason", "no enclosure of the limit sharpness is certified before running");
        else
            json.WriteString("rateBy", p.Rate.Source.ToString());
    }

    /// <summary>The counts with what they say, sharpest first for each quantity and tolerance.</summary>
    private static void WriteStepsTo(Utf8JsonWriter json, PredictionReport p)
    {
        json.WriteStartArray("stepsTo");
        foreach (var s in p.StepsTo)
        {
            json.WriteStartObject();
            json.WriteString("quantity", s.Quantity.Short);
            json.WriteReal("epsilon", ((Certified)s.Epsilon).ToInterval().Hi);
            json.WriteCertified("bound", s.Bound);
            json.WriteString("theorem", s.Source.ToString());
            json.WriteString("meaning", s.Meaning.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
