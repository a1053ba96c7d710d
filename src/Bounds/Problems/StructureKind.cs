using System.Collections.Immutable;
using System.Reflection;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Problems;

/// <summary>A class of objectives, as the property Kind of the <see cref="Structure"/> that describes its members.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Generality">An objective is taken to be of the least general class that holds it.</param>
/// <param name="Detect">Tells whether an expression belongs to it.</param>
public sealed record StructureKind(string Name, int Generality, Func<Expr, Detection> Detect)
{
    private static readonly Lazy<ImmutableArray<StructureKind>> s_all = new(() =>
    [
        .. typeof(StructureKind).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Structure)) && !t.IsAbstract)
            .Select(t => (StructureKind)t.GetProperty("Kind", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!)
            .OrderBy(k => k.Generality).ThenBy(k => k.Name, StringComparer.Ordinal),
    ]);

    /// <summary>All classes, the least general first; the last one holds every objective.</summary>
    public static ImmutableArray<StructureKind> All => s_all.Value;
}

/// <summary>What a class says of an expression.</summary>
/// <param name="Found">The structure that was found; null when the expression is not shown to be of the class.</param>
/// <param name="Verdict">
/// Whether the expression is of the class at every point: proved, refuted with a witness, or unknown. Unknown also where a structure was found that
/// holds under conditions only: no theorem may build on it.
/// </param>
/// <param name="Reason">Why nothing was found, for people; null where that goes without saying.</param>
public sealed record Detection(Structure? Found, Verdict Verdict, string? Reason = null);
