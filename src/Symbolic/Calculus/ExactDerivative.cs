using System.Collections.Immutable;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic;

/// <summary>The derivative of a function of one variable, right at every point.</summary>
/// <remarks>
/// <see cref="Differentiation.Derivative"/> works branch by branch, so at a point where formulas meet it gives the slope of the branch that is
/// taken there. Here the one-sided slopes are compared at each such point: the derivative is their common value where they agree and the function
/// is continuous, and does not exist otherwise.
/// </remarks>
public sealed class ExactDerivative
{
    private readonly Expr _variable;

    private ExactDerivative(Expr formula, ImmutableArray<Joint> missing, Expr variable, bool isDecided = true)
    {
        IsDecided = isDecided && missing.All(j => j.IsDifferentiable is not null);
        _variable = variable;
        Formula = formula;
        Missing = missing;
        ImmutableArray<RealPoint> places = [.. missing.Select(j => j.At)];
        Value = Sum.Of([formula, .. places.Zip(Pieces.At(formula, variable, places)).Where(p => !IsUndefined(p.Second, p.First))
            .Select(p => Nothing(p.First.Order(variable)))]);

        bool IsUndefined(Expr here, RealPoint p) => DomainConditions.Conditions(here).Any(c => p.SignOf(c.Expression, variable) is { } sign
            && !Piecewise.Holds(c.Relation, sign));
    }

    /// <summary>
    /// Equal to the derivative wherever that exists; elsewhere undefined or a number between the one-sided slopes, so that it has the bounds of the
    /// derivative. It is undefined too where the derivative was not decided.
    /// </summary>
    public Expr Formula { get; }

    /// <summary>Equal to the derivative, and defined only where it exists.</summary>
    public Expr Value { get; }

    /// <summary>The points where the derivative was shown not to exist, or not shown to exist, although formulas are defined on both sides.</summary>
    public ImmutableArray<Joint> Missing { get; }

    /// <summary>Whether the derivative was decided at every point where it may fail.</summary>
    public bool IsDecided { get; }

    /// <summary>The derivative of an expression in one variable; with other variables in it, branch by branch.</summary>
    /// <exception cref="ArgumentException">The variable is not a scalar variable, or the expression holds a vector variable of unknown dimension.</exception>
    public static ExactDerivative Of(Expr expr, Expr variable)
    {
        ArgumentNullException.ThrowIfNull(expr);
        return Of(expr, variable, []);
    }

    /// <summary>The derivative of this derivative.</summary>
    public ExactDerivative Next() => Of(Formula, _variable, Missing);

    /// <summary>The same with another form of the formula, which must be the same function.</summary>
    public ExactDerivative Written(Func<Expr, Expr> form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new(form(Formula), Missing, _variable, IsDecided);
    }

    private static ExactDerivative Of(Expr expr, Expr variable, ImmutableArray<Joint> missing)
    {
        var rule = expr.Derivative(variable);
        bool hasCases = Pieces.HasCases(expr);
        if (expr.Variables().Any(v => !ReferenceEquals(v, variable)) || !hasCases && DomainConditions.Lost(rule, expr).IsEmpty)
            return new(rule, missing, variable);
        var split = Pieces.Split(expr, variable, keepAll: true);
        if (!split.IsComplete)
        {
            // Where a case may switch at unknown points nothing is said of the slope there. Huber's function switches, but is C^1.
            var switches = Expr.Postorder(expr).Select(Pieces.Switch).OfType<Expr>().Where(s => !s.IsClosed()).Distinct();
            return new(switches.Aggregate(rule, (sum, s) => sum + Nothing(s)), missing, variable, isDecided: false);
        }
        var (formulas, joints) = Meet(split, variable);
        var undecided = joints.Where(j => j.IsDifferentiable is null).Select(j => j.At);
        // A formula that is taken at one point only would spoil every enclosure around it, even where its slope there is right.
        bool isIsolated = split.Breakpoints.Where((b, i) => !ReferenceEquals(b.Expression, split.Pieces[i].Expression)
            && !ReferenceEquals(b.Expression, split.Pieces[i + 1].Expression)).Any();
        var right = Right(rule, formulas, joints, PieceChain.DecidesEverywhere(expr), isIsolated, variable);
        var formula = Sum.Of([right, .. undecided.Select(point => Nothing(point.Order(variable)))]);
        // A point where the function jumps may stay when its derivative is derived again.
        return new(formula, [.. missing, .. joints.Where(j => j.IsDifferentiable != true && missing.All(m => RealPoint.Compare(m.At, j.At) != 0))], variable);
    }

    /// <summary>0 wherever the expression has a value other than 0, and undefined elsewhere.</summary>
    private static Expr Nothing(Expr expr) => Product.Of([Constant.Zero, expr.Pow(-1)]);

    /// <summary>
    /// The formulas from left to right, and what happens where they meet: at the breakpoints, and where the derivative of a formula has a smaller domain.
    /// </summary>
    private static (List<Expr> Formulas, List<Joint> Joints) Meet(PieceList split, Expr variable)
    {
        var formulas = new List<Expr>();
        var joints = new List<Joint>();
        for (int i = 0; i < split.Pieces.Length; i++)
        {
            var (lo, hi, formula, _, _, _) = split.Pieces[i];
            if (i > 0)
                joints.Add(Joint.Of(split, i - 1, variable));
            formulas.Add(formula);
            var inside = new List<RealPoint>();
            foreach (var condition in DomainConditions.Lost(formula.Derivative(variable), formula).Where(c => !c.Expression.IsClosed()))
            {
                foreach (var p in Zeros.Of(condition.Expression, variable).Points)
                {
                    if ((lo is null || RealPoint.Compare(p, lo) == 1) && (hi is null || RealPoint.Compare(p, hi) == -1))
                        Zeros.Insert(inside, p);
                }
            }
            foreach (var p in inside)
            {
                joints.Add(Joint.Of(p, formula, formula, formula, variable));
                formulas.Add(formula);
            }
        }
        return (formulas, joints);
    }

    /// <summary>The rule where it is right at every joint, and otherwise the slopes of the formulas, piece by piece.</summary>
    private static Expr Right(Expr rule, List<Expr> formulas, List<Joint> joints, bool mayRebuild, bool isIsolated, Expr variable)
    {
        var wrong = joints.Zip(Pieces.At(rule, variable, [.. joints.Select(j => j.At)])).Where(j => !IsRight(j.Second, j.First, variable))
            .Select(j => j.First).ToList();
        if (wrong.Count == 0 && !(isIsolated && mayRebuild))
            return rule;
        var chain = new PieceChain(variable);
        if (!mayRebuild)
        {
            return wrong.Aggregate(rule, (otherwise, j) => j.IsDifferentiable == true
                ? chain.Case(j.At, Relation.Equal, j.LeftSlope.Value!, otherwise) : otherwise + Nothing(j.At.Order(variable)));
        }
        var current = formulas[0].Derivative(variable);
        for (int i = 0; i < joints.Count; i++)
        {
            var (joint, next) = (joints[i], formulas[i + 1].Derivative(variable));
            bool takesLeft = joint.At.Defines(current, variable), takesRight = joint.At.Defines(next, variable);
            if (takesLeft && PieceChain.AreSame(current, next))
                continue;
            chain.Add(current);
            chain.End(joint.At, takesLeft, takesLeft || takesRight || joint.IsDifferentiable != true ? null : joint.LeftSlope.Value);
            current = next;
        }
        chain.Add(current);
        return chain.ToExpr();
    }

    /// <param name="here">Equal to the rule at the joint.</param>
    /// <param name="joint">Where formulas meet.</param>
    /// <param name="variable">Their variable.</param>
    private static bool IsRight(Expr here, Joint joint, Expr variable)
    {
        if (joint.IsDifferentiable is not { } exists)
            return true;
        if (!joint.At.Defines(here, variable))
            return !exists;
        int? left = SignOfDifference(joint.LeftSlope), right = SignOfDifference(joint.RightSlope);
        return exists ? left == 0 : left * right <= 0;

        int? SignOfDifference(OneSidedLimit slope) => slope.Value is { } value ? ReferenceEquals(here, value) ? 0 : joint.At.SignOf(here - value, variable)
            : null;
    }
}
