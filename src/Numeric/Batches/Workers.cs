using System.Runtime.ExceptionServices;

namespace BoundCheck.Numeric.Batches;

/// <summary>Runs a piece of work on a number of threads of its own, the caller's among them: they start at once, unlike those of a pool.</summary>
internal static class Workers
{
    /// <summary>Calls work(0) ... work(threads - 1) concurrently and waits; the first failure is thrown again.</summary>
    internal static void Run(int threads, Action<int> work)
    {
        ExceptionDispatchInfo? failure = null;
        var others = new Thread[threads - 1];
        for (int i = 0; i < others.Length; i++)
        {
            int index = i + 1;
            others[i] = new Thread(() => Guarded(index)) { IsBackground = true };
            others[i].Start();
        }
        Guarded(0);
        foreach (var thread in others)
            thread.Join();
        failure?.Throw();

        void Guarded(int index)
        {
            try
            {
                work(index);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
            }
        }
    }
}
