namespace BoundCheck.Symbolic.Tests.Work;

public sealed class BudgetTests
{
    [Test]
    public void Exactly_the_units_given_can_be_spent()
    {
        var budget = new Budget(5);
        Assert.That(budget.Spend(3) && budget.Spend(2) && budget.Spend(0), Is.True);
        Assert.That(budget.Shortfall, Is.Null);
        Assert.That(budget.Spend(), Is.False);
        Assert.That(budget.Shortfall, Is.Not.Null);
    }

    [Test]
    public void An_exhausted_budget_stays_exhausted_and_nothing_is_thrown()
    {
        var budget = new Budget(5);
        Assert.That(budget.Spend(6), Is.False);
        Assert.That(budget.Spend(1), Is.False, "five were left, but the question has been given up");
        Assert.That(budget.Left, Is.Zero);
    }

    [Test]
    public void Cancellation_throws_at_the_next_unit_exhausted_or_not()
    {
        using var source = new CancellationTokenSource();
        var full = new Budget(5, source.Token);
        var empty = new Budget(0, source.Token);
        Assert.That(full.Spend() && !empty.Spend(), Is.True);
        source.Cancel();
        Assert.That(() => full.Spend(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => empty.Spend(), Throws.InstanceOf<OperationCanceledException>());
    }
}
