using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Symbolic;

namespace BoundCheck.Benchmarks;

/// <summary>Random runs of gradient descent on objectives with kinks, flat directions and anisotropy: every certified rate beside the measured value at the last step.</summary>
internal static class ClassicalRuns
{
    private const int Starts = 100;

    private static readonly string[] s_objectives =
    [
        "huber(x,1)+huber(y,1/3)", "huber(x+y-1,1)+huber(x-y,2)", "max(x,0)^2+y^2/50", "max(1-x-y,0)^2+max(1+x-2*y,0)^2", "piecewise(x<0,x^2,3*x^2)+y^2",
        "abs(x)*x+2*x^2+y^2/10", "log(cosh(x))+log(cosh(y-x))", "log(1+exp(-x-2*y))+log(1+exp(x-y))+log(1+exp(y))", "sqrt(1+(x-y)^2)+x^2/5+y^2/10", "(x-y)^2",
        "(x-2*y+1)^2/2", "x^2/2+y^2/200", "x^2+sin(3*x)/4+y^2", "cos(x)+cos(y)", "log(1+x^2)+y^2/2",
        "1-exp(-x^2-y^2)", "(x*y-1)^2/2", "(1-x)^2+10*(y-x^2)^2", "x^4+y^2", "huber(x-y,1)+sin(x+y)/3",
    ];

    /// <summary>The table of docs/classical.md.</summary>
    /// <exception cref="InvalidOperationException">A certified rate was broken.</exception>
    internal static string Table()
    {
        var random = new Random(18);
        var text = new StringBuilder("| objective | runs | with a certificate | bounds compared | least bound / measured |\n|---|---|---|---|---|\n");
        int runs = 0, bounds = 0;
        foreach (string source in s_objectives)
        {
            var expression = Parser.Parse(source, new ParseOptions()).TryGet(out var parsed, out var error) ? parsed! : throw new InvalidOperationException(error!.Render(source));
            var objective = Objective.Analyze(source, expression);
            var regularity = RegularityAnalyzer.Analyze(objective, CancellationToken.None);
            int certified = 0, compared = 0;
            double least = double.PositiveInfinity;
            for (int i = 0; i < Starts; i++, runs++)
            {
                Rational x = new(random.Next(-200, 201), 100), y = new(random.Next(-200, 201), 100), h = Rational.FromDouble(Math.Pow(2, -6 * random.NextDouble()));
                var report = Run(objective, regularity, x, y, h, 1 + (int)Math.Pow(2, 8 * random.NextDouble()));
                certified += report.Rates.IsEmpty ? 0 : 1;
                foreach (var rate in report.Rates)
                {
                    compared++;
                    least = Math.Min(least, rate.Ratio ?? least);
                    if (rate.Measured > rate.Bound * (1 + 1e-9) + 1e-13)
                        throw new InvalidOperationException($"{source} from {x}, {y} with h = {h}: {rate.Quantity} is {rate.Measured:R} after {rate.K} steps, {rate.Theorem} says {rate.Bound:R}");
                }
            }
            bounds += compared;
            text.Append(CultureInfo.InvariantCulture, $"| `{source}` | {Starts} | {certified} | {compared} | {(double.IsFinite(least) ? least.ToString("F6", CultureInfo.InvariantCulture) : "")} |\n");
        }
        return text.Append(CultureInfo.InvariantCulture, $"\n{runs} runs, {bounds} bounds compared, none broken.\n").ToString();
    }

    private static RunReport Run(Objective objective, RegularityReport regularity, Rational x, Rational y, Rational h, int steps)
    {
        var point = ImmutableSortedDictionary<string, ImmutableArray<Certified>>.Empty.Add("x", [x]).Add("y", [y]);
        // As a general objective, whatever its form: the classical rates are about every one.
        var problem = new Problem { Objective = objective, Step = h, Point = point, Steps = steps, Tolerance = 1e-300 };
        return Runner.Run(Study.Check(problem, regularity, CancellationToken.None), null, CancellationToken.None);
    }
}
