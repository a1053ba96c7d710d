using BoundCheck.Bounds.Studies.Networks;
using System.Collections.Immutable;
using System.Text.Json;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Networks;
using BoundCheck.Numeric.Networks;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Output;

internal static partial class JsonOutput
{
    private const int MostTracePoints = 100;
    private const int MostLosses = 1000;

    /// <summary>The block of network: every configuration with verdicts about its functions, its runs and comparisons.</summary>
    internal static void WriteNetwork(Utf8JsonWriter json, ImmutableArray<NetworkResult> results)
    {
        json.WriteStartObject("network");
        json.WriteBoolean("complete", results.All(r => r.IsComplete));
        json.WriteString("certifies", "nothing: runs are measured; the verdicts are about loss and activation alone");
        json.WriteStartArray("configurations");
        foreach (var result in results)
            WriteConfiguration(json, result);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteConfiguration(Utf8JsonWriter json, NetworkResult result)
    {
        var (problem, shape) = (result.Experiment.First, result.Experiment.Shape);
        json.WriteStartObject();
        json.WriteString("name", result.Experiment.Name);
        json.WriteString("loss", shape.Loss.Name);
        json.WriteString("activation", shape.Activation.Name);
        json.WriteBoolean("batchNorm", shape.BatchNorm);
        json.WriteBoolean("bias", shape.Bias);
        json.WriteNumber("inputs", shape.Inputs);
        json.WriteNumber("width", shape.Width);
        json.WriteNumber("outputs", shape.Outputs);
        json.WriteNumber("parameters", shape.Parameters);
        json.WriteStartObject("data");
        json.WriteString("name", problem.Data.Name);
        json.WriteNumber("samples", problem.Data.Samples);
        json.WriteString("digest", problem.Data.Digest);
        json.WriteEndObject();
        WriteReals(json, "norms", [problem.FirstNorm, problem.SecondNorm]);
        WriteOptional(json, "multiple", problem.Multiple ?? double.NaN);
        WriteOptional(json, "step", problem.Step ?? double.NaN);
        json.WriteNumber("steps", problem.Steps);
        json.WriteStartObject("regularity");
        WriteRegularity(json, result.Regularity.Loss, "loss");
        WriteRegularity(json, result.Regularity.Activation, "activation");
        var composition = result.Regularity.Composition;
        json.WriteStartObject("composition");
        WriteDegree(json, composition);
        json.WriteEndObject();
        json.WriteStartObject("alongPath");
        WriteOptional(json, "maxP", result.MaxP);
        var smooth = double.IsNaN(result.MaxP) ? null : result.Regularity.AlongPath(result.MaxP);
        WriteOptional(json, "radius", smooth?.Radius.ToInterval().Hi ?? double.NaN);
        json.WriteCertified("L", smooth?.Bound);
        WriteOptional(json, "maxSharpness", result.Range(r => r.MaxSharpness)?.Hi ?? double.NaN);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("runs");
        foreach (var run in result.Runs)
            WriteNetworkRun(json, run);
        json.WriteEndArray();
        json.WriteStartArray("expectations");
        foreach (var (e, agreement) in result.Comparisons)
        {
            json.WriteStartObject();
            json.WriteString("quantity", e.Quantity);
            json.WriteString("expected", e.ToString());
            WriteReals(json, "measured", result.Runs.Select(e.Of));
            json.WriteNumber("inside", result.Count(e.Holds));
            json.WriteNumber("of", result.Runs.Length);
            json.WriteString("agreement", agreement switch { RangeAgreement.Inside =>
                "inside", RangeAgreement.MedianInside => "median inside", _ => "outside" });
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNetworkRun(Utf8JsonWriter json, NetworkMeasurement m)
    {
        json.WriteStartObject();
        json.WriteNumber("seed", m.Seed);
        json.WriteString("outcome", m.Outcome.ToString().ToLowerInvariant());
        if (m.Cause != OutcomeCause.None)
            json.WriteString("cause", NetworkText.Cause(m.Cause));
        json.WriteNumber("steps", m.Steps);
        json.WriteReal("step", m.Step);
        json.WriteReal("edge", m.Edge);
        json.WriteReal("initialSharpness", m.InitialSharpness);
        WriteOptional(json, "tail", m.Tail ?? double.NaN);
        json.WriteReal("rise", m.LossRise);
        json.WriteReal("ratio", m.Final.Ratio);
        json.WriteReal("accuracy", m.Final.Accuracy);
        json.WriteReal("maxSharpness", m.MaxSharpness);
        json.WriteReal("maxP", m.MaxP);
        WriteStep(json, "firstLossRise", m.FirstLossRise);
        json.WriteNumber("hessianProducts", m.HessianProducts);
        json.WritePropertyName("final");
        WritePoint(json, m.Final);
        json.WriteStartObject("phenomena");
        WritePhenomenon(json, "progressiveSharpening", m.Phenomena.ProgressiveSharpening);
        WritePhenomenon(json, "edgeOfStability", m.Phenomena.EdgeOfStability);
        WritePhenomenon(json, "balancing", m.Phenomena.Balancing);
        WritePhenomenon(json, "catapult", m.Phenomena.Catapult);
        json.WriteEndObject();
        json.WriteStartArray("trace");
        int every = (m.Trace.Length + MostTracePoints - 1) / MostTracePoints;
        for (int i = 0; i < m.Trace.Length; i += every)
            WritePoint(json, m.Trace[i]);
        json.WriteEndArray();
        // Every step of a short run; of a longer one the envelope, so that every rise is in it.
        json.WriteStartArray("losses");
        foreach (var (step, loss) in m.LossEnvelope(MostLosses))
        {
            json.WriteStartObject();
            json.WriteNumber("step", step);
            json.WriteReal("loss", loss);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePoint(Utf8JsonWriter json, NetworkPoint p)
    {
        json.WriteStartObject();
        json.WriteNumber("step", p.Step);
        json.WriteReal("loss", p.Loss);
        json.WriteReal("sharpness", p.Sharpness);
        json.WriteReal("gradientNorm", p.GradientNorm);
        json.WriteReal("firstNorm", p.FirstNorm);
        json.WriteReal("secondNorm", p.SecondNorm);
        json.WriteReal("accuracy", p.Accuracy);
        json.WriteEndObject();
    }
}
