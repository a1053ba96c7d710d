using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Catalogue;

public sealed class WorstCaseTests
{
    private static Rational Number(string text) => Parser.ParseConstant(text).TryGet(out var value, out _)
        && value!.IsRational(out var number) ? number : throw new ArgumentException(text);

    private static WorstCase Ask(string theorem, string l, string? mu, string h, int k) =>
        Theorem.All.Single(t => t.Id == theorem).Attaining(new WorstCaseQuestion(Number(l), mu is null ? null : Number(mu), Number(h), k));

    [Test]
    public void Gradient_descent_on_the_objective_attains_the_bound_within_a_billionth(
        [Values("T0a 1/2 1", "T0a 1 4", "T0a 1/3 9", "T0a 5/4 1", "T0a 17/10 1", "T0a 9/5 1", "T0b 1/2 3", "T0b 9/5 4", "T0c 1/2 5", "T0c 1 1", "T0c 3/2 6", "T0c 19/10 3",
            "T0cμ 1/2 5", "T0cμ 5/4 3", "T0cμ 19/10 2", "T0d 1/2 6", "T0d 15/8 5", "T0d 8/5 2")] string which, [Values("1", "3", "2/7")] string l)
    {
        string[] parts = which.Split(' ');
        var large = Number(l);
        int k = int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture);
        string id = parts[0].TrimEnd('μ'), h = (Number(parts[1]) / large).ToString();
        string? mu = parts[0] switch { "T0b" => l, "T0cμ" or "T0d" => (large / 4).ToString(), _ => null };
        var worst = (AttainedBound)Ask(id, l, mu, h, k);
        var start = worst.Start.Split(',').Select(v => v.Split('=')).Select(v => (v[0], v[1])).ToArray();
        var study = Instances.Study(worst.Objective.ToString(), h, start);
        var run = Runner.Run(study with { Problem = study.Problem with { Steps = k } }, null, CancellationToken.None);
        // L rounded up can be on the other side of 1/h: the next conclusion then speaks.
        var row = run.Rates.Where(r => r.Theorem.StartsWith(id + ".", StringComparison.Ordinal) && r.Quantity.Contains(worst.Quantity.Name))
            .MinBy(r => r.Bound)!;
        Assert.Multiple(() =>
        {
            Assert.That(row.K, Is.EqualTo(k));
            Assert.That(row.Measured, Is.EqualTo(worst.Bound.ToInterval().Mid).Within(1e-9).Percent, "the value that was announced");
            Assert.That(row.Ratio, Is.EqualTo(1).Within(1e-9), "the bound that is certified for the objective");
            Assert.That(run.Contradictions, Is.Empty);
        });
    }

    [TestCase("T0a", null, "3/2", 2, "reflection")]
    [TestCase("T0a", null, "19/10", 2, "upper bound")]
    [TestCase("T0a", null, "1/2", 1000, "written out up to")]
    [TestCase("T0b", null, "1/2", 2, "--mu")]
    [TestCase("T0b", "1/4", "1/2", 2, "iterates only")]
    [TestCase("T0d", null, "1/2", 2, "--mu")]
    [TestCase("T3", null, "1/2", 2, "written out")]
    public void Where_no_objective_is_given_the_reason_is(string theorem, string? mu, string h, int k, string reason) =>
        Assert.That(((NoWorstCase)Ask(theorem, "1", mu, h, k)).Reason, Does.Contain(reason));

    // Kim (2024): the bound changes from the Huber function to the quadratic where (1 - Lh)^(2K) = 1/(2KLh + 1).
    [TestCase("8/5", 1, "x^2")]
    [TestCase("8/5", 2, "huber")]
    [TestCase("19/10", 20, "x^2")]
    [TestCase("19/10", 40, "huber")]
    public void The_worst_convex_function_is_the_one_with_the_larger_loss(string h, int k, string part) =>
        Assert.That(((AttainedBound)Ask("T0c", "1", null, h, k)).Objective.ToString(), Does.Contain(part));
}
