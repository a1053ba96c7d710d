using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Smt;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>Cases by the order of two values: a condition a != b, and functions that choose (abs, min, max, sign, piecewise).</summary>
internal static class CaseSplit
{
    /// <summary>More functions that choose than this are not resolved one by one: parts of parts are few, and each keeps all others.</summary>
    private const int MostChoices = 64;

    /// <summary>True when a function that chooses between formulas occurs.</summary>
    internal static bool Chooses(Expr expr) => Expr.Postorder(expr).Exists(IsChoice);

    /// <summary>The number of functions that choose between formulas.</summary>
    internal static int Count(Expr expr) => Expr.Postorder(expr).Count(IsChoice);

    private static bool IsChoice(Expr node) => node is Piecewise or Application { Function: Abs or Min or Max or Sign or Huber };

    /// <summary>a != b is a &lt; b or a > b; the points asked about are the same.</summary>
    internal static Reduction? Unequal(Claim claim)
    {
        var condition = claim.Where.FirstOrDefault(c => c.Relation == Relation.NotEqual);
        if (condition is null)
            return null;
        Part With(Relation relation) => new(ConditionTools.Fold(claim with { Where = claim.Where.Replace(condition, condition with { Relation = relation }) }));
        return new($"either way of {condition}", [With(Relation.Less), With(Relation.Greater)]);
    }

    /// <summary>All choosing functions of a claim evidently defined everywhere at once, as long as there are few cases; null when it has none.</summary>
    internal static Reduction? All(Claim claim, int most)
    {
        if (Count(claim.Body.Difference) > MostChoices)
            return null;
        var done = new List<Part>();
        var open = new Queue<Claim>([claim]);
        var names = new List<string>();
        while (open.TryDequeue(out var next))
        {
            if (next.IsVacuous)
                continue;
            if ((Outer(next) ?? Inner(next)) is not { } cases || done.Count + open.Count + cases.Parts.Length > most)
            {
                done.Add(new(next));
                continue;
            }
            names.Add(cases.Name);
            foreach (var part in cases.Parts)
                open.Enqueue(part.Claim);
        }
        return names.Count == 0 ? null : new(string.Join(", ", names.Distinct()), [.. done]);
    }

    /// <summary>
    /// |A| + r &lt;= 0 is A + r &lt;= 0 and -A + r &lt;= 0, and max(a, b) + r &lt;= 0 is a + r &lt;= 0 and b + r &lt;= 0; for claims whose sides are evidently
    /// defined everywhere.
    /// </summary>
    internal static Reduction? Outer(Claim claim)
    {
        bool below = claim.Body.Relation is Relation.Less or Relation.LessOrEqual;
        if (claim.Body.Relation is Relation.Equal or Relation.NotEqual)
            return null;
        var terms = ExpNormalForm.Split(claim.Body.Difference);
        foreach (var (term, coefficient) in terms)
        {
            bool rises = coefficient.Sign > 0 == below;
            Expr[] choices = term switch
            {
                Application { Function: Abs } a when rises => [a.Argument, -a.Argument],
                Application { Function: Max } m when rises => [m.Children[0], m.Children[1]],
                Application { Function: Min } m when !rises => [m.Children[0], m.Children[1]],
                _ => [],
            };
            if (choices.Length == 0)
                continue;
            var rest = Sum.Of(terms.Where(t => !ReferenceEquals(t.Term, term)).Select(t => t.Coefficient * t.Term));
            return new($"each value of {term}", [.. choices.Select(c =>
                new Part(claim with { Body = new(coefficient * c + rest, claim.Body.Relation, Constant.Zero) }))]);
        }
        return null;
    }

    /// <summary>One choosing function replaced by its value in each case of its condition; for claims evidently defined everywhere.</summary>
    internal static Reduction? Inner(Claim claim)
    {
        foreach (var node in Expr.Postorder(claim.Body.Left, claim.Body.Right))
        {
            var cases = Cases(node);
            if (cases.Length == 0)
                continue;
            return new($"cases {cases[0].Condition}", [.. cases
                .Select(c => ConditionTools.Given(claim with { Body = claim.Body.Map(e => e.Substitute(node, c.Value)) }, c.Condition))
                .OfType<Claim>().Select(c => new Part(c))]);
        }
        return null;
    }

    // Conditions of which one holds at each point where the node is defined, with its value there.
    private static (Comparison Condition, Expr Value)[] Cases(Expr node)
    {
        static (Comparison, Expr)[] Two(Expr left, Relation relation, Expr right, Expr then, Expr otherwise)
        {
            var condition = new Comparison(left, relation, right);
            return [(condition, then), (condition with { Relation = condition.Negation }, otherwise)];
        }

        return node switch
        {
            Application { Function: Abs } a => Two(a.Argument, Relation.GreaterOrEqual, Constant.Zero, a.Argument, -a.Argument),
            Application { Function: Max } m => Two(m.Children[0], Relation.GreaterOrEqual, m.Children[1], m.Children[0], m.Children[1]),
            Application { Function: Min } m => Two(m.Children[0], Relation.LessOrEqual, m.Children[1], m.Children[0], m.Children[1]),
            Application { Function: Huber } h when h.Children[1].IsRational(out var delta) && delta.Sign > 0 =>
                Two(Abs.Instance.Of(h.Children[0]), Relation.LessOrEqual, delta, Rational.Half * h.Children[0]
                    .Pow(2), delta * (Abs.Instance.Of(h.Children[0]) - delta / 2)),
            Application { Function: Sign } s =>
            [
                (new(s.Argument, Relation.Greater, Constant.Zero), Constant.One),
                (new(s.Argument, Relation.Equal, Constant.Zero), Constant.Zero),
                (new(s.Argument, Relation.Less, Constant.Zero), Constant.Of(-1)),
            ],
            Piecewise w => Two(w.Left, w.Relation, w.Right, w.Then, w.Otherwise),
            _ => [],
        };
    }
}
