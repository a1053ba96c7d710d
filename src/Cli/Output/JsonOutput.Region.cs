using System.Text.Json;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Cli.Output;

/// <content>Region certificates.</content>
internal static partial class JsonOutput
{
    internal static void WriteRegion(Utf8JsonWriter json, RegionCertificate certificate, Start? start)
    {
        json.WriteStartObject("region");
        WriteVerdictText(json, "certified", certificate.Applies);
        json.WriteString("quantity", Quantity.Offset.Short);
        json.WriteReal("epsilon", certificate.Request.Tolerances[0].ToDoubleNearest());
        WriteAnswer(json, certificate, certificate.Worst);
        json.WriteNumber("cells", certificate.Cells);
        if (certificate.Applies is not Proved)
            json.WriteString("reason", Reason(certificate));
        if (start is not null)
        {
            json.WriteStartObject("start");
            WriteAnswer(json, certificate, certificate.At(start.A, start.B));
            json.WriteEndObject();
        }
        WriteHypotheses(json, certificate.Hypotheses);
        json.WriteEndObject();
    }

    internal static string Reason(RegionCertificate certificate)
    {
        var failing = certificate.Hypotheses.FirstOrDefault(h => h.Verdict.IsRefuted) ?? certificate.Hypotheses.First(h => !h.Verdict.IsProved);
        return $"{failing.Statement.Statement}: {TextOutput.Explain(failing.Verdict)}";
    }

    // The first tolerance's count also under the name of the contract.
    private static void WriteAnswer(Utf8JsonWriter json, RegionCertificate certificate, RegionAnswer? answer)
    {
        if (answer is null)
            json.WriteNull("countMax");
        else
            json.WriteNumber("countMax", answer.Counts[0]);
        json.WriteCertified("limitSharpnessAtLeast", answer?.SharpnessAtLeast);
        json.WriteCertified("hPhiLimitAtLeast", answer?.EdgeAtLeast);
        json.WriteCertified("limitSharpness", answer is null ? null : answer.Edge / certificate.Setting.Step);
        json.WriteCertified("rate", answer?.Rate);
        json.WriteStartArray("counts");
        for (int i = 0; answer is not null && i < answer.Counts.Length; i++)
        {
            json.WriteStartObject();
            json.WriteReal("epsilon", certificate.Request.Tolerances[i].ToDoubleNearest());
            json.WriteNumber("count", answer.Counts[i]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
