using System.Globalization;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>Curvature against classical-references.csv, which classical-references.py computed with mpmath to 60 digits from Hessians written by
/// hand.</summary>
public sealed class ClassicalReferenceTests
{
    private static string[] Lines(string name) => typeof(ClassicalReferenceTests).Assembly.GetManifestResourceStream(name) is { } stream
        ? new StreamReader(stream).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
        : throw new InvalidOperationException($"{name} is no resource");

    private static IEnumerable<TestCaseData> Rows() =>
        Lines("classical-references.csv").Select(line => line.Split(';')).Select(c => new TestCaseData(c[0], c[1], c[2], c[3], c[4], c[5]));

    /// <summary>The columns of classical-data.csv, as --data reads them.</summary>
    private static ParseOptions Data()
    {
        string[][] cells = [.. Lines("classical-data.csv").Select(line => line.Split(','))];
        return new()
        {
            Tables = cells[0].Select((name, j) => (name, j)).ToDictionary(c => c.name, c => new NumberTable([.. cells[1..].Select(r => (Expr)Number(r[c.j]))], 1, 1)),
            Parameters = new Dictionary<string, Expr> { ["n"] = cells.Length - 1 },
        };
    }

    [TestCaseSource(nameof(Rows))]
    public void Certified_curvature_is_on_the_safe_side_of_the_reference_and_near_it(string text, string box, string l, string mu, string lowest, string pl)
    {
        Assert.That(Parser.Parse(text, Data()).TryGet(out var parsed, out _), text);
        var f = BoxObjective.TryCompile(parsed!, parsed!.Variables(), out _)!;
        Rational top = Number(l), least = Number(mu);
        // Rational functions are bounded to a thousandth; quotients of exponentials lose more to dependency within the budget.
        double slack = (text.Contains("exp", StringComparison.Ordinal) ? 0.1 : 2e-3) * Number(l).ToDoubleNearest();
        Interval[] sides = box == "-" ? [] : [.. box.Split(' ').Chunk(2).Select(c => Interval.Of(Parse(c[0]), Parse(c[1])))];
        var minimiser = MinimiserFinder.Find(f, box == "-" ? [0.1, 0.1] : [.. sides.Select(s => s.Mid + 0.01)])!;
        Assert.That(minimiser.Value(f)!.ToInterval().Contains(Interval.FromRational(Number(lowest))) || minimiser.Value(f)!.Exact == Number(lowest), "min f");
        if (box == "-")
        {
            var whole = WholeSpace.Find(f, minimiser, null, CancellationToken.None)!;
            // A log-sum-exp is bounded by the spread of its exponents, which no point attains.
            Assert.That(Rational.FromDouble(whole.L.ToInterval().Hi),
                Is.InRange(top, top + Rational.FromDouble(text.StartsWith("log(exp", StringComparison.Ordinal) ? 0.9 : 1e-9)), "L");
            Assert.That(Rational.FromDouble(whole.Mu.ToInterval().Lo), Is.InRange(least - Rational.FromDouble(1e-9), least), "mu");
            return;
        }
        var c = CurvatureSearch.Over(f, sides, 2000, CancellationToken.None)!;
        Assert.Multiple(() =>
        {
            Assert.That(Rational.FromDouble(c.Lipschitz), Is.InRange(top, top + Rational.FromDouble(slack)), "L");
            Assert.That(Rational.FromDouble(c.LowLo), Is.InRange(least - Rational.FromDouble(slack), least), "mu");
        });
        if (pl == "-")
            return;
        var constant = LeastSquares.Of(f)?.Constant(sides, double.PositiveInfinity, 3200, CancellationToken.None) ?? c.LowLo;
        Assert.That(constant, Is.GreaterThan(0).And.LessThanOrEqualTo(Parse(pl)), "PL");
    }

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static Rational Number(string text) => Parser.ParseConstant(text).TryGet(out var value, out _)
        && value!.IsRational(out var number) ? number : throw new FormatException(text);
}
