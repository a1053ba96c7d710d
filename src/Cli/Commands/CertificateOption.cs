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

    internal static Option<string?> ForCoq() =>
        new("--coq") { Description = "Writes what was proved as a file that Coq checks without this program (docs/certificates.md).", HelpName = "FILE.v" };

    internal static void Check(string? path, string? coq)
    {
        OutputPath.CheckFile("--certificate", path, ".json");
        OutputPath.CheckFile("--coq", coq, ".v");
    }

    internal static void Write(CommandContext context, string? path, string? coq, IReadOnlyList<(TypedClaim Typed, Claim Claim, Verdict Verdict)> claims)
    {
        if (path is null && coq is null)
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
        if (path is not null)
        {
            AtomicFile.Write(path, stream => stream.Write(file.ToJson()));
            context.Terminal.WriteLine($"certificates of {file.Proved} of {claims.Count} claims written to {path}");
        }
        if (coq is not null)
        {
            var (text, written) = file.ToCoq();
            AtomicFile.Write(coq, text);
            context.Terminal.WriteLine($"Coq proofs of {written} of {claims.Count} claims written to {coq}");
        }
    }
}
