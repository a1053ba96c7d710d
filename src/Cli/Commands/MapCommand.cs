using System.CommandLine;
using System.Text;
using System.Text.Json;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Cli.Sweep;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Commands;

/// <summary>map: a sweep over two starts, cell by cell, for a page that draws it.</summary>
internal static class MapCommand
{
    /// <summary>As many letters as a page can hold.</summary>
    private const long MostCells = 20_000_000;

    internal static Command Create(Session session)
    {
        var options = new CommonOptions();
        var grid = new Option<string?>("--grid") { Description = "The grid of starts, \"x=-6..6:40,y=-6..6:40\".", HelpName = "GRID" };
        var steps = new Option<string?>("--steps") { Description = "The largest number of steps. Default 2000.", HelpName = "K" };
        var command = new Command("map", "A sweep cell by cell: how each start ends and whether that is certified. For the workbench.")
        {
            options.Objective, options.Step, options.Start, grid, steps,
        };
        command.Hidden = true;
        foreach (var option in new Option[] { options.Param, options.Json, options.Timeout, options.Quiet, options.NoColor, options.Seed })
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, session);
            var input = options.Read(parse) with { Steps = new SourceText(parse.GetValue(steps) ?? "2000", "--steps") };
            var plan = context.Part(() => SweepText.Read(input, parse.GetValue(grid)));
            var runner = new SweepRunner(plan, context.Regularity(plan.Objective), threads: 1);
            if (plan.Cells > MostCells)
                throw new InputException($"--grid: {plan.Cells} cells; at most {MostCells}");
            StringBuilder outcomes = new(), certified = new();
            var gate = new SweepGate(band =>
            {
                for (int i = 0; i < band.Count; i++)
                {
                    outcomes.Append(Letter(band.Outcomes[i]));
                    certified.Append(band.Certificates[i] switch { { Converges: true } => 'c', { Fails: true } => 'f', _ => '-' });
                }
            });
            bool complete = context.Part(null, () => runner.Run([], null, gate.Pass, context.Interrupt, context.Deadline), false);
            gate.Close();
            context.WriteJson(context.Document(json => Write(json, plan, outcomes.ToString(), certified.ToString())));
            return complete ? 0 : ExitCodes.Unknown;
        });
        return command;
    }

    /// <summary>A letter a cell, row after row: how it ended (c, d, p, b, u), and what is certified (c converges, f fails, - nothing).</summary>
    private static void Write(Utf8JsonWriter json, SweepPlan plan, string outcomes, string certified)
    {
        json.WriteStartObject("map");
        json.WriteStartArray("axes");
        foreach (var axis in plan.Axes)
        {
            json.WriteStartObject();
            json.WriteString("name", axis.Name);
            json.WriteNumber("lo", axis.Values[0]);
            json.WriteNumber("hi", axis.Values[^1]);
            json.WriteNumber("count", axis.Count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("finished", outcomes.Length);
        json.WriteString("outcomes", outcomes);
        json.WriteString("certified", certified);
        json.WriteEndObject();
    }

    private static char Letter(Outcome outcome) => outcome switch
    {
        Outcome.Converged => 'c',
        Outcome.Diverged => 'd',
        Outcome.Periodic => 'p',
        Outcome.Bounded => 'b',
        _ => 'u',
    };
}
