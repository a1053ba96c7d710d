using BoundCheck.Symbolic;

namespace BoundCheck.Symbolic.Tests.Work;

/// <summary>The search against sets small enough to be looked at point by point: parts are ranges of integers, cuts and looks are hostile.</summary>
public sealed class SubdivisionTests
{
    private const int Points = 60;

    private sealed record Part(int From, int To)
    {
        internal IEnumerable<int> Members => Enumerable.Range(From, To - From);
    }

    // Anywhere, also so that the parts overlap or one of them is empty; null now and then when asked for.
    private static Func<Part, (Part, Part)?> Cut(Random random, double fails) => part =>
    {
        if (part.To - part.From < 2 || random.NextDouble() < fails)
            return null;
        int at = random.Next(part.From, part.To + 1), overlap = random.Next(3) == 0 ? Math.Min(part.To, at + 2) : at;
        return at == part.From && overlap == part.To ? null : (new(part.From, overlap), new(at, part.To));
    };

    private static IEnumerable<Part> Cover(Random random)
    {
        for (int from = 0; from < Points;)
        {
            int to = Math.Min(Points, from + random.Next(1, Points));
            yield return new(from, to);
            from = to;
        }
    }

    [Test]
    public void No_point_is_lost_however_a_search_ends([Values(0, 0.02, 0.3)] double fails, [Values(1, 4)] int mostUndivided)
    {
        var endings = new HashSet<Ending>();
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            double bad = random.Next(2) == 0 ? 0 : 0.05;
            bool[] holds = [.. Enumerable.Range(0, Points).Select(_ => random.NextDouble() >= bad)];
            var settled = new HashSet<int>();
            var cancel = new CancellationTokenSource();
            var search = Subdivision<Part>.DepthFirst(Cut(random, fails), new Budget(random.Next(1, 300), cancel.Token), mostUndivided);
            foreach (var part in Cover(random))
                search.Add(part);
            Ending? ending = null;
            try
            {
                ending = search.Run(part =>
                {
                    if (random.Next(500) == 0)
                        cancel.Cancel();
                    if (random.Next(300) == 0)
                        return Fate.Final;
                    if (random.Next(10) == 0 && part.To - part.From > 3)
                    {
                        // The first point is settled, the rest put back.
                        if (!holds[part.From])
                            return Fate.Open;
                        settled.Add(part.From);
                        search.Add(part with { From = part.From + 1 });
                        return Fate.Settled;
                    }
                    if (!part.Members.All(i => holds[i]) || random.Next(4) == 0)
                        return random.Next(100) == 0 ? Fate.Stuck : Fate.Open;
                    settled.UnionWith(part.Members);
                    return Fate.Settled;
                });
                endings.Add(ending.Value);
            }
            catch (OperationCanceledException)
            {
            }
            var left = search.Left.SelectMany(p => p.Members).ToHashSet();
            Assert.That(settled.Union(left).Count(), Is.EqualTo(Points), $"seed {seed}, {ending}");
            Assert.That(ending == Ending.Covered, Is.EqualTo(ending is not null && !search.Left.Any()), $"seed {seed}");
            if (ending == Ending.Covered)
                Assert.That(holds, Has.All.True, $"seed {seed}");
        }
        Assert.That(endings, Is.SupersetOf(new[] { Ending.Covered, Ending.Exhausted, Ending.Answered, Ending.Indivisible }));
    }

    [Test]
    public void The_largest_bound_is_never_below_the_supremum([Values(0, 0.2)] double fails)
    {
        int exact = 0;
        for (int seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            double[] values = [.. Enumerable.Range(0, Points).Select(_ => random.NextDouble())];
            double best = double.NegativeInfinity;
            var search = Subdivision<Part>.BestFirst(Cut(random, fails), Bound, new Budget(random.Next(1, 400)));
            foreach (var part in Cover(random))
                search.Add(part);
            var ending = search.Run(part =>
            {
                if (search.Largest <= best)
                    return Fate.Final;
                if (part.Members.Any())
                    best = Math.Max(best, values[part.From]);
                return part.To - part.From <= 1 ? Fate.Settled : Fate.Open;
            });
            Assert.That(Math.Max(search.Largest, best), Is.GreaterThanOrEqualTo(values.Max()), $"seed {seed}, {ending}");
            if (ending is Ending.Covered or Ending.Answered)
            {
                exact++;
                Assert.That(best, Is.EqualTo(values.Max()), $"seed {seed}, {ending}");
            }

            // Right but of no use, now and then: infinite, not a number, or above the bound of the whole.
            Bounded<Part>? Bound(Part part)
            {
                double most = part.Members.Select(i => values[i]).DefaultIfEmpty(double.NegativeInfinity).Max();
                return most < best ? null : new(part, random.Next(6) switch
                {
                    0 => double.NaN,
                    1 => double.PositiveInfinity,
                    2 => most + 10 * random.NextDouble(),
                    _ => most,
                });
            }
        }
        Assert.That(exact, Is.GreaterThan(50));
    }

    [Test]
    public void An_empty_search_is_covered_and_an_exhausted_one_is_not()
    {
        var none = Subdivision<Part>.DepthFirst(_ => null, new Budget(0));
        Assert.That(none.Run(_ => Fate.Open), Is.EqualTo(Ending.Covered));
        none.Add(new(0, 1));
        Assert.That(none.Run(_ => Fate.Settled), Is.EqualTo(Ending.Exhausted));
        Assert.That(none.Left.Count(), Is.EqualTo(1));
    }

    [Test]
    public void The_answer_does_not_depend_on_where_the_budget_ends()
    {
        // A larger budget may only turn undecided into decided.
        for (int seed = 0; seed < 40; seed++)
        {
            bool[] holds = [.. Enumerable.Range(0, Points).Select(i => seed % 2 == 0 || i != seed)];
            bool covered = false;
            for (int budget = 0; budget < 200; budget++)
            {
                bool now = Subdivision.Covers(
                    [new Part(0, Points)], p => p.Members.All(i => holds[i]) && p.To - p.From < 5
                        ? Fate.Settled
                        : Fate.Open, Cut(new Random(seed), 0), new Budget(budget));
                Assert.That(covered && !now, Is.False);
                covered = now;
            }
            Assert.That(covered, Is.EqualTo(Array.TrueForAll(holds, h => h)));
        }
    }
}
