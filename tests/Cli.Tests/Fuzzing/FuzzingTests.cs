using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace BoundCheck.Cli.Tests.Fuzzing;

/// <summary>
/// Whatever is done to a valid input, it is read or refused by a documented error. `eng/fuzz.sh` runs it at length; BOUNDCHECK_FUZZ is the number of inputs of each
/// reader, BOUNDCHECK_FUZZ_FIRST the number of the first. An input is its number: what failed once is made again alone.
/// </summary>
public sealed class FuzzingTests
{
    private const int InShort = 400;

    /// <summary>What one input may allocate in all: far above what is needed, far below what hurts.</summary>
    private const long MostBytes = 1L << 30;

    private static long Setting(string name, long standard) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : standard;

    private static IEnumerable<FuzzTarget> Targets =>
        Setting("BOUNDCHECK_FUZZ", 0) > 0 ? FuzzTargets.All.Concat(FuzzTargets.Commands) : FuzzTargets.All;

    [Test]
    public void Every_changed_input_is_read_or_refused([ValueSource(nameof(Targets))] FuzzTarget target)
    {
        var mutation = new Mutation(target.Corpus);
        long count = Setting("BOUNDCHECK_FUZZ", InShort), first = Setting("BOUNDCHECK_FUZZ_FIRST", 0), running = first;
        var (slowest, longest, most) = (first, TimeSpan.Zero, 0L);
        var failures = new Dictionary<string, string>(StringComparer.Ordinal);
        // A hang is seen by its number.
        using var watch = new Timer(_ => TestContext.Progress.WriteLine($"{target.Name}: at {Interlocked.Read(ref running)}"), null, 20_000, 20_000);
        for (long i = first; i < first + count; i++)
        {
            Interlocked.Exchange(ref running, i);
            byte[] input = mutation.Input(i);
            long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            try
            {
                FuzzTargets.Refused(() => target.Read(input));
            }
            catch (Exception e)
            {
                // One a place is enough.
                string place = $"{e.GetType().Name}{e.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("BoundCheck", StringComparison.Ordinal))}";
                failures.TryAdd(place, $"input {i}: {e.GetType().Name}: {e.Message}\n{place}\n{Encoding.UTF8.GetString(input)}");
            }
            var elapsed = Stopwatch.GetElapsedTime(start);
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (elapsed > longest)
                (longest, slowest) = (elapsed, i);
            most = Math.Max(most, bytes);
            if (bytes > MostBytes)
                failures.TryAdd("memory", $"input {i} allocates {bytes >> 20} MiB");
        }
        TestContext.Out.WriteLine($"{target.Name}: {count} inputs, at most {longest.TotalMilliseconds:0} ms (input {slowest}) and {most >> 10} KiB");
        Assert.That(failures.Values, Is.Empty);
    }

    /// <summary>Too deep, too long, too many: at the beginning, in a value, and as the whole.</summary>
    private static readonly string[] s_excesses = ["(", "[", "{", "sin(", "-", "7", "1e9", ",", "\"", "\0", "x^", "\r\n"];

    [Test]
    public void Every_excess_is_read_or_refused([ValueSource(typeof(FuzzTargets), nameof(FuzzTargets.All))] FuzzTarget target)
    {
        byte[] valid = target.Corpus[0];
        int times = Setting("BOUNDCHECK_FUZZ", 0) > 0 ? 1_000_000 : 20_000;
        foreach (string part in s_excesses)
        {
            byte[] excess = Encoding.UTF8.GetBytes(new StringBuilder(part.Length * times).Insert(0, part, times).ToString());
            int value = Math.Max(0, Array.LastIndexOf(valid, (byte)'=') + 1);
            foreach (byte[] input in (byte[][])[excess, [.. excess, .. valid], [.. valid.AsSpan(0, value), .. excess, .. valid.AsSpan(value)]])
                Assert.That(() => FuzzTargets.Refused(() => target.Read(input)), Throws.Nothing, $"{times} times {part}");
        }
    }
}
