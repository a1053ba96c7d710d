using System.Text.Json;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Output;

internal static partial class JsonOutput
{
    /// <summary>All blocks of run.</summary>
    internal static void WriteRun(Utf8JsonWriter json, RunReport run)
    {
        WriteStudy(json, run.Study);
        WriteMeasurement(json, run);
        WriteTightness(json, run);
        WriteCompleteBound(json, run.Complete);
        json.WriteStartArray("contradictions");
        foreach (var c in run.Contradictions)
        {
            json.WriteStartObject();
            json.WriteString("certified", c.Statement);
            json.WriteString("measured", c.Measured);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteMeasurement(Utf8JsonWriter json, RunReport run)
    {
        var m = run.Measurement;
        json.WriteStartObject("measurement");
        json.WriteString("outcome", m.Outcome.ToString().ToLowerInvariant());
        if (m.Period is { } period)
            json.WriteNumber("period", period);
        if (m.Cause != OutcomeCause.None)
            json.WriteString("cause", TextOutput.Cause(m.Cause));
        json.WriteNumber("steps", m.Steps);
        json.WriteStartObject("final");
        WriteOptional(json, "s", m.Final.S);
        WriteOptional(json, "p", m.Final.P);
        WriteOptional(json, "D", m.Final.D);
        WriteOptional(json, "u", m.Final.U);
        json.WriteReal("loss", m.Final.Loss);
        json.WriteReal("sharpness", m.Final.Sharpness);
        json.WriteReal("gradientNorm", m.Final.GradientNorm);
        WriteReals(json, "x", m.FinalX);
        WriteReals(json, "y", m.FinalY);
        json.WriteEndObject();
        json.WriteStartObject("initial");
        json.WriteReal("loss", m.Initial.Loss);
        json.WriteReal("sharpness", m.Initial.Sharpness);
        WriteOptional(json, "phi", m.Initial.Phi);
        json.WriteEndObject();
        WriteLimitSharpness(json, run.Complete);
        json.WriteStartObject("limit");
        WriteOptional(json, "p", m.LimitP ?? double.NaN);
        WriteOptional(json, "phi", m.LimitSharpness ?? double.NaN);
        WriteOptional(json, "hPhi", m.LimitSharpness is { } phi ? phi * run.Study.Problem.Step.ToInterval().Mid : double.NaN);
        json.WriteEndObject();
        WriteCapture(json, run.Captured);
        json.WriteReal("maxLoss", m.MaxLoss.Loss);
        json.WriteReal("maxSharpness", m.MaxSharpness.Sharpness);
        WriteOptional(json, "balancingShare", m.BalancingShare);
        WriteStep(json, "firstLossRise", m.FirstLossRise);
        WriteStep(json, "annihilatedAt", m.AnnihilatedAt);
        WriteStep(json, "exactLandingAt", m.ExactLandingAt);
        WriteStep(json, "digitsLostAt", m.DigitsLostAt);
        json.WriteStartArray("stepsTo");
        foreach (var s in run.StepsTo)
        {
            json.WriteStartObject();
            json.WriteReal("epsilon", s.Epsilon);
            WriteStep(json, "steps", s.Steps);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteSlopeCounts(json, run);
        json.WriteStartObject("phenomena");
        foreach (var row in run.Phenomena)
            WritePhenomenon(json, row.Name, row.Measured, row.Agreement);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCapture(Utf8JsonWriter json, Captured? captured)
    {
        if (captured is null)
        {
            json.WriteNull("capture");
            return;
        }
        json.WriteStartObject("capture");
        json.WriteNumber("step", captured.Step);
        json.WriteCertified("distance", captured.Distance);
        json.WriteCertified("rate", captured.Rate);
        json.WriteStartObject("limit");
        foreach (var (name, value) in captured.Limit)
            json.WriteCertified(name, value);
        json.WriteEndObject();
        json.WriteCertified("sharpness", captured.Sharpness);
        json.WriteString("theorem", captured.Source.ToString());
        json.WriteEndObject();
    }

    private static void WriteTightness(Utf8JsonWriter json, RunReport run)
    {
        json.WriteStartObject("tightness");
        json.WriteStartArray("rate");
        foreach (var r in run.Rates)
        {
            json.WriteStartObject();
            json.WriteString("theorem", r.Theorem);
            json.WriteString("quantity", r.Quantity);
            json.WriteNumber("K", r.K);
            WriteOptional(json, "bound", r.Bound ?? double.NaN);
            WriteOptional(json, "measured", r.Measured);
            WriteOptional(json, "ratio", r.Ratio ?? double.NaN);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("trend");
        foreach (var t in run.Trends)
        {
            json.WriteStartObject();
            json.WriteString("theorem", t.Theorem);
            json.WriteString("quantity", t.Quantity);
            json.WriteNumber("from", t.From);
            json.WriteNumber("to", t.To);
            json.WriteReal("exponent", t.Exponent);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("step");
        json.WriteCertified("certified", run.Study.Prediction.StepCertified);
        WriteOptional(json, "measured", run.Step?.Measured ?? double.NaN);
        WriteOptional(json, "ratio", run.Step?.Ratio ?? double.NaN);
        if (run.Step is { } step)
            json.WriteString("grid", step.Grid);
        json.WriteEndObject();
        WriteSharpnessWidth(json, run.Complete);
        WriteCounts(json, run);
        json.WriteEndObject();
    }

    private static void WritePhenomenon(Utf8JsonWriter json, string name, Phenomenon phenomenon, Agreement? agreement = null)
    {
        json.WriteStartObject(name);
        json.WriteBoolean("detected", phenomenon.Detected);
        if (phenomenon.At is { } at)
            json.WriteNumber("at", at);
        if (agreement is { } both)
            json.WriteString("agreement", both.ToString().ToLowerInvariant());
        json.WriteEndObject();
    }

    /// <summary>The numbers of steps certified before running beside the measured ones.</summary>
    private static void WriteCounts(Utf8JsonWriter json, RunReport run)
    {
        json.WriteStartArray("counts");
        foreach (var row in run.Counts)
        {
            json.WriteStartObject();
            json.WriteString("quantity", row.Bound.Quantity.Short);
            json.WriteReal("epsilon", row.Measured.Epsilon);
            json.WriteString("meaning", row.Bound.Meaning.ToString().ToLowerInvariant());
            json.WriteCertified("certified", row.Bound.Bound);
            json.WriteNumber("measured", row.Steps);
            WriteOptional(json, "ratio", row.Ratio ?? double.NaN);
            json.WriteString("theorem", row.Bound.Source.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("limit");
        var p = run.Study.Prediction;
        json.WriteCertified("sharpnessAtLeast", p.LimitSharpnessAtLeast);
        json.WriteCertified("sharpnessAtMost", p.LimitSharpnessAtMost);
        WriteOptional(json, "measured", run.Measurement.LimitSharpness ?? double.NaN);
        WriteOptional(json, "ratio", p.LimitSharpnessAtMost is { } most && run.Measurement.LimitSharpness is { } phi ? most.ToInterval().Hi / phi : double.NaN);
        json.WriteCertified("rate", p.Rate?.Factor);
        WriteOptional(json, "measuredRate", run.MeasuredRate ?? double.NaN);
        json.WriteEndObject();
    }

    private static void WriteSlopeCounts(Utf8JsonWriter json, RunReport run)
    {
        json.WriteStartArray("slopeCounts");
        foreach (var row in run.Slopes)
        {
            json.WriteStartObject();
            json.WriteReal("epsilon", row.Measured.Epsilon);
            json.WriteNumber("steps", row.Measured.Steps);
            WriteStep(json, "first", row.Measured.First);
            WriteStep(json, "last", row.Measured.Last);
            json.WriteCertified("bound", row.Bound?.Bound);
            json.WriteString("theorem", row.Bound?.Theorem);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>A real, or null where the quantity does not exist (NaN).</summary>
    private static void WriteOptional(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsNaN(value))
            json.WriteNull(name);
        else
            json.WriteReal(name, value);
    }

    private static void WriteStep(Utf8JsonWriter json, string name, long? step)
    {
        if (step is { } k)
            json.WriteNumber(name, k);
        else
            json.WriteNull(name);
    }

    private static void WriteReals(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double v in values)
            json.WriteReal(v);
        json.WriteEndArray();
    }
}
