using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Numeric.Ranges;

namespace BoundCheck.Cli.Commands;

/// <summary>range: the certified infimum and supremum of an expression over a box.</summary>
internal static class RangeCommand
{
    internal static Command Create(Session session)
    {
        var options = new CommonOptions();
        var text = new Argument<string>("EXPR") { Description = "An expression in one to three variables." };
        var on = new Option<string?>("--on") { Description = "The box: \"x=[0,inf)\". A variable left out runs over the whole line.", HelpName = "BOX" };
        var where = new Option<string?>("--where") { Description = "Side conditions: \"x^2 + y^2 <= 1; x > y\".", HelpName = "CONDITIONS" };
        var tolerance = new Option<string?>("--tolerance") { Description = "Wanted width, relative above 1: 1e-10.", HelpName = "T" };
        var command = new Command("range",
            "Certified infimum and supremum of an expression, where they are, attained or approached.\n\nExample: boundcheck range \"x*exp(-x)\" --on "
                + "\"x=[0,inf)\"") { text, on, where, tolerance };
        foreach (var option in new Option[] { options.Param, options.Json, options.Timeout, options.Quiet, options.NoColor, options.Seed })
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, session);
            var (question, problem) = context.Part(() => RangeQuestion.Parse(parse.GetValue(text)!,
                parse.GetValue(on), parse.GetValue(where), ParameterText.Read(parse.GetValue(options.Param))));
            return question is null ? throw InputException.Of(problem!)
                : Answer(question, Tolerance(parse.GetValue(tolerance)), context, parse.GetValue(text)!);
        });
        return command;
    }

    private static double Tolerance(string? text) => text is null ? 1e-10
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double t) && t > 0 && t < 1 ? t
        : throw new InputException($"--tolerance: expected a number between 0 and 1, found '{ProblemReader.Shorten(text)}'");

    private static int Answer(RangeQuestion question, double tolerance, CommandContext context, string typed)
    {
        var options = new RangeOptions(Tolerance: tolerance, Cancellation: context.Deadline);
        RangeEnd low, high;
        using (context.Progress("bounding"))
            (low, high) = (Ask("the infimum", question.Infimum, options, context), Ask("the supremum", question.Supremum, options, context));
        context.Terminal.WriteLine(question.ToString());
        Print(context, "inf", low, "-inf");
        Print(context, "sup", high, "inf");
        if (Next(context, low, high, typed) is { } next)
            TextOutput.Next(context.Terminal, next);
        context.WriteJson(context.Document(json =>
        {
            json.WriteStartObject("range");
            Write(json, "inf", low, "-inf");
            Write(json, "sup", high, "inf");
            json.WriteEndObject();
        }));
        return low.Shortfall is null && high.Shortfall is null ? 0 : 3;
    }

    /// <summary>A bound as a claim with a certificate; where an end was not reached, a wider tolerance.</summary>
    private static string? Next(CommandContext context, RangeEnd low, RangeEnd high, string typed)
    {
        if (low.Shortfall is not null || high.Shortfall is not null)
            return NextCommand.Of(context.Typed, "range", all: true, "--tolerance", "1e-6");
        string? bound = high.Value is { } most ? $"({typed}) <= {high.Exact?.ToString() ?? DirectedText.Up(most)}"
            : low.Value is { } least ? $"({typed}) >= {low.Exact?.ToString() ?? DirectedText.Down(least)}" : null;
        return bound is null ? null : NextCommand.About(context.Typed, "claim", typed, bound, "--certificate", "claim.json");
    }

    private static RangeEnd Ask(string name, Func<RangeOptions, RangeEnd> end, RangeOptions options, CommandContext context) =>
        context.Part(name, () => end(options), new(null, null, false, Attainment.Unknown, [], null, Unknown.Time.Reason));

    private static void Print(CommandContext context, string name, RangeEnd end, string infinite)
    {
        string value = end.IsInfinite ? infinite
            : end.Value is null ? "not known"
            : end.Exact is { } e ? e.IsRational(out _) ? e.ToString() : $"{e} in {end.Value.ToInterval()}" : end.Value.ToString();
        string where = end.Approached is { } a ? $"approached as {a}"
            : end.Places.IsEmpty || end.Places[0].IsEmpty ? ""
            : (end.Attainment == Attainment.Attained ? "at " : "near ")
                + string.Join("; ", end.Places.Select(p => string.Join(", ", p.Select(c => $"{c.Variable} = {c.Exact?.ToString() ?? c.Value.ToString()}"))));
        string attained = end.Attainment switch { Attainment.Attained => "attained", Attainment.Approached => "not attained", _ => "" };
        TextOutput.Line(context.Terminal, $"  {name}  ", string.Join("  ",
            new[] { value, where, attained, end.Shortfall is { } s ? $"({s})" : "" }.Where(t => t.Length > 0)), 4);
    }

    private static void Write(Utf8JsonWriter json, string name, RangeEnd end, string infinite)
    {
        if (end.IsInfinite)
            json.WriteString(name, infinite);
        else
            json.WriteCertified(name, end.Value, end.Exact?.ToString());
        json.WritePropertyName($"{name}At");
        if (end.Approached is { } approached)
        {
            json.WriteStartObject();
            json.WriteString("approached", approached);
            json.WriteEndObject();
        }
        else if (end.Places.IsEmpty)
        {
            json.WriteNullValue();
        }
        else
        {
            WritePlace(json, end.Places[0]);
        }
        if (end.Places.Length > 1)
        {
            json.WriteStartArray($"{name}Places");
            foreach (var place in end.Places)
                WritePlace(json, place);
            json.WriteEndArray();
        }
        json.WriteString($"{name}Attained", end.Attainment switch { Attainment.Attained => "proved", Attainment.Approached => "refuted", _ => "unknown" });
        if (end.Shortfall is { } reason)
            json.WriteString($"{name}Reason", reason);
    }

    private static void WritePlace(Utf8JsonWriter json, IEnumerable<(Symbolic.Expr Variable, Certified Value, Symbolic.Expr? Exact)> place)
    {
        json.WriteStartObject();
        foreach (var (variable, value, exact) in place)
            json.WriteCertified(variable.ToString(), value, exact?.ToString());
        json.WriteEndObject();
    }
}
