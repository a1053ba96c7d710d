using System.Diagnostics;
using System.Globalization;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Symbolic;

namespace BoundCheck.Benchmarks;

/// <summary>The regularity analysis of every objective of the zoo, in one process.</summary>
internal static class AnalysisRates
{
    internal static void Print()
    {
        double total = 0;
        foreach (var entry in Zoo.All)
        {
            long start = Stopwatch.GetTimestamp();
            Expr x = Variable.Of("x"), y = Variable.Of("y");
            var report = Objective.Analyze(entry.Name, entry.Outer(x * y - 1)).Structure.Regularity(CancellationToken.None);
            double ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            total += ms;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {entry.Name,-12} {ms,8:F0} ms  good {report.Good.Text}, sector {report.Sector.Verdict.Text}"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  total        {total,8:F0} ms"));
    }
}
