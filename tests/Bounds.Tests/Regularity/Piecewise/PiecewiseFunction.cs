using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Regularity.Piecewise;

/// <summary>A point where formulas meet.</summary>
/// <param name="Text">A closed expression.</param>
/// <param name="At">The nearest double.</param>
internal sealed record Meeting(string Text, double At);

/// <summary>A random function by cases and the points where its cases meet; pieces may be taken at one point only, or overlap, or meet at irrational
/// points.</summary>
internal sealed record PiecewiseFunction(Shape Shape, IReadOnlyList<Meeting> Meetings)
{
    private static readonly Meeting[] s_points =
    [
        new("-2", -2), new("-3/2", -1.5), new("-sqrt(2)", -Math.Sqrt(2)), new("-1", -1),
            new("-log(2)", -Math.Log(2)), new("-1/3", -1.0 / 3), new("0", 0), new("1/2", 0.5), new("1", 1),
        new("log(3)", Math.Log(3)), new("sqrt(3)", Math.Sqrt(3)), new("2", 2), new("e", Math.E), new("pi", Math.PI), new("7/2", 3.5),
    ];

    private static readonly Formula s_argument = new("#", s => new(s, 1, 0));

    /// <summary>The text in a variable or an expression in its place.</summary>
    internal string TextIn(string argument) => Shape.Text.Replace("#", $"({argument})", StringComparison.Ordinal);

    /// <summary>The next function of a stream.</summary>
    internal static PiecewiseFunction Next(Random random)
    {
        // Most are parabolas and lines joined at one or two points: they are analysed in milliseconds.
        bool light = random.Next(30) > 0;
        var points = Enumerable.Range(0, random.Next(1, light ? 3 : 4))
            .Select(_ => random.Next(s_points.Length)).Distinct().Order().Select(i => s_points[i]).ToList();
        // Half of them are made of convex pieces with a common slope where they meet: there most properties hold and constants are finite.
        bool tame = random.Next(2) == 0;
        var pieces = new List<BaseFormula> { BaseFormula.Next(random, tame, light) };
        foreach (var p in points)
        {
            var next = random.Next(6) == 0 ? pieces[^1] : BaseFormula.Next(random, tame, light);
            int kind = tame ? 7 : random.Next(8);
            pieces.Add(kind == 0 ? next : next.JoinedTo(pieces[^1], p, slopes: kind > 2));
        }
        Shape shape = pieces[^1].Shape;
        for (int i = points.Count - 1; i >= 0; i--)
        {
            double lift = random.Next(tame ? 40 : 10) == 0 ? 1 : 0;
            var taken = random.Next(10) < 4 ? pieces[i] : pieces[i + 1];
            shape = Split(random, points[i], pieces[i].Shape, Own(random, points[i], taken, lift), shape);
        }
        return new(light ? shape : Wrap(random, shape, tame), points);
    }

    // A formula that has the value wanted at p; what it does elsewhere must not matter.
    private static Formula Own(Random random, Meeting p, BaseFormula taken, double lift)
    {
        string value = $"{taken.TextAt(p)}+{lift}";
        double v = taken.Shape.At(p.At, 0).Value + lift;
        int k = random.Next(1, 9);
        return random.Next(4) switch
        {
            0 => new($"({value})", _ => new(v, 0, 0)),
            1 => new($"(({value})+{k}*(#-({p.Text})))", s => new(v + k * (s - p.At), k, 0)),
            2 => new($"(({value})*exp(#-({p.Text})))", s => new(v * Math.Exp(s - p.At), double.NaN, double.NaN)),
            _ => new($"(({value})+(#-({p.Text}))^2*{k})", s => new(v + k * (s - p.At) * (s - p.At), 0, 0)),
        };
    }

    private static Shape Split(Random random, Meeting p, Shape left, Shape own, Shape right)
    {
        var distance = new Formula($"(#-({p.Text}))", s => new(s - p.At, 1, 0));
        Choice When(string condition, Shape difference, Relation relation, Shape then, Shape otherwise) =>
            new($"piecewise({condition}, {{0}}, {{1}})", difference, relation, then, otherwise);
        Choice At(string condition, Relation relation, Shape then, Shape otherwise) => When($"# {condition} {p.Text}", distance, relation, then, otherwise);
        switch (random.Next(7))
        {
            case 0:
                return At("<", Relation.Less, left, At("==", Relation.Equal, own, right));
            case 1:
                return At("<=", Relation.LessOrEqual, At(">=", Relation.GreaterOrEqual, own, left), right);
            case 2:
                return At("==", Relation.Equal, own, At(">", Relation.Greater, right, left));
            case 3:
                return At("!=", Relation.NotEqual, At("<", Relation.Less, left, right), own);
            case 4:
                var beyond = new Formula("", s => new(s - p.At - 1, 1, 0));
                var fifth = new Formula("(#)^5", s => new(Math.Pow(s, 5), 5 * Math.Pow(s, 4), 20 * Math.Pow(s, 3)));
                return At(">=", Relation.GreaterOrEqual, At(">", Relation.Greater, right, own),
                    When($"# >= ({p.Text})+1", beyond, Relation.GreaterOrEqual, fifth, left));
            case 5:
                var twice = new Formula("", s => new(2 * s - 2 * p.At, 2, 0));
                var square = new Formula("", s => new((s - p.At) * (s - p.At), 2 * (s - p.At), 2));
                return When($"2*#-({p.Text}) < {p.Text}", twice, Relation.Less, left, When($"(#-({p.Text}))^2 > 0", square, Relation.Greater, right, own));
            default:
                return When($"abs(#-({p.Text})) == 0", Choice.Abs(distance), Relation.Equal, own,
                    When($"min(#-({p.Text}),0) < 0", Choice.Min(distance, new Formula("0", _ => default)), Relation.Less, left, right));
        }
    }

    private static Shape Wrap(Random random, Shape f, bool tame)
    {
        static Formula Number(string text, double value) => new(text, _ => new(value, 0, 0));
        switch (random.Next(tame ? 30 : 16))
        {
            case 0:
                return new Composed("log(2+{0}^2)", f, v => new(Math.Log(2 + v * v), 2 * v / (2 + v * v), (4 - 2 * v * v) / ((2 + v * v) * (2 + v * v))));
            case 1:
                return Choice.Max(f, Number("-4", -4));
            case 2:
                return Choice.Abs(f);
            case 3:
                // The same as its definition by cases.
                var far = new Total(Choice.Abs(f), -1, "-1", Number("2", 2));
                return new Choice("huber({1},2)", far, Relation.Greater,
                    new Composed("{0}", Choice.Abs(f), v => new(2 * v - 2, 2, 0)), new Composed("{0}", f, v => new(v * v / 2, v, 1)));
            case 4:
                return new Composed("sqrt(1+{0}^2)", f, v => new(Math.Sqrt(1 + v * v), v / Math.Sqrt(1 + v * v), Math.Pow(1 + v * v, -1.5)));
            case 5:
                return Choice.Min(f, new Total(Choice.Abs(s_argument), 1, "1", Number("5", 5)));
            case 6:
                return new Total(f, 0.125, "1/8", Times(Choice.Abs(new Formula("#-1", s => new(s - 1, 1, 0))), "(#-1)", s => new(s - 1, 1, 0)));
            case 7:
                return new Total(f, 1.0 / 9, "1/9", Choice.Abs(new Formula("#-sqrt(2)", s => new(s - Math.Sqrt(2), 1, 0))));
            case 8:
                return new Composed("exp({0}/9)", f, v => new(Math.Exp(v / 9), Math.Exp(v / 9) / 9, Math.Exp(v / 9) / 81));
            default:
                return f;
        }
    }

    private static Choice Times(Choice size, string text, Func<double, Jet> factor) =>
        new($"{size.Text}*{text}", new Formula(text, factor), Relation.GreaterOrEqual,
            new Formula("", s => factor(s) * factor(s)), new Formula("", s => -1 * (factor(s) * factor(s))));
}
