using System.CommandLine;
using System.Text.Json;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Commands;

/// <summary>path: the measured run alone, for a page that follows the mouse. Nothing is analysed, checked or certified.</summary>
internal static class PathCommand
{
    internal static Command Create(Session session)
    {
        var options = new CommonOptions();
        var steps = new Option<string?>("--steps") { Description = "The largest number of steps. Default 2000.", HelpName = "K" };
        var command = new Command("path", "The measured run alone: every step, nothing certified. For the workbench.")
        {
            options.Objective, options.Step, options.Start, steps,
        };
        command.Hidden = true;
        foreach (var option in new Option[] { options.Param, options.Json, options.Timeout, options.Quiet, options.NoColor, options.Seed })
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, session);
            var input = options.Read(parse) with { Steps = new SourceText(parse.GetValue(steps) ?? "2000", "--steps") };
            var problem = context.Part(() => ProblemReader.Read(input));
            // With the regularity of an earlier command u and φ are known too.
            var regularity = context.Known(problem.Objective) ?? RegularityReport.Undecided(new Unknown("not asked"));
            var run = context.Part(() => problem.Objective.Structure.Prepare(problem, regularity).With(Tracing.Whole).Run(null, context.Deadline));
            context.WriteJson(context.Document(json => Write(json, problem, run)));
            return 0;
        });
        return command;
    }

    private static void Write(Utf8JsonWriter json, Problem problem, Measurement run)
    {
        JsonOutput.WriteObjective(json, problem.Objective);
        json.WriteString("formula", MathMLPrinter.Print(problem.Objective.Expression, 400));
        double h = problem.Step.ToInterval().Mid;
        json.WriteNumber("stepSize", h);
        json.WriteString("outcome", run.Outcome.ToString().ToLowerInvariant());
        json.WriteNumber("steps", run.Steps);
        string[] names = [.. RunTrace.Names(problem, run.Variables.IsEmpty ? 0 : run.Variables[0].Length)];
        json.WriteStartObject("trace");
        JsonOutput.WriteStrings(json, "columns", ["k", .. names, "loss", "sharpness", "s", "u", "D", "hPhi"]);
        json.WriteStartArray("rows");
        for (int i = 0; i < run.Trace.Length; i++)
        {
            var p = run.Trace[i];
            json.WriteStartArray();
            json.WriteNumberValue(p.Step);
            for (int j = 0; j < names.Length; j++)
                json.WriteReal(i < run.Variables.Length ? run.Variables[i][j] : double.NaN);
            foreach (double value in new[] { p.Loss, p.Sharpness, p.S, p.U, p.D, h * p.Phi })
                json.WriteReal(value);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
