using System.Globalization;
using System.Text.RegularExpressions;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Regularity;

/// <summary>Objectives with known regularity, each shifted to a few centres so that no answer depends on c = 0.</summary>
public sealed partial class ZooTests
{
    private const double WidestValue = 1e-9;

    [GeneratedRegex(@"\bu\b")]
    private static partial Regex Offset();

    private static IEnumerable<TestCaseData> Rows()
    {
        using var reader = new StreamReader(typeof(ZooTests).Assembly.GetManifestResourceStream("zoo.tsv")!);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            foreach (string inner in new[] { "x*y - 1", "dot(x, y) + 3/2" })
                yield return new TestCaseData((object)cells, inner).SetName($"Regularity_of_{cells[0]}_at_{inner}");
        }
    }

    [TestCaseSource(nameof(Rows))]
    public void Verdicts_and_values_are_those_of_the_table(string[] cells, string inner)
    {
        ArgumentNullException.ThrowIfNull(cells);
        string text = Offset().Replace(cells[1], $"({inner})");
        var objective = Objective.Analyze(text, Parser.Parse(text).ValueOrThrow());
        var report = objective.Structure.Regularity(CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(objective.IsProduct, Is.True);
            Expect("sign", report.Sign, cells[2]);
            ExpectConstant("beta", report.Sector, cells[3]);
            ExpectConstant("G", report.DerivativeBound, cells[4]);
            Assert.That(report.Degree.Verdict.IsProved, Is.True);
            Assert.That(report.Degree.IsInfinite ? "inf" : report.Degree.Value?.ToString(), Is.EqualTo(cells[5]), "degree");
            Expect("good", report.Good, cells[6]);
            Expect("convex", report.Convex, cells[7]);
            Expect("monotoneRatio", report.MonotoneRatio, cells[8]);
            Expect("smooth", report.Smooth, cells[0] == "absolute" ? "R" : "P");
        });
    }

    private static void Expect(string name, Verdict verdict, string letter)
    {
        Assert.That(verdict.Text, Is.EqualTo(letter == "P" ? "proved" : "refuted"), name + ": " + verdict);
        if (verdict is Refuted r)
            Assert.That(r.Witness.Checked, Is.Not.Empty, name);
    }

    private static void ExpectConstant(string name, RegularityConstant constant, string expected)
    {
        if (expected == "inf")
        {
            Assert.That(constant.Value, Is.Null, name);
            Assert.That(constant.Verdict.IsRefuted, Is.True, name);
            return;
        }
        Assert.That(constant.Value, Is.Not.Null, name + ": " + constant.Verdict);
        var value = CertifiedEvaluation.Evaluate(Parser.ParseConstant(expected).ValueOrThrow())!;
        var enclosure = constant.Value!.ToInterval();
        Assert.That(enclosure.Contains(value.ToInterval())
            || value.Exact == constant.Value.Exact, Is.True, string.Create(CultureInfo.InvariantCulture, $"{name} = {expected} in {enclosure}"));
        Assert.That(enclosure.Hi - enclosure.Lo, Is.LessThan(WidestValue), name);
        if (value.Exact is { } exact)
            Assert.That(constant.Value.Exact, Is.EqualTo(exact), name + " is rational");
    }
}
