using System.Text.Json;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Cli.Commands;
using BoundCheck.Cli.Input;

namespace BoundCheck.Cli.Output;

/// <summary>What the tool does when a run breaks a certified statement: it says so, writes everything it knows, and ends as an internal error.</summary>
internal static class ContradictionDump
{
    /// <summary>0 when the run has no contradiction; otherwise the dump is written into the folder (without one, or where it can't, to the error output) and
    /// the code is 4.</summary>
    internal static int Report(RunReport run, TextWriter error, string? folder)
    {
        var broken = run.Contradictions;
        if (broken.IsEmpty)
            return 0;
        error.WriteLine("boundcheck: internal error (a bug): the measured run contradicts what was certified");
        foreach (var contradiction in broken)
            error.WriteLine($"    {contradiction}");
        byte[] dump = JsonOutput.Document(json =>
        {
            JsonOutput.WriteRun(json, run);
            WriteTrace(json, run);
        });
        if (folder is null)
        {
            error.WriteLine(System.Text.Encoding.UTF8.GetString(dump));
            return ExitCodes.InternalError;
        }
        string path = Path.Combine(folder, $"boundcheck-contradiction-{Environment.ProcessId}.json");
        try
        {
            AtomicFile.Write(path, stream => stream.Write(dump));
            error.WriteLine($"    everything known about it is in {path}; please report it");
        }
        catch (InputException)
        {
            error.WriteLine(System.Text.Encoding.UTF8.GetString(dump));
        }
        return ExitCodes.InternalError;
    }

    private static void WriteTrace(Utf8JsonWriter json, RunReport run)
    {
        json.WriteStartArray("trace");
        foreach (var p in run.Measurement.Trace)
        {
            json.WriteStartArray();
            json.WriteNumberValue(p.Step);
            foreach (double value in new[] { p.U, p.S, p.P, p.D, p.Slope, p.Loss, p.Sharpness, p.Phi })
                json.WriteReal(value);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }
}
