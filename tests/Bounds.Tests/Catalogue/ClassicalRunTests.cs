using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>The rates with constants certified on R^n against 2,000 runs: kinks of the gradient, flat directions, anisotropy, nonconvex objectives.</summary>
public sealed class ClassicalRunTests
{
    private const int Runs = 100;

    private static readonly string[] s_names = ["T0a", "T0b", "T0c.C1 to C3", "T0d", "T0c.C4", "T0c.C5"];

    private static readonly string[] s_objectives =
    [
        "huber(x,1)+huber(y,1/3)", "huber(x+y-1,1)+huber(x-y,2)", "max(x,0)^2+y^2/50",
            "max(1-x-y,0)^2+max(1+x-2*y,0)^2+x^2/1000", "piecewise(x<0,x^2,3*x^2)+y^2",
        "abs(x)*x+2*x^2+y^2/10", "log(cosh(x))+log(cosh(y-x))", "log(1+exp(-x-2*y))+log(1+exp(x-y))+log(1+exp(y))", "sqrt(1+(x-y)^2)+x^2/5+y^2/10", "(x-y)^2",
        "(x-2*y+1)^2/2", "x^2/2+y^2/200", "x^2+sin(3*x)/4+y^2", "cos(x)+cos(y)", "log(1+x^2)+y^2/2",
        "log(exp(x)+exp(-2*x)+exp(y)+exp(-y))", "huber(x-y,1)+sin(x+y)/3",
            "log(cosh(2*x-y))+max(y-1,0)^2+y^2/100", "huber(3*x-y,1/2)+y^2/40", "5*x^2+4*x*y+y^2/2+x",
    ];

    [Test]
    public void Two_thousand_runs_break_no_certified_rate()
    {
        var random = new Random(Campaign.Seed(18));
        int runs = Campaign.Count(Runs);
        var compared = new int[6];
        var nearest = new double[6];
        foreach (string text in s_objectives)
        {
            Assert.That(Parser.Parse(text, new ParseOptions()).TryGet(out var parsed, out _), text);
            var f = BoxObjective.TryCompile(parsed!, parsed!.Variables(), out _)!;
            var minimiser = MinimiserFinder.Find(f, [0.3, 0.4]);
            var set = WholeSpace.Find(f, minimiser, null, CancellationToken.None)!;
            Assert.That(set, Is.Not.Null, text);
            var run = GeneralObjective.Compile(parsed!, f.Variables);
            for (int i = 0; i < runs; i++)
            {
                double[] x = [6 * random.NextDouble() - 3, 6 * random.NextDouble() - 3];
                int steps = 1 + (int)Math.Pow(2, 8 * random.NextDouble());
                double h = (random.Next(3) == 0 ? 1 + 0.99 * random.NextDouble() : 1.99 * random.NextDouble() + 1e-3) / set.L.ToInterval().Hi;
                Compare(text, set, run, x, Rational.FromDouble(h), steps);
            }
        }
        TestContext.Out.WriteLine($"{s_objectives.Length * runs} runs; bounds compared T0a {compared[0]}, T0b {compared[1]}, T0c {compared[2]}, T0d {compared[3]}, T0c.C4 {compared[4]}, T0c.C5 {compared[5]}; "
            + $"largest measured/bound {string.Join(", ", nearest.Select(v => v.ToString("F6", System.Globalization.CultureInfo.InvariantCulture)))}");
        Assert.That(compared, Is.All.GreaterThan(300));

        void Compare(string text, ClassicalSet set, GeneralObjective run, double[] x, Rational h, int steps)
        {
            var g = new double[2];
            double[] start = [.. x];
            double f0 = run.Evaluate(x, g), least = Square(g), first = least;
            for (int k = 0; k < steps; k++)
            {
                for (int j = 0; j < 2; j++)
                    x[j] -= h.ToDoubleNearest() * g[j];
                run.Evaluate(x, g);
                least = Math.Min(least, Square(g));
            }
            double last = run.Evaluate(x, g);
            Certified l = set.L, e0 = Rational.FromDouble(f0);
            if (set.Lowest is { } lowest)
            {
                var excess = Certified.Max(0, e0 - lowest);
                Check(0, least, Certified.Min(ClassicalRates.SharpGradient(l, h, steps, excess, Rational.FromDouble(first), 1 / (2 * l))
                    ?? excess * ClassicalRates.Gradient(l, h, steps), excess * ClassicalRates.Gradient(l, h, steps)));
            }
            if (set is { Pl: { } pl, PlValue: { } star } && Certified.LessOrEqual(pl, l) == true)
            {
                var excess = Certified.Max(0, e0 - star);
                Check(1, last - star.ToInterval().Mid, ClassicalRates.Power(ClassicalRates.SharpPlFactor(l, pl, h)
                    ?? ClassicalRates.PlFactor(l, pl, h), steps) * excess);
                if ((l * h).Square() is var z2 && (z2 - 3).Sign() == 1)
                    Check(1, last - star.ToInterval().Mid, ClassicalRates.Power(ClassicalRates.PlLongFactor(l, pl, h),
                        steps) * (excess + h * (z2 - 3) / 4 * Rational.FromDouble(first)));
            }
            if (set is not { Minimiser: { } at, Lowest: { } least0 } || set.Mu.Sign() is not (0 or 1))
                return;
            bool strong = set.Mu.Sign() == 1;
            double d0 = Square([start[0] - at[0], start[1] - at[1]]), d = Square([x[0] - at[0], x[1] - at[1]]);
            var factor = strong ? ClassicalRates.Convex(l, set.Mu, h, steps) : ClassicalRates.Convex(l, h, steps);
            Check(2, last - least0.ToInterval().Mid, l * Rational.Half * Rational.FromDouble(d0) * factor);
            Check(4, Square(g), 2 * l * Certified.Max(0, e0 - least0) * factor);
            Certified Part(int k) => strong ? ClassicalRates.Convex(l, set.Mu, h, k) : ClassicalRates.Convex(l, h, k);
            Check(5, Square(g), l.Square() * Rational.FromDouble(d0) * Part(steps / 2) * Part(steps - steps / 2));
            if (strong)
                Check(3, d, ClassicalRates.Power(ClassicalRates.Distance(l, set.Mu, h), steps) * Rational.FromDouble(d0));

            void Check(int theorem, double value, Certified bound)
            {
                double most = bound.ToInterval().Hi;
                compared[theorem]++;
                if (value > 1e-9)
                    nearest[theorem] = Math.Max(nearest[theorem], value / most);
                if (value > most * (1 + 1e-9) + 1e-12 * (1 + Math.Abs(f0)))
                    Assert.Fail($"{s_names[theorem]}: {value:R} > {most:R} for {text} from {string.Join(", ", start)}, h = {h.ToDoubleNearest():R}, K = {steps}");
            }
        }
    }

    private static double Square(double[] v) => v.Sum(c => c * c);
}
