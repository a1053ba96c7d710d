using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic;

/// <summary>Removes cases that make no difference: pieces of one formula, and branches taken at single points only where the function is continuous.</summary>
/// <remarks>
/// A branch that is taken at one point says nothing of the slope there, yet differentiating it gives one. The merged form has such branches only
/// where the function jumps or where no neighbouring formula is defined at the point.
/// </remarks>
public static class PieceMerging
{
    /// <summary>The same for every part of an expression that depends on one variable alone.</summary>
    public static Expr Merge(Expr expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        if (!Pieces.HasCases(expr))
            return expr;
        var merged = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<Expr>([expr]);
        while (stack.TryPop(out var node))
        {
            if (merged.ContainsKey(node))
                continue;
            bool isSingle = node.Variables() is [Variable or Component] && Pieces.HasCases(node);
            merged[node] = isSingle ? Merge(node, node.Variables()[0]) : node;
            if (!isSingle)
            {
                foreach (var child in node.Children)
                    stack.Push(child);
            }
        }
        return expr.Substitute(merged.Where(m => !ReferenceEquals(m.Key, m.Value)).ToDictionary(m => m.Key, m => m.Value));
    }

    /// <summary>The same function, with the same domain; the expression itself when nothing is to be merged or its cases were not all decided.</summary>
    /// <exception cref="ArgumentException">Another variable occurs.</exception>
    public static Expr Merge(Expr expr, Expr variable)
    {
        ArgumentNullException.ThrowIfNull(expr);
        if (!Pieces.HasCases(expr) || !PieceChain.DecidesEverywhere(expr))
            return expr;
        var split = Pieces.Split(expr, variable, keepAll: true);
        if (!split.IsComplete)
            return expr;
        var chain = new PieceChain(variable);
        bool isolated = false, merged = false;
        int left = 0;
        var current = split.Pieces[0].Expression;
        for (int i = 0; i < split.Breakpoints.Length; i++)
        {
            var (at, middle, _) = split.Breakpoints[i];
            var next = split.Pieces[i + 1].Expression;
            bool isOwn = !ReferenceEquals(middle, current) && !ReferenceEquals(middle, next);
            bool fitsLeft = Equals(current), fitsRight = Equals(next);
            isolated |= isOwn && (fitsLeft || fitsRight);
            if (fitsLeft && PieceChain.AreSame(current, next))
            {
                merged = true;
                current = ShortText.Size(next) < ShortText.Size(current) ? next : current;
                continue;
            }
            chain.Add(current);
            chain.End(at, fitsLeft, fitsLeft || fitsRight ? null : middle);
            current = next;
            left++;

            bool Equals(Expr side) => ReferenceEquals(side, middle) || at.Defines(side, variable) && at.Defines(middle, variable)
                && at.SignOfDifference(side, middle, variable) == 0;
        }
        chain.Add(current);
        return isolated || merged && left == 0 || Conditions(expr) > split.Breakpoints.Length ? chain.ToExpr() : expr;
    }

    /// <summary>The conditions of a piecewise whose branches are further ones; more than there are breakpoints, and some branch is never taken.</summary>
    private static int Conditions(Expr expr)
    {
        var seen = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<Expr>([expr]);
        while (stack.TryPop(out var node))
        {
            if (node is not Piecewise w || !seen.Add(node))
                continue;
            stack.Push(w.Then);
            stack.Push(w.Otherwise);
        }
        return seen.Count;
    }
}
