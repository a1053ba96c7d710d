using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Ranges;

/// <summary>Claims as text, for tests.</summary>
internal static class Claims
{
    internal static readonly Variable U = Variable.Of("u");

    internal static Expr Read(string text) => Parser.Parse(text).ValueOrThrow();

    /// <summary>"(a, b]" and the like; inf for an infinity.</summary>
    internal static Domain ReadDomain(string text)
    {
        var ends = text[1..^1].Split(',');
        return Domain.Of(End(ends[0]), End(ends[1]), text[0] == '(', text[^1] == ')');
    }

    /// <summary>"left relation right" in u over a domain.</summary>
    internal static SignResult Decide(string claim, string domain, RangeOptions? options = null)
    {
        var relation = Parser.ParseRelation(claim).ValueOrThrow();
        return Signs.Decide(UnivariateFunction.FromExpr(relation.Left - relation.Right, U), ReadDomain(domain), relation.Relation, options);
    }

    private static Expr? End(string text) => text.Contains("inf", StringComparison.Ordinal) ? null : Read(text.Trim());
}
