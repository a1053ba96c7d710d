using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>Whether both sides of a claim are evidently defined at all points it asks about, judged node by node by the signs of the parts.</summary>
internal static class Definition
{
    /// <summary>True only when every subexpression of the body is defined at every point asked about.</summary>
    internal static bool IsEvident(Claim claim, BoxSigns signs) => Undefined(claim, signs) is null;

    /// <summary>The first subexpression of the body, arguments before their functions, that is not evidently defined; null when all are.</summary>
    internal static Expr? Undefined(Claim claim, BoxSigns signs) => Expr.Postorder(claim.Body.Left, claim.Body.Right).Find(node => node switch
    {
        // b^q: b != 0 for an integer q < 0; b >= 0 for a fraction q > 0; b > 0 for a fraction q < 0.
        Power p when p.Exponent.IsInteger => !(p.Exponent.Sign >= 0 || signs.Strict(p.Base) != 0 || Totality.IsEvidentlyPositive(p.Base)),
        Power p => !(signs.Strict(p.Base) > 0 || p.Exponent.Sign > 0 && (signs.IsNonnegative(p.Base) || Totality.IsEvidentlyNonnegative(p.Base))),
        // 1.57 < pi/2.
        Application { Function: Tan } a => !(signs.Magnitude(a.Argument) <= 1.57),
        Application { Function: var f } a => !(f.IsTotal
            || f.DomainIsPositive && (signs.Strict(a.Argument) > 0 || Totality.IsEvidentlyPositive(a.Argument))
            || f.DomainIsNonnegative && signs.IsNonnegative(a.Argument)),
        _ => false,
    });
}
