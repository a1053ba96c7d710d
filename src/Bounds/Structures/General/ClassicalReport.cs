using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>What is known for the classical theorems: certified sets, and what was tried in vain.</summary>
/// <param name="Sets">The sets, those with the larger guarantees first.</param>
/// <param name="Missing">Why there is no (other) set.</param>
/// <param name="Step">Whether some L with h &lt; 2/L is possible at all: refuted where the curvature at the start forbids it.</param>
/// <param name="Convex">Refuted where the Hessian at the start, or at a point of a certified set, has a negative eigenvalue; else unknown with the
/// reason.</param>
/// <param name="StronglyConvex">Refuted where the Hessian there has an eigenvalue that is not positive.</param>
/// <param name="Pl">Refuted where a certified set holds a critical point above a value of f.</param>
/// <param name="StartValue">f(x_0), enclosed.</param>
internal sealed record ClassicalReport(ImmutableArray<ClassicalSet> Sets, string Missing,
    Verdict Step, Verdict Convex, Verdict StronglyConvex, Verdict Pl, Certified? StartValue)
{
    /// <summary>|∇f(x_0)|², enclosed; null where it is not evaluated.</summary>
    public Certified? StartGradientSquared { get; init; }

    /// <summary>Nothing is known, for a reason.</summary>
    internal static ClassicalReport Nothing(string reason)
    {
        var unknown = new Unknown(reason);
        return new ClassicalReport([], reason, unknown, unknown, unknown, unknown, null);
    }

    /// <summary>The first set with a property.</summary>
    internal ClassicalSet? First(Func<ClassicalSet, bool> property) => Sets.FirstOrDefault(property);
}
