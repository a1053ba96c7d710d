using System.Diagnostics;
using System.Runtime.InteropServices;

namespace BoundCheck.Benchmarks;

/// <summary>Processor time of this process: rates of one thread that other processes on the machine disturb little. Wall time where there is none.</summary>
internal static class CpuClock
{
    private const int ProcessCpuTime = 2;

    internal static double Seconds => OperatingSystem.IsLinux() && GetTime(ProcessCpuTime, out var t) == 0
        ? t.Seconds + 1e-9 * t.Nanoseconds
        : Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out TimeSpec time);

    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
