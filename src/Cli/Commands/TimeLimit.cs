using System.Runtime.ExceptionServices;

namespace BoundCheck.Cli.Commands;

/// <summary>Ends a command that does not stop by itself at its time limit.</summary>
internal static class TimeLimit
{
    /// <summary>What a command has after its limit to write what it found.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(3);

    /// <summary>Runs the command on its own thread; past the limit and the grace the answer is unknown (3), said on standard error.</summary>
    internal static int Run(Func<int> command, TimeSpan? limit, TextWriter error)
    {
        if (limit is not { } most)
            return command();
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
        if (!thread.Join(most + s_grace))
        {
            error.WriteLine($"boundcheck: the time limit of {most.TotalSeconds:0.###} s was reached before the objective's structure was known; nothing is decided (raise --timeout)");
            return ExitCodes.Unknown;
        }
        failure?.Throw();
        return code;
    }
}
