using System.Globalization;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>Where a claim that was not decided is tightest, for people: the place where its sides come nearest to the wrong order.</summary>
/// <remarks>The enclosure of the margin is certified; which place is named is heuristic, and nothing follows from it for the claim.</remarks>
public static class ClaimGap
{
    private const int Work = 3000, MostVariables = 3;

    /// <summary>The margin and its place in words; null for claims of equality, with side conditions, or in many variables.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static string? Describe(Claim claim, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Box.IsEmpty || claim.Box.Length > MostVariables || !claim.Where.IsEmpty || claim.Body.Relation is Relation.Equal or Relation.NotEqual)
            return null;
        bool upward = claim.Body.Relation is Relation.Less or Relation.LessOrEqual;
        var excess = upward ? claim.Body.Left - claim.Body.Right : claim.Body.Right - claim.Body.Left;
        var sup = BoxExtrema.Supremum(excess, [.. claim.Box.Select(r => (r.Variable, BoxSigns.Hull(r)))], new RangeOptions(1e-9, Work, cancellation));
        string sides = upward ? "left - right" : "right - left";
        if (double.IsNegativeInfinity(sup.Value.Lo))
            return $"{sides} was not evaluated at any point: a side may be undefined on the box";
        string place = sup.Places.IsEmpty ? "" : " near " + string.Join(", ", claim.Box.Zip(sup.Places[0], (r, x) => $"{r.Variable} = {Show(x)}"));
        string bound = double.IsFinite(sup.Value.Hi) ? $", and is at most {Number(sup.Value.Hi)} on the whole box" : ", and no upper bound of it was found";
        return $"{sides} comes up to {Number(sup.Value.Lo)}{place}{bound}";
    }

    private static string Show(Interval x) => x.IsBounded && x.Width <= 1e-3 * Math.Max(1, x.Mag) ? Number(x.Mid) : x.ToString();

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
