using System.Globalization;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Commands;

/// <summary>
/// What a command shows on standard error while it takes longer than a second: a bar where the end is known, the time otherwise.
/// On a terminal the line is redrawn and removed at the end; elsewhere a line is written at most every five seconds.
/// </summary>
internal sealed class Progress : IProgress<RunProgress>, IProgress<double>, IDisposable
{
    private const int BarWidth = 24;

    private readonly TextWriter _error;
    private readonly string _what;
    private readonly bool _terminal;
    private readonly Lock _gate = new();
    private readonly DateTime _started = DateTime.UtcNow;
    private readonly Timer? _timer;
    private DateTime _next;
    private long _done = -1, _of;
    private int _shown;
    private bool _finished;

    /// <param name="error">Standard error, or a null writer.</param>
    /// <param name="what">What is going on: "analysing".</param>
    /// <param name="terminal">Whether lines can be redrawn.</param>
    internal Progress(TextWriter error, string what, bool terminal)
    {
        _error = error;
        _what = what;
        _terminal = terminal;
        _next = _started.AddSeconds(terminal ? 1 : 5);
        _timer = new Timer(_ => Tick(), null, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(250));
    }

    /// <inheritdoc/>
    public void Report(RunProgress value) => Report(value.Step, value.Steps);

    /// <summary>Says how far it is, as a share.</summary>
    public void Report(double value) => Report((long)(1000 * value), 1000);

    /// <summary>Says how far it is.</summary>
    internal void Report(long done, long of)
    {
        lock (_gate)
            (_done, _of) = (done, of);
    }

    private void Tick()
    {
        lock (_gate)
        {
            if (_finished || DateTime.UtcNow < _next)
                return;
            _next = DateTime.UtcNow.AddSeconds(_terminal ? 0.2 : 5);
            string line = Line(_what, _done, _of, DateTime.UtcNow - _started);
            if (_terminal)
                _error.Write("\r" + line.PadRight(_shown));
            else
                _error.WriteLine("boundcheck: " + line);
            _shown = line.Length;
        }
    }

    /// <summary>The line: with a bar where the end is known, in at most 79 columns.</summary>
    internal static string Line(string what, long done, long of, TimeSpan elapsed)
    {
        string time = string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:F0} s");
        if (done < 0 || of <= 0)
            return $"{what} ... {time}";
        double share = Math.Clamp((double)done / of, 0, 1);
        int full = (int)(share * BarWidth);
        return string.Create(CultureInfo.InvariantCulture,
            $"{what} [{new string('#', full)}{new string('.', BarWidth - full)}] {100 * share:F0} % ({done} of {of}), {time}");
    }

    /// <summary>Stops and removes the line.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            _finished = true;
            if (_terminal && _shown > 0)
                _error.Write("\r" + new string(' ', _shown) + "\r");
        }
    }
}
