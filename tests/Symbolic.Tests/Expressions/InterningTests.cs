using System.Runtime.CompilerServices;

namespace BoundCheck.Symbolic.Tests.Expressions;

public sealed class InterningTests
{
    [Test]
    public void Expressions_that_nobody_holds_leave_the_table()
    {
        int before = Interning.Count;
        Make(0, 130_000);
        GC.Collect();
        Make(130_000, 180_000);
        // Without sweeps there would be 360,000 more; the second part may still be there, and what the sweeps find too late.
        Assert.That(Interning.Count - before, Is.LessThan(200_000));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Make(int from, int to)
    {
        var x = Variable.Of("interned");
        for (int i = from; i < to; i++)
            _ = x + i;
    }
}
