using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt;

/// <summary>Rewrites functions to those that the encoding knows: abs, min, max, sign, exp, log, sin, cos, atan, tanh, erf.</summary>
internal static class EncodedFunctions
{
    private const int Rounds = 8;

    /// <summary>The expression with every other function expanded (same values, same domain).</summary>
    internal static Expr Expand(Expr expr)
    {
        for (int round = 0; round < Rounds; round++)
        {
            var next = expr.Transform(static node =>
                node is Application a && !IsPrimitive(a.Function) && a.Function.Expand(a.Children) is { } expanded ? expanded : node);
            if (ReferenceEquals(next, expr))
                break;
            expr = next;
        }
        return expr;
    }

    /// <summary>tanh(u) = 1 - 2/(exp(2u) + 1), for all u.</summary>
    internal static Expr TanhByExp(Expr expr) => expr.Transform(static node =>
        node is Application { Function: Tanh } t ? 1 - 2 / (Exp.Instance.Of(2 * t.Argument) + 1) : node);

    private static bool IsPrimitive(Function function) =>
        function is Abs or Min or Max or Sign or Exp or Log or Sin or Cos or Atan or Tanh or Erf;
}
