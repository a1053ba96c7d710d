using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>Certified L, μ, PL constants and lower bounds of random objectives against formulas written by hand, at many points of the certified
/// sets.</summary>
public sealed class ClassicalConstantTests
{
    private const int Count = 30;
    private const int Points = 400;

    [Test]
    public void Certified_constants_of_random_objectives_hold_at_every_sampled_point()
    {
        int count = Campaign.Count(Count);
        int seed = Campaign.Seed(5);
        var random = new Random(seed);
        int certified = 0, convex = 0, pl = 0, sharp = 0;
        for (int i = 0; i < count; i++)
        {
            var f = RandomObjective.Draw(random);
            Assert.That(Parser.Parse(f.Text, new ParseOptions()).TryGet(out var parsed, out _), f.Text);
            var objective = Objective.Analyze(f.Text, parsed!);
            var names = parsed!.Variables();
            var start = names.Select(_ => (Certified)new Rational(random.Next(-20, 21), 10)).ToImmutableArray();
            var step = new Rational(1, new[] { 2, 5, 20, 100 }[random.Next(4)]);
            // A term may cancel, and a variable with it.
            int[] index = [.. names.Select(v => Array.IndexOf(new[] { "x", "y", "z" }, v.ToString()))];
            if (names.IsEmpty)
                continue;
            var setting = new Setting(objective, RegularityReport.Undecided(new Unknown("not asked")), step, null) { Scalars = (parsed!, start) };
            var x0 = new double[f.N];
            for (int k = 0; k < index.Length; k++)
                x0[index[k]] = start[k].ToInterval().Mid;
            foreach (var set in setting.Classical(CancellationToken.None).Sets.Where(s => s.Kind == SetKind.Whole || s.Box is not null))
            {
                certified++;
                convex += set.Mu.Sign() is 0 or 1 ? 1 : 0;
                pl += set.Pl is null ? 0 : 1;
                string where = $"{f.Text} from {string.Join(", ", x0)} with h = {step}, on {set.Text}";
                double l = set.L.ToInterval().Hi, mu = set.Mu.ToInterval().Lo, f0 = f.At(x0).Value, best = 0;
                double slack = 1e-9 * (1 + Math.Abs(f0));
                double[]? at = null;
                for (int k = 0; k < Points; k++)
                {
                    var x = (double[])(k % 2 == 1 && at is not null ? at : x0).Clone();
                    double spread = Math.Pow(10, random.Next(-3, 2));
                    for (int j = 0; j < index.Length; j++)
                    {
                        x[index[j]] = set.Box is not { } box ? (k % 4 == 0 ? 0 : x[index[j]]) + spread * (2 * random.NextDouble() - 1)
                            : k % 2 == 1 && at is not null ? Math.Clamp(x[index[j]] + spread * (2 * random.NextDouble() - 1), box[j].Lo, box[j].Hi)
                            : box[j].Lo + random.NextDouble() * (box[j].Hi - box[j].Lo);
                    }
                    var (value, g, h) = f.At(x);
                    // L, μ and PL of a sublevel set are those of its points.
                    if (set.Kind == SetKind.Sublevel && value > f0 - slack)
                        continue;
                    var (least, largest) = RandomObjective.Eigenvalues(Reduced(h, index));
                    double most = Math.Max(-least, largest);
                    if (most > best)
                        (best, at) = (most, x);
                    string here = $"{where}, at {string.Join(", ", x)}";
                    Assert.That(most, Is.LessThanOrEqualTo(l * (1 + 1e-9) + 1e-9), $"L: {here}");
                    Assert.That(least, Is.GreaterThanOrEqualTo(mu - 1e-9 * (1 + most)), $"mu: {here}");
                    if (set.Lowest is { } lowest)
                        Assert.That(value, Is.GreaterThanOrEqualTo(lowest.ToInterval().Lo - 1e-9 * (1 + Math.Abs(value))), $"lowest: {here}");
                    if (set is { Pl: { } constant, PlValue: { } star } && value <= f0)
                        Assert.That(index.Sum(j => g[j] * g[j]),
                            Is.GreaterThanOrEqualTo(2 * constant.ToInterval().Lo * (value - star.ToInterval().Hi) * (1 - 1e-9) - 1e-9), $"PL: {here}");
                }
                if (set is { LeastAt: { } low, LeastSeen: { } seen })
                {
                    var x = (double[])x0.Clone();
                    for (int j = 0; j < index.Length; j++)
                        x[index[j]] = low[j];
                    Assert.That(RandomObjective.Eigenvalues(Reduced(f.At(x).Hessian, index)).Least,
                        Is.LessThanOrEqualTo(seen.ToInterval().Hi + 1e-9 * (1 + l)), $"least eigenvalue seen: {where}");
                }
                sharp += best >= 0.9 * l ? 1 : 0;
            }
        }
        TestContext.Out.WriteLine($"{count} objectives, seed {seed}: {certified} sets, {convex} convex, {pl} with a PL constant; L within 10 % of the largest eigenvalue seen: {sharp}");
        Assert.That(certified, Is.GreaterThan(count / 3));
    }

    private static double[,] Reduced(double[,] h, int[] index)
    {
        var r = new double[index.Length, index.Length];
        for (int i = 0; i < index.Length; i++)
        {
            for (int j = 0; j < index.Length; j++)
                r[i, j] = h[index[i], index[j]];
        }
        return r;
    }
}
