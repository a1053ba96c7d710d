using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>
/// The runs that meet A_k = 0 (B_k = 0 for c &lt; 0), that is h F'(s_j) = 1 exactly at an earlier step, or A_0 = 0: from then on s stays on the
/// other side of 0. Every statement of convergence to c != 0 leaves them out, so how many they are is decided here alone.
/// </summary>
internal static class Annihilation
{
    /// <summary>The event in words.</summary>
    internal const string Event = "some h F'(s_k) = 1 exactly (A_k = 0)";

    private static readonly Exceptions s_null = new(ExceptionKind.NullSet, Event, "a run says when it happens");

    private static readonly Exceptions s_undecided = new(ExceptionKind.Undecided, Event,
        "that F' is not ±1/h on an interval, which would make this more than a null set of starts, is not proved");

    /// <summary>What convergence from the start of a setting leaves out; null where the start is proved to be left out itself.</summary>
    internal static Exceptions? Of(Setting s)
    {
        if (s.CentreIsZero == true)
            return Exceptions.None;
        if (s.Annihilation is not null)
            return null;
        if (s.CentreIsZero is null)
            return s_undecided with { Note = "whether c = 0 is not decided" };
        if (s.A.Sign() == 1 && SlopesBelowOne(s.Regularity, s.Step))
            return Exceptions.NoneAs("hG < 1 excludes A_k = 0");
        return In(s.Regularity, s.Step.ToInterval());
    }

    /// <summary>What convergence leaves out at steps of an enclosure, for a centre that is not 0 and starts with A_0 > 0.</summary>
    internal static Exceptions In(RegularityReport regularity, Interval step) => regularity.FlatSlopes.AvoidOne(step) ? s_null : s_undecided;

    /// <summary>The same for starts whatever their A_0, at one step size: A_0 = 0 is a null set.</summary>
    internal static Exceptions Everywhere(RegularityReport regularity, bool centreIsZero, Certified step) =>
        centreIsZero ? Exceptions.None : SlopesBelowOne(regularity, step) ? s_null with { Event = "A_0 = 0" } : In(regularity, step.ToInterval());

    /// <summary>hG &lt; 1, proved.</summary>
    internal static bool SlopesBelowOne(RegularityReport regularity, Certified step) =>
        regularity.DerivativeBound is { Verdict.IsProved: true, Value: { } g } && Certified.Less(step * g, 1) == true;

    /// <summary>Convergence from the start of a setting as an implication; none where the start is proved to be left out.</summary>
    internal static IEnumerable<Implication> Convergence(Source source, Setting s) =>
        Of(s) is { } left ? [new Convergence(source, "s_k -> c from this start", left)] : [];

    /// <summary>A certified step as an implication, with what is left out at each step; none without one.</summary>
    internal static IEnumerable<Implication> CertifiedStep(Source source, Setting s, Certified? supremum)
    {
        if (supremum is null)
            return [];
        var below = Interval.Hull(Interval.Point(0), supremum.ToInterval());
        var kind = s.Regularity.FlatSlopes.AvoidOne(below) ? ExceptionKind.NullSet : ExceptionKind.Undecided;
        return [new CertifiedStep(source, supremum, s.CentreIsZero == true ? Exceptions.None : new(kind, "some h F'(s_k) is exactly 1"))];
    }
}
