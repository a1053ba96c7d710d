using System.CommandLine;
using BoundCheck.Bounds.Certificates;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Commands;

/// <summary>claim: one comparison over a box, or a file of them.</summary>
internal static class ClaimCommand
{
    private const long LargestFile = 16 << 20;

    internal static Command Create(Session session)
    {
        var options = new CommonOptions();
        var text = new Argument<string?>("CLAIM") { Description = "A comparison such as \"log(1+x) <= x\".", Arity = ArgumentArity.ZeroOrOne };
        var on = new Option<string?>("--on") { Description = "The box: \"x=[0,1]; y=(0,inf)\". A variable left out runs over the whole line.",
            HelpName = "BOX" };
        var where = new Option<string?>("--where") { Description = "Side conditions: \"x > y; x*y < 1\".", HelpName = "CONDITIONS" };
        var file = new Option<string?>("--file") { Description = "A tab-separated file of claims: name, claim, on, where.", HelpName = "CLAIMS.tsv" };
        Option<string?> certificate = CertificateOption.For(), coq = CertificateOption.ForCoq();
        var command = new Command("claim",
            "Decides an inequality over a box: proved, refuted with a witness, or unknown.\n\nExample: boundcheck claim \"exp(x) >= 1 + x\" --on "
                + "\"x=(-inf,inf)\"") { text, on, where, file, certificate, coq };
        foreach (var option in new Option[] { options.Param, options.Json, options.Timeout, options.Quiet, options.NoColor, options.Seed })
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, session);
            var parameters = ParameterText.Read(parse.GetValue(options.Param));
            var claims = context.Part(() => Read(parse.GetValue(text), parse.GetValue(on), parse.GetValue(where), parse.GetValue(file), parameters));
            CertificateOption.Check(parse.GetValue(certificate), parse.GetValue(coq));
            var (code, answers) = Decide(claims, context);
            CertificateOption.Write(context, parse.GetValue(certificate), parse.GetValue(coq),
                [.. claims.Zip(answers, (c, a) => (new TypedClaim(c.Text, c.On, c.Where, parameters), c.Claim, a.Verdict))]);
            if (claims is [var only] && Next(context, only, answers[0].Verdict) is { } next && parse.GetValue(certificate) is null)
                TextOutput.Next(context.Terminal, next);
            return code;
        });
        return command;
    }

    /// <summary>A certificate of what is proved; where the rest holds, or by how much it fails.</summary>
    private static string? Next(CommandContext context, (Claim Claim, string Text, string On, string Where) claim, Verdict verdict) => verdict is Proved
        ? NextCommand.About(context.Typed, "claim", claim.Text, claim.Text, "--certificate", "claim.json")
        : !claim.Claim.Where.IsEmpty ? null
        : claim.Claim.Box.Length switch
        {
            0 => null,
            1 => NextCommand.About(context.Typed, "solve", claim.Text, claim.Text),
            <= 3 => NextCommand.About(context.Typed, "range", claim.Text, claim.Claim.Body.Difference.ToString()),
            _ => null,
        };

    private static (int Code, Evidence[] Answers) Decide(IReadOnlyList<(Claim Claim, string Text, string On, string Where)> claims, CommandContext context)
    {
        var answers = new Evidence[claims.Count];
        int settled = 0;
        // One claim of a file that never ends must not take the others' time: while others wait it may use a quarter of what is left, and is asked again last.
        List<int> open = [.. Enumerable.Range(0, claims.Count)], late = [];
        for (bool again = false; open.Count > 0; (open, late, again) = (late, [], true))
        {
            for (int j = 0; j < open.Count; j++)
            {
                var (claim, _, on, where) = claims[open[j]];
                int waiting = open.Count - j - 1 + late.Count;
                using var share = CancellationTokenSource.CreateLinkedTokenSource(context.Deadline);
                if (waiting > 0)
                    share.CancelAfter(again ? context.Remaining / (waiting + 1) : context.Remaining / 4);
                Evidence evidence;
                using (var progress = context.Progress("proving"))
                {
                    if (claims.Count > 1)
                        progress.Report(settled, claims.Count);
                    evidence = context.Part(null, () => Prover.Examine(claim, new ProverOptions { Cancellation = share.Token }),
                        new Evidence(claim.ToString(), Unknown.Time, TimeSpan.Zero));
                }
                if (!again && Unfinished.IsTime(evidence.Verdict) && !context.Deadline.IsCancellationRequested)
                {
                    late.Add(open[j]);
                    continue;
                }
                answers[open[j]] = evidence;
                settled++;
                context.Terminal.WriteLine($"{TextOutput.Mark(evidence.Verdict)}  {(claim.Name.Length > 0 ? claim.Name + ": " : "")}{Said(claim, on, where)}");
                TextOutput.Line(context.Terminal, "", Explain(evidence), 4);
                if (evidence.Verdict is Unknown && !Unfinished.IsTime(evidence.Verdict)
                    && context.Part(null, () => ClaimGap.Describe(claim, context.Deadline), null) is { } gap)
                    TextOutput.Line(context.Terminal, "", "tightest: " + gap, 4);
                if (evidence.Verdict is Refuted && claims.Count == 1)
                    WhereItFails(claim, claims[0].On, context);
            }
        }
        context.Missing(claims.Zip(answers).Where(a => Unfinished.IsTime(a.Second.Verdict))
            .Select(a => a.First.Claim.Name.Length > 0 ? a.First.Claim.Name : a.First.Text));
        context.WriteJson(context.Document(json =>
        {
            json.WriteStartArray("claims");
            foreach (var ((claim, text, on, _), evidence) in claims.Zip(answers))
            {
                json.WriteStartObject();
                json.WriteString("name", claim.Name);
                json.WriteString("claim", text);
                json.WriteString("on", on);
                if (!claim.Where.IsEmpty)
                    json.WriteString("where", string.Join("; ", claim.Where));
                JsonOutput.WriteVerdict(json, evidence.Verdict, evidence.Elapsed);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }));
        return (answers.Any(a => a.Verdict.IsRefuted) ? 1 : answers.All(a => a.Verdict.IsProved) ? 0 : 3, answers);
    }

    /// <summary>The claim with its box; a box that is long because an end such as pi is no fraction is said as it was typed.</summary>
    private static string Said(Claim claim, string on, string where) => on.Length == 0 || ShortNumbers.In(claim.On) == claim.On ? claim.ToString()
        : $"{claim.Body} on {on.Trim()}{(where.Trim().Length == 0 ? "" : $" where {where.Trim()}")}";

    /// <summary>For a claim of one variable the set where it fails, and for others where it fails most.</summary>
    private static void WhereItFails(Claim claim, string on, CommandContext context)
    {
        string fails = $"{claim.Body.Left} {InfixPrinter.Symbol(claim.Body.Negation)} {claim.Body.Right}";
        if (claim is { Box.Length: 1, Where.IsEmpty: true }
            && context.Part(null, () => SolveQuestion.Parse(fails, on).Question?.Solve(new RangeOptions(WorkLimit: 5000, Cancellation: context.Deadline)), null)
                is { IsComplete: true, Holds: { IsEmpty: false, Length: <= 8 } parts })
            TextOutput.Line(context.Terminal, "", $"fails on {string.Join(", ", parts)}", 4);
        else if (context.Part(null, () => ClaimGap.Describe(claim, context.Deadline), null) is { } gap)
            TextOutput.Line(context.Terminal, "", "worst: " + gap, 4);
    }

    private static string Explain(Evidence evidence) => evidence.Verdict switch
    {
        Proved p => $"{p.Method.Text()}: {p.Certificate} ({evidence.Elapsed.TotalMilliseconds:0} ms)",
        Refuted r => $"{r.Method.Text()}: {ShortNumbers.In(r.Witness.ToString())} ({evidence.Elapsed.TotalMilliseconds:0} ms)",
        Unknown u => u.Undecided is null ? u.Reason : $"not decided for {u.Undecided}; {u.Reason}",
        _ => "",
    };

    private static List<(Claim Claim, string Text, string On, string Where)> Read(
        string? text, string? on, string? where, string? file, Dictionary<string, Expr> parameters)
    {
        if (text is null == file is null)
            throw new InputException("claim: expected either a claim or --file, one of them");
        if (text is not null)
        {
            var result = ClaimParser.Parse(text, on, where, "", parameters);
            return result.Claim is { } claim ? [(claim, text, on ?? "", where ?? "")] : throw InputException.Of(result.Error!.Render(), result.Error);
        }
        if (on is not null || where is not null)
            throw new InputException("claim: with --file the boxes and conditions stand in the file; --on and --where are for one claim");
        var rows = ClaimFile.Parse(InputFile.Text(file!, file!, "a file of claims", LargestFile), parameters);
        var bad = rows.Where(r => r.Result.Error is not null).Select(r => $"{file}: line {r.Line}: {r.Name}: {r.Result.Error!.Render()}").ToList();
        return bad.Count == 0 ? [.. rows.Select(r => (r.Result.Claim!, r.Text, r.On, r.Where))] : throw new InputException(string.Join('\n', bad));
    }
}
