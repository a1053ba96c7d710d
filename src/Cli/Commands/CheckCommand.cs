using System.CommandLine;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Cli.Report;

namespace BoundCheck.Cli.Commands;

/// <summary>check: the hypotheses of every theorem and the predictions, without running.</summary>
internal static class CheckCommand
{
    internal static Command Create(Session session)
    {
        var options = new CommonOptions();
        var command = new Command("check",
            "Hypotheses of every theorem for a start and a step, and what they predict; nothing is run.\n\nExample: boundcheck check \"(x*y-1)^2/2\" "
                + "--start \"x=2,y=0.2\" --step 0.85")
        {
            options.Objective, options.Step, options.Start, options.Data,
        };
        var box = FamilyOptions.For();
        command.Options.Add(box);
        var region = RegionOptions.Addition();
        foreach (var option in options.Shared.Concat(options.Method.All).Concat(region.All))
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, session);
            if (parse.GetValue(box) is { } parameters)
                return FamilyOptions.Answer(context, options.Read(parse), parameters, checking: true);
            var inputs = options.ReadStudies(parse);
            if (inputs is not [{ Name: null } alone])
                return StudyBatch.Check(context, StudyBatch.Read(context, inputs));
            var study = Check(context, context.Part(() => ProblemReader.Read(alone.Input)), setting => region.CertifyIfAsked(parse, setting, context));
            Print(context, study);
            var document = context.Document(json => JsonOutput.WriteStudy(json, study));
            context.WriteJson(document);
            context.WriteReport(() => HtmlReport.Render(study, document));
            return study.ExitCode;
        });
        return command;
    }

    /// <summary>The answer in a few lines, with everything below it where that was asked for.</summary>
    internal static void Print(CommandContext context, Study study)
    {
        // step is about gradient descent.
        bool certified = !study.Problem.Method.IsPlain || study.Prediction.Convergence == ConvergencePrediction.Certified;
        Summary.Print(context.Terminal, study, certified ? NextCommand.Of(context.Typed, "run", all: true, "--report", "report.html")
            : NextCommand.Of(context.Typed, "step", all: false), StartSharpness(context, study));
        if (context.Verbose)
            TextOutput.Study(context.Terminal, study);
    }

    /// <summary>The measured sharpness at the start, as far as the time allows; NaN where it is not known.</summary>
    internal static double StartSharpness(CommandContext context, Study study)
    {
        try
        {
            return context.Part(null, () => Runner.StartSharpness(study.Problem, study.Regularity), double.NaN);
        }
        catch (NotSupportedException)
        {
            return double.NaN;
        }
    }

    /// <summary>Regularity, hypotheses and predictions, as far as the time allows.</summary>
    /// <param name="context">Where it prints, and how long it may take.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="region">The certificate of a region of starts, where one was asked for.</param>
    internal static Study Check(CommandContext context, Problem problem, Func<Setting, RegionCertificate?> region)
    {
        RegularityReport regularity;
        using (context.Progress("analysing"))
            regularity = context.Regularity(problem.Objective);
        var certificate = region(new Setting(problem.Objective, regularity, problem.Step, problem.State) { Method = problem.Method });
        using var progress = context.Progress("checking theorems");
        var study = context.Part("the theorems", () => Study.Check(problem, regularity, context.Deadline, certificate, progress),
            Study.Unfinished(problem, regularity));
        context.Missing(Unfinished.Of(study));
        return study;
    }
}
