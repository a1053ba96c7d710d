using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>An objective F(x·y) with its analysis and, written by hand, its derivative.</summary>
internal sealed record Family(string Text, double Centre, Func<double, double> Slope)
{
    private readonly Lazy<(Objective Objective, RegularityReport Report)> _analysis = new(() => Instances.Analyze(Text));

    internal Objective Objective => _analysis.Value.Objective;

    internal RegularityReport Report => _analysis.Value.Report;

    internal double Beta => Report.Sector.Value!.ToInterval().Hi;

    internal double? G => Report.DerivativeBound.Value?.ToInterval().Hi;

    public override string ToString() => Text;
}

/// <summary>Random problems in product form, and gradient descent on the vectors themselves (not on the reduction).</summary>
internal static class Instances
{
    internal static readonly Family[] All =
    [
        new("(x*y)^2/2", 0, s => s),
        new("(x*y-1)^2/2", 1, s => s - 1),
        new("3*(x*y+1/2)^2/2", -0.5, s => 3 * (s + 0.5)),
        new("log(cosh(x*y))", 0, Math.Tanh),
        new("log(cosh(x*y-1))", 1, s => Math.Tanh(s - 1)),
        new("log(cosh(x*y+2))", -2, s => Math.Tanh(s + 2)),
        new("sqrt(1+(x*y-1/2)^2)", 0.5, s => (s - 0.5) / Math.Sqrt(1 + (s - 0.5) * (s - 0.5))),
        new("log(1+(x*y)^2)/2", 0, s => s / (1 + s * s)),
        new("log(1+(x*y-1)^2)/2", 1, s => (s - 1) / (1 + (s - 1) * (s - 1))),
        new("huber(x*y+1, 1)", -1, s => Math.Clamp(s + 1, -1, 1)),
    ];

    internal static IEnumerable<Family> Bounded => All.Where(f => f.G is not null);

    internal static (Objective Objective, RegularityReport Report) Analyze(string text)
    {
        Assert.That(Parser.Parse(text, new ParseOptions()).TryGet(out var expression, out _), text);
        var objective = Objective.Analyze(text, expression!);
        return (objective, objective.Structure.Regularity(CancellationToken.None));
    }

    /// <summary>A study of scalar variables, as the command line would make it.</summary>
    internal static Study Study(string text, string step, params (string Name, string Value)[] start)
    {
        var (objective, report) = Analyze(text);
        var point = start.ToImmutableSortedDictionary(s => s.Name, s => ImmutableArray.Create(Number(s.Value)));
        Start? product = !objective.IsProduct || start.Length != 2 ? null : new Start { X = point["x"], Y = point["y"] };
        return Studies.Study.Check(new Problem { Objective = objective, Step = Number(step), Point = point, State = product }, report, CancellationToken.None);
    }

    internal static TheoremResult Of(Study study, string id) => study.Theorems.Single(t => t.Theorem.Id == id);

    internal static Certified Number(string text)
    {
        Assert.That(Parser.ParseConstant(text).TryGet(out var e, out _), text);
        return CertifiedEvaluation.Evaluate(e!)!;
    }

    internal static Setting Setting(Family family, double h, double[] x, double[] y) => new(
        family.Objective, family.Report, Rational.FromDouble(h),
        new Start { X = [.. x.Select(v => (Certified)Rational.FromDouble(v))], Y = [.. y.Select(v => (Certified)Rational.FromDouble(v))] });

    /// <summary>Vectors of dimension 1 or 3 with |x|, |y| log-uniform over a few decades around <paramref name="scale"/>.</summary>
    internal static (double[] X, double[] Y) Start(Random random, double scale)
    {
        int d = random.Next(2) == 0 ? 1 : 3;
        return (Vector(), Vector());

        double[] Vector()
        {
            double size = scale * Math.Pow(10, 4 * random.NextDouble() - 3);
            return [.. Enumerable.Range(0, d).Select(_ => size * (2 * random.NextDouble() - 1))];
        }
    }

    /// <summary>Numbers of a conclusion.</summary>
    internal static double Hi(TheoremResult result, string name) => ((Certified)result.Conclusions.Single(c => c.Name == name).Value).ToInterval().Hi;
}

/// <summary>Gradient descent on the coordinates, in doubles.</summary>
internal sealed class Descent(Family family, double h, double[] x, double[] y)
{
    private readonly double[] _x = (double[])x.Clone(), _y = (double[])y.Clone();

    internal double S { get; private set; } = Dot(x, y);

    internal double P => Dot(_x, _x) + Dot(_y, _y);

    internal double A => Square(1);

    internal double B => Square(-1);

    internal double D => A * B;

    internal double U => S - family.Centre;

    internal double G => family.Slope(S);

    internal double W => h * G;

    /// <summary>F(s) - F(c) by Simpson's rule; good where it is small, which is where it is asked for.</summary>
    internal double Loss
    {
        get
        {
            const int Panels = 16;
            double c = family.Centre, width = U / Panels, sum = 0;
            for (int i = 0; i < Panels; i++)
                sum += family.Slope(c + i * width) + 4 * family.Slope(c + (i + 0.5) * width) + family.Slope(c + (i + 1) * width);
            return sum * width / 6;
        }
    }

    internal void Step()
    {
        double w = W;
        for (int i = 0; i < _x.Length; i++)
            (_x[i], _y[i]) = (_x[i] - w * _y[i], _y[i] - w * _x[i]);
        S = Dot(_x, _y);
    }

    private double Square(int sign)
    {
        double sum = 0;
        for (int i = 0; i < _x.Length; i++)
            sum += (_x[i] + sign * _y[i]) * (_x[i] + sign * _y[i]);
        return sum;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
