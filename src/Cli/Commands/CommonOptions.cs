using System.Collections.Immutable;
using System.CommandLine;
using BoundCheck.Cli.Input;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Commands;

/// <summary>The arguments and options that several commands share.</summary>
internal sealed class CommonOptions
{
    internal Argument<string> Objective { get; } = new("OBJECTIVE")
    {
        Description = "An expression such as \"log(cosh(x*y-1))\", or the path of a .toml problem file.",
    };

    internal Option<string?> Step { get; } = new("--step") { Description = "The step size h > 0, an exact number such as 0.3, 1/3 or pi/10.", HelpName = "h" };

    internal Option<string?> Start { get; } = new("--start") { Description =
        "The start: every variable once, \"x=5,y=0.05\", \"x=[2,0,1],y=[0.1,0.3,0]\" or, for a matrix, \"X=[[1,0],[0,1]]\".", HelpName = "x=..,y=.." };

    internal Option<string[]> Param { get; } = new("--param") { Description =
        "A parameter of the objective (repeatable); a matrix is a list of rows or @FILE.csv, @FILE.npy.", HelpName = "name=value" };

    internal Option<string?> Data { get; } = new("--data") { Description =
        "Data that the objective sums over: a CSV file whose first line names the columns, a[i] or b[i,j] for b1, b2, ...", HelpName = "FILE.csv" };

    internal Option<string?> Json { get; } = new("--json") { Description = "Write the answer as JSON to a file, or to standard output with -.",
        HelpName = "FILE|-" };

    internal Option<string?> Report { get; } = new("--report") { Description = "Write a self-contained HTML report.", HelpName = "FILE.html" };

    internal Option<string?> Timeout { get; } = new("--timeout") { Description =
        "Seconds for the whole command; what is not decided by then is unknown. Default 60.", HelpName = "SECONDS" };

    internal Option<bool> Quiet { get; } = new("--quiet") { Description = "Print nothing but errors (and the JSON, if asked for)." };

    internal Option<bool> NoColor { get; } = new("--no-color") { Description = "No colour, as with the variable NO_COLOR." };

    internal Option<bool> Verbose { get; } =
        new("--verbose") { Description = "Every theorem with its hypotheses, every constant, bound and table; without it the answer in a few lines." };

    internal Option<string?> Seed { get; } =
        new("--seed") { Description = "Seed of whatever is random, an integer. Verdicts never depend on it.", HelpName = "N" };

    /// <summary>The options of the method, for the commands that take one.</summary>
    internal DescentOptions Method { get; } = new();

    internal IEnumerable<Option> Shared => [Param, Json, Report, Timeout, Quiet, NoColor, Verbose, Seed];

    /// <summary>The problem from the file (if the objective is one) with the options on top.</summary>
    /// <exception cref="InputException">A file or option can't be read.</exception>
    internal ProblemInput Read(ParseResult parse) => Read(parse, parse.GetValue(Objective)!);

    /// <summary>The same for an objective that does not stand in <see cref="Objective"/>.</summary>
    /// <exception cref="InputException">A file or option can't be read.</exception>
    internal ProblemInput Read(ParseResult parse, string objective) => OnTop(parse, ReadObjective(objective, "objective"), alone: true);

    /// <summary>The problems of a file with the options on top of each, or the one problem without a name.</summary>
    /// <param name="parse">The options.</param>
    /// <param name="objective">An expression or a file; null for the argument of the command.</param>
    /// <exception cref="InputException">A file or option can't be read.</exception>
    internal ImmutableArray<NamedInput> ReadStudies(ParseResult parse, string? objective = null)
    {
        string text = objective ?? parse.GetValue(Objective)!;
        ImmutableArray<NamedInput> inputs = IsFile(text) ? ProblemFile.ReadAll(text) : [new NamedInput(null, ReadObjective(text, "objective"))];
        return [.. inputs.Select(i => i with { Input = OnTop(parse, i.Input, alone: objective is null && inputs is [{ Name: null }]) })];
    }

    /// <summary>A parameter on the command line is for those of several objectives in which it occurs.</summary>
    private ProblemInput OnTop(ParseResult parse, ProblemInput input, bool alone)
    {
        input = Method.OnTop(parse, input, parse.GetValue(Seed));
        foreach (string text in parse.GetValue(Param) ?? [])
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || equals == text.Length - 1)
                throw new InputException($"--param: expected name=value, found '{ProblemReader.Shorten(text)}'");
            if (!alone && !ProblemReader.Mentions(input.Objective.Text, text[..equals].Trim()))
                continue;
            input = input with { Parameters = input.Parameters.SetItem(text[..equals].Trim(), new SourceText(text[(equals + 1)..].Trim(), "--param")) };
        }
        if (parse.GetValue(Data) is { } data)
            input = input with { Data = new SourceText(data, "--data") };
        if (parse.GetValue(Start) is { } start)
            input = input with { Start = StartText.Read(start, "--start") };
        if (parse.GetValue(Step) is { } step)
            input = input with { Step = new SourceText(step, "--step") };
        if (parse.GetValue(Seed) is { } seed && !long.TryParse(seed, System.Globalization.CultureInfo.InvariantCulture, out _))
            throw new InputException($"--seed: expected an integer, found '{ProblemReader.Shorten(seed)}'");
        return input;
    }

    private static bool IsFile(string objective) => objective.EndsWith(".toml", StringComparison.OrdinalIgnoreCase);

    private static ProblemInput ReadObjective(string objective, string place) => IsFile(objective)
        ? ProblemFile.Read(objective)
        : new ProblemInput { Objective = new SourceText(objective, place) };

    /// <summary>A second objective, with the parameters of the first where its own file sets none.</summary>
    /// <exception cref="InputException">The file can't be read.</exception>
    internal static ProblemInput ReadSecond(string objective, ProblemInput first)
    {
        var input = ReadObjective(objective, "--compare");
        return input with { Parameters = first.Parameters.SetItems(input.Parameters) };
    }

    /// <summary>The deadline of the command.</summary>
    /// <exception cref="InputException">Not a positive number of seconds.</exception>
    internal TimeSpan ReadTimeout(ParseResult parse)
    {
        if (parse.GetValue(Timeout) is not { } text)
            return TimeSpan.FromSeconds(60);
        var seconds = ProblemReader.ReadNumber(new SourceText(text, "--timeout"), "the number of seconds");
        return seconds.Sign() == 1 && seconds.ToInterval().Hi <= 1e7
            ? TimeSpan.FromSeconds(seconds.ToInterval().Hi)
            : throw new InputException($"--timeout: expected seconds > 0 (at most 1e7), found '{ProblemReader.Shorten(text)}'");
    }
}
