using System.CommandLine;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Service;
using BoundCheck.Cli.Service.Rpc;
using BoundCheck.Cli.Service.Workbench;

namespace BoundCheck.Cli.Commands;

/// <summary>serve: the commands as a service for another program.</summary>
internal static class ServeCommand
{
    internal static Command Create(Session session)
    {
        var stdio = new Option<bool>("--stdio") { Description = "JSON-RPC 2.0 over standard input and output, one message a line (docs/service.md)." };
        var log = new Option<bool>("--log") { Description = "With --stdio: a line on standard error for each answer, with the time that the command took." };
        var port = new Option<int>("--port") { Description = "The port of the page. Default: any that is free.", HelpName = "N" };
        var command = new Command("serve",
            "The workbench, a page for the browser on this machine; with --stdio every command for a program, its JSON as the result.\n\n"
            + "Example: boundcheck serve\n"
            + "Example: echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"claim\",\"params\":{\"claim\":\"exp(x) >= 1+x\"}}' | boundcheck serve "
            + "--stdio") { stdio, log, port };
        command.SetAction(parse =>
        {
            if (parse.GetValue(stdio))
                OverStandardStreams(parse.GetValue(log) ? session.Error : TextWriter.Null, session.Interrupt);
            else
                OverHttp(session, parse.GetValue(port));
            return 0;
        });
        return command;
    }

    private static void OverStandardStreams(TextWriter log, CancellationToken interrupt)
    {
        using var service = new BoundService(confined: false, Environment.ProcessorCount) { Log = TextWriter.Synchronized(log) };
        OverStandardStreams(async (input, output, stop) =>
        {
            using var server = new RpcServer(input, output, service.Answer);
            await server.Run(stop);
        }, interrupt);
    }

    private static void OverHttp(Session session, int port)
    {
        if (port is < 0 or > 65535)
            throw new InputException($"--port: expected 0 to 65535, found {port}");
        // The path follows the mouse while the map and the theorems are still being worked on.
        using var service = new BoundService(confined: true, Environment.ProcessorCount + 3);
        Serve().GetAwaiter().GetResult();

        async Task Serve()
        {
            try
            {
                await using var server = await WorkbenchServer.Start(service, port);
                session.Output.WriteLine($"The workbench is at {server.Address} (Ctrl-C ends it; the address is a key, keep it to yourself)");
                session.Output.Flush();
                await Task.Delay(Timeout.Infinite, session.Interrupt).ContinueWith(_ => { }, TaskScheduler.Default);
            }
            catch (IOException e)
            {
                throw new InputException($"--port: {e.Message}", e);
            }
        }
    }

    /// <summary>Answers until standard input ends.</summary>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    internal static void OverStandardStreams(Func<Stream, Stream, CancellationToken, Task> answer, CancellationToken interrupt) =>
        // A read of standard input can't be cancelled: it is left behind.
        Task.Run(() => answer(Console.OpenStandardInput(), Console.OpenStandardOutput(), interrupt), CancellationToken.None)
            .WaitAsync(interrupt).GetAwaiter().GetResult();
}
