using System.CommandLine;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Commands;

/// <summary>region: certified counts and limit sharpness for every start of a region.</summary>
internal static class RegionCommand
{
    internal static Command Create(Session session)
    {
        var options = new CommonOptions();
        var region = RegionOptions.Subject();
        var command = new Command("region",
            "Certify for every start of a region how many steps have |u| >= ε, and how sharp the limit is at least.\n\nExample: boundcheck region "
                + "\"log(cosh(x*y-1))\" --step 0.3 --within \"hphi<=4, A>=1, s<=5\" --start \"x=3,y=0.4\"")
        {
            options.Objective, options.Step, options.Start,
        };
        foreach (var option in region.All.Concat(options.Shared).Where(o => o != options.Report))
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, session);
            var input = options.Read(parse);
            int workers = region.Workers(parse);
            var (objective, step, start) = context.Part(() => ProblemReader.ReadRegion(input));
            var report = context.Regularity(objective);
            var setting = new Setting(objective, report, step, start);
            var (certificate, stored) = region.Certify(parse, setting, context, workers);
            context.Missing(Unfinished.Of(certificate));
            Print(context, certificate, setting.Start, stored);
            context.WriteJson(context.Document(json => JsonOutput.WriteRegion(json, certificate, setting.Start)));
            return certificate.Applies switch { Proved => 0, Refuted => 1, _ => ExitCodes.Unknown };
        });
        return command;
    }

    private static void Print(CommandContext context, RegionCertificate certificate, Start? start, bool stored)
    {
        var terminal = context.Terminal;
        if (certificate.Worst is not { } worst)
        {
            TextOutput.Answer(terminal, "Not certified for this region.");
            foreach (var h in certificate.Hypotheses.Where(h => !h.Verdict.IsProved && h.Verdict != RegionCertificate.NotReached))
                TextOutput.Line(terminal, h.Verdict.IsRefuted ? "- refuted" : "? unknown", $"{h.Statement.Statement}: {TextOutput.Explain(h.Verdict)}");
            if (start is not null && certificate.At(start.A, start.B) is { } own)
                TextOutput.Line(terminal, "start", $"certified: {Text(certificate, own)}");
            return;
        }
        TextOutput.Answer(terminal, $"Certified for every start of the region: s_k -> c, {Text(certificate, worst)}.");
        foreach (var h in certificate.Hypotheses.TakeLast(3))
            TextOutput.Line(terminal, h.Statement.Id, ((Proved)h.Verdict).Certificate);
        if (certificate.Worst.EdgeAtMost >= 2)
            TextOutput.Line(terminal, "but", "where a step lands on a minimiser exactly, hφ_∞ may be above 2");
        if (stored)
            TextOutput.Line(terminal, "table", "taken from the file, nothing changed");
        if (start is null)
            return;
        TextOutput.Line(terminal, "start", certificate.At(start.A, start.B) is { } answer
            ? Text(certificate, answer)
            : $"not in the region: {TextOutput.Explain(certificate.Holds(start.A, start.B))}");
    }

    internal static string Text(RegionCertificate certificate, RegionAnswer answer) =>
        string.Join(", ", certificate.Request.Tolerances.Select((e, i) => $"at most {answer.Counts[i]} steps with |u| >= {e}"))
            + $", {Within("hφ_∞", answer.Edge)}, {Within("|1 - hφ_∞|", answer.Rate)}";

    private static string Within(string name, Certified value) => $"{name} in [{Inequality.Rough(Rational.FromDouble(value.ToInterval().Lo))}, "
        + $"{Inequality.Rough(Rational.FromDouble(value.ToInterval().Hi))}]";
}
