using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation;

/// <summary>
/// Rewrites an expression by identities that hold wherever it is defined, with the same domain, to forms whose enclosures are tighter:
/// log(cosh u), log(1 + e^u), 1/(1 + e^-u), 1 - tanh^2, 1 - sigmoid. Functions without a direct enclosure are expanded.
/// </summary>
public static class NumericForm
{
    /// <summary>The expression in the form that is compiled.</summary>
    /// <exception cref="ArgumentException">A function has neither a direct enclosure nor an expansion.</exception>
    public static Expr Of(Expr expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        // An expansion may bring functions that need expanding in turn; every round removes one layer.
        for (int round = 0; round < 16; round++)
        {
            bool changed = false;
            expr = expr.Transform(node =>
            {
                var image = Rewrite(node);
                changed |= !ReferenceEquals(image, node);
                return image;
            });
            if (!changed)
                return expr;
        }
        return expr;
    }

    /// <summary>True when the evaluator has a direct operation for the function.</summary>
    internal static bool IsDirect(Function function) =>
        function is Abs or Sign or Min or Max || FunctionRule.All.ContainsKey(function);

    private static Expr Rewrite(Expr node) => node switch
    {
        // huber(u, d) = m (|u| - m/2) with m = min(|u|, d): the same two cases, visibly continuous.
        Application { Function: Huber } h => HuberForm(Abs.Instance.Of(h.Children[0]), h.Children[1]),
        Application a when !IsDirect(a.Function) => a.Function.Expand(a.Children)
            ?? throw new ArgumentException($"The function {a.Function.Name} has neither a direct enclosure nor an expansion."),
        Application { Function: Log, Argument: Application { Function: Cosh } c } => LogCosh.Instance.Of(c.Argument),
        Application { Function: Log, Argument: Sum s } when OnePlusExp(s) is { } u => Softplus.Instance.Of(u),
        // 1/(1 + e^-u) = sigmoid(u).
        Power { Exponent: var r, Base: Sum s } when r == -1 && OnePlusExp(s) is { } u => Sigmoid.Instance.Of(-u),
        Sum { Children: [Constant one, var t] } when one.Value.IsOne && Complement(t) is { } e => e,
        Sum { Children: [var t, Constant one] } when one.Value.IsOne && Complement(t) is { } e => e,
        _ => node,
    };

    private static Expr HuberForm(Expr size, Expr delta)
    {
        var m = Min.Instance.Of(size, delta);
        return m * (size - Rational.Half * m);
    }

    private static Expr? OnePlusExp(Sum s) => s.Children switch
    {
        [Constant c, Application { Function: Exp } e] when c.Value.IsOne => e.Argument,
        [Application { Function: Exp } e, Constant c] when c.Value.IsOne => e.Argument,
        _ => null,
    };

    // 1 - tanh(u)^2 = cosh(u)^-2; 1 - sigmoid(u) = sigmoid(-u).
    private static Expr? Complement(Expr term) => term is Product { Children: [Constant minus, var f] } && minus.Value == -1
        ? f switch
        {
            Power { Base: Application { Function: Tanh } t, Exponent: var two } when two == 2 => Cosh.Instance.Of(t.Argument).Pow(-2),
            Application { Function: Sigmoid } s => Sigmoid.Instance.Of(-s.Argument),
            _ => null,
        }
        : null;
}
