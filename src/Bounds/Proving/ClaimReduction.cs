using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>Equivalent forms of claims.</summary>
internal static class ClaimReduction
{
    private const int Rounds = 16;

    /// <summary>
    /// Strips a strictly increasing total function from both sides, f(a) &lt; f(b) iff a &lt; b (f is defined everywhere, so definedness is that of the
    /// arguments).
    /// </summary>
    internal static Claim Reduce(Claim claim)
    {
        var body = claim.Body;
        for (int round = 0; round < Rounds; round++)
        {
            if (body.Left is Application { Function: { IsIncreasing: true, IsTotal: true } } a
                && body.Right is Application b && ReferenceEquals(a.Function, b.Function))
                body = new(a.Argument, body.Relation, b.Argument);
            else
                break;
        }
        return claim with { Body = body };
    }
}
