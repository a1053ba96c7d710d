using System.Globalization;
using System.Numerics;
using BoundCheck.Bounds.Proving;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Numeric.Ranges.Solutions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Claims;

/// <summary>Sets and ranges against references of 60 digits that another program found by sampling and root finding.</summary>
public sealed class RangeAndSolveTableTests
{
    private static readonly Rational s_digits = Rational.Pow(10, -25);

    private static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(RangeAndSolveTableTests).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(l => l.Length > 0 && !l.StartsWith('#')).Select(l => l.Split('\t'))];
    }

    private static IEnumerable<TestCaseData> Sets() => Rows("solve.tsv").Select(r => new TestCaseData(r[0], r[1], r[2]).SetName($"Set_of({r[0]} on {r[1]})"));

    private static IEnumerable<TestCaseData> Ranges() =>
        Rows("range.tsv").Select(r => new TestCaseData(r[0], r[1], r[2], r[3]).SetName($"Range_{r[2]}({r[0]} on {r[1]})"));

    [TestCaseSource(nameof(Sets))]
    public void A_set_has_the_reference_ends(string claim, string on, string expected)
    {
        var set = SolveQuestion.Parse(claim, on).Question!.Solve();
        Assert.That(set.IsComplete, string.Join("; ", set.Reasons));
        string[] parts = expected.Length == 0 ? [] : expected.Split("; ");
        Assert.That(set.Holds, Has.Length.EqualTo(parts.Length), string.Join(", ", set.Holds));
        foreach (var (part, text) in set.Holds.Zip(parts))
        {
            string[] ends = text[1..^1].Split(", ");
            Assert.That((part.LowClosed, part.HighClosed), Is.EqualTo((text[0] == '[', text[^1] == ']')), $"{part} for {text}");
            Assert.That(Agrees(part.Low, ends[0]) && Agrees(part.High, ends[1]), $"{part} for {text}");
        }
    }

    [TestCaseSource(nameof(Ranges))]
    public void A_range_contains_the_reference_end(string expression, string on, string end, string expected)
    {
        var question = RangeQuestion.Parse(expression, on, null).Question!;
        var answer = end == "inf" ? question.Infimum(RangeOptions.Default) : question.Supremum(RangeOptions.Default);
        if (expected is "inf" or "-inf")
        {
            Assert.That(answer.IsInfinite);
            return;
        }
        Assert.That(answer.Shortfall, Is.Null);
        var (lo, hi) = (Rational.FromDouble(answer.Value!.ToInterval().Lo), Rational.FromDouble(answer.Value.ToInterval().Hi));
        var reference = Number(expected);
        // A limit was sampled near the end only.
        var slack = answer.Approached is null ? s_digits : Rational.Pow(10, -14);
        Assert.That(lo - slack <= reference && reference <= hi + slack, $"[{lo.ToDoubleNearest()}, {hi.ToDoubleNearest()}] for {expected}");
        Assert.That((hi - lo).ToDoubleNearest(), Is.LessThanOrEqualTo(1e-9 * Math.Max(1, Math.Abs(hi.ToDoubleNearest()))));
    }

    private static bool Agrees(Cut? end, string text)
    {
        if (text is "inf" or "-inf")
            return end is null;
        var reference = Number(text);
        return end is not null && Rational.FromDouble(end.Enclosure.Lo) - s_digits <= reference
            && reference <= Rational.FromDouble(end.Enclosure.Hi) + s_digits;
    }

    private static Rational Number(string text)
    {
        string[] scientific = text.Split('e');
        string[] digits = scientific[0].Split('.');
        string fraction = digits.Length > 1 ? digits[1] : "";
        var value = new Rational(BigInteger.Parse(digits[0] + fraction, CultureInfo.InvariantCulture), BigInteger.Pow(10, fraction.Length));
        return scientific.Length > 1 ? value * Rational.Pow(10, int.Parse(scientific[1], CultureInfo.InvariantCulture)) : value;
    }
}
