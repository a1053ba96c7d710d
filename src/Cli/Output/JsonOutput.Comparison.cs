using System.Collections.Immutable;
using System.Text.Json;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Comparisons;
using BoundCheck.Cli.Report;

namespace BoundCheck.Cli.Output;

internal static partial class JsonOutput
{
    /// <summary>Several studies: the blocks of each in an array, and the comparison of those that were run.</summary>
    internal static void WriteStudies(Utf8JsonWriter json, ImmutableArray<(string Name, Study Study)> studies, RunComparison comparison)
    {
        json.WriteStartArray("studies");
        foreach (var (title, study) in studies)
        {
            json.WriteStartObject();
            json.WriteString("name", title);
            json.WriteCertified("stepSize", study.Problem.Step);
            if (comparison.Runs.FirstOrDefault(r => ReferenceEquals(r.Run.Study, study)) is { } run)
                WriteRun(json, run.Run);
            else
                WriteStudy(json, study);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (comparison.Runs.Length > 0)
            WriteComparison(json, comparison);
    }

    /// <summary>The studies that could not be read, each with its error.</summary>
    internal static void WriteFailures(Utf8JsonWriter json, IEnumerable<(string Name, string Message)> failed)
    {
        json.WriteStartArray("failed");
        foreach (var (name, message) in failed)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("error", message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteComparison(Utf8JsonWriter json, RunComparison comparison)
    {
        json.WriteStartObject("comparison");
        json.WriteString("answer", ComparisonRows.Answer(comparison));
        json.WriteStartArray("convergence");
        foreach (var (run, why) in ComparisonRows.Because(comparison))
        {
            json.WriteStartObject();
            json.WriteString("run", run);
            json.WriteString("why", why);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("phenomena");
        foreach (var story in comparison.Phenomena)
        {
            json.WriteStartObject();
            json.WriteString("name", story.Name);
            WriteStrings(json, "shownBy", story.Cases.Where(c => c.Detected).Select(c => c.Run));
            json.WriteStartArray("runs");
            foreach (var c in story.Cases)
            {
                json.WriteStartObject();
                json.WriteString("run", c.Run);
                json.WriteBoolean("detected", c.Detected);
                json.WriteString("agreement", c.Agreement.ToString().ToLowerInvariant());
                json.WriteString("why", c.Why);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("atEqualTimes");
        foreach (var at in comparison.AtEqualTimes)
        {
            json.WriteStartObject();
            json.WriteReal("time", at.Time);
            json.WriteStartArray("runs");
            foreach (var (run, point) in comparison.Runs.Zip(at.Points))
            {
                json.WriteStartObject();
                json.WriteString("run", run.Name);
                WriteStep(json, "step", point?.Step);
                WriteOptional(json, "loss", point?.Loss ?? double.NaN);
                WriteOptional(json, "sharpness", point?.Sharpness ?? double.NaN);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
