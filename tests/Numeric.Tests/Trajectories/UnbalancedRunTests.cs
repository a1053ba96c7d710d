using System.Globalization;
using BoundCheck.Numeric.Precision;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Trajectories;

/// <summary>
/// Runs from starts of which one side is up to 10^18 times the other, against gradient descent on x and y themselves in 3000 bits.
/// BOUNDCHECK_CAMPAIGN sets the number of runs.
/// </summary>
public sealed class UnbalancedRunTests
{
    private const int Bits = 3000;
    private const int Standard = 18;
    private static readonly Variable s_s = Variable.Of("s");

    private static BigInterval Exactly(Rational value) => BigInterval.FromRational(value, Bits);

    private static readonly (string Text, Func<BigInterval, BigInterval> Slope)[] s_losses =
    [
        ("v^2/2", u => u),
        ("huber(v, 1)", u => u.Lo > 1 ? Exactly(1) : u.Lo < -1 ? Exactly(-1) : u),
        ("log(cosh(v))", BigInterval.Tanh),
        ("sqrt(1+v^2)", u => u / BigInterval.Sqrt(Exactly(1) + BigInterval.Sqr(u))),
        ("log(1+v^2)/2", u => u / (Exactly(1) + BigInterval.Sqr(u))),
        ("v^2/(2*(1+v^2))", u => u / BigInterval.Sqr(Exactly(1) + BigInterval.Sqr(u))),
    ];

    /// <summary>u and p of steps 0, 1, 2, ...</summary>
    private static IEnumerable<(BigFloat U, BigFloat P)> Exact(Func<BigInterval, BigInterval> slope, Rational centre, Rational h, Rational x0, Rational y0)
    {
        BigInterval x = Exactly(x0), y = Exactly(y0), c = Exactly(centre), step = Exactly(h);
        while (true)
        {
            var u = x * y - c;
            yield return (u.MidPoint.Lo, (BigInterval.Sqr(x) + BigInterval.Sqr(y)).MidPoint.Lo);
            var w = step * slope(u);
            // Points: the rounding of 3000 bits, not the growing width of enclosures.
            (x, y) = (Point(x - w * y), Point(y - w * x));
        }

        static BigInterval Point(BigInterval value) => BigInterval.Point(value.MidPoint.Lo, Bits);
    }

    private static bool Agrees(double measured, BigFloat exact, double relative, double absolute)
    {
        double size = exact.ToDouble(Direction.Down);
        return double.IsInfinity(measured) || Math.Abs(measured - size) <= relative * Math.Abs(size) + absolute;
    }

    [Test]
    public void Measured_states_of_unbalanced_runs_are_those_of_gradient_descent_or_said_to_be_lost()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("BOUNDCHECK_CAMPAIGN"), NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : Standard;
        var wrong = new List<string>();
        int lost = 0, moved = 0;
        for (int i = 0; i < count; i++)
        {
            var random = new Random(i);
            var (text, slope) = s_losses[i % s_losses.Length];
            Rational centre = new(random.Next(-12, 13), 4), h = new(random.Next(5, 150), 100);
            Rational s = new(random.Next(-400, 401), 100), ratio = Rational.Pow(10, random.Next(-9, 10)) * new Rational(random.Next(100, 1000), 100);
            Rational x = ratio, y = s / ratio;
            var outer = Parser.Parse(text).ValueOrThrow().Substitute(Variable.Of("v"), s_s - centre);
            var run = ProductRun.Execute(new ProductProblem
            {
                Outer = OuterFunction.Compile(outer, s_s, centre),
                CurvatureAtCentre = 1,
                Step = h,
                X = [x],
                Y = [y],
                Steps = 2000,
            });
            lost += run.DigitsLostAt is null ? 0 : 1;
            moved += run.Steps > 10 ? 1 : 0;
            var known = run.Trace.Where((_, k) => k is 2 or 30 or 300).Append(run.Final).Where(p => !(run.DigitsLostAt <= p.Step)).DistinctBy(p => p.Step)
                .ToDictionary(p => p.Step);
            long step = 0;
            foreach (var (u, p) in Exact(slope, centre, h, x, y).Take(known.Count == 0 ? 0 : (int)known.Keys.Max() + 1))
            {
                if (known.TryGetValue(step++, out var point) && (!Agrees(point.U, u, 1e-5, 1e-18) || !Agrees(point.P, p, 1e-5, 0)))
                    wrong.Add($"{i}: {text}, c = {centre}, h = {h}, x = {x}, y = {y}: u = {point.U:R} and p = {point.P:R} at {point.Step}, not "
                        + $"{u.ToDouble(Direction.Down):R} and {p.ToDouble(Direction.Down):R}");
            }
        }
        TestContext.Out.WriteLine($"{count} runs, {moved} of more than 10 steps, {lost} with digits lost");
        Assert.That(wrong, Is.Empty, string.Join('\n', wrong));
        Assert.That(lost, Is.LessThan(count / 4), "Most runs are known to their end.");
    }
}
