using System.CommandLine;
using BoundCheck.Bounds;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Cli.Report;

namespace BoundCheck.Cli.Commands;

/// <summary>check: the hypotheses of every theorem and the predictions, without running.</summary>
internal static class CheckCommand
{
    internal static Command Create(TextWriter output, TextWriter error, CancellationToken interrupt)
    {
        var options = new CommonOptions();
        var command = new Command("check", "Hypotheses of every theorem for a start and a step, and what they predict; nothing is run.\n\nExample: boundcheck check \"(x*y-1)^2/2\" --start \"x=2,y=0.2\" --step 0.85")
        {
            options.Objective, options.Step, options.Start,
        };
        foreach (var option in options.Shared)
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, output, error, interrupt);
            var problem = ProblemReader.Read(options.Read(parse));
            Study study;
            using (context.Progress("checking"))
                study = Study.Check(problem, RegularityAnalyzer.Analyze(problem.Objective, context.Deadline), context.Deadline);
            interrupt.ThrowIfCancellationRequested();
            TextOutput.Study(context.Terminal, study);
            var document = JsonOutput.Document(json => JsonOutput.WriteStudy(json, study));
            context.WriteJson(document);
            context.WriteReport(() => HtmlReport.Render(study, document));
            return study.ExitCode;
        });
        return command;
    }
}
