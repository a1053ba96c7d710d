using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Regularity;

/// <summary>A claim fails where a side is undefined; a property of F does not, when only a formula of its derivatives is undefined there.</summary>
internal static class Undefinedness
{
    /// <summary>A refutation whose claim has no certified value at its witness becomes unknown.</summary>
    internal static Verdict Demote(Claim claim, Verdict verdict)
    {
        if (verdict is not Refuted { Witness.Values: [var at] } || claim.Box is not [var range])
            return verdict;
        return new CertifiedFunction(claim.Body.Difference, range.Variable).At(Certified.Between(at.Low, at.High)) is null
            ? new Unknown($"the formula has no certified value at {at}")
            : verdict;
    }
}
