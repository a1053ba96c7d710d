using System.Runtime.ExceptionServices;

namespace BoundCheck.Bounds.Smt;

/// <summary>The threads that run the native solver: one that is idle is taken again, so there are as many as queries were ever asked at once.</summary>
/// <remarks>
/// A query leaves some 20 MiB of freed memory with the allocator's arena of its thread, for the next query there. Questions are asked on ever new threads,
/// which take turns with all arenas (GNU's C library makes up to eight for each processor), and a service would come to fill them all.
/// </remarks>
internal static class SolverThreads
{
    private static readonly Stack<Worker> s_idle = [];
    private static readonly Lock s_gate = new();

    /// <summary>The result of a query, which is run on one of the threads while the caller waits; what it throws is thrown here.</summary>
    internal static T Run<T>(Func<T> query)
    {
        Worker? worker;
        lock (s_gate)
            s_idle.TryPop(out worker);
        worker ??= new Worker();
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        worker.Do(() =>
        {
            try
            {
                result = query();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        lock (s_gate)
            s_idle.Push(worker);
        failure?.Throw();
        return result;
    }

    private sealed class Worker
    {
        // A monitor, as nobody is there to dispose of anything else.
        private readonly object _gate = new();
        private Action? _work;

        internal Worker() => new Thread(Loop) { IsBackground = true, Name = "solver" }.Start();

        internal void Do(Action work)
        {
            lock (_gate)
            {
                _work = work;
                Monitor.PulseAll(_gate);
                while (_work is not null)
                    Monitor.Wait(_gate);
            }
        }

        private void Loop()
        {
            lock (_gate)
            {
                for (; ; )
                {
                    while (_work is null)
                        Monitor.Wait(_gate);
                    _work();
                    _work = null;
                    Monitor.PulseAll(_gate);
                }
            }
        }
    }
}
