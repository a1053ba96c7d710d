using BoundCheck.Bounds.Smt;

namespace BoundCheck.Bounds.Tests.Smt;

[NonParallelizable]
public sealed class SolverThreadsTests
{
    [Test]
    public void Queries_of_ever_new_threads_one_after_another_run_on_one_thread()
    {
        var ran = new HashSet<int>();
        for (int i = 0; i < 20; i++)
        {
            var asking = new Thread(() => ran.Add(SolverThreads.Run(() => Environment.CurrentManagedThreadId)));
            asking.Start();
            asking.Join();
        }
        Assert.That(ran, Has.Count.EqualTo(1));
    }

    [Test]
    public void Queries_at_once_run_on_threads_of_their_own()
    {
        int inner = 0, outer = SolverThreads.Run(() =>
        {
            inner = SolverThreads.Run(() => Environment.CurrentManagedThreadId);
            return Environment.CurrentManagedThreadId;
        });
        Assert.That(inner, Is.Not.EqualTo(outer).And.Not.EqualTo(Environment.CurrentManagedThreadId));
    }

    [Test]
    public void What_a_query_throws_is_thrown_to_who_asked_and_the_thread_serves_on()
    {
        int before = SolverThreads.Run(() => Environment.CurrentManagedThreadId);
        Assert.That(() => SolverThreads.Run<int>(() => throw new OperationCanceledException("this one")),
            Throws.TypeOf<OperationCanceledException>().With.Message.EqualTo("this one"));
        Assert.That(SolverThreads.Run(() => Environment.CurrentManagedThreadId), Is.EqualTo(before));
    }
}
