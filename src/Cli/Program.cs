using System.Globalization;
using BoundCheck.Cli.Commands;

namespace BoundCheck.Cli;

/// <summary>The boundcheck command.</summary>
public static class Program
{
    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code of the contract: 0, 1, 3 verdicts; 2 bad input; 4 internal error; 130 interrupted.</returns>
    public static int Main(string[] args)
    {
        // Numbers are written in one way, whatever the locale and however the runtime is set.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return CommandLine.Run(args, Console.Out, Console.Error);
    }
}
