using System.Globalization;

namespace BoundCheck.Bounds.Tests.Regularity.Piecewise;

/// <summary>An analytic formula with its derivative as text, so that another one can be joined to it with the same value and slope.</summary>
internal sealed record BaseFormula(string Text, string Slope, Func<double, Jet> Jet)
{
    private const int Polynomials = 5, OtherPolynomials = 4;

    private static readonly BaseFormula[] s_convex =
    [
        new("#^2/2", "#", s => new(s * s / 2, s, 1)),
        new("(#-1)^2/2", "(#-1)", s => new((s - 1) * (s - 1) / 2, s - 1, 1)),
        new("2*(#+1)^2/3", "4*(#+1)/3", s => new(2 * (s + 1) * (s + 1) / 3, 4 * (s + 1) / 3, 4.0 / 3)),
        new("0*#", "0", _ => new(0, 0, 0)),
        new("3*#", "3", s => new(3 * s, 3, 0)),
        new("sqrt(1+#^2)", "#/sqrt(1+#^2)", s => new(Math.Sqrt(1 + s * s), s / Math.Sqrt(1 + s * s), Math.Pow(1 + s * s, -1.5))),
        new("exp(-#)", "(-exp(-#))", s => new(Math.Exp(-s), -Math.Exp(-s), Math.Exp(-s))),
    ];

    private static readonly BaseFormula[] s_other =
    [
        new("-#", "-1", s => new(-s, -1, 0)),
        new("#^2/4-#", "(#/2-1)", s => new(s * s / 4 - s, s / 2 - 1, 0.5)),
        new("1-#^2/3", "(-2*#/3)", s => new(1 - s * s / 3, -2 * s / 3, -2.0 / 3)),
        new("#^3/3", "#^2", s => new(s * s * s / 3, s * s, 2 * s)),
        new("#^4/4", "#^3", s => new(s * s * s * s / 4, s * s * s, 3 * s * s)),
        new("log(1+#^2)", "2*#/(1+#^2)", s => new(Math.Log(1 + s * s), 2 * s / (1 + s * s), (2 - 2 * s * s) / ((1 + s * s) * (1 + s * s)))),
        new("atan(#)", "1/(1+#^2)", s => new(Math.Atan(s), 1 / (1 + s * s), -2 * s / ((1 + s * s) * (1 + s * s)))),
        new("tanh(#)", "(1-tanh(#)^2)", s => new(Math.Tanh(s), 1 - Math.Tanh(s) * Math.Tanh(s), -2 * Math.Tanh(s) * (1 - Math.Tanh(s) * Math.Tanh(s)))),
    ];

    internal Shape Shape => new Formula($"({Text})", Jet);

    internal static BaseFormula Next(Random random, bool convex, bool light)
    {
        int first = light ? Polynomials : s_convex.Length, second = convex ? 0 : light ? OtherPolynomials : s_other.Length, i = random.Next(first + second);
        return i < first ? s_convex[i] : s_other[i - first];
    }

    /// <summary>The text of the value at a point.</summary>
    internal string TextAt(Meeting p) => At(Text, p);

    /// <summary>This formula plus what makes its value, and its slope if asked, those of the last one at p.</summary>
    internal BaseFormula JoinedTo(BaseFormula last, Meeting p, bool slopes)
    {
        var (a, b) = (last.Jet(p.At), Jet(p.At));
        double lift = a.Value - b.Value, turn = slopes ? a.Slope - b.Slope : 0;
        string text = $"{Text}+({At(last.Text, p)})-({At(Text, p)})", slope = Slope, turned = $"(({At(last.Slope, p)})-({At(Slope, p)}))";
        if (slopes)
            (text, slope) = ($"{text}+{turned}*(#-({p.Text}))", $"({slope}+{turned})");
        var jet = Jet;
        return new(text, slope, s => jet(s) + new Jet(lift + turn * (s - p.At), turn, 0));
    }

    private static string At(string text, Meeting p) =>
        string.Create(CultureInfo.InvariantCulture, $"({text.Replace("#", $"({p.Text})", StringComparison.Ordinal)})");
}
