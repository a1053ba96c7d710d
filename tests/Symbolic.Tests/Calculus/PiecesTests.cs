using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic.Tests.Calculus;

public sealed class PiecesTests
{
    private static readonly Expr s_s = Variable.Of("s");

    private static Expr Parse(string text) => Parser.Parse(text) is ParseResult<Expr>.Success s ? s.Value : throw new ArgumentException(text);

    [TestCase("abs(s - 1)", "1")]
    [TestCase("huber(s - 1, 1/2)", "1/2; 3/2")]
    [TestCase("max(s^2, 2)", "-sqrt(2); sqrt(2)")]
    [TestCase("min(s, s^3)", "-1; 0; 1")]
    [TestCase("abs(abs(s) - 1)", "-1; 0; 1")]
    [TestCase("piecewise(s^3 < 2, s, 2*s)", "1.2599210498948732")]
    [TestCase("abs(exp(s) - 2)", "log(2)")]
    [TestCase("piecewise(exp(2*s) - 3*exp(s) + 1 > 0, s, 0)", "-0.9624236501192069; 0.9624236501192069")]
    [TestCase("abs(tanh(s) - 1/2)", "0.5493061443340549")]
    [TestCase("abs(log(s))", "0; 1")]
    [TestCase("piecewise(s^2 - 2*s*sqrt(2) + 2 > 0, s^3, 1)", "sqrt(2)")]
    [TestCase("sign(s)*s^2", "0")]
    [TestCase("abs(s)", "0")]
    [TestCase("s^2 + 1", "")]
    [TestCase("abs(s^2 + 1)", "")]
    [TestCase("max(s, s - 1)", "")]
    [TestCase("piecewise(s < 0, abs(s + 1), abs(s - 1))", "-1; 0; 1")]
    [TestCase("abs(s + tanh(s) - 1)", "0.521298457")]
    [TestCase("abs(exp(s) + s - 1)", "0")]
    [TestCase("huber(s, 1) + abs(s - 1/3)", "-1; 1/3; 1")]
    public void Breakpoints_are_exact(string text, string expected)
    {
        var e = Parse(text);
        var split = Pieces.Split(e, s_s);
        Assert.That(split.IsComplete, split.Note);
        Assert.That(split.Breakpoints.Select(b => b.At.Enclose(64)!.Value.Lo.ToDoubleNearest()),
            Is.EqualTo(expected.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(t => ClosedValue.Enclose(Parse(t), 64)!.Value.Lo.ToDoubleNearest()))
                .Within(1e-6));
        AssertAgrees(e, split);
    }

    [Test]
    public void A_thousand_kinks_are_a_thousand_and_one_lines()
    {
        var split = Pieces.Split(Parse(string.Join(" + ", Enumerable.Range(1, 1000).Select(i => $"abs(s - {i})"))), s_s);
        Assert.That(split.IsComplete, split.Note);
        // Right of k of the points the slope is 2k - 1000, and the constant the difference of the sums of the points.
        for (int k = 0; k <= 1000; k++)
            Assert.That(split.Pieces[k].Expression.Substitute(s_s, 0), Is.EqualTo((Expr)(500500 - k * (k + 1))), $"{k}");
        Assert.That(split.Pieces.Select(p => p.Expression.Substitute(s_s, 1)), Is.EqualTo(Enumerable.Range(0, 1001).Select(k =>
            (Expr)(500500 - k * (k + 1) + 2 * k - 1000))));
        Assert.That(split.Pieces.Skip(1).All(p => p.IncludesLo) && split.Pieces.SkipLast(1).All(p => p.IncludesHi));
    }

    [Test]
    public void Of_a_thousand_nested_cases_those_that_are_reached_are_pieces()
    {
        string Nested(IEnumerable<int> ends) => ends.Reverse().Aggregate("s^2", (rest, i) => $"piecewise(s < {i}, {i}*s, {rest})");
        var live = Pieces.Split(Parse(Nested(Enumerable.Range(1, 1000))), s_s);
        Assert.That(live.IsComplete, live.Note);
        Assert.That(live.Pieces.Select(p => p.Expression.ToString()), Is.EqualTo(Enumerable.Range(1, 1000).Select(i => i == 1 ? "s" : $"{i}*s").Append("s^2")));
        var dead = Pieces.Split(Parse(Nested(Enumerable.Range(1, 1000).Reverse())), s_s);
        Assert.That(dead.Pieces.Select(p => p.Expression.ToString()), Is.EqualTo(new[] { "1000*s", "s^2" }));
        Assert.That(PieceMerging.Merge(Parse(Nested(Enumerable.Range(1, 1000).Reverse())), s_s), Is.EqualTo(Parse("piecewise(s <= 1000, 1000*s, s^2)")));
    }

    [TestCase("max(piecewise(s < 0, s, 2*s), piecewise(s < 0, s - 1, 2*s - 1))", "s; 2*s")]
    [TestCase("min(abs(s) + piecewise(s < 1, 0, 1), piecewise(s < 1, 1, 2))", "1; -s; s; 2")]
    public void Arguments_that_change_together_change_what_is_chosen(string text, string expected)
    {
        var split = Pieces.Split(Parse(text), s_s);
        Assert.That(split.IsComplete, split.Note);
        AssertAgrees(Parse(text), split);
        Assert.That(split.Pieces.Select(p => p.Expression.Substitute(s_s, 3).ToString()),
            Is.EqualTo(expected.Split("; ").Select(t => Parse(t).Substitute(s_s, 3).ToString())));
    }

    [Test]
    public void Random_cases_in_cases_are_equal_to_their_pieces([Range(1, 3)] int seed)
    {
        var random = new Random(seed);
        int points = 0;
        for (int n = 0; n < 30; n++)
        {
            var e = Parse(Random(random, 4));
            var split = Pieces.Split(e, s_s);
            if (!split.IsComplete)
                continue;
            AssertAgrees(e, split);
            foreach (var b in split.Breakpoints.Where(b => b.At.IsRational(out _)))
            {
                points++;
                Assert.That(ClosedValue.Sign((e - b.Expression).Substitute(s_s, b.At.Closed!)), Is.EqualTo(0), $"{e} at {b.At}");
            }
        }
        Assert.That(points, Is.GreaterThan(20));
    }

    private static string Random(Random random, int depth)
    {
        string Part() => Random(random, depth - 1);
        string Line() => $"({random.Next(-3, 4)}*s+{random.Next(-3, 4)})";
        return depth == 0 ? Line() : random.Next(9) switch
        {
            0 => $"abs({Part()})",
            1 => $"min({Part()},{Part()})",
            2 => $"max({Part()},{Part()})",
            3 => $"sign({Part()})",
            4 => $"huber({Line()},1/2)",
            5 => $"piecewise({Line()}<{Part()},{Part()},{Part()})",
            6 => $"piecewise({Line()}=={random.Next(-2, 3)},{Part()},{Part()})",
            7 => $"({Part()}+{Part()})",
            _ => $"({Part()}-{Line()})",
        };
    }

    // Each piece equals the original inside its interval, and at the ends it says it includes.
    private static void AssertAgrees(Expr e, PieceList split)
    {
        foreach (var piece in split.Pieces)
        {
            Assert.That(Pieces.HasCases(piece.Expression), Is.False);
            Rational lo = piece.Lo?.Enclose(40)!.Value.Hi ?? -20, hi = piece.Hi?.Enclose(40)!.Value.Lo ?? 20;
            for (int i = 1; i < 8; i++)
            {
                var x = lo + (hi - lo) * new Rational(i, 8);
                if (ClosedValue.Enclose(e.Substitute(s_s, x), 64) is { } value)
                    Assert.That(Disjoint(value, ClosedValue.Enclose(piece.Expression.Substitute(s_s, x), 64)!.Value), Is.False, $"{piece.Expression} at {x}");
            }
            foreach (var end in new[] { piece.IncludesLo ? piece.Lo : null, piece.IncludesHi ? piece.Hi : null })
            {
                if (end?.Closed is { } p && ClosedValue.Enclose(e.Substitute(s_s, p), 64) is { } value)
                    Assert.That(Disjoint(value, ClosedValue.Enclose(piece.Expression.Substitute(s_s, p), 64)!.Value), Is.False, $"{piece.Expression} at {p}");
            }
        }
    }

    private static bool Disjoint(RationalInterval a, RationalInterval b) => a.Hi < b.Lo || b.Hi < a.Lo;

    [Test]
    public void Beyond_the_limit_of_breakpoints_no_expression_counts_as_split()
    {
        Expr s = Variable.Of("s");
        var kinks = Sum.Of(Enumerable.Range(1, 2501).Select(i => Abs.Instance.Of(s - i)));
        var list = Pieces.Split(kinks, s);
        Assert.That(list.IsComplete, Is.False);
        Assert.That(list.Note, Is.EqualTo("too many breakpoints"));
        Assert.That(list.Pieces.Where(p => p.IsSplit), Is.Empty);
    }

    [Test]
    public void Jump_belongs_to_the_side_of_its_relation()
    {
        var split = Pieces.Split(Parse("piecewise(s < 1, 0, 1)"), s_s);
        Assert.Multiple(() =>
        {
            Assert.That(split.Pieces[0].IncludesHi, Is.False);
            Assert.That(split.Pieces[1].IncludesLo, Is.True);
            Assert.That(split.Breakpoints[0].Expression, Is.SameAs((Expr)1));
        });
    }

    [Test]
    public void Continuous_cases_include_both_ends()
    {
        var split = Pieces.Split(Parse("huber(s - 1, 1)"), s_s);
        Assert.That(split.Pieces.Select(p => (p.IncludesLo, p.IncludesHi)), Is.EqualTo(new[] { (false, true), (true, true), (true, false) }));
    }

    [Test]
    public void Sign_has_its_own_value_at_its_zero()
    {
        var split = Pieces.Split(Parse("sign(s)"), s_s);
        Assert.That(split.Breakpoints.Single().Expression, Is.SameAs((Expr)0));
        Assert.That(split.Pieces.Select(p => p.Expression), Is.EqualTo(new Expr[] { -1, 1 }));
    }

    [Test]
    public void What_cannot_be_solved_is_said() =>
        Assert.That(Pieces.Split(Parse("abs(sin(s) - s/3)"), s_s).IsComplete, Is.False);

    [TestCase("abs(s+atan(s)-1)")]
    [TestCase("max(exp(s)+s-2, 0)")]
    public void A_breakpoint_without_a_closed_form_is_the_same_point_whenever_it_is_found(string text)
    {
        var f = Parser.Parse(text).ValueOrThrow();
        var (first, second) = (Pieces.Split(f, s_s).Breakpoints.Single().At, Pieces.Split(f, s_s).Breakpoints.Single().At);
        Assert.That(first.Closed, Is.Null);
        Assert.That(RealPoint.Compare(first, second), Is.Zero);
    }
}
