using System.Collections.Immutable;
using System.CommandLine;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Smt;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Commands;

/// <summary>prove: the claims behind the regularity of an objective as SMT-LIB 2 files, re-checked by a solver command if asked.</summary>
internal static class ProveCommand
{
    /// <summary>What another program has for one file, of the time of the command.</summary>
    private static readonly TimeSpan s_each = TimeSpan.FromSeconds(10);

    internal static Command Create(Session session)
    {
        var options = new CommonOptions();
        var folder = new Option<string>("--out") { Description = "The directory for the SMT-LIB 2 files and index.json.", HelpName = "DIR", Required = true };
        var with = new Option<string?>("--with") { Description =
            "Re-check the files with another solver: z3 or cvc5 (commands on PATH), or z3-wasm (node and the npm package z3-solver).", HelpName = "SOLVER" };
        var command = new Command("prove",
            "Writes each obligation as SMT-LIB 2 with an index; expected answer of every file: unsat.\n\nExample: boundcheck prove \"log(cosh(x*y-1))\" "
                + "--out proofs-out --with z3") { options.Objective, options.Start, options.Data, folder, with };
        foreach (var option in options.Shared)
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, session);
            var solver = parse.GetValue(with);
            if (solver is not null && !ExternalSolver.Known.Contains(solver))
                throw new InputException($"--with: expected {string.Join(", ", ExternalSolver.Known.SkipLast(1))} or {ExternalSolver.Known[^1]}, found "
                    + $"'{ProblemReader.Shorten(solver)}'");
            if (solver is not null && ExternalSolver.Problem(solver) is { } problem)
                throw new InputException($"--with: {problem}");
            string directory = parse.GetValue(folder)!;
            var input = options.Read(parse);
            OutputPath.CheckFolder("--out", directory);
            var objective = context.Part(() => ProblemReader.ReadObjective(input));
            IReadOnlyList<Claim> claims;
            using (context.Progress("analysing"))
            using (var capture = ClaimCapture.Start())
            {
                var report = context.Part("the analysis", () => objective.Structure.Regularity(context.Deadline), RegularityReport.Undecided(Unknown.Time));
                context.Missing(Unfinished.Of(report));
                claims = capture.Claims;
            }
            var (evidence, files) = Export(directory, claims, context);
            context.Missing(evidence.Where(e => Unfinished.IsTime(e.Verdict)).Select(e => e.Claim));
            return Report(context, directory, evidence, files, solver);
        });
        return command;
    }

    private static (ImmutableArray<Evidence> Evidence, ImmutableArray<ExportedObligation> Files) Export(string directory,
        IReadOnlyList<Claim> claims, CommandContext context)
    {
        try
        {
            using var progress = context.Progress("proving");
            return ProofExport.Write(directory, claims, new ProverOptions { Cancellation = context.Deadline });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--out: {directory}: {e.Message}", e);
        }
    }

    private static int Report(CommandContext context, string directory,
        ImmutableArray<Evidence> evidence, ImmutableArray<ExportedObligation> files, string? solver)
    {
        foreach (var item in evidence)
            context.Terminal.WriteLine($"{TextOutput.Mark(item.Verdict)}  {item.Claim}");
        context.Terminal.WriteLine($"{files.Length} obligations written to {directory}, with index.json");
        var checks = new List<(ExportedObligation File, SmtAnswer Answer)>();
        foreach (var file in solver is null ? [] : files)
        {
            using var progress = context.Progress($"asking {solver}");
            progress.Report(checks.Count, files.Length);
            var left = context.Remaining < s_each ? context.Remaining : s_each;
            var answer = context.Part(file.File, () => ExternalSolver.Check(solver!, Path.Combine(directory, file.File), left),
                SmtAnswer.Unknown(Unknown.Time.Reason));
            checks.Add((file, answer));
            context.Terminal.WriteLine($"{answer.Status switch { SmtStatus.Unsat => "+ unsat", SmtStatus.Sat => "- sat", _ => "? " + answer.Reason }}  "
                + $"{file.File}");
        }
        context.WriteJson(context.Document(json =>
        {
            json.WriteString("out", directory);
            json.WriteStartArray("claims");
            foreach (var item in evidence)
            {
                json.WriteStartObject();
                json.WriteString("claim", item.Claim);
                JsonOutput.WriteVerdict(json, item.Verdict, item.Elapsed);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("obligations");
            foreach (var file in files)
            {
                json.WriteStartObject();
                json.WriteString("file", file.File);
                json.WriteString("claim", file.Claim);
                json.WriteString("kind", file.Obligation.Kind);
                json.WriteString("expected", "unsat");
                if (solver is not null && checks.First(c => c.File == file).Answer is var answer)
                {
                    json.WriteString("solver", solver);
                    json.WriteString("answer", answer.Status.ToString().ToLowerInvariant());
                    if (answer.Reason.Length > 0)
                        json.WriteString("reason", answer.Reason);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }));
        // A sat answer would mean that two solvers disagree: reported as a refutation of the export.
        return checks.Any(c => c.Answer.Status == SmtStatus.Sat) ? 1
            : context.IsComplete && evidence.All(e => !e.Verdict.IsUnknown) && checks.All(c => c.Answer.Status == SmtStatus.Unsat) ? 0 : 3;
    }
}
