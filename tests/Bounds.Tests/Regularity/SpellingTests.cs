using System.Globalization;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Regularity;

/// <summary>
/// However a polynomial inside F is typed (by a completed square, expanded, factored, by Horner's rule), every verdict is the same and the constants
/// agree. BOUNDCHECK_CAMPAIGN sets the number of functions.
/// </summary>
public sealed class SpellingTests
{
    private const int Standard = 5;

    private static readonly string[] s_outer =
        ["sqrt({0})", "log({0})", "({0})^(3/4)", "1-1/({0})", "exp(-({0}))", "{0}", "({0})^2",
            "atan({0})", "tanh(({0})/2)", "1/({0})^2", "-({0})^(-1/2)", "log(cosh(({0})/4))",
         "sqrt({0})+(x*y)/4", "({0})/({0}+1)", "log(1+exp({0}))", "({0})*exp(-({0})/2)", "asinh({0})", "sqrt(1+({0})^2)"];

    [Test]
    public void Verdicts_do_not_depend_on_how_a_polynomial_is_typed()
    {
        int count = Campaign.Count(Standard);
        var random = new Random(1);
        var different = new List<string>();
        for (int i = 0; i < count; i++)
        {
            string outer = s_outer[random.Next(s_outer.Length)];
            var forms = Spellings(random).Select(q => string.Format(CultureInfo.InvariantCulture, outer, q)).ToList();
            var reports = forms.Select(Analyze).ToList();
            for (int k = 1; k < reports.Count; k++)
                different.AddRange(Differences(reports[0], reports[k]).Select(d => $"{forms[0]} and {forms[k]}: {d}"));
        }
        Assert.That(different, Is.Empty, string.Join('\n', different));
    }

    [TestCase("sqrt(x^2*y^2-4*x*y+5)", "sqrt((x*y-2)^2+1)")]
    [TestCase("log(x^2*y^2-2*x*y+3)", "log((x*y-1)^2+2)")]
    [TestCase("(x^2*y^2-2*x*y+2)^(3/4)", "((x*y-1)^2+1)^(3/4)")]
    [TestCase("log(x^4*y^4-4*x^3*y^3+6*x^2*y^2-4*x*y+3)", "log((x*y-1)^4+2)")]
    [TestCase("sqrt(x^2*y^2-2*sqrt(2)*x*y+3)", "sqrt((x*y-sqrt(2))^2+1)")]
    public void Expanded_and_factored_forms_have_the_same_report(string expanded, string factored) =>
        Assert.That(Differences(Analyze(expanded), Analyze(factored)), Is.Empty);

    private static RegularityReport Analyze(string text) =>
        Objective.Analyze(text, Parser.Parse(text).ValueOrThrow()).Structure.Regularity(CancellationToken.None);

    // a(s - h)^2 + k with k > 0, then the same expanded, by Horner's rule, and with a factor a taken out; or ((s - r)(s - t))^2 + k and its expanded form.
    private static IEnumerable<string> Spellings(Random random)
    {
        if (random.Next(4) == 0)
        {
            Rational r = new(random.Next(-4, 5), 2), t = new(random.Next(-4, 5), 2), one = random.Next(1, 5), p = -(r + t), q = r * t;
            yield return $"((x*y-({r}))*(x*y-({t})))^2+{one}";
            yield return $"x^4*y^4+({2 * p})*x^3*y^3+({p * p + 2 * q})*x^2*y^2+({2 * p * q})*x*y+({q * q + one})";
            yield break;
        }
        Rational a = new(random.Next(1, 5), random.Next(1, 4)), h = new(random.Next(-6, 7), random.Next(1, 4)), k = new(random.Next(1, 9), random.Next(1, 4));
        Rational b = -2 * a * h, c = a * h * h + k;
        yield return $"{a}*(x*y-({h}))^2+{k}";
        yield return $"{a}*x^2*y^2+({b})*x*y+({c})";
        yield return $"({a}*x*y+({b}))*x*y+({c})";
        yield return $"{a}*((x*y)^2+({b / a})*(x*y)+({c / a}))";
    }

    private static IEnumerable<string> Differences(RegularityReport a, RegularityReport b)
    {
        foreach (var (name, of) in new (string, Func<RegularityReport, Verdict>)[]
        {
            ("smooth", r => r.Smooth), ("sign", r => r.Sign), ("sector", r => r.Sector.Verdict),
                ("derivative bound", r => r.DerivativeBound.Verdict), ("good", r => r.Good),
            ("monotone ratio", r => r.MonotoneRatio), ("star-convex", r => r.StarConvex),
                ("convex", r => r.Convex), ("even", r => r.Even), ("square", r => r.Square),
            ("degree", r => r.Degree.Verdict),
        })
        {
            if (of(a).GetType() != of(b).GetType())
                yield return $"{name} is {of(a)} and {of(b)}";
        }
        if (a.Centre?.Exact != b.Centre?.Exact)
            yield return $"the centre is {a.Centre} and {b.Centre}";
        foreach (var (name, of) in new (string, Func<RegularityReport, Numbers.Certified?>)[]
        {
            ("β", r => r.Sector.Value), ("G", r => r.DerivativeBound.Value),
                ("F''(c)", r => r.CurvatureAtCentre), ("L(1)", r => r.LocalSmoothness.FirstOrDefault()?.Bound),
        })
        {
            if ((of(a) is null) != (of(b) is null) || of(a) is { } x && of(b) is { } y && (x - y).Sign() is not (null or 0))
                yield return $"{name} is {of(a)} and {of(b)}";
        }
    }
}
