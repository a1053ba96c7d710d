using System.CommandLine;
using BoundCheck.Bounds.Certificates;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Commands;

/// <summary>verify: re-checks certificates.</summary>
internal static class VerifyCommand
{
    private const int MostBytes = 256 << 20;

    internal static Command Create(Session session)
    {
        var options = new CommonOptions();
        var file = new Argument<string>("FILE") { Description = "A certificate written by claim or analyze with --certificate." };
        var command = new Command("verify",
            "Re-checks a certificate by a small checker that searches nothing: 0 accepted, 1 refused, 2 malformed.\n\n"
                + "Example: boundcheck verify proof.json") { file };
        foreach (var option in new Option[] { options.Json, options.Timeout, options.Quiet, options.NoColor, options.Seed })
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, session);
            string path = parse.GetValue(file)!;
            byte[] text = context.Part(() => Read(path));
            string? malformed = null;
            var checks = context.Part(() => CertificateFile.Verify(text, out malformed, context.Deadline));
            if (malformed is not null)
                throw new InputException($"{path}: not a certificate: {malformed}");
            foreach (var (claim, on, where, of, check) in checks)
            {
                string about = claim + (on.Length > 0 ? " on " + on : "") + (where.Length > 0 ? " where " + where : "");
                context.Terminal.WriteLine($"{(check.IsAccepted ? "+ accepted" : "- refused ")}  {about}");
                string rules = string.Join(", ", check.Rules.Select(r => $"{r.Value} {r.Key}"));
                if (of is not null)
                    TextOutput.Line(context.Terminal, "", of, 4);
                TextOutput.Line(context.Terminal, "", check.Refusal ?? $"{check.Steps} steps: {rules}", 4);
            }
            context.WriteJson(context.Document(json =>
            {
                json.WriteStartArray("certificates");
                foreach (var (claim, on, where, of, check) in checks)
                {
                    json.WriteStartObject();
                    json.WriteString("claim", claim);
                    json.WriteString("on", on);
                    json.WriteString("where", where);
                    if (of is not null)
                        json.WriteString("of", of);
                    json.WriteBoolean("accepted", check.IsAccepted);
                    if (check.Refusal is not null)
                        json.WriteString("reason", check.Refusal);
                    json.WriteNumber("steps", check.Steps);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }));
            return checks.All(c => c.Check.IsAccepted) ? 0 : 1;
        });
        return command;
    }

    private static byte[] Read(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
                throw new InputException($"{path}: larger than {MostBytes} bytes");
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"{path}: cannot be read: {e.Message}", e);
        }
    }
}
