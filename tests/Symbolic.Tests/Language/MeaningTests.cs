using BoundCheck.Symbolic.Tests.Support;

namespace BoundCheck.Symbolic.Tests.Language;

public sealed class MeaningTests
{
    private static bool Agree(double expected, double value) =>
        double.IsNaN(expected) ? double.IsNaN(value) : Math.Abs(expected - value) <= 1e-7 * (1 + Math.Abs(expected));

    [Test]
    public void Random_texts_mean_what_the_grammar_says_with_the_same_domain()
    {
        var random = new Random(20251);
        int compared = 0, undefined = 0;
        for (int trial = 0; trial < 8_000; trial++)
        {
            var oracle = new TypedExpression(random);
            var (text, values) = oracle.Sum(4);
            if (oracle.Doubtful || !Parser.Parse(text).TryGet(out var e, out var error) && error!.Message == "division by zero")
                continue;
            Assert.That(error, Is.Null, text);
            for (int i = 0; i < values.Length; i++)
            {
                var p = TypedExpression.Points[i];
                double value = DoubleEvaluation.Evaluate(e!, new Dictionary<string, double> { ["x"] = p[0], ["y"] = p[1], ["z"] = p[2] });
                // Overflow is no statement about the real value.
                if (double.IsInfinity(values[i]) || double.IsInfinity(value) || Math.Abs(values[i]) > 1e12)
                    continue;
                Assert.That(Agree(values[i], value), Is.True, $"{text} at ({p[0]}, {p[1]}, {p[2]}): {values[i]}, but {e} gives {value}");
                compared++;
                undefined += double.IsNaN(value) ? 1 : 0;
            }
        }
        Assert.That((compared > 4_000, undefined > 200), Is.EqualTo((true, true)), $"{compared} values compared, {undefined} of them undefined");
    }
}
