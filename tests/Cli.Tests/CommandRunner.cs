using System.Text.Json;
using BoundCheck.Cli.Commands;

namespace BoundCheck.Cli.Tests;

/// <summary>Runs a command line in this process and keeps what it printed.</summary>
internal sealed record CommandRunner(int ExitCode, string Output, string Error)
{
    internal static CommandRunner Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = CommandLine.Run(args, output, error);
        return new CommandRunner(code, output.ToString(), error.ToString());
    }

    internal JsonElement Json => JsonDocument.Parse(Output).RootElement;
}
