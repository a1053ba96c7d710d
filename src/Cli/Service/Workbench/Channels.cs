namespace BoundCheck.Cli.Service.Workbench;

/// <summary>Work of the page by channel: a new request of a channel cancels the one before it.</summary>
internal sealed class Channels
{
    /// <summary>So many channels have work at once.</summary>
    internal const int Most = 64;

    private readonly Dictionary<string, CancellationTokenSource> _latest = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Does something as the latest work of a channel; without a channel it stands alone.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="work">Stops when its token is cancelled.</param>
    /// <param name="aborted">Cancelled when nobody waits any more.</param>
    internal async Task<T> Run<T>(string? channel, Func<CancellationToken, Task<T>> work, CancellationToken aborted)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        if (channel is null)
            return await work(cancel.Token);
        lock (_gate)
        {
            if (_latest.Remove(channel, out var earlier))
                earlier.Cancel();
            if (_latest.Count >= Most)
                throw new ServiceException(ServiceException.TooMuch, $"at most {Most} channels");
            _latest[channel] = cancel;
        }
        try
        {
            return await work(cancel.Token);
        }
        finally
        {
            lock (_gate)
            {
                if (_latest.GetValueOrDefault(channel) == cancel)
                    _latest.Remove(channel);
            }
        }
    }
}
