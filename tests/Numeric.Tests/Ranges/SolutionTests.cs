using BoundCheck.Numeric.Ranges;
using BoundCheck.Numeric.Ranges.Solutions;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Ranges;

/// <summary>Sets of which only a part is decided.</summary>
public sealed class SolutionTests
{
    private static readonly Variable s_x = Variable.Of("x");

    private static SolutionSet Solve(string left, Relation relation, Domain domain, RangeOptions? options = null) =>
        SolutionSets.Find(Parser.Parse(left).ValueOrThrow(), relation, 0, s_x, domain, options);

    private static double Length(IEnumerable<SolutionPart> parts) => parts.Sum(p => p.High!.Enclosure.Mid - p.Low!.Enclosure.Mid);

    private static Domain Unit() => Domain.TryOf(0, 1, true, false, out _)!;

    // The parts end at 1/(k pi); next to 0 there are infinitely many.
    [Test]
    public void Parts_away_from_a_point_where_zeros_gather_are_known()
    {
        var set = Solve("sin(1/x)", Relation.Greater, Unit());
        Assert.That(set.Undecided, Has.Length.EqualTo(1));
        Assert.That(set.Undecided[0].Low!.Enclosure.Mid, Is.Zero);
        Assert.That(set.Undecided[0].High!.Enclosure.Mid, Is.LessThan(0.1));
        Assert.That(set.Holds[^1].Low!.Enclosure.Mid, Is.EqualTo(1 / Math.PI).Within(1e-15));
        Assert.That(set.Holds[^2].High!.Enclosure.Mid, Is.EqualTo(1 / (2 * Math.PI)).Within(1e-15));
    }

    [Test]
    public void A_smaller_work_limit_leaves_more_undecided_and_nothing_wrong()
    {
        var all = Solve("sin(x^2)", Relation.GreaterOrEqual, Domain.TryOf(0, 6, true, false, out _)!);
        Assert.That(all.Undecided, Is.Empty);
        double holds = Length(all.Holds);
        Assert.That(holds, Is.EqualTo(3.3).Within(0.5));
        foreach (int work in new[] { 1, 100, 400, 1600 })
        {
            var some = Solve("sin(x^2)", Relation.GreaterOrEqual, Domain.TryOf(0, 6, true, false, out _)!, new RangeOptions(WorkLimit: work));
            Assert.That(Length(some.Holds), Is.LessThanOrEqualTo(holds + 1e-12));
            Assert.That(Length(some.Holds) + Length(some.Undecided), Is.GreaterThanOrEqualTo(holds - 1e-12));
        }
    }

    [Test]
    public void What_a_cancellation_leaves_is_undecided_for_want_of_time()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var set = Solve("sin(1/x)", Relation.Greater, Unit(), new RangeOptions(Cancellation: cancelled.Token));
        Assert.That((set.Holds.Length, set.Undecided.Length, set.Reasons.Single()), Is.EqualTo((0, 1, "time")));
    }
}
