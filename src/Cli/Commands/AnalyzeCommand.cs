using System.CommandLine;
using BoundCheck.Bounds.Prediction;
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
        var compare = new Option<string?>("--compare") { Description = "A second objective, analysed and shown side by side.", HelpName = "OBJECTIVE" };
        var command = new Command("analyze", "Structure and regularity of an objective.\n\nExample: boundcheck analyze \"log(cosh(x*y-1))\"") { options.Objective, compare };
        foreach (var option in options.Shared)
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, output, error, interrupt);
            var input = options.Read(parse);
            var objective = ProblemReader.ReadObjective(input);
            var second = parse.GetValue(compare) is { } other ? ProblemReader.ReadObjective(CommonOptions.ReadSecond(other, input)) : null;
            RegularityReport regularity;
            using (context.Progress("analysing"))
                regularity = RegularityAnalyzer.Analyze(objective, context.Deadline);
            var regions = CertifiedRegions.Of(objective, regularity, context.Deadline);
            RegularityReport? otherRegularity = null;
            if (second is not null)
            {
                using (context.Progress("analysing the second objective"))
                    otherRegularity = RegularityAnalyzer.Analyze(second, context.Deadline);
            }
            interrupt.ThrowIfCancellationRequested();
            TextOutput.Answer(context.Terminal, Answers.Of(objective, regularity, regions));
            TextOutput.Objective(context.Terminal, objective);
            if (objective.IsProduct)
                TextOutput.Regularity(context.Terminal, regularity);
            var otherRegions = second is null ? [] : CertifiedRegions.Of(second, otherRegularity!, context.Deadline);
            if (second is null)
                TextOutput.Regions(context.Terminal, regions);
            else
                TextOutput.Compare(context.Terminal, new(objective, regularity, regions), new(second, otherRegularity!, otherRegions));
            var document = JsonOutput.Document(json =>
            {
                JsonOutput.WriteObjective(json, objective);
                JsonOutput.WriteRegularity(json, regularity);
                JsonOutput.WriteRegions(json, regions);
                if (second is null)
                    return;
                json.WriteStartObject("compare");
                JsonOutput.WriteObjective(json, second);
                JsonOutput.WriteRegularity(json, otherRegularity!);
                JsonOutput.WriteRegions(json, otherRegions);
                json.WriteEndObject();
            });
            context.WriteJson(document);
            context.WriteReport(() => HtmlReport.Render(objective, regularity, regions, document));
            return ExitCode(regularity);
        });
        return command;
    }

    /// <summary>0: good or sector regularity is proved; 1: both are refuted; 3: otherwise.</summary>
    private static int ExitCode(RegularityReport r) =>
        r.Good.IsProved || r.Sector.Verdict.IsProved ? 0 : r.Good.IsRefuted && r.Sector.Verdict.IsRefuted ? 1 : 3;
}
