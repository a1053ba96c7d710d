using System.CommandLine;
using BoundCheck.Cli.Service;

namespace BoundCheck.Cli.Commands;

/// <summary>mcp: the commands as tools of an assistant.</summary>
internal static class McpCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command("mcp",
            "Answer an assistant: commands as tools of the Model Context Protocol over standard input and output; no file is read or written.\n\n"
            + "Example: {\"mcpServers\": {\"boundcheck\": {\"command\": \"boundcheck\", \"args\": [\"mcp\"]}}}");
        command.SetAction(_ =>
        {
            using var service = new BoundService(confined: true, Environment.ProcessorCount);
            ServeCommand.OverStandardStreams(new AssistantTools(service).Run, session.Interrupt);
            return 0;
        });
        return command;
    }
}
