using System.CommandLine;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Sweep;

namespace BoundCheck.Cli.Commands;

/// <summary>sweep merge: the parts of a sweep as if one process had done it.</summary>
internal static class SweepMergeCommand
{
    internal static Command Create(Session session)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder of the parts, as given to sweep --shard i/n --out DIR." };
        var command = new Command("merge",
            "Joins the parts of a sweep: the answers of one process, checked for completeness and damage. Takes the output options of sweep (--parquet, "
                + "--png, --json, --report, --plots, --threads, --timeout, --quiet) and --certify.\n\nExample: boundcheck sweep merge parts --parquet "
                + "map.parquet --png map.png")
        {
            folder,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parse =>
        {
            string parts = parse.GetValue(folder)!;
            var manifest = ShardManifest.Read(parts);
            var whole = SweepCommand.Create(session, parts).Parse([.. manifest.Arguments, .. parse.UnmatchedTokens]);
            return whole.Errors.Count == 0
                ? whole.Invoke(new InvocationConfiguration { Output = session.Output, Error = session.Error, EnableDefaultExceptionHandler = false })
                : throw new InputException($"sweep merge: {CommandLine.Describe(whole)}");
        });
        return command;
    }
}
