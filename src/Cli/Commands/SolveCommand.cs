using System.CommandLine;
using System.Text.Json;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Numeric.Ranges.Solutions;

namespace BoundCheck.Cli.Commands;

/// <summary>solve: the set where a comparison of one variable holds.</summary>
internal static class SolveCommand
{
    internal static Command Create(Session session)
    {
        var options = new CommonOptions();
        var text = new Argument<string>("CLAIM") { Description = "A comparison in one variable such as \"exp(x) >= 3*x\", or \"defined(EXPR)\"." };
        var on = new Option<string?>("--on") { Description = "The range of the variable: \"x=(-inf,inf)\", which is the default.", HelpName = "BOX" };
        var command = new Command("solve",
            "The set where a one-variable comparison holds, as intervals with certified ends.\n\nExample: boundcheck solve \"x^2 < 2\" --on "
                + "\"x=(-inf,inf)\"") { text, on };
        foreach (var option in new Option[] { options.Param, options.Json, options.Timeout, options.Quiet, options.NoColor, options.Seed })
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, session);
            var (question, problem) = context.Part(() => SolveQuestion.Parse(parse.GetValue(text)!,
                parse.GetValue(on), ParameterText.Read(parse.GetValue(options.Param))));
            return question is null ? throw InputException.Of(problem!) : Answer(question, context);
        });
        return command;
    }

    private static int Answer(SolveQuestion question, CommandContext context)
    {
        SolutionSet set;
        using (context.Progress("solving"))
            set = context.Part("the set", () => question.Solve(new RangeOptions(Cancellation: context.Deadline)),
                new([], [new(null, false, null, false)], [Unknown.Time.Reason]));
        if (context.IsComplete && set.Reasons.Contains(Unknown.Time.Reason))
            context.Missing(["the undecided part of the set"]);
        context.Terminal.WriteLine(question.ToString());
        context.Terminal.WriteLine(set.Holds.IsEmpty ? "  holds nowhere" + (set.IsComplete ? "" : " that was decided") : "  holds on");
        foreach (var part in set.Holds)
            TextOutput.Line(context.Terminal, "", Describe(part), 4);
        foreach (var part in set.Undecided)
            TextOutput.Line(context.Terminal, "  undecided ", part.ToString(), 4);
        foreach (string reason in set.Reasons)
            TextOutput.Line(context.Terminal, "  because ", reason, 4);
        context.WriteJson(context.Document(json =>
        {
            json.WriteStartObject("solve");
            Write(json, "holds", set.Holds);
            Write(json, "undecided", set.Undecided);
            if (!set.Reasons.IsEmpty)
                json.WriteString("reason", string.Join("; ", set.Reasons));
            json.WriteEndObject();
        }));
        return set.IsComplete ? 0 : 3;
    }

    private static string Describe(SolutionPart part)
    {
        var ends = new[] { part.Low, part.IsPoint ? null : part.High }.Where(c => c?.Exact is { } e && !e.IsRational(out _))
            .Select(c => $"{c} in {c!.Enclosure}").ToArray();
        return ends.Length == 0 ? part.ToString() : $"{part}   {string.Join(", ", ends)}";
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<SolutionPart> parts)
    {
        json.WriteStartArray(name);
        foreach (var part in parts)
        {
            json.WriteStartObject();
            WriteEnd(json, "lo", part.Low, "-inf");
            WriteEnd(json, "hi", part.High, "inf");
            json.WriteBoolean("loClosed", part.LowClosed);
            json.WriteBoolean("hiClosed", part.HighClosed);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteEnd(Utf8JsonWriter json, string name, Cut? end, string infinite)
    {
        if (end is null)
            json.WriteString(name, infinite);
        else
            json.WriteCertified(name, Certified.Of(end.Enclose(Certified.Precision)), end.Exact?.ToString());
    }
}
