using System.Collections.Immutable;
using BoundCheck.Symbolic.Polynomials;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic;

/// <summary>The real zeros of an expression of one variable.</summary>
/// <param name="Points">Zeros in ascending order, each proved.</param>
/// <param name="IsComplete">Proved that there are no others.</param>
/// <param name="IsIdenticallyZero">The expression is 0 wherever it is defined; the points are empty then.</param>
/// <param name="Note">How completeness was proved, or what was not solved.</param>
public sealed record ZeroSet(ImmutableArray<RealPoint> Points, bool IsComplete, bool IsIdenticallyZero, string Note);

/// <summary>Solves expression = 0 exactly where that is possible.</summary>
/// <remarks>
/// Products, powers and functions that vanish only at known arguments are taken apart; sums are brought to the numerator of their normal
/// form and solved as polynomials in the variable or in one generator (an exponential, logarithm, root, absolute value, asinh or atan),
/// whose inverse gives simpler equations; a strictly monotone function has one zero at most. Each solution is checked in the original.
/// </remarks>
public static class Zeros
{
    private const int EquationLimit = 60;

    /// <summary>The zeros of an expression in which no other variable occurs.</summary>
    /// <exception cref="ArgumentException">Another variable occurs.</exception>
    public static ZeroSet Of(Expr expr, Expr variable) => Of(expr, variable, depth: 0);

    private static ZeroSet Of(Expr expr, Expr variable, int depth)
    {
        ArgumentNullException.ThrowIfNull(expr);
        if (expr.Variables().Any(v => !ReferenceEquals(v, variable)))
            throw new ArgumentException("The expression has another variable.", nameof(expr));
        if (ZeroTest.IsIdenticallyZero(expr) == true)
            return new ZeroSet([], true, true, "identically zero");
        var solver = new ZeroSolver(variable);
        solver.Solve(expr);
        var points = new List<RealPoint>();
        bool complete = solver.Unsolved is null;
        string note = solver.Unsolved ?? "solved exactly";
        foreach (var candidate in solver.Candidates)
        {
            switch (candidate.SignOf(expr, variable))
            {
                case 0:
                    complete &= Insert(points, candidate);
                    break;
                case null when !IsOutside(expr, variable, candidate):
                    complete = false;
                    note = $"whether {candidate} is a zero was not decided";
                    break;
            }
        }
        if (!complete && Expr.Postorder(expr).Count <= 1000 && Monotonicity.Strict(expr, variable) is { } direction)
        {
            if (points.Count == 1)
                return new ZeroSet([.. points], true, false, "strictly monotone");
            if (points.Count == 0 && Bracket(expr, variable, direction) is { } zero)
                return new ZeroSet([zero], true, false, "strictly monotone, zero enclosed by a change of sign");
        }
        if (!complete && points.Count == 1 && depth < 2 && TermsAgree(expr, variable, points[0], depth))
            return new ZeroSet([.. points], true, false, "all terms have the same sign on each side");
        return new ZeroSet([.. points], complete, false, note);
    }

    // Terms that are continuous, have no zero but p and agree in sign left and right of it leave the sum no other zero.
    private static bool TermsAgree(Expr expr, Expr variable, RealPoint p, int depth)
    {
        if (expr is not Sum { Children.Length: <= 8 } sum || !IsContinuous(expr))
            return false;
        if (Pieces.Sample(null, p) is not { } left || Pieces.Sample(p, null) is not { } right)
            return false;
        int?[] sides = [null, null];
        foreach (var term in sum.Children)
        {
            var zeros = term.IsClosed() ? new ZeroSet([], true, false, "") : Of(term, variable, depth + 1);
            if (!zeros.IsComplete || zeros.IsIdenticallyZero || zeros.Points.Any(q => RealPoint.Compare(q, p) != 0))
                return false;
            foreach (var (x, side) in new[] { (left, 0), (right, 1) })
            {
                int? sign = ClosedValue.Sign(term.Substitute(variable, x));
                sides[side] ??= sign;
                if (sign is not (1 or -1) || sides[side] != sign)
                    return false;
            }
        }
        return true;
    }

    private static bool IsContinuous(Expr expr) => Totality.IsTotal(expr) && !Expr.Postorder(expr).Any(n => n is Piecewise or Application { Function: Sign });

    /// <summary>Inserts in order; false when the order was not decided, and then the point may be one that is there already.</summary>
    internal static bool Insert(List<RealPoint> points, RealPoint point)
    {
        for (int i = 0; i < points.Count; i++)
        {
            switch (RealPoint.Compare(point, points[i]))
            {
                case null:
                    return false;
                case 0:
                    return true;
                case -1:
                    points.Insert(i, point);
                    return true;
            }
        }
        points.Add(point);
        return true;
    }

    private static bool IsOutside(Expr expr, Expr variable, RealPoint point) => DomainConditions.Conditions(expr).Any(c =>
        !c.OnlyWhereReached && point.SignOf(c.Expression, variable) is { } sign && !Piecewise.Holds(c.Relation, sign));

    // The intermediate value theorem for an expression without jumps, at exact points.
    private static RealPoint? Bracket(Expr expr, Expr variable, int direction)
    {
        if (!IsContinuous(expr))
            return null;
        for (Rational r = 1; r <= 1 << 20; r *= 4)
        {
            if (ClosedValue.Sign(expr.Substitute(variable, -r)) * direction == -1 && ClosedValue.Sign(expr.Substitute(variable, r)) * direction == 1)
                return RealPoint.OnlyZero(expr, variable, direction, -r, r);
        }
        return null;
    }

    /// <summary>Reduces one equation to simpler ones until points are left.</summary>
    private sealed class ZeroSolver(Expr variable)
    {
        private readonly Queue<Expr> _equations = new();
        private readonly HashSet<Expr> _seen = new(ReferenceEqualityComparer.Instance);

        internal List<RealPoint> Candidates { get; } = [];

        /// <summary>What could not be solved; null while everything was.</summary>
        internal string? Unsolved { get; private set; }

        internal void Solve(Expr expr)
        {
            Add(expr);
            while (_equations.TryDequeue(out var e))
            {
                if (_seen.Count > EquationLimit)
                {
                    Unsolved = "too many cases";
                    return;
                }
                Step(e);
            }
        }

        private void Add(Expr e)
        {
            if (_seen.Add(e))
                _equations.Enqueue(e);
        }

        // Every zero of e is a zero of something added, a candidate, or reported as unsolved.
        private void Step(Expr e)
        {
            switch (e)
            {
                case var _ when e.IsClosed():
                    if (ClosedValue.Sign(e) is not (1 or -1))
                        Unsolved = $"{ShortText.Of(e)} = 0 for every argument, perhaps";
                    break;
                case var _ when ReferenceEquals(e, variable):
                    Candidates.Add(RealPoint.Of(Constant.Zero));
                    break;
                case Product p:
                    foreach (var factor in p.Children.Where(f => f is not Constant { Value.IsZero: false }))
                        Add(factor);
                    break;
                case Power p:
                    if (p.Exponent.Sign > 0)
                        Add(p.Base);
                    break;
                case Application { Function.IsPositive: true }:
                    // cosh, exp, sigmoid, softplus: no zero.
                    break;
                case Application { Function: Tanh or Sinh or Asinh or Atan or Erf or Abs or LogCosh or Huber or Sign } a:
                    Add(a.Children[0]);
                    break;
                case Application { Function: Log } a:
                    Add(a.Argument - 1);
                    break;
                case Application { Function: Min or Max } a:
                    Add(a.Children[0]);
                    Add(a.Children[1]);
                    break;
                case Piecewise w:
                    Add(w.Then);
                    Add(w.Otherwise);
                    break;
                case Application { Function: not (Exp or Sin or Cos) } a when a.Function.Expand(a.Children) is { } definition:
                    Add(definition);
                    break;
                default:
                    StepNormalForm(e);
                    break;
            }
        }

        private void StepNormalForm(Expr e)
        {
            var forms = NormalForms.Of(e, variable);
            var form = forms[e];
            int x = forms[variable].Numerator.Indeterminates()[0];
            if (forms.IsUndefined(e))
                return;
            if (form.IsZero)
            {
                Unsolved = $"{ShortText.Of(e)} = 0 for every argument";
                return;
            }
            var monomial = form.Numerator.MonomialContent();
            foreach (var (index, _) in monomial.Factors)
            {
                if (index == x)
                    Candidates.Add(RealPoint.Of(Constant.Zero));
                else if (!ReferenceEquals(forms.Generator(index), e))
                    Add(forms.Generator(index));
                else
                    Unsolved = $"{ShortText.Of(e)} = 0";
            }
            var rest = form.Numerator.DivideExactly(MultivariatePolynomial.Of(monomial, 1))!;
            var moving = rest.Indeterminates().Where(i => !forms.Generator(i).IsClosed()).ToList();
            if (moving.Count == 0)
            {
                // A nonzero constant, unless it is a zero that the normal form does not see.
                if (ClosedValue.Sign(forms.ToExpr(RationalFunction.Of(rest))) is not (1 or -1))
                    Unsolved = $"whether {ShortText.Of(e)} is a constant other than 0 was not decided";
                return;
            }
            if (moving.Count == 1 && Roots(forms, rest, moving[0]) is { } roots)
            {
                foreach (var root in roots)
                    Invert(moving[0] == x ? null : forms.Generator(moving[0]), root, e);
                return;
            }
            // A monotone sum has one zero at most; the places where some argument vanishes are the natural guesses.
            foreach (var guess in Guesses(e))
                Candidates.Add(guess);
            Unsolved = $"{ShortText.Of(e)} = 0 was not solved";
        }

        /// <summary>The real roots of a polynomial in one indeterminate, other generators being constants; null when they are not found.</summary>
        private static List<RealPoint>? Roots(NormalForms forms, MultivariatePolynomial p, int index)
        {
            if (Polynomial.From(p, index) is { } rational)
                return rational.Degree > 60 ? null : [.. rational.RealRoots().Select(r => RealPoint.Of(r.Root))];
            var c = p.CoefficientsIn(index).Select(q => forms.ToExpr(RationalFunction.Of(q))).ToArray();
            int n = c.Length - 1;
            if (n == 1)
                return ClosedValue.Sign(c[1]) is 1 or -1 ? [RealPoint.Of(-c[0] / c[1])] : null;
            if (c[1..n].All(q => ReferenceEquals(q, Constant.Zero)) && ClosedValue.Sign(c[n]) is 1 or -1 && ClosedValue.Sign(-c[0] / c[n]) is { } sign)
            {
                // t^n = -c0/cn
                var root = (sign < 0 ? c[0] / c[n] : -c[0] / c[n]).Pow(new Rational(1, n));
                return n % 2 != 0 ? [RealPoint.Of(sign < 0 ? -root : root)] : sign < 0 ? [] : [RealPoint.Of(-root), RealPoint.Of(root)];
            }
            if (n == 2 && ClosedValue.Sign(c[2]) is 1 or -1 && ClosedValue.Sign(c[1] * c[1] - 4 * c[0] * c[2]) is { } discriminant)
            {
                // A double root has no radical: the root of an expression that is only shown to be 0 would stay in it.
                if (discriminant == 0)
                    return [RealPoint.Of(-c[1] / (2 * c[2]))];
                var half = discriminant < 0 ? null : (c[1] * c[1] - 4 * c[0] * c[2]).Pow(Rational.Half);
                return half is null ? [] : [RealPoint.Of((-c[1] - half) / (2 * c[2])), RealPoint.Of((-c[1] + half) / (2 * c[2]))];
            }
            return null;
        }

        /// <summary>Adds the equations generator = value; null is the variable itself.</summary>
        private void Invert(Expr? generator, RealPoint value, Expr e)
        {
            if (generator is null)
            {
                Candidates.Add(value);
                return;
            }
            if (value.Closed is not { } t)
            {
                // exp(x/q) = t > 0 for an algebraic t: x = q log t.
                if (generator is Application { Function: Exp } g && value.Algebraic is { } number && Slope(g.Argument) is { } slope)
                {
                    if (value.SignOf(variable, variable) == 1)
                        Candidates.Add(RealPoint.Of(number, a => Log.Instance.Of(a) / slope, x => Exp.Instance.Of(slope * x), slope.Sign));
                }
                else
                {
                    Unsolved = $"{ShortText.Of(e)} = 0 leads to {ShortText.Of(generator)} = {value}";
                }
                return;
            }
            int? sign = ClosedValue.Sign(t);
            switch (generator)
            {
                case Application { Function: Exp } a:
                    if (sign is not (0 or -1))
                        Add(a.Argument - Log.Instance.Of(t));
                    break;
                case Application { Function: Log } a:
                    Add(a.Argument - Exp.Instance.Of(t));
                    break;
                case Application { Function: Abs } a:
                    if (sign != -1)
                    {
                        Add(a.Argument - t);
                        Add(a.Argument + t);
                    }
                    break;
                case Power { Exponent: { IsInteger: false, Sign: > 0 } q } p:
                    if (sign != -1)
                        Add(p.Base - t.Pow(q.Reciprocal()));
                    break;
                case Application { Function: Asinh } a:
                    Add(a.Argument - Sinh.Instance.Of(t));
                    break;
                case Application { Function: Atan } a:
                    if (ClosedValue.Sign(Abs.Instance.Of(t) - NamedConstant.Pi / 2) == -1)
                        Add(a.Argument - Tan.Instance.Of(t));
                    break;
                case Application { Function: Erf } a when sign == 0:
                    Add(a.Argument);
                    break;
                case Application { Function: Erf } a when ClosedValue.Sign(Abs.Instance.Of(t) - 1) == 1:
                    break;
                default:
                    Unsolved = $"{ShortText.Of(e)} = 0 leads to {ShortText.Of(generator)} = {ShortText.Of(t)}";
                    break;
            }
        }

        /// <summary>The rational a when the expression is a times the variable.</summary>
        private Rational? Slope(Expr argument)
        {
            var slope = argument / variable;
            var forms = NormalForms.Of(slope);
            return forms[slope].IsRational(out var value) ? value : null;
        }

        private List<RealPoint> Guesses(Expr e)
        {
            var guesses = new List<RealPoint> { RealPoint.Of(Constant.Zero) };
            foreach (var node in Expr.Postorder(e).Where(n => n is Sum && !n.IsClosed()).Take(40))
            {
                var forms = NormalForms.Of(node, variable);
                if (forms[node].IsPolynomial && Polynomial.From(forms[node].Numerator, forms[variable].Numerator.Indeterminates()[0]) is { Degree: 1 } p)
                    guesses.Add(RealPoint.Of((Expr)(-p.Coefficients[0] / p.Coefficients[1])));
            }
            return guesses;
        }
    }
}
