using System.CommandLine;
using BoundCheck.Bounds.Certificates;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Commands;

/// <summary>--certificate, --coq: proofs as a file that verify re-checks.</summary>
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

    /// <summary>The certificates of claims.</summary>
    internal static void Write(CommandContext context, string? path, string? coq, IReadOnlyList<(TypedClaim Typed, Claim Claim, Verdict Verdict)> claims)
    {
        var file = new CertificateFile();
        Write(context, path, coq, file, claims.Select(c =>
        {
            file.Add(c.Typed, c.Claim, c.Verdict, context.Deadline);
            return (c.Typed.Claim, c.Verdict.IsProved ? file.Reason : null);
        }));
    }

    /// <summary>The certificates of what is proved of a function.</summary>
    internal static void Write(CommandContext context, string? path, string? coq, Outer outer, RegularityReport report)
    {
        var file = new CertificateFile();
        Write(context, path, coq, file, file.AddEach(outer, report, context.Deadline));
    }

    private static void Write(CommandContext context, string? path, string? coq, CertificateFile file, IEnumerable<(string Claim, string? Reason)> added)
    {
        if (path is null && coq is null)
            return;
        int count = 0;
        using (var progress = context.Progress("certificates"))
        {
            foreach (var (claim, reason) in added)
            {
                progress.Report(file.Proved, ++count);
                if (reason is not null)
                    TextOutput.Line(context.Terminal, "", $"{claim}: {reason}", 4);
            }
        }
        if (path is not null)
        {
            AtomicFile.Write(path, stream => stream.Write(file.ToJson()));
            context.Terminal.WriteLine($"certificates of {file.Proved} of {count} claims written to {path}");
        }
        if (coq is not null)
        {
            var (text, written) = file.ToCoq();
            AtomicFile.Write(coq, text);
            context.Terminal.WriteLine($"Coq proofs of {written} of {count} claims written to {coq}");
        }
    }
}
