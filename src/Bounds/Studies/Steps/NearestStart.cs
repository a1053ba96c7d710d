using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Steps;

/// <summary>The start nearest to a given one for which a step is certified by a theorem that certifies whole sets of starts.</summary>
/// <remarks>Each set offers a guess near its border; only one that the theorem certifies counts. Nearness is as good as the guess, about a millionth.</remarks>
internal static class NearestStart
{
    private static readonly double[] s_margins = [1e-7, 1e-6, 1e-5, 1e-3];

    /// <summary>The nearest certified start, or why there is none.</summary>
    internal static NearStart? Find(Problem problem, RegularityReport regularity, out string? reason, CancellationToken cancellation)
    {
        if (problem.Start is not { } start)
            return new StartOnTheWay(problem, regularity, cancellation).Find(out reason);
        var regions = Theorem.Regions(problem.Objective, regularity).Where(r => r.Kind == CellVerdict.Converges).ToList();
        NearStart? best = null;
        var reasons = new List<string>();
        foreach (var region in regions)
        {
            cancellation.ThrowIfCancellationRequested();
            var set = region.At(problem.Step, cancellation);
            if (set.IsEmpty)
                reasons.Add($"{region.Source.Theorem}: {set.Text}");
            else if (Certified(problem, regularity, region, set, cancellation) is { } near
                && (best is null || Numbers.Certified.Less(near.Distance, best.Distance) == true))
                best = near;
        }
        reason = best is not null ? null : reasons.Count > 0 ? string.Join("; ", reasons) : "no theorem certifies a set of starts at this step";
        return best;
    }

    private static NearStart? Certified(Problem problem, RegularityReport regularity, Region region, StartSet set, CancellationToken cancellation)
    {
        var (start, step) = (problem.Start!, problem.Step.ToInterval());
        var theorem = Theorem.All.Single(t => t.Id == region.Source.Theorem);
        if (Holds(start))
            return new NearStart(problem.Point, 0, region.Source);
        foreach (double margin in s_margins)
        {
            if (set.Near(start, margin) is Start near && Holds(near))
                return new NearStart(problem.Objective.Structure.Restore(problem.Objective, problem.Point, near), Distance(start, near), region.Source);
        }
        return null;

        // The cell test is quick; the theorem itself may know more of the one start, such as a sector bound on its interval.
        bool Holds(Start s) => region.Decide([s.A.ToInterval(), s.B.ToInterval()], step) == CellVerdict.Converges
            || theorem.Check(new Setting(problem.Objective, regularity, problem.Step, s), cancellation).Implications.OfType<Convergence>()
            .Any(c => c.Exceptions.AreNegligible);
    }

    private static Certified Distance(Start a, Start b)
    {
        Certified sum = 0;
        for (int i = 0; i < a.X.Length; i++)
            sum += (a.X[i] - b.X[i]).Square() + (a.Y[i] - b.Y[i]).Square();
        return Numbers.Certified.Sqrt(sum);
    }
}
