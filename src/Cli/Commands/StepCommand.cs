using System.CommandLine;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies.Steps;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Commands;

/// <summary>step: how large the step may be from a start, from every start, and as measured.</summary>
internal static class StepCommand
{
    internal static Command Create(Session session)
    {
        var options = new CommonOptions();
        var command = new Command("step",
            "The largest certified step of a start, what every start allows, the first step measured to fail; with --step the nearest start that "
                + "certifies it.\n\nExample: boundcheck step \"log(cosh(x*y-1))\" --start \"x=5,y=0.05\"")
        {
            options.Objective, options.Start, options.Step,
        };
        foreach (var option in new Option[] { options.Param, options.Json, options.Timeout, options.Quiet, options.NoColor, options.Seed })
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, session);
            var input = options.Read(parse);
            var problem = context.Part(() => ProblemReader.ReadAt(input, 1));
            var wanted = parse.GetValue(options.Step) is null ? null : ProblemReader.ReadStep(input);
            EngineWarmUp.Start();
            var answer = Find(context, problem, wanted);
            TextOutput.Step(context.Terminal, problem, answer);
            TextOutput.Next(context.Terminal, Next(context, answer, wanted is not null));
            context.WriteJson(context.Document(json =>
            {
                JsonOutput.WriteObjective(json, problem.Objective);
                JsonOutput.WriteStep(json, answer);
            }));
            return answer.Largest is not null ? 0 : answer.Never is not null ? 1 : ExitCodes.Unknown;
        });
        return command;
    }

    /// <summary>A run at a certified step; without one why not.</summary>
    private static string Next(CommandContext context, StepAnswer answer, bool asked)
    {
        if (answer.Largest is not { } largest)
            return NextCommand.Of(context.Typed, asked ? "check" : "analyze", all: false);
        double supremum = largest.Supremum.ToInterval().Lo;
        string step = double.IsFinite(supremum) ? DirectedText.Text(Rational.FromDouble(0.95 * supremum), 3, up: false) : "1";
        return NextCommand.Of(context.Typed, "run", all: false, "--step", step, "--report", "report.html");
    }

    private static StepAnswer Find(CommandContext context, Problem problem, Bounds.Numbers.Certified? wanted)
    {
        using var progress = context.Progress("looking for the largest step");
        var regularity = context.Regularity(problem.Objective);
        var answer = context.Part("the largest step", () =>
            StepFinder.Find(problem, regularity, wanted, context.Deadline), new StepAnswer { Reason = Unknown.Time.Reason });
        context.Missing(answer.Unfinished);
        return answer;
    }
}
