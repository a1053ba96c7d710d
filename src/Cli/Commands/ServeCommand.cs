using System.CommandLine;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Service;
using BoundCheck.Cli.Service.Rpc;

namespace BoundCheck.Cli.Commands;

/// <summary>serve: the commands as a service for another program.</summary>
internal static class ServeCommand
{
    internal static Command Create(Session session)
    {
        var stdio = new Option<bool>("--stdio") { Description = "JSON-RPC 2.0 over standard input and output, one message a line (docs/service.md)." };
        var command = new Command("serve", "Answer a program instead of a person: every command as a method, its JSON as the result.\n\n"
            + "Example: echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"claim\",\"params\":{\"claim\":\"exp(x) >= 1+x\"}}' | boundcheck serve --stdio") { stdio };
        command.SetAction(parse =>
        {
            if (!parse.GetValue(stdio))
                throw new InputException("serve: expected --stdio");
            using var service = new BoundService(confined: false, Environment.ProcessorCount);
            OverStandardStreams(async (input, output, interrupt) =>
            {
                using var server = new RpcServer(input, output, service.Answer);
                await server.Run(interrupt);
            }, session.Interrupt);
            return 0;
        });
        return command;
    }

    /// <summary>Answers until standard input ends.</summary>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    internal static void OverStandardStreams(Func<Stream, Stream, CancellationToken, Task> answer, CancellationToken interrupt) =>
        // A read of standard input can't be cancelled: it is left behind.
        Task.Run(() => answer(Console.OpenStandardInput(), Console.OpenStandardOutput(), interrupt), CancellationToken.None)
            .WaitAsync(interrupt).GetAwaiter().GetResult();
}
