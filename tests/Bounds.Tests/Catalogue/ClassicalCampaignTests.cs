using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>Random starts and steps for smooth, kinked, jumping and flat objectives: whatever is certified holds on the run, and runs stay in the certified
/// box.</summary>
public sealed class ClassicalCampaignTests
{
    private const int Count = 72;

    private static readonly string[] s_pool =
    [
        "x^2+3*y^2", "(x-2*y)^2+y", "(x^2-1)^2+y^2", "log(cosh(x))+y^2/2", "exp(x)-x+y^2", "x^4+y^2", "sqrt(1+x^2+y^2)", "x^2+sin(3*x)/2+y^2",
        "(1-x)^2+10*(y-x^2)^2", "abs(x)+y^2", "max(x,y)^2+x^2", "huber(x,1)+y^2",
            "piecewise(x<1/2, x^2, x^2+1/4)+y^2", "x^2*sign(x)+y^2", "log(1+x^2)+log(1+y^2)",
        "1-exp(-x^2-y^2)", "x^2-y^2", "exp(-x)+y^2", "abs(x)^3+y^2", "max(x,0)^2+y^2", "min(x^2,1)+y^2",
            "x^2/(1+x^2)+y^4", "(x*y-1)^2/2", "log(cosh(x*y-1))", "cos(x)+cos(y)", "x^2+y^2+exp(-10*(x-1)^2)",
        "huber(x+y-1,1)+huber(x-y,2)", "huber(x-1,1)+huber(2*y,1)+x^2/10",
            "log(cosh(x))+log(cosh(y-x))", "(x-y)^4+2*x^2+y^2-x+2*y", "log(exp(x)+exp(-2*x)+exp(y)+exp(-y))",
        "log(1+exp(-x-2*y))+log(1+exp(x-y))+log(1+exp(y))", "sqrt(1+(x-y)^2)+x^2/5+y^2/10",
            "piecewise(x<1, x^2, 2*x-1)+y^2", "sqrt(1+(x+y)^2)", "huber(x-y,1)+sin(x+y)",
    ];

    [Test]
    public void What_is_certified_holds_on_the_run()
    {
        var random = new Random(21);
        int certified = 0;
        var kinds = new HashSet<string>();
        int count = Campaign.Count(Count);
        for (int i = 0; i < count; i++)
        {
            string text = s_pool[i % s_pool.Length];
            Rational x = new(random.Next(-200, 201), 100), y = new(random.Next(-200, 201), 100),
                h = Rational.FromDouble(Math.Pow(2, -7 * random.NextDouble()) / 2);
            var study = Instances.Study(text, h.ToString(), ("x", x.ToString()), ("y", y.ToString()));
            var general = study.Problem.Objective.WrittenOut(study.Problem.Point);
            var f = GeneralObjective.Compile(general, general.Variables());
            double[] point = [.. f.Variables.Select(v => (v.ToString() == "x" ? x : y).ToDoubleNearest())], g = new double[point.Length];
            string where = $"{text} from {x}, {y} with h = {h}";
            // Ten steps, then on to the limit.
            double least = double.PositiveInfinity, f0 = f.Evaluate(point, g), f10 = 0, lowest = f0;
            double[] x10 = [];
            for (int k = 0; k < 4000; k++)
            {
                if (k == 10)
                    (f10, x10) = (f.Evaluate(point, g), (double[])point.Clone());
                lowest = Math.Min(lowest, f.Evaluate(point, g));
                if (k < 10)
                    least = Math.Min(least, g.Sum(v => v * v));
                for (int j = 0; j < point.Length; j++)
                    point[j] -= h.ToDoubleNearest() * g[j];
            }
            foreach (var result in study.Theorems.Where(t => t.Theorem.Id.StartsWith("T0", StringComparison.Ordinal) && t.Applies.IsProved))
            {
                certified++;
                kinds.Add(result.Theorem.Id);
                double At10(string name) => ((ImmutableArray<BoundAt>)result.Conclusions.Single(c => c.Name == name).Value)[0].Bound!.ToInterval().Hi * (1
                    + 1e-9) + 1e-9;
                switch (result.Theorem.Id)
                {
                    case "T0a":
                        Assert.That(least, Is.LessThanOrEqualTo(At10("gradientSquared")), $"T0a: {where}");
                        break;
                    case "T0b" or "T0c":
                        Assert.That(f10 - lowest, Is.LessThanOrEqualTo(At10("lossRate")), $"{result.Theorem.Id}: {where}");
                        break;
                    default:
                        Assert.That(x10.Zip(point, (a, b) => (a - b) * (a - b)).Sum(), Is.LessThanOrEqualTo(At10("distanceRate")), $"T0d: {where}");
                        break;
                }
                if (study.Setting.Classical(CancellationToken.None)
                    .First(s => s.Text == (string)result.Conclusions.Single(c => c.Name == "set").Value) is { Box: { } box })
                    Assert.That(x10.Zip(box, (v, b) => b.Contains(v)), Is.All.True, $"the iterate left the set: {where}");
            }
        }
        TestContext.Out.WriteLine($"{certified} certificates");
        Assert.That(kinds, Is.EquivalentTo(new[] { "T0a", "T0b", "T0c", "T0d" }));
    }
}
