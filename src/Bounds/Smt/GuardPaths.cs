using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt;

/// <summary>The branches of piecewise expressions under which each node is needed: only the branch taken has to be defined.</summary>
internal static class GuardPaths
{
    /// <summary>One step: the branch of a piecewise node.</summary>
    internal readonly record struct Step(Piecewise Node, bool Then);

    /// <summary>For each node below the roots the common prefix of the paths that need it: it is needed at most there, perhaps more often.</summary>
    internal static Dictionary<Expr, ImmutableArray<Step>> Of(params ReadOnlySpan<Expr> roots)
    {
        var paths = new Dictionary<Expr, ImmutableArray<Step>>(ReferenceEqualityComparer.Instance);
        foreach (var root in roots)
            paths[root] = [];
        var order = Expr.Postorder(roots);
        for (int i = order.Count - 1; i >= 0; i--)
        {
            var node = order[i];
            var path = paths[node];
            for (int k = 0; k < node.Children.Length; k++)
            {
                var below = node is Piecewise w && k >= 2 ? path.Add(new Step(w, k == 2)) : path;
                var child = node.Children[k];
                paths[child] = paths.TryGetValue(child, out var known) ? Common(known, below) : below;
            }
        }
        return paths;
    }

    private static ImmutableArray<Step> Common(ImmutableArray<Step> a, ImmutableArray<Step> b)
    {
        int n = 0;
        while (n < a.Length && n < b.Length && a[n] == b[n])
            n++;
        return a[..n];
    }
}
