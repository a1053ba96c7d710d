namespace BoundCheck.Bounds.Verdicts;

/// <summary>The one place of the certified code that reads a clock: for what is shown beside an answer, never for the answer.</summary>
internal static class Timing
{
    /// <summary>What some work gives, and how long it took.</summary>
    internal static (T Value, TimeSpan Elapsed) Of<T>(Func<T> work)
    {
#pragma warning disable RS0030 // The time is shown only.
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        var value = work();
        return (value, System.Diagnostics.Stopwatch.GetElapsedTime(start));
#pragma warning restore RS0030
    }
}
