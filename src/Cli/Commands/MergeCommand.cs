using System.CommandLine;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Commands;

/// <summary>merge, below a command that divides its work: the parts as if one process had done it.</summary>
internal static class MergeCommand
{
    /// <param name="name">The command.</param>
    /// <param name="answers">What it gives: "the answers of one process".</param>
    /// <param name="session">The session.</param>
    /// <param name="whole">The command whose work is taken from a folder of finished parts.</param>
    internal static Command Create(string name, string answers, Session session, Func<string, Command> whole)
    {
        var folder = new Argument<string>("DIR") { Description = $"The folder of the parts, as given to {name} --shard i/n --out DIR." };
        var command = new Command("merge",
            $"Joins the parts of {name} --shard: {answers}, checked for completeness and damage. Takes the output options of {name}, --threads and "
                + $"--timeout.\n\nExample: boundcheck {name} merge parts --json all.json")
        {
            folder,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parse =>
        {
            string parts = parse.GetValue(folder)!;
            var manifest = ShardManifest.Read(parts);
            var joined = whole(parts).Parse([.. manifest.Arguments, .. parse.UnmatchedTokens]);
            return joined.Errors.Count == 0
                ? joined.Invoke(new InvocationConfiguration { Output = session.Output, Error = session.Error, EnableDefaultExceptionHandler = false })
                : throw new InputException($"{name} merge: {CommandLine.Describe(joined)}");
        });
        return command;
    }
}
