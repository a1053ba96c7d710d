using System.CommandLine;
using BoundCheck.Bounds.Certificates;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Output;
using Spectre.Console;

namespace BoundCheck.Cli.Commands;

/// <summary>--certificate: the proofs of claims as a file that verify re-checks.</summary>
internal static class CertificateOption
{
    internal static Option<string?> For() =>
        new("--certificate") { Description = "Writes what was proved as data that verify re-checks (docs/certificates.md).", HelpName = "FILE.json" };

    internal static void Check(string? path) => OutputPath.CheckFile("--certificate", path, ".json");

    internal static void Write(CommandContext context, string? path, IReadOnlyList<(TypedClaim Typed, Claim Claim, Verdict Verdict)> claims)
    {
        if (path is null)
            return;
        var file = new CertificateFile();
        using (var progress = context.Progress("certificates"))
        {
            foreach (var (typed, claim, verdict) in claims)
            {
                progress.Report(file.Proved, claims.Count);
                file.Add(typed, claim, verdict, context.Deadline);
                if (verdict.IsProved && file.Reason is { } reason)
                    TextOutput.Line(context.Terminal, "", $"{typed.Claim}: {reason}", 4);
            }
        }
        AtomicFile.Write(path, stream => stream.Write(file.ToJson()));
        context.Terminal.WriteLine($"certificates of {file.Proved} of {claims.Count} claims written to {path}");
    }
}
