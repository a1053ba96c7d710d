using System.CommandLine;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Cli.Report;

namespace BoundCheck.Cli.Commands;

/// <summary>analyze: structure and regularity of an objective.</summary>
internal static class AnalyzeCommand
{
    internal static Command Create(TextWriter output, TextWriter error, CancellationToken interrupt)
    {
        var options = new CommonOptions();
        var command = new Command("analyze", "Structure and regularity of an objective.\n\nExample: boundcheck analyze \"log(cosh(x*y-1))\"") { options.Objective };
        foreach (var option in options.Shared)
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, output, error, interrupt);
            var objective = ProblemReader.ReadObjective(options.Read(parse));
            RegularityReport regularity;
            using (context.Progress("analysing"))
                regularity = RegularityAnalyzer.Analyze(objective, context.Deadline);
            interrupt.ThrowIfCancellationRequested();
            TextOutput.Answer(context.Terminal, Answers.Of(objective, regularity));
            TextOutput.Objective(context.Terminal, objective);
            if (objective.IsProduct)
                TextOutput.Regularity(context.Terminal, regularity);
            var document = JsonOutput.Document(json =>
            {
                JsonOutput.WriteObjective(json, objective);
                JsonOutput.WriteRegularity(json, regularity);
            });
            context.WriteJson(document);
            context.WriteReport(() => HtmlReport.Render(objective, regularity, document));
            return ExitCode(regularity);
        });
        return command;
    }

    /// <summary>0: good or sector regularity is proved; 1: both are refuted; 3: otherwise.</summary>
    private static int ExitCode(RegularityReport r) =>
        r.Good.IsProved || r.Sector.Verdict.IsProved ? 0 : r.Good.IsRefuted && r.Sector.Verdict.IsRefuted ? 1 : 3;
}
