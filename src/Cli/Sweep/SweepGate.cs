using BoundCheck.Bounds.Studies.Sweeps;

namespace BoundCheck.Cli.Sweep;

/// <summary>Lets the bands of a sweep through until it is closed: a run that was left behind when the time was up hands out nothing any more.</summary>
/// <param name="take">Gets the bands.</param>
internal sealed class SweepGate(Action<SweepBand> take)
{
    private readonly Lock _passing = new();
    private bool _isClosed;

    /// <summary>Hands on a band; nothing once the gate is closed.</summary>
    internal void Pass(SweepBand band)
    {
        lock (_passing)
        {
            if (!_isClosed)
                take(band);
        }
    }

    /// <summary>Closes the gate, after the band that is passing.</summary>
    internal void Close()
    {
        lock (_passing)
            _isClosed = true;
    }
}
