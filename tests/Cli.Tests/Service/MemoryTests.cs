using System.Text.Json;
using BoundCheck.Cli.Service;

namespace BoundCheck.Cli.Tests.Service;

/// <summary>A service that is asked for long holds no more than one that was asked a little, however different the questions are.</summary>
[NonParallelizable]
public sealed class MemoryTests
{
    [Test]
    public void Ever_new_questions_leave_nothing_in_the_managed_heap()
    {
        using var service = new BoundService(confined: true, atOnce: 1);
        // Everything that is remembered of objectives is full, and the first sweeps of the shared expressions are over.
        Ask(service, 0, 100);
        long before = Held();
        Ask(service, 100, 300);
        Assert.That(Held() - before, Is.LessThan(2 << 20), "bytes held after 200 more questions");
    }

    private static void Ask(BoundService service, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            using var solve = JsonDocument.Parse($$"""{"claim":"x + {{i}} < {{i}}/7"}""");
            service.Answer("solve", solve.RootElement, CancellationToken.None).GetAwaiter().GetResult();
        }
    }

    private static long Held()
    {
        // Twice, for what finalizers let go.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
