using System.Globalization;

namespace BoundCheck.Bounds.Tests.Regularity.Piecewise;

/// <summary>A point where formulas meet: its text, its value, and the text of the function's value there.</summary>
/// <param name="At">A closed expression.</param>
/// <param name="Value">F at the point, a closed expression.</param>
internal sealed record Meeting(string At, string Value);

/// <summary>A random function of s by cases, as text, with what its author knows of it: where its formulas meet, and its value there.</summary>
internal sealed record PiecewiseFunction(string Text, IReadOnlyList<Meeting> Meetings)
{
    private static readonly (string Text, double Value)[] s_points =
    [
        ("-2", -2), ("-3/2", -1.5), ("-sqrt(2)", -Math.Sqrt(2)), ("-1", -1), ("-log(2)", -Math.Log(2)), ("-1/3", -1.0 / 3), ("0", 0), ("1/2", 0.5), ("1", 1),
        ("log(3)", Math.Log(3)), ("sqrt(3)", Math.Sqrt(3)), ("2", 2), ("e", Math.E), ("pi", Math.PI), ("7/2", 3.5),
    ];

    private static readonly string[] s_bases =
    [
        "s^2/2", "(s-1)^2/2", "s^2", "s^3/3", "s", "-s", "3*s", "s^4/4", "0*s", "cosh(s)/2", "log(1+s^2)", "sqrt(1+s^2)", "exp(-s)", "s^2/4-s", "2*(s+1)^2/3", "atan(s)", "1-exp(-s^2)", "tanh(s)",
    ];

    private static readonly string[] s_wrappers =
    [
        "{0}", "{0}", "{0}", "{0}", "({0})/2+s^2/4", "log(2+({0})^2)", "max({0},-4)", "abs({0})", "huber({0},2)", "exp(({0})/9)", "min({0},abs(s)+5)", "sqrt(1+({0})^2)",
        "{0}+max(s,1)+min(s,1)-s", "({0})*sign(s^2+1)", "2*max(({0})/2,({0})/2)", "{0}+abs(s-1)*(s-1)/8", "{0}+abs(s-sqrt(2))/9",
    ];

    /// <summary>The next function of a stream.</summary>
    internal static PiecewiseFunction Next(Random random)
    {
        var points = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(s_points.Length)).Distinct().Order().Select(i => s_points[i].Text).ToList();
        var pieces = new List<string> { Base(random) };
        var values = new List<string>();
        foreach (string p in points)
        {
            pieces.Add(Joined(random, pieces[^1], p));
            values.Add(random.Next(10) switch
            {
                0 => $"({At(pieces[^1], p)})+1",
                < 4 => At(pieces[^2], p),
                _ => At(pieces[^1], p),
            });
        }
        string text = Spell(random, points, pieces, values);
        string wrapper = s_wrappers[random.Next(s_wrappers.Length)];
        return new(Wrap(wrapper, text), [.. points.Select((p, i) => new Meeting(p, At(Wrap(wrapper, values[i]), p)))]);
    }

    private static string Wrap(string wrapper, string text) => wrapper == "{0}" ? text : string.Format(CultureInfo.InvariantCulture, wrapper, $"({text})");

    // A base function with a constant, and a multiple of s - p where the slopes are to agree, so that it meets the last formula at p.
    private static string Joined(Random random, string last, string p)
    {
        string g = random.Next(5) == 0 ? last : Base(random);
        return random.Next(8) switch
        {
            0 => g,
            1 or 2 => $"{g}+({At(last, p)})-({At(g, p)})",
            _ => $"{g}+({At(last, p)})-({At(g, p)})+(({At(SlopeOf(last), p)})-({At(SlopeOf(g), p)}))*(s-({p}))",
        };
    }

    private static string Base(Random random) => s_bases[random.Next(s_bases.Length)];

    // The only place where the author uses the symbolic derivative: of formulas without cases, to make slopes agree.
    private static string SlopeOf(string formula) => Symbolic.Parser.Parse(formula).ValueOrThrow() is var f ? Symbolic.Differentiation.Derivative(f, Symbolic.Variable.Of("s")).ToString() : "";

    private static string At(string formula, string point) => Symbolic.Parser.Parse(formula).ValueOrThrow().Substitute(Symbolic.Variable.Of("s"), Symbolic.Parser.Parse(point).ValueOrThrow()).ToString();

    /// <summary>Nested conditions that take the formula of piece i between points i - 1 and i, and at point i a formula of that value.</summary>
    private static string Spell(Random random, List<string> points, List<string> pieces, List<string> values)
    {
        string text = pieces[^1];
        for (int i = points.Count - 1; i >= 0; i--)
        {
            string p = points[i], left = pieces[i];
            // Another formula of the same value at p: what it does elsewhere must not matter.
            string own = random.Next(4) switch { 0 => values[i], 1 => $"({values[i]})+{random.Next(1, 9)}*(s-({p}))", 2 => $"({values[i]})*exp(s-({p}))", _ => $"({values[i]})+(s-({p}))^2*{random.Next(1, 9)}" };
            text = random.Next(7) switch
            {
                0 => $"piecewise(s < {p}, {left}, piecewise(s == {p}, {own}, {text}))",
                1 => $"piecewise(s <= {p}, piecewise(s >= {p}, {own}, {left}), {text})",
                2 => $"piecewise(s == {p}, {own}, piecewise(s > {p}, {text}, {left}))",
                3 => $"piecewise(s != {p}, piecewise(s < {p}, {left}, {text}), {own})",
                4 => $"piecewise(s >= {p}, piecewise(s > {p}, {text}, {own}), piecewise(s >= ({p})+1, s^5, {left}))",
                5 => $"piecewise(2*s-({p}) < {p}, {left}, piecewise((s-({p}))^2 > 0, {text}, {own}))",
                _ => $"piecewise(abs(s-({p})) == 0, {own}, piecewise(min(s-({p}),0) < 0, {left}, {text}))",
            };
        }
        return text;
    }
}
