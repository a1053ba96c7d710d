using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Regularity;

/// <summary>F with its derivatives, in the variable s and, around a centre, in u = s - c.</summary>
internal sealed class OuterExpressions
{
    private readonly Lazy<PieceList> _split;
    private readonly Dictionary<int, Joint> _joints = [];

    internal OuterExpressions(Expr value, Variable argument)
    {
        Value = Tidy(value);
        Argument = argument;
        First = ExactDerivative.Of(Value, argument).Written(Tidy);
        Second = First.Next().Written(Tidy);
        _split = new(() => Pieces.Split(Value, Argument));
    }

    internal Variable Argument { get; }

    internal Expr Value { get; }

    /// <summary>F between the points where its cases switch.</summary>
    internal PieceList Split => _split.Value;

    /// <summary>F at a breakpoint of <see cref="Split"/>.</summary>
    internal Joint JointAt(int breakpoint)
    {
        lock (_joints)
        {
            if (!_joints.TryGetValue(breakpoint, out var joint))
                _joints[breakpoint] = joint = Joint.Of(Split, breakpoint, Argument);
            return joint;
        }
    }

    internal ExactDerivative First { get; }

    internal ExactDerivative Second { get; }

    /// <summary>F' for bounds: where it does not exist, a number between the one-sided slopes.</summary>
    internal Expr Slope => First.Formula;

    /// <summary>F'' for bounds, in the same sense.</summary>
    internal Expr Curvature => Second.Formula;

    /// <summary>The offset variable of the claims.</summary>
    internal static Variable U { get; } = Variable.Of("u");

    /// <summary>An expression in s, with s = centre + u.</summary>
    internal Expr Shift(Expr e, Expr centre) => Tidy(e.Substitute(Argument, ReferenceEquals(centre, Constant.Zero) ? U : U + centre));

    /// <summary>
    /// The simplified form, when it needs no side condition and is not larger, log(cosh(u)) becomes logcosh(u), say; squares that this expanded are completed
    /// again.
    /// </summary>
    private static Expr Tidy(Expr e)
    {
        var simple = Simplifier.Simplify(e);
        return CompletedSquares.Of(simple.Conditions.IsEmpty && Expr.Postorder(simple.Value).Count <= Expr.Postorder(e).Count ? simple.Value : e);
    }
}
