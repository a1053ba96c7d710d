using System.Collections.Immutable;
using System.CommandLine;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Cli.Report;

namespace BoundCheck.Cli.Commands;

/// <summary>analyze: structure and regularity of an objective.</summary>
internal static class AnalyzeCommand
{
    internal static Command Create(Session session)
    {
        var options = new CommonOptions();
        var compare = new Option<string?>("--compare") { Description = "A second objective, analysed and shown side by side.", HelpName = "OBJECTIVE" };
        var box = FamilyOptions.For();
        Option<string?> certificate = CertificateOption.For(), coq = CertificateOption.ForCoq();
        var command = new Command("analyze",
            "Structure and regularity of an objective.\n\nExample: boundcheck analyze \"log(cosh(x*y-1))\"") { options.Objective,
                options.Start, options.Data, compare, box, certificate, coq };
        foreach (var option in options.Shared)
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, session);
            var input = options.Read(parse);
            if (parse.GetValue(box) is { } parameters)
                return FamilyOptions.Answer(context, input, parameters, checking: false);
            var objective = context.Part(() => ProblemReader.ReadObjective(input));
            var second = parse.GetValue(compare) is { } other ? context.Part(() => ProblemReader.ReadObjective(CommonOptions.ReadSecond(other, input))) : null;
            CertificateOption.Check(parse.GetValue(certificate), parse.GetValue(coq));
            if ((parse.GetValue(certificate) ?? parse.GetValue(coq)) is not null && objective.Structure.Outer is null)
                throw new InputException("--certificate, --coq: the objective is not a function F of one number, whose properties could be written");
            var (regularity, regions) = Analyze(context, objective, "");
            var (otherRegularity, otherRegions) = second is null ? (null, []) : Analyze(context, second, " of the second objective");
            CurvatureReport curvature;
            using (context.Progress("curvature"))
                curvature = context.Part("the curvature", () => context.Analyses.Curvature(objective, context.Deadline), CurvatureReport.Nothing);
            var obstacles = context.Part("why no start is certified", () => context.Analyses.Obstacles(objective, regularity, context.Deadline), []);
            AnalysisSummary.Print(context.Terminal, objective, regularity, regions, obstacles, curvature, NextCommand.Of(context.Typed, "check", all: true));
            if (second is not null)
                TextOutput.Compare(context.Terminal, new(objective, regularity, regions), new(second, otherRegularity!, otherRegions));
            if (context.Verbose)
                Details(context.Terminal, objective, regularity, second is null ? regions : [], obstacles, curvature);
            if (objective.Structure.Outer is { } outer)
                CertificateOption.Write(context, parse.GetValue(certificate), parse.GetValue(coq), outer, regularity);
            var document = context.Document(json =>
            {
                JsonOutput.WriteObjective(json, objective);
                JsonOutput.WriteRegularity(json, regularity);
                JsonOutput.WriteRegions(json, regions);
                JsonOutput.WriteStrings(json, "whyNot", obstacles.Select(o => o.Text));
                JsonOutput.WriteCurvature(json, curvature);
                if (second is null)
                    return;
                json.WriteStartObject("compare");
                JsonOutput.WriteObjective(json, second);
                JsonOutput.WriteRegularity(json, otherRegularity!);
                JsonOutput.WriteRegions(json, otherRegions);
                json.WriteEndObject();
            });
            context.WriteJson(document);
            context.WriteReport(() => HtmlReport.Render(objective, regularity, regions, curvature, document,
                second is null ? null : (second, otherRegularity!, otherRegions)));
            return ExitCode(regularity);
        });
        return command;
    }

    private static void Details(Terminal terminal, Objective objective, RegularityReport regularity, ImmutableArray<RegionAtStep> regions,
        ImmutableArray<Obstacle> obstacles, CurvatureReport curvature)
    {
        if (objective.Structure.Outer is not null)
            TextOutput.Regularity(terminal, regularity);
        TextOutput.Regions(terminal, regions);
        foreach (var obstacle in obstacles)
            TextOutput.Line(terminal, "why not", obstacle.Text);
        TextOutput.Curvature(terminal, curvature);
    }

    private static (RegularityReport, ImmutableArray<RegionAtStep>) Analyze(CommandContext context, Objective objective, string of)
    {
        RegularityReport regularity;
        ImmutableArray<RegionAtStep> regions;
        using (context.Progress("analysing"))
        {
            regularity = context.Regularity(objective, of);
            regions = context.Part("the certified starts" + of, () => context.Analyses.Regions(objective, regularity, context.Deadline), []);
        }
        context.Missing(Unfinished.Of(regions).Select(name => name + of));
        return (regularity, regions);
    }

    /// <summary>0: good or sector regularity is proved; 1: both are refuted; 3: otherwise.</summary>
    private static int ExitCode(RegularityReport r) =>
        r.Good.IsProved || r.Sector.Verdict.IsProved ? 0 : r.Good.IsRefuted && r.Sector.Verdict.IsRefuted ? 1 : 3;
}
