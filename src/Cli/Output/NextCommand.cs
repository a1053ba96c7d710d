using System.CommandLine;

namespace BoundCheck.Cli.Output;

/// <summary>The command that is useful next, written with what was typed.</summary>
internal static class NextCommand
{
    /// <summary>Options that are about this answer and not about the problem; those with a value say so.</summary>
    private static readonly Dictionary<string, bool> s_left = new(StringComparer.Ordinal)
    {
        ["--verbose"] = false, ["--quiet"] = false, ["--no-color"] = false, ["--json"] = true, ["--report"] = true, ["--plots"] = true, ["--trace"] = true,
            ["--png"] = true, ["--parquet"] = true, ["--certificate"] = true, ["--coq"] = true,
    };

    private static readonly string[] s_problem = ["--step", "--start", "--param", "--data", "--on", "--where"];

    /// <summary>The same problem asked with another verb.</summary>
    /// <param name="parse">What was typed.</param>
    /// <param name="verb">The verb.</param>
    /// <param name="all">Keep every option that is not about the answer; otherwise those of the problem alone.</param>
    /// <param name="more">What stands behind it.</param>
    internal static string Of(ParseResult parse, string verb, bool all, params string[] more)
    {
        var words = new List<string> { "boundcheck", verb };
        var tokens = parse.Tokens.Select(t => t.Value).SkipWhile(t => t != parse.CommandResult.Command.Name).Skip(1).ToList();
        for (int i = 0; i < tokens.Count; i++)
        {
            bool option = tokens[i].StartsWith("--", StringComparison.Ordinal), valued = i + 1 < tokens.Count && option
                && !tokens[i + 1].StartsWith("--", StringComparison.Ordinal);
            if (option && (more.Contains(tokens[i]) || (all ? s_left.ContainsKey(tokens[i]) : !s_problem.Contains(tokens[i]))))
                i += s_left.TryGetValue(tokens[i], out bool takes) ? (takes ? 1 : 0) : valued ? 1 : 0;
            else
                words.Add(tokens[i]);
        }
        return string.Join(' ', words.Concat(more).Select(Quoted));
    }

    /// <summary>The same about another text, typed in place of the first one.</summary>
    internal static string About(ParseResult parse, string verb, string typed, string subject, params string[] more)
    {
        string command = Of(parse, verb, all: false, more), old = " " + Quoted(typed);
        int at = command.IndexOf(old, StringComparison.Ordinal);
        return at < 0 ? command : command[..at] + " " + Quoted(subject) + command[(at + old.Length)..];
    }

    /// <summary>A word as a POSIX shell reads it back.</summary>
    internal static string Quoted(string word) => word.Length > 0
        && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or ',' or '+') ? word
        : word.IndexOfAny(['$', '`', '"', '\\', '!']) < 0 ? $"\"{word}\"" : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
