using System.CommandLine;
using System.CommandLine.Parsing;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Commands;

/// <summary>--shard: one of several equal parts, each a process of its own, on a machine of its own.</summary>
/// <param name="command">The command whose work is divided; its merge joins the parts.</param>
/// <param name="pieces">What is divided.</param>
/// <param name="extension">The ending of a part's file.</param>
/// <param name="whole">The options that need all pieces.</param>
internal sealed class ShardOptions(string command, string pieces, string extension, params string[] whole)
{
    // What belongs to the process and not to the work.
    private static readonly string[] s_own = ["--shard", "--out", "--threads", "--timeout", "--json", "--quiet", "--verbose", "--no-color"];

    internal Option<string?> Shard { get; } = new("--shard") { Description =
        $"Only part i of n, into --out; auto/n takes i from SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX, auto takes n too (Slurm). {command} merge joins them.",
        HelpName = "i/n" };

    internal Option<string?> Out { get; } = new("--out") { Description =
        $"The folder of the parts: part-i-of-n.{extension} and manifest.json.", HelpName = "DIR" };

    /// <summary>The part that was asked for; null for the whole.</summary>
    /// <exception cref="InputException">It can't be read, or does not go with another option.</exception>
    internal Shard? Read(ParseResult parse)
    {
        if (parse.GetValue(Shard) is not { } text)
            return parse.GetValue(Out) is null ? null : throw new InputException("--out: the folder of parts; expected --shard i/n as well");
        var shard = Input.Shard.Read(text, parse.GetValue(Out), Environment.GetEnvironmentVariable);
        if (Typed(parse).FirstOrDefault(o => whole.Contains(o.Option.Name)) is { } typed)
            throw new InputException($"{typed.Option.Name}: needs all {pieces}; give it to {command} merge instead");
        OutputPath.CheckFolder("--out", shard.Folder);
        return shard;
    }

    private static IEnumerable<OptionResult> Typed(ParseResult parse) =>
        parse.CommandResult.Children.OfType<OptionResult>().Where(o => !o.Implicit);

    /// <summary>The command as typed, without what is this process's alone.</summary>
    internal static IEnumerable<string> Arguments(ParseResult parse)
    {
        foreach (var child in parse.CommandResult.Children)
        {
            if (child is ArgumentResult argument)
            {
                foreach (var token in argument.Tokens)
                    yield return token.Value;
            }
            else if (child is OptionResult { Implicit: false } option && !s_own.Contains(option.Option.Name))
            {
                // A flag has no value.
                if (option.Tokens.Count == 0)
                    yield return option.Option.Name;
                foreach (var token in option.Tokens)
                {
                    yield return option.Option.Name;
                    yield return token.Value;
                }
            }
        }
    }

    /// <summary>Says how far a part is.</summary>
    /// <param name="shard">The part.</param>
    /// <param name="first">Its first piece.</param>
    /// <param name="count">The number of its pieces.</param>
    /// <param name="finished">How many are finished.</param>
    /// <param name="file">Where it stands.</param>
    /// <param name="command">The command whose merge joins the parts.</param>
    /// <param name="pieces">What is divided.</param>
    /// <param name="output">Options of the merge that give something to look at.</param>
    /// <param name="context">The command.</param>
    /// <returns>The exit code: 0 when the part is complete, 3 when the time was up first.</returns>
    internal static int Finish(
        Shard shard, long first, long count, long finished, string file, string command, string pieces, string[] output, CommandContext context)
    {
        bool complete = finished == count;
        TextOutput.Answer(context.Terminal, $"Part {shard.Index} of {shard.Count}: {finished} of {count} {pieces}{(complete ? $" in {file}" : "")}.");
        if (complete)
            TextOutput.Next(context.Terminal, string.Join(' ', ["boundcheck", command, "merge", NextCommand.Quoted(shard.Folder), .. output]));
        context.WriteJson(context.Document(json =>
        {
            json.WriteStartObject("shard");
            json.WriteNumber("index", shard.Index);
            json.WriteNumber("count", shard.Count);
            json.WriteNumber("first", first);
            json.WriteNumber("cells", count);
            json.WriteNumber("finishedCells", finished);
            json.WriteString("file", file);
            json.WriteEndObject();
        }));
        return complete ? 0 : ExitCodes.Unknown;
    }
}
