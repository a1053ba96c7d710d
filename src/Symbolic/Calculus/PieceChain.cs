using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic;

/// <summary>A function of one variable as formulas on intervals from left to right, and what it is at the points between.</summary>
internal sealed class PieceChain(Expr variable)
{
    private readonly List<Expr> _formulas = [];
    private readonly List<(RealPoint At, bool TakesLeft, Expr? Own)> _ends = [];

    /// <summary>Adds the formula of the next interval; <see cref="End"/> stands between two.</summary>
    internal void Add(Expr formula) => _formulas.Add(formula);

    /// <summary>A point at which the formula of the left or of the right interval holds too, or which has a value of its own.</summary>
    internal void End(RealPoint at, bool takesLeft, Expr? own = null) => _ends.Add((at, takesLeft, own));

    /// <summary>The function as one expression.</summary>
    internal Expr ToExpr()
    {
        var value = _formulas[^1];
        for (int i = _ends.Count - 1; i >= 0; i--)
        {
            var (at, takesLeft, own) = _ends[i];
            value = Case(at, takesLeft ? Relation.LessOrEqual : Relation.Less, _formulas[i], value);
            if (own is not null)
                value = Case(at, Relation.Equal, own, value);
        }
        return value;
    }

    /// <summary>"variable relation point" as the condition of a case.</summary>
    internal Expr Case(RealPoint at, Relation relation, Expr then, Expr otherwise) => at.Closed is { } point
        ? Piecewise.Of(relation, variable, point, then, otherwise)
        : Piecewise.Of(relation, at.Order(variable), 0, then, otherwise);

    /// <summary>Whether two formulas are proved to be one function with one domain.</summary>
    internal static bool AreSame(Expr a, Expr b) =>
        ReferenceEquals(a, b) || Totality.IsTotal(a) && Totality.IsTotal(b) && ZeroTest.AreEqual(a, b);

    /// <summary>
    /// Whether every expression that decides a case has a value everywhere, so that leaving it out doesn't change where the function is defined.
    /// </summary>
    internal static bool DecidesEverywhere(Expr expr) => Expr.Postorder(expr).All(n => Pieces.Switch(n) is not { } s || Totality.IsTotal(s));
}
