using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Numeric.Methods;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Structure;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>
/// The terms F_i(x·y) of an objective typed as a sum, each a sample of stochastic gradient descent. Equal terms are one, with their number for a factor.
/// </summary>
public static class SampleTerms
{
    private static readonly ConditionalWeakTable<Expr, RegularityReport[]> s_reports = [];

    /// <summary>The regularity of each term, found once for an expression; what is not decided when cancelled is unknown, and not kept.</summary>
    internal static ImmutableArray<RegularityReport> Regularity(Objective objective, CancellationToken cancellation)
    {
        if (s_reports.TryGetValue(objective.Expression, out var known))
            return [.. known];
        RegularityReport[] reports = [.. Of(objective).Select(t => RegularityAnalyzer.Analyze(t, objective.Structure.Dimension, cancellation))];
        if (!cancellation.IsCancellationRequested)
            s_reports.AddOrUpdate(objective.Expression, reports);
        return [.. reports];
    }

    /// <summary>The terms as functions of s, constants left out; empty where the objective is no sum of at least two.</summary>
    /// <param name="objective">The objective.</param>
    public static ImmutableArray<Outer> Of(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (objective.Structure is not ProductStructure { Product: var product } || objective.Expression is not Sum sum)
            return [];
        var found = ImmutableArray.CreateBuilder<Outer>();
        foreach (var term in Flat(sum).Where(t => !t.IsClosed()))
        {
            if (ProductForm.Detect(term) is not StructureResult.Product p || p.Inner.Text != product.Text || !p.Conditions.IsEmpty)
                return [];
            found.Add(new Outer(p.Outer, p.Argument));
        }
        return found.Count >= 2 ? found.ToImmutable() : [];
    }

    // Long sums are nested.
    private static List<Expr> Flat(Sum sum)
    {
        List<Expr> terms = [.. sum.Children];
        while (terms.Exists(t => t is Sum))
            terms = [.. terms.SelectMany(t => t is Sum inner ? inner.Children : [t])];
        return terms;
    }

    /// <summary>The terms for a run, around the centre of F; empty for a method that does not draw from them.</summary>
    internal static ImmutableArray<OuterFunction> Compiled(Objective objective, DescentMethod method, RegularityReport regularity) =>
        method is MapMethod { Terms: > 0 } ? [.. Of(objective).Select(t => t.Compile(regularity))] : [];
}
