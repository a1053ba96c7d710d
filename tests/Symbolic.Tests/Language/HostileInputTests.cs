using System.Text;

namespace BoundCheck.Symbolic.Tests.Language;

/// <summary>
/// Inputs made to hurt. Each must give an answer or an error; one that overflows the stack or is read in quadratic time does not end in this run.
/// </summary>
public sealed class HostileInputTests
{
    private const int Million = 1_000_000;
    private const int Many = 60_000;

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static IEnumerable<TestCaseData> Answered()
    {
        yield return new TestCaseData(Repeat("(", Million) + "x" + Repeat(")", Million)).SetName("{m}(a million nested parentheses)");
        yield return new TestCaseData(Repeat("-", Million) + "x").SetName("{m}(a million minus signs)");
        yield return new TestCaseData(Repeat("x+", Million) + "x").SetName("{m}(a sum of a million terms)");
        yield return new TestCaseData(Repeat("x*", Million) + "x").SetName("{m}(a product of a million factors)");
        yield return new TestCaseData(Repeat("1/3+", Many) + "x").SetName("{m}(many literals)");
        yield return new TestCaseData(Repeat("-2*x^2/y+", Many) + "x").SetName("{m}(many equal terms)");
        yield return new TestCaseData(Repeat("x^", Many) + "x").SetName("{m}(a tower of powers)");
        yield return new TestCaseData(Repeat("2^", Many) + "x").SetName("{m}(a tower of powers of two)");
        yield return new TestCaseData(Repeat("sin(", Many) + "x" + Repeat(")", Many)).SetName("{m}(deep calls)");
        yield return new TestCaseData(Repeat("abs(1+", Many) + "x" + Repeat(")", Many)).SetName("{m}(deep evident signs)");
        yield return new TestCaseData(Repeat("1+(", Many) + "x" + Repeat(")", Many)).SetName("{m}(deep sums)");
        yield return new TestCaseData(Repeat("2*(x+", Many) + "x" + Repeat(")", Many)).SetName("{m}(deep products of sums)");
        yield return new TestCaseData(Repeat("(", Many) + "log(x)" + Repeat("*0+1)", Many)).SetName("{m}(deep zeros that keep a domain)");
        yield return new TestCaseData(Repeat("(", Many) + "x" + Repeat("^2)", Many)).SetName("{m}(deep squares)");
        yield return new TestCaseData(Repeat("piecewise(", Many) + "x" + Repeat("<0,1,x)", Many)).SetName("{m}(deep conditions)");
        yield return new TestCaseData(Repeat("a", Million) + "*x").SetName("{m}(a name of a million letters)");
        yield return new TestCaseData(string.Join('+', Enumerable.Range(0, Many).Select(i => $"v{i}"))).SetName("{m}(sixty thousand variables)");
        yield return new TestCaseData(Repeat(" ", Million) + "x").SetName("{m}(a million spaces)");
        yield return new TestCaseData(Repeat("7", 100_000)).SetName("{m}(a hundred thousand digits)");
        yield return new TestCaseData("0." + Repeat("7", 99_999)).SetName("{m}(a hundred thousand decimals)");
        yield return new TestCaseData("2^4096^4096^4096").SetName("{m}(an astronomical power)");
    }

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return new TestCaseData(Repeat("(", Million), "expected").SetName("{m}(a million open parentheses)");
        yield return new TestCaseData(Repeat("(x+", Many), "expected").SetName("{m}(open sums)");
        yield return new TestCaseData(Repeat("7", Million), "digits").SetName("{m}(a megabyte of digits)");
        yield return new TestCaseData("0." + Repeat("7", Million), "digits").SetName("{m}(a megabyte of decimals)");
        yield return new TestCaseData("1e" + Repeat("9", Million), "exponent").SetName("{m}(a megabyte of exponent)");
        yield return new TestCaseData("1e10001", "exponent").SetName("{m}(a large exponent)");
        yield return new TestCaseData("x[" + Repeat("9", Million) + "]", "index").SetName("{m}(an enormous index)");
        yield return new TestCaseData(Repeat("foo", Many) + "(x)", "unknown function").SetName("{m}(an enormous function name)");
        yield return new TestCaseData(Repeat("9^4096*", Many) + "x", "too large").SetName("{m}(an enormous constant)");
        yield return new TestCaseData(string.Join('+', Enumerable.Range(1, Many).Select(i => $"1/{i}")), "").SetName("{m}(a harmonic sum)");
        yield return new TestCaseData(string.Join('+', Enumerable.Range(1, Many).Select(i => $"(x+1/{i})")), "").SetName("{m}(a harmonic sum in short sums)");
        yield return new TestCaseData(Repeat("(x*9^4096)*", Many) + "x", "too large").SetName("{m}(an enormous constant in short products)");
        yield return new TestCaseData(Repeat("(2^4096+1)^(1/4095)+", Many) + "x", "too large").SetName("{m}(many high roots)");
        yield return new TestCaseData(Repeat("(", Many) + "x" + Repeat("+1/7^4096)*2/3", Many), "").SetName("{m}(deep constants)");
        yield return new TestCaseData(Repeat("(", Many) + "7" + Repeat("^2)", Many), "").SetName("{m}(deep squares of a constant)");
    }

    [TestCaseSource(nameof(Answered))]
    public void Large_valid_input_is_answered_and_printed_back(string text)
    {
        var e = Parser.Parse(text).ValueOrThrow();
        Assert.That(Parser.Parse(e.ToString()).ValueOrThrow(), Is.SameAs(e));
    }

    [TestCaseSource(nameof(Refused))]
    public void Large_invalid_or_unfoldable_input_gets_a_short_error(string text, string reason)
    {
        if (!Parser.Parse(text).TryGet(out _, out var error))
        {
            Assert.That(error.Message, Does.Contain(reason));
            Assert.That(error.Render(text), Has.Length.LessThan(500));
        }
        else
        {
            Assert.That(reason, Is.Empty, "accepted");
        }
    }
}
