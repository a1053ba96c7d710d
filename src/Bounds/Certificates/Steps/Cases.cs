using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates.Steps;

/// <summary>
/// The first function of the value that chooses between formulas (arguments before what contains them) replaced by its value in each case:
/// |u| is u where u >= 0
/// and -u where u &lt;= 0, and so on. The cases cover all points where the value is defined.
/// </summary>
internal sealed record Cases : ProofStep
{
    internal override Outcome Apply(Goal goal)
    {
        if (!goal.IsEvidentlyDefined)
            return Outcome.No("the value is not evidently defined");
        if (First(goal.Value) is not { } node)
            return Outcome.No("nothing chooses between formulas");
        var cases = Of(node);
        // Where the sign inside |u| is known there is one case.
        if (node is Application { Function: Abs or Relu, Children: [var inside] } && new BoxSigns(goal.Claim) is var signs)
            cases = signs.IsNonnegative(inside) ? cases[..1] : signs.IsNonnegative(-inside) ? cases[1..] : cases;
        return Outcome.To([.. cases.Select(c =>
        {
            var part = goal.With(goal.Value.Substitute(node, c.Value), goal.Relation, true);
            return part with { Claim = part.Claim with { Where = part.Claim.Where.Add(c.Condition) } };
        })]);
    }

    // Of those that are evaluated whatever branches are taken, so that the conditions are defined where the value is.
    internal static Expr? First(Expr value)
    {
        var reached = new HashSet<Expr>(ReferenceEqualityComparer.Instance) { value };
        foreach (var node in Expr.Postorder(value).AsEnumerable().Reverse().Where(reached.Contains))
            reached.UnionWith(node is Piecewise w ? [w.Left, w.Right] : node.Children);
        return Expr.Postorder(value).Find(n => Chooses(n) && reached.Contains(n));
    }

    /// <summary>True for a function that chooses between formulas.</summary>
    internal static bool Chooses(Expr node) => node is Piecewise or Application { Function: Abs or Min or Max or Sign or Huber or Relu };

    private static (Comparison Condition, Expr Value)[] Of(Expr node)
    {
        if (node is Piecewise w)
            return [(new(w.Left, w.Relation, w.Right), w.Then), (new(w.Left, Comparison.Negate(w.Relation), w.Right), w.Otherwise)];
        var application = (Application)node;
        Expr u = application.Children[0];
        return application.Function switch
        {
            Abs => [Above(u, u), Below(u, -u)],
            Relu => [Above(u, u), Below(u, Constant.Zero)],
            Sign => [(new(u, Relation.Greater, Constant.Zero), Constant.One), (new(u, Relation.Less, Constant.Zero), Constant.MinusOne),
                (new(u, Relation.Equal, Constant.Zero), Constant.Zero)],
            Max => [Above(u - application.Children[1], u), Below(u - application.Children[1], application.Children[1])],
            Min => [Above(u - application.Children[1], application.Children[1]), Below(u - application.Children[1], u)],
            // Where the arguments are numbers there may be one case.
            var f => f.Expand(application.Children)! is var value && Chooses(value) ? Of(value)
                : [(new(Constant.Zero, Relation.Equal, Constant.Zero), value)],
        };
    }

    private static (Comparison, Expr) Above(Expr u, Expr value) => (new(u, Relation.GreaterOrEqual, Constant.Zero), value);

    private static (Comparison, Expr) Below(Expr u, Expr value) => (new(u, Relation.LessOrEqual, Constant.Zero), value);
}
