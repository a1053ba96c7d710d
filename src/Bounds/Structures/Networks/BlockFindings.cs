using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Theory;

namespace BoundCheck.Bounds.Structures.Networks;

/// <summary>What the theorems of its own structure prove of one block.</summary>
/// <param name="Name">The block, for people.</param>
/// <param name="Implications">Everything that was proved.</param>
internal sealed record BlockFindings(string Name, ImmutableArray<Implication> Implications)
{
    /// <summary>Up to so many blocks every theorem is asked; more are asked those about large steps and about their structure alone.</summary>
    private const int Few = 4;

    /// <summary>Convergence, with the fewest exceptions first; null where none is certified up to a null set.</summary>
    internal Convergence? Convergence => Implications.OfType<Convergence>().Where(c => c.Exceptions.AreNegligible).MinBy(c => c.Exceptions.Kind);

    /// <summary>Failure, with the fewest exceptions first.</summary>
    internal Failure? Failure => Implications.OfType<Failure>().MinBy(f => f.Exceptions.Kind);

    /// <summary>The largest certified step; null without one, and where a failure holds at every step.</summary>
    internal CertifiedStep? Step => Implications.OfType<Failure>().Any(f => f.AtEveryStep) ? null
        : Best(Implications.OfType<CertifiedStep>(), (a, b) => Certified.Less(b.Supremum, a.Supremum) == true);

    /// <summary>The smallest upper bound of the limit sharpness.</summary>
    internal SharpnessCap? Cap => Best(Implications.OfType<SharpnessCap>(), (a, b) => Certified.Less(a.Most, b.Most) == true);

    /// <summary>The largest lower bound of the limit sharpness.</summary>
    internal SharpnessFloor? Floor => Best(Implications.OfType<SharpnessFloor>(), (a, b) => Certified.Less(b.Least, a.Least) == true);

    /// <summary>In one line.</summary>
    internal string Text => string.Join("; ", new[] { Name }.Concat(new[] { Convergence is { } c ? $"converges ({c.Source})" : null,
        Failure is { } f ? $"does not converge ({f.Source})" : null, Convergence is null && Failure is null ? "open" : null,
        Step is { } s ? $"step below {Inequality.Rough(s.Supremum, 10)} ({s.Source})" : null }.OfType<string>()));

    /// <summary>The findings for a start of a sum, block by block.</summary>
    internal static ImmutableArray<BlockFindings> Of(SumStart start, Certified step, CancellationToken cancellation)
    {
        var known = new Dictionary<object, Regularity.RegularityReport>();
        return [.. start.Blocks.Select((b, j) => Of(b, $"block {j + 1} ({b.Objective.Text})", step, start.Blocks.Length, known, cancellation))];
    }

    private static BlockFindings Of(BlockStart block, string name, Certified step, int blocks, Dictionary<object, Regularity.RegularityReport> known,
        CancellationToken cancellation)
    {
        var structure = block.Objective.Structure;
        // Blocks with the same outer function of as many variables share its analysis.
        object key = structure.Outer is { } outer ? (structure.Class, outer.Value, structure.Dimension) : structure;
        if (!known.TryGetValue(key, out var regularity))
            known[key] = regularity = structure.Regularity(cancellation);
        var setting = Setting.Of(new Problem { Objective = block.Objective, Step = step, Point = block.Point }, regularity);
        var general = GeneralStructure.Kind.Detect(block.Objective.Expression).Found!;
        var theorems = Theorem.All.Where(t => t.IsAbout(structure) && (blocks <= Few || t.IsLargeStep || !t.IsAbout(general)));
        return new BlockFindings(name, [.. theorems.SelectMany(t => t.Check(setting, cancellation).Implications)]);
    }

    private static T? Best<T>(IEnumerable<T> implications, Func<T, T, bool> better)
        where T : class => implications.Aggregate((T?)null, (best, next) => best is null || better(next, best) ? next : best);
}
