using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>The first steps of a start in exact arithmetic, for the events that theorems leave out: A_k = 0, and u_k = 0 at a k > 0 or at the start.</summary>
internal static class ExactSteps
{
    /// <summary>Exact arithmetic doubles in size at every step, so only the first few can be followed exactly.</summary>
    private const int Most = 12;

    /// <summary>A_k and B_k for k = 0, 1, ..., at most 12, with the signs as they are; it ends early where F' has no value.</summary>
    internal static IEnumerable<(int K, Certified A, Certified B)> From(Setting s)
    {
        if (s.Start is not { } start || s.Objective.Structure.Outer is not { } outer)
            yield break;
        var next = ExactStep.Of(s, outer);
        Certified a = start.A, b = start.B;
        for (int k = 0; k <= Most; k++)
        {
            yield return (k, a, b);
            if (next(k, (a - b) / 4, (a + b) / 2) is not { } step)
                yield break;
            (a, b) = (step.SumSquared(a), step.DifferenceSquared(b));
        }
    }

    /// <summary>The first k with A_k = 0 exactly (B_k for c &lt; 0), proved; null when none is proved.</summary>
    internal static int? Annihilation(Setting s)
    {
        foreach (var (k, a, b) in From(s))
        {
            if ((s.Mirrored ? b : a).Sign() == 0)
                return k;
        }
        return null;
    }

    /// <summary>The first k with u_k = 0 exactly, proved, and p_k, which is then p_∞ however unstable that minimiser is.</summary>
    internal static (int K, Certified P)? Landing(Setting s)
    {
        if (s.Regularity.Centre is not { } c)
            return null;
        foreach (var (k, a, b) in From(s))
        {
            if (((a - b) / 4 - c).Sign() == 0)
                return (k, (a + b) / 2);
        }
        return null;
    }
}
