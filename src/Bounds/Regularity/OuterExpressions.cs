using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>F with its derivatives, in the variable s and, around a centre, in u = s - c.</summary>
internal sealed class OuterExpressions
{
    internal OuterExpressions(Expr value, Variable argument)
    {
        Value = value;
        Argument = argument;
        Slope = value.Derivative(argument);
        Curvature = Slope.Derivative(argument);
    }

    internal Variable Argument { get; }

    internal Expr Value { get; }

    internal Expr Slope { get; }

    internal Expr Curvature { get; }

    /// <summary>The offset variable of the claims.</summary>
    internal static Variable U { get; } = Variable.Of("u");

    /// <summary>An expression in s, with s = centre + u.</summary>
    internal Expr Shift(Expr e, Expr centre) => e.Substitute(Argument, ReferenceEquals(centre, Constant.Zero) ? U : U + centre);
}
