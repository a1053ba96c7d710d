using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Commands;

/// <summary>A line on standard error for runs longer than a second.</summary>
internal sealed class ProgressLine(CommandContext context) : IProgress<RunProgress>
{
    private DateTime _next = DateTime.UtcNow.AddSeconds(1);

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        if (DateTime.UtcNow < _next)
            return;
        _next = DateTime.UtcNow.AddSeconds(1);
        context.Warn($"step {value.Step} of at most {value.Steps}");
    }
}
