using System.Runtime.ExceptionServices;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Commands;

/// <summary>Ends a command that does not stop by itself at its time limit, or when it is interrupted.</summary>
internal static class TimeLimit
{
    /// <summary>What a command has after its limit to write what it found.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(3);

    /// <summary>Runs the command on its own thread; past the limit and the grace the answer is unknown (3), said on standard error.</summary>
    /// <exception cref="OperationCanceledException">Interrupted, and the command did not end by itself within the grace.</exception>
    internal static int Run(Func<int> command, TimeSpan? limit, TextWriter error, CancellationToken interrupt)
    {
        int code = ExitCodes.Unknown;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                code = command();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        })
        { IsBackground = true, Name = "command" };
        thread.Start();
        var until = limit is { } most ? DateTime.UtcNow + most + s_grace : DateTime.MaxValue;
        while (!thread.Join(TimeSpan.FromMilliseconds(50)) && DateTime.UtcNow < until && !interrupt.IsCancellationRequested)
        {
        }
        if (interrupt.IsCancellationRequested && !thread.Join(s_grace))
        {
            // The thread ends with the process; files are written beside their place, so only such a copy can be left.
            AtomicFile.DeleteUnfinished();
            throw new OperationCanceledException(interrupt);
        }
        if (thread.IsAlive)
        {
            AtomicFile.DeleteUnfinished();
            error.WriteLine($"boundcheck: the time limit of {limit!.Value.TotalSeconds:0.###} s was reached before the objective's structure was known; nothing is decided (raise --timeout)");
            return ExitCodes.Unknown;
        }
        failure?.Throw();
        return code;
    }
}
