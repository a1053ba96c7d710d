using System.Text.Json;
using BoundCheck.Bounds.Proofs;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Theory;

namespace BoundCheck.Cli.Output;

internal static partial class JsonOutput
{
    /// <summary>All blocks of check.</summary>
    internal static void WriteStudy(Utf8JsonWriter json, Study study)
    {
        WriteObjective(json, study.Problem.Objective);
        WriteMethod(json, study.Problem);
        WriteRegularity(json, study.Regularity);
        WriteTheorems(json, study.Theorems);
        WritePrediction(json, study.Prediction);
    }

    internal static void WriteCatalogue(Utf8JsonWriter json, IEnumerable<Theorem> theorems)
    {
        json.WriteStartArray("catalogue");
        foreach (var t in theorems)
        {
            json.WriteStartObject();
            json.WriteString("id", t.Id);
            json.WriteString("title", t.Title);
            json.WriteString("kind", t.IsLaw ? "law" : "theorem");
            json.WriteString("problem", t.Problem);
            json.WriteStartArray("hypotheses");
            foreach (var h in t.Hypotheses)
            {
                json.WriteStartObject();
                json.WriteString("id", h.Id);
                json.WriteString("statement", h.Statement);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("conclusions");
            foreach (var c in t.Conclusions)
            {
                json.WriteStartObject();
                json.WriteString("id", c.Id);
                json.WriteString("statement", c.Statement);
                json.WriteString("guarantee", c.Guarantee.ToString().ToLowerInvariant());
                WriteProofs(json, ProofIndex.Current.Of(t.Id, c.Id));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("source", t.Source);
            json.WriteString("proof", t.Proof);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    internal static void WriteWorstCase(Utf8JsonWriter json, Theorem theorem, WorstCaseQuestion question, WorstCase answer)
    {
        json.WriteStartObject("worstCase");
        json.WriteString("theorem", theorem.Id);
        json.WriteString("L", question.L.ToString());
        json.WriteString("mu", question.Mu?.ToString());
        json.WriteString("step", question.Step.ToString());
        json.WriteNumber("iterations", question.Steps);
        if (answer is AttainedBound a)
        {
            json.WriteString("conclusion", a.Source.Conclusion);
            json.WriteString("objective", a.Objective.ToString());
            json.WriteString("start", a.Start);
            json.WriteString("quantity", a.Quantity.Extreme);
            json.WriteReal("bound", a.Bound.ToInterval().Hi);
        }
        else
        {
            json.WriteString("reason", ((NoWorstCase)answer).Reason);
        }
        json.WriteEndObject();
    }

    private static void WriteProofs(Utf8JsonWriter json, IEnumerable<ProofEntry> entries)
    {
        json.WriteStartArray("proofs");
        foreach (var e in entries)
        {
            json.WriteStartObject();
            json.WriteString("id", e.Id);
            json.WriteString("statement", e.Statement);
            json.WriteString("status", e.StatusName);
            json.WriteString("file", e.File is null ? null : $"proofs/{e.File}");
            json.WriteString("lemma", e.Lemma);
            json.WriteString("assumption", e.Assumption);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
