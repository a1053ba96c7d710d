using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Families;

/// <summary>F(·; θ) is defined on the line and C^1 with locally Lipschitz derivative, for every θ of a box, judged from the shape of F.</summary>
/// <remarks>
/// Sums, products and compositions of C^{1,1} functions are C^{1,1}, on the open domain of each: log and fractional powers for arguments > 0, negative
/// integer powers for arguments != 0, and the Huber function of a width > 0 that does not depend on s. Every condition is a claim over s and θ.
/// </remarks>
internal static class FamilySmoothness
{
    /// <param name="outer">F(s; θ).</param>
    /// <param name="s">Its argument.</param>
    /// <param name="decide">Decides a comparison over s and the box.</param>
    internal static Verdict Of(Expr outer, Variable s, Func<Comparison, Verdict> decide) =>
        Expr.Postorder(outer).Select(n => Judge(n, s, decide)).FirstOrDefault(v => !v.IsProved) switch
        {
            null => new Proved(Method.Symbolic, "every part of F is C^1 with locally Lipschitz derivative on its open domain"),
            // A condition that fails at a point leaves F smooth elsewhere, and may be no obstacle there either.
            Refuted r => new Unknown($"a part of F meets the end of its domain at {r.Witness}"),
            var open => open,
        };

    private static Verdict Judge(Expr node, Variable s, Func<Comparison, Verdict> decide) => node switch
    {
        Constant or NamedConstant or Variable or Component or Sum or Product => Everywhere,
        Power { Exponent: { IsInteger: true, Sign: > 0 } } => Everywhere,
        Power { Exponent.IsInteger: true } p => decide(new Comparison(p.Base, Relation.NotEqual, 0)),
        Power p => decide(new Comparison(p.Base, Relation.Greater, 0)),
        Application { Function: Log } a => decide(new Comparison(a.Argument, Relation.Greater, 0)),
        Application { Function: Huber } a when !a.Children[1].Variables().Contains(s) => decide(new Comparison(a.Children[1], Relation.Greater, 0)),
        Application
        {
            Function: Asinh or Atan or Cos or Cosh or Erf or Exp or ExpM1 or Gelu or LogCosh or Sigmoid or Silu or Sin or Sinh or Softplus or Tanh,
        } => Everywhere,
        _ => new Unknown($"the smoothness of {node} is not evident for every parameter"),
    };

    private static Proved Everywhere { get; } = new(Method.Symbolic, "");
}
