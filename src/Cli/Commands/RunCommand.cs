using System.CommandLine;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Cli.Figures;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Cli.Report;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Commands;

/// <summary>run: check, then measure, then compare.</summary>
internal static class RunCommand
{
    internal static Command Create(Session session)
    {
        var options = new CommonOptions();
        var steps = new Option<string?>("--steps") { Description = "The largest number of steps. Default 10000.", HelpName = "K" };
        var tolerance = new Option<string?>("--tolerance") { Description = "Converged when |u_k| (general form: the gradient) is at most this. Default 1e-10.",
            HelpName = "t" };
        var width = new Option<string?>("--sharpness-width") { Description =
            "The width to which the limit sharpness is to be enclosed (a bounded effort is made). Default 1e-6.", HelpName = "w" };
        var trace = new Option<string?>("--trace") { Description = "Write every step as a table (docs/traces.md): .csv or .parquet; with - as \"trace\" "
            + "of the JSON.", HelpName = "FILE|-" };
        var plots = new FigureOptions();
        var command = new Command("run",
            "Check, run gradient descent, and compare bounds with measurements.\n\nExample: boundcheck run examples/logcosh.toml --report report.html")
        {
            options.Objective, options.Step, options.Start, options.Data, steps, tolerance, width, trace,
        };
        var region = RegionOptions.Addition();
        foreach (var option in plots.All.Concat(options.Shared).Concat(options.Method.All).Concat(region.All))
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, session);
            var inputs = options.ReadStudies(parse).Select(i => i with { Input = OnTop(parse, i.Input) }).ToList();
            var figures = plots.Read(parse);
            OutputPath.CheckFile("--trace", parse.GetValue(trace), ".csv", ".parquet", ".pq");
            if (inputs is not [{ Name: null }])
            {
                if (figures is not null || parse.GetValue(trace) is not null)
                    throw new InputException($"{(figures is null ? "--trace" : "--plots")}: expected one problem; the file has {inputs.Count} studies");
                return StudyBatch.Run(context, StudyBatch.Read(context, inputs), comparing: false);
            }
            var problem = context.Part(() => ProblemReader.Read(inputs[0].Input));
            EngineWarmUp.Start();
            var study = CheckCommand.Check(context, problem, setting => region.CertifyIfAsked(parse, setting, context));
            RunReport? run;
            using (var progress = context.Progress("running"))
                run = context.Part("the run", () => Runner.Run(study, progress, context.Deadline, parse.GetValue(trace) is null ? Tracing.Full : Tracing.Whole),
                    null);
            if (run is null)
            {
                CheckCommand.Print(context, study);
                var predicted = context.Document(json => JsonOutput.WriteStudy(json, study));
                context.WriteJson(predicted);
                context.WriteReport(() => HtmlReport.Render(study, predicted));
                return study.ExitCode;
            }
            context.Missing(run.Unfinished);
            Print(context, run);
            var document = context.Document(json =>
            {
                JsonOutput.WriteRun(json, run);
                if (parse.GetValue(trace) == "-")
                    RunTrace.Of(run).Write(json, "trace");
            });
            context.WriteJson(document);
            context.WriteReport(() => HtmlReport.Render(run, document));
            if (parse.GetValue(trace) is not (null or "-") and var table)
                RunTrace.Of(run).Write(table);
            if (figures is not null)
                TextOutput.Figures(context.Terminal, figures, FigureFiles.Write(figures, RunFigures.Of(run)));
            return context.Contradictions(run) is not 0 and var broken ? broken : study.ExitCode;
        });
        return command;

        void Print(CommandContext context, RunReport run)
        {
            bool plain = run.Study.Problem.Method.IsPlain;
            string next = plain && (run.Study.Prediction.Step is null || run.Measurement.Outcome != Outcome.Converged)
                ? NextCommand.Of(context.Typed, "step", all: false)
                : context.ReportTarget is null ? NextCommand.Of(context.Typed, "run", all: true, "--report", "report.html")
                : NextCommand.Of(context.Typed, "run", all: true, "--verbose");
            Summary.Print(context.Terminal, run, next);
            if (!context.Verbose)
                return;
            TextOutput.Study(context.Terminal, run.Study);
            TextOutput.Run(context.Terminal, run);
        }

        ProblemInput OnTop(ParseResult parse, ProblemInput input)
        {
            if (parse.GetValue(steps) is { } k)
                input = input with { Steps = new SourceText(k, "--steps") };
            if (parse.GetValue(tolerance) is { } t)
                input = input with { Tolerance = new SourceText(t, "--tolerance") };
            return parse.GetValue(width) is { } w ? input with { SharpnessWidth = new SourceText(w, "--sharpness-width") } : input;
        }
    }
}
