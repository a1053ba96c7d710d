using System.Collections.Immutable;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic.Structure;

/// <summary>That an objective is F of one inner expression: the two are proved to agree, and F(inner) to be defined wherever the objective is.</summary>
internal static class Composition
{
    /// <summary>The conditions under which f = F(inner) and its proof; null where it is not proved.</summary>
    /// <param name="f">The objective.</param>
    /// <param name="composed">F(inner), written out.</param>
    /// <param name="inner">The inner expression, as text.</param>
    internal static (ImmutableArray<SideCondition> Conditions, string Proof)? Prove(Expr f, Expr composed, string inner)
    {
        var ofF = DomainConditions.Conditions(f);
        var ofComposed = DomainConditions.Conditions(composed);
        // Equal wherever both are defined,
        var forms = NormalForms.Of(f, composed);
        if (forms.IsUndefined(f) || !forms[f].Equals(forms[composed]))
            return null;
        // and F(inner) has to be defined wherever f is.
        var conditions = NormalForms.WithoutAssumptions([.. ofF.Concat(ofComposed).Select(c => c.Expression)]);
        return ofComposed.All(c => DomainConditions.Follows(conditions, ofF, c))
            ? (DomainConditions.Lost(f, composed), $"f and F({inner}) have the same normal form {ShortText.Of(forms.ToExpr(forms[f]))}") : null;
    }
}
