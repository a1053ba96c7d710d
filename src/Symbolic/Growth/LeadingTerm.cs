using System.Collections.Immutable;

namespace BoundCheck.Symbolic.Growth;

/// <summary>A power of a function that tends to +infinity at the point.</summary>
/// <param name="Base">The function, in the variable: |u| near infinity, 1/|u - a| near a, a logarithm or an exponential of such.</param>
/// <param name="Exponent">A closed number other than zero.</param>
public sealed record GrowthFactor(Expr Base, Expr Exponent);

/// <summary>The leading term coefficient * product of powers, to which the function is asymptotically equivalent; or the zero function.</summary>
/// <param name="Coefficient">A closed number, zero only for a function that is zero near the point.</param>
/// <param name="Factors">The fastest comparability class first.</param>
/// <param name="Expression">The term as one expression in the variable.</param>
public sealed record LeadingTerm(Expr Coefficient, ImmutableArray<GrowthFactor> Factors, Expr Expression)
{
    internal static LeadingTerm Of(Multiseries engine, Series series, Expr large)
    {
        if (engine.Leading(series) is not { } leading)
            return new LeadingTerm(Constant.Zero, [], Constant.Zero);
        ImmutableArray<GrowthFactor> factors =
            [.. leading.Powers.Select(p => new GrowthFactor(p.Element.Definition.Substitute(NormalForm.Large, large), p.Exponent.ToExpr()))];
        var coefficient = leading.Coefficient.ToExpr();
        return new LeadingTerm(coefficient, factors, Product.Of(factors.Select(Power).Prepend(coefficient)));
    }

    private static Expr Power(GrowthFactor f) => f.Exponent.IsRational(out var q) ? f.Base.Pow(q) : Exp.Instance.Of(f.Exponent * Log.Instance.Of(f.Base));
}

/// <summary>An answer that may be missing: the term, or null with the reason.</summary>
/// <param name="Term">The leading term.</param>
/// <param name="Reason">Why there is none.</param>
public sealed record LeadingTermResult(LeadingTerm? Term, string? Reason);
