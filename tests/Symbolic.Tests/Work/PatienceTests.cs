namespace BoundCheck.Symbolic.Tests.Work;

public sealed class PatienceTests
{
    [Test]
    public void A_question_that_never_looks_at_its_token_is_left_behind()
    {
        using var source = new CancellationTokenSource();
        using var never = new ManualResetEventSlim();
        Assert.That(() => Patience.Ask(() =>
        {
            source.Cancel();
            never.Wait();
            return 1;
        }, source.Token), Throws.InstanceOf<OperationCanceledException>());
        never.Set();
    }

    [Test]
    public void An_answer_that_comes_within_the_grace_counts()
    {
        using var source = new CancellationTokenSource();
        Assert.That(Patience.Ask(() =>
        {
            source.Cancel();
            return 7;
        }, source.Token), Is.EqualTo(7));
    }

    [Test]
    public void A_cancelled_question_is_not_asked()
    {
        bool asked = false;
        Assert.That(() => Patience.Ask(() => asked = true, new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(asked, Is.False);
    }

    [Test]
    public void Failures_of_a_question_are_the_askers()
    {
        using var source = new CancellationTokenSource();
        Assert.That(() => Patience.Ask<int>(() => throw new InvalidOperationException("why"), source.Token),
            Throws.InvalidOperationException.With.Message.EqualTo("why"));
    }
}
