using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Cli.Output;

/// <summary>The JSON of analyze and check; the run's own blocks are in JsonOutput.Run.cs. The schema is docs/schema/boundcheck-1.schema.json.</summary>
internal static partial class JsonOutput
{
    internal const string Schema = "boundcheck/1";

    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object with the schema's name first.</summary>
    internal static byte[] Document(Action<Utf8JsonWriter> body)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_options))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            body(json);
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    internal static void WriteObjective(Utf8JsonWriter json, Objective o)
    {
        json.WriteStartObject("objective");
        json.WriteString("text", o.Text);
        json.WriteString("form", o.Structure.Form);
        json.WriteString("outer", o.Structure.Outer?.Value.ToString());
        json.WriteString("inner", o.Structure.Inner);
        if (o.Structure.Dimension is { } d)
            json.WriteNumber("dimension", d);
        else
            json.WriteNull("dimension");
        if (o.Reason is not null)
            json.WriteString("reason", o.Reason);
        if (!o.Structure.Conditions.IsEmpty)
            WriteStrings(json, "conditions", o.Structure.Conditions);
        json.WriteEndObject();
    }

    internal static void WriteRegularity(Utf8JsonWriter json, RegularityReport r, string name = "regularity")
    {
        json.WriteStartObject(name);
        json.WriteCertified("centre", r.Centre, r.CentreExpr?.ToString());
        if (r.CentreNote is not null)
            json.WriteString("centreNote", r.CentreNote);
        WriteDegree(json, r.Degree);
        json.WriteString("sign", r.Sign.Text);
        WriteConstant(json, "sector", "beta", r.Sector);
        WriteConstant(json, "derivativeBound", "G", r.DerivativeBound);
        json.WriteString("good", r.Good.Text);
        json.WriteString("monotoneRatio", r.MonotoneRatio.Text);
        json.WriteString("starConvex", r.StarConvex.Text);
        json.WriteString("convex", r.Convex.Text);
        json.WriteString("even", r.Even.Text);
        json.WriteString("smooth", r.Smooth.Text);
        json.WriteCertified("curvatureAtCentre", r.CurvatureAtCentre);
        json.WriteStartArray("localSmoothness");
        foreach (var l in r.LocalSmoothness)
        {
            json.WriteStartObject();
            json.WritePropertyName("radius");
            json.WriteReal(l.Radius.ToInterval().Hi);
            json.WriteCertified("L", l.Bound);
            if (l.Reason is not null)
                json.WriteString("reason", l.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (r.SmoothnessGrowth is { } growth)
            WriteSmoothnessGrowth(json, growth);
        json.WriteStartArray("evidence");
        foreach (var e in r.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("claim", e.Claim);
            WriteVerdict(json, e.Verdict, e.Elapsed);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDegree(Utf8JsonWriter json, Degree degree)
    {
        if (degree.IsInfinite)
            json.WriteString("degree", "inf");
        else if (degree.Value is { } value)
            json.WriteNumber("degree", value.ToDoubleNearest());
        else
            json.WriteNull("degree");
        WriteVerdictText(json, "degreeVerdict", degree.Verdict);
    }

    private static void WriteConstant(Utf8JsonWriter json, string block, string name, RegularityConstant constant)
    {
        json.WriteStartObject(block);
        json.WriteCertified(name, constant.Value, constant.ExactText);
        json.WriteString("verdict", constant.Verdict.Text);
        if (constant.Note is not null)
            json.WriteString(constant.Value is null ? "reason" : "note", constant.Note);
        else if (constant.Value is null)
            json.WriteString("reason", Explain(constant.Verdict));
        json.WriteEndObject();
    }

    private static string Explain(Verdict verdict) => verdict switch
    {
        Refuted r => r.Witness.Checked,
        Unknown u => u.Reason,
        _ => "",
    };

    private static void WriteVerdictText(Utf8JsonWriter json, string name, Verdict verdict)
    {
        json.WriteString(name, verdict.Text);
        if (verdict is Unknown u)
            json.WriteString(name + "Reason", u.Reason);
    }

    /// <summary>verdict, method, witness or reason, and ms, into the open object.</summary>
    internal static void WriteVerdict(Utf8JsonWriter json, Verdict verdict, TimeSpan elapsed)
    {
        json.WriteString("verdict", verdict.Text);
        json.WriteString("method", verdict.DecidedBy?.Text());
        switch (verdict)
        {
            case Proved p when p.Certificate.Length > 0:
                json.WriteString("certificate", p.Certificate);
                break;
            case Refuted r:
                WriteWitness(json, r.Witness);
                break;
            case Unknown u:
                json.WriteString("reason", u.Reason);
                if (u.Undecided is not null)
                    json.WriteString("undecided", u.Undecided);
                break;
        }
        json.WriteNumber("ms", Math.Round(elapsed.TotalMilliseconds, 3));
    }

    internal static void WriteWitness(Utf8JsonWriter json, Witness witness)
    {
        json.WriteStartObject("witness");
        foreach (var v in witness.Values)
        {
            if (v.IsExact)
                json.WriteString(v.Name, v.Low.ToString());
            else
                json.WriteCertified(v.Name, Certified.Between(v.Low, v.High));
        }
        json.WriteString("checked", witness.Checked);
        json.WriteEndObject();
    }

    internal static void WriteTheorems(Utf8JsonWriter json, ImmutableArray<TheoremResult> theorems)
    {
        json.WriteStartArray("theorems");
        foreach (var t in theorems)
        {
            json.WriteStartObject();
            json.WriteString("id", t.Theorem.Id);
            json.WriteString("title", t.Theorem.Title);
            json.WriteString("kind", t.Theorem.IsLaw ? "law" : "theorem");
            json.WriteString("applies", t.Applies.Text);
            WriteHypotheses(json, t.Hypotheses);
            if (t.Conclusions.IsEmpty)
            {
                json.WriteNull("conclusions");
            }
            else
            {
                json.WriteStartObject("conclusions");
                foreach (var c in t.Conclusions)
                    WriteConclusion(json, c);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteHypotheses(Utf8JsonWriter json, ImmutableArray<HypothesisResult> hypotheses)
    {
        json.WriteStartArray("hypotheses");
        foreach (var h in hypotheses)
        {
            json.WriteStartObject();
            json.WriteString("id", h.Statement.Id);
            json.WriteString("statement", h.Statement.Statement);
            WriteVerdict(json, h.Verdict, h.Elapsed);
            if (h.Remedy is not null)
                json.WriteString("remedy", h.Remedy);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteBoundTable(Utf8JsonWriter json, string name, ImmutableArray<BoundAt> bounds)
    {
        json.WritePropertyName(name);
        WriteBoundTable(json, bounds);
    }

    private static void WriteBoundTable(Utf8JsonWriter json, ImmutableArray<BoundAt> bounds)
    {
        json.WriteStartArray();
        foreach (var b in bounds)
        {
            json.WriteStartObject();
            json.WriteCertified("at", b.Argument);
            json.WriteCertified("bound", b.Bound);
            if (b.Bound is null)
                json.WriteString("reason", b.Reason ?? "the bound is void here");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteConclusion(Utf8JsonWriter json, Conclusion conclusion)
    {
        json.WritePropertyName(conclusion.Name);
        switch (conclusion.Value)
        {
            case Certified c:
                json.WriteCertified(c);
                break;
            case ImmutableArray<RegionVertex> vertices:
                json.WriteStartArray();
                foreach (var v in vertices)
                {
                    json.WriteStartObject();
                    json.WriteCertified("A", v.A);
                    json.WriteCertified("B", v.B);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                break;
            case string s:
                json.WriteStringValue(s);
                break;
            case bool b:
                json.WriteBooleanValue(b);
                break;
            case double law:
                // A number of a law: a plain number, not an enclosure.
                json.WriteReal(law);
                break;
            case ImmutableArray<BoundAt> bounds:
                WriteBoundTable(json, bounds);
                break;
            default:
                throw new InvalidOperationException($"No JSON form for {conclusion.Value.GetType().Name}.");
        }
    }

    internal static void WritePrediction(Utf8JsonWriter json, PredictionReport p)
    {
        json.WriteStartObject("prediction");
        json.WriteString("convergence", p.Convergence switch
        {
            ConvergencePrediction.Certified => "certified",
            ConvergencePrediction.Excluded => "excluded",
            _ => "open",
        });
        json.WriteString("convergenceNote", p.ConvergenceNote);
        json.WriteCertified("stepCertified", p.StepCertified);
        if (p.StepReason is not null)
            json.WriteString("stepCertifiedReason", p.StepReason);
        json.WriteString("stepThreshold", p.StepThreshold);
        WriteBy(json, "failure", p.Failure);
        WriteVerdictText(json, "catapult", p.Catapult);
        WriteVerdictText(json, "balancing", p.Balancing);
        json.WriteCertified("limitSharpnessAtMost", p.LimitSharpnessAtMost);
        json.WriteCertified("limitSharpnessAtLeast", p.LimitSharpnessAtLeast);
        WriteLimit(json, p);
        WriteLaw(json, p.Law);
        WritePredictedPhenomena(json, p.Phenomena);
        json.WriteStartArray("iterationsTo");
        foreach (var i in p.IterationsTo)
        {
            json.WriteStartObject();
            json.WriteReal("epsilon", i.Epsilon.ToInterval().Hi);
            json.WriteString("quantity", i.Quantity);
            json.WriteCertified("bound", i.Bound);
            if (i.Bound is null)
                json.WriteString("reason", "the bound is infinite or void here");
            if (i.IsVacuous)
                json.WriteString("reason", "vacuous: more than 10^12 steps");
            json.WriteString("theorem", i.Theorem);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteStepsTo(json, p);
        json.WriteEndObject();
    }

    internal static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var v in values)
            json.WriteStringValue(v);
        json.WriteEndArray();
    }
}
