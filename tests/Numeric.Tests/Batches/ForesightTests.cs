using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Batches;

/// <summary>Lanes whose convergence is foreseen against lanes that are looked at all along: a bound of F'' turns foresight on.</summary>
public sealed class ForesightTests
{
    private static readonly Expr s_s = Variable.Of("s");

    // |F''| <= 1 = F''(0), and even.
    private static readonly (string Name, Func<Expr, Expr> Of)[] s_losses =
    [
        ("square", u => Rational.Half * u.Pow(2)),
        ("huber", u => Huber.Instance.Of(u, 1)),
        ("logcosh", u => Log.Instance.Of(Cosh.Instance.Of(u))),
        ("pseudohuber", u => (1 + u.Pow(2)).Pow(Rational.Half) - 1),
        ("atanloss", u => u * Atan.Instance.Of(u) - Rational.Half * Log.Instance.Of(1 + u.Pow(2))),
        ("cauchy", u => Rational.Half * Log.Instance.Of(1 + u.Pow(2))),
        ("welsch", u => 1 - Exp.Instance.Of(-Rational.Half * u.Pow(2))),
    ];

    private static readonly Rational[] s_centres = [Rational.Half, Rational.One, -Rational.One, Rational.Zero, new(40, 1), new(1, 1000)];

    [Test]
    public void Foreseen_lanes_end_as_those_that_are_looked_at_all_along()
    {
        const int count = 700;
        var random = new Random(20);
        int foreseen = 0;
        for (int round = 0; round < 2 * s_losses.Length; round++)
        {
            var (name, of) = s_losses[round / 2];
            Rational centre = s_centres[round % s_centres.Length];
            bool track = round % 3 != 0;
            long budget = ((long[])[3000, 300, 3000, 50, 1000])[round % 5];
            double spread = Math.Pow(10, 2 * random.NextDouble()), tolerance = round % 7 == 3 ? 1e-14 : 1e-10;
            double[] a = Starts(random, count, spread), b = Starts(random, count, spread);
            double[] steps = round % 2 == 0
                ? [Math.Pow(10, -2 * random.NextDouble())]
                : [.. Enumerable.Range(0, count).Select(_ => Math.Pow(10, 0.3 - 3 * random.NextDouble()))];
            var outer = OuterFunction.Compile(of(s_s - centre), s_s, centre);
            var shape = round % 4 < 2 ? LossShape.Even : LossShape.Unimodal;
            var quick = Sweep(1).Run(a, b, steps);
            AssertEqual(Sweep(double.PositiveInfinity).Run(a, b, steps), quick, $"{name}, c = {centre}, budget {budget}, track {track}");
            foreseen += quick.Outcomes.Count(o => o == Outcome.Converged);

            ProductSweep Sweep(double bound) => new(outer, 1, 1 + round % 2, tolerance)
            {
                Steps = budget, Track = track, Shape = shape, CurvatureBound = bound, Threads = 1 + round % 2,
            };
        }
        Assert.That(foreseen, Is.GreaterThan(3000), "converged cells");
    }

    // Squares of usual sizes, zeros, and a few very large and very small ones.
    private static double[] Starts(Random random, int count, double spread) => [.. Enumerable.Range(0, count).Select(_ => random.Next(60) switch
    {
        0 => 0,
        1 => 1e-300,
        2 => 1e12,
        3 => Math.Pow(10, 40 * random.NextDouble() - 20),
        _ => spread * random.NextDouble(),
    })];

    private static void AssertEqual(SweepCells expected, SweepCells actual, string where)
    {
        for (int i = 0; i < expected.Count; i++)
        {
            if (!Same(i))
            {
                Assert.Fail($"{where}, cell {i}: {expected.Outcomes[i]} {actual.Outcomes[i]}, steps {expected.Steps[i]} {actual.Steps[i]}, "
                    + $"{expected.FinalStates[0][i]:R} {actual.FinalStates[0][i]:R}, {expected.FinalStates[1][i]:R} {actual.FinalStates[1][i]:R}, "
                    + $"limit {expected.LimitSharpness[i]:R} {actual.LimitSharpness[i]:R}, loss {expected.MaxLoss[i]:R} {actual.MaxLoss[i]:R}, "
                    + $"{expected.Phenomena[i]} {actual.Phenomena[i]}");
            }
        }

        bool Same(int i) => expected.Outcomes[i] == actual.Outcomes[i] && expected.Periods[i] == actual.Periods[i] && expected.Steps[i] == actual.Steps[i]
            && expected.FinalStates[0][i].Equals(actual.FinalStates[0][i]) && expected.FinalStates[1][i].Equals(actual.FinalStates[1][i])
            && expected.LimitSharpness[i].Equals(actual.LimitSharpness[i]) && expected.MaxLoss[i].Equals(actual.MaxLoss[i])
            && expected.Phenomena[i] == actual.Phenomena[i];
    }
}
