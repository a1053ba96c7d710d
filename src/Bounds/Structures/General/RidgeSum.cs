using System.Collections.Immutable;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>
/// f = q(x) + Σ φ_i(a_i·x) + Σ log-sum-exps, q quadratic: the form of least squares, logistic sums, Huber and log cosh of differences, with sharp bounds
/// of the Hessian.
/// </summary>
/// <remarks>
/// The Hessian is Q + Σ φ_i''(a_i·x) a_i a_iᵀ + Σ (log-sum-exp)''. With φ_i'' in [l_i, u_i] over a box it lies, as a form, between Q + Σ l_i a_i a_iᵀ and
/// Q + Σ u_i a_i a_iᵀ,
/// plus 0 below and a constant above for each log-sum-exp; entries of the interval Hessian lose this order. φ_i in C^1 with a
/// Lipschitz derivative is enough: φ_i'' then stands for Clarke's generalised derivative, and mean Hessians keep the bounds. The Hessian of
/// log Σ exp(b_j·x + c_j) is the covariance of the b_j under the weights exp(b_j·x + c_j)/Σ (Boyd, Vandenberghe 2004, 3.1.5): >= 0, and for a direction v
/// at most ((max b_j·v - min b_j·v)/2)² (Popoviciu 1935), so at most max |b_j - b_k|²/4 in every direction.
/// </remarks>
internal sealed class RidgeSum
{
    private readonly Rational[,] _quadratic;
    private readonly ImmutableArray<Ridge> _ridges;
    private readonly double _spread;
    private readonly bool _nonnegativeQuadratic;
    private readonly ImmutableArray<Expr> _variables, _restGradient;
    private readonly ValueEvaluator<Interval> _rest;
    private ImmutableArray<Expr>? _gradient;

    private RidgeSum(Rational[,] quadratic, ImmutableArray<Ridge> ridges, double spread, Expr rest, ImmutableArray<Expr> variables)
    {
        (_quadratic, _ridges, _spread, _variables) = (quadratic, ridges, spread, variables);
        _nonnegativeQuadratic = IsNonnegative(quadratic);
        _restGradient = Gradients.Gradient(rest, variables);
        _rest = new(Tape.Compile([rest, .. _restGradient], variables));
    }

    /// <summary>The form; null when a term of f is of none of the three kinds.</summary>
    internal static RidgeSum? Of(Expr f, ImmutableArray<Expr> variables)
    {
        int n = variables.Length;
        var quadratic = new Rational[n, n];
        var ridges = new List<(AffineForm Along, Expr Term)>();
        var rest = new List<Expr>();
        double spread = 0;
        foreach (var term in f is Sum ? f.Children : [f])
        {
            if (term.IsClosed())
            {
                // An undefined constant, such as log(-1), leaves f undefined everywhere.
                if (!UnivariateFunction.FromExpr(term, Ridge.Along).Evaluate(Interval.Zero).IsDefined)
                    return null;
                continue;
            }
            if (Constants(term, variables) is { } h)
            {
                rest.Add(term);
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < n; j++)
                        quadratic[i, j] += h[i, j];
                }
            }
            else if (Along(term, variables) is { } ridge)
            {
                int same = ridges.FindIndex(r => r.Along.IsParallel(ridge.Along));
                if (same < 0)
                    ridges.Add(ridge);
                else
                    // φ of b·x = q a·x as a function of a·x.
                    ridges[same] = (ridges[same].Along, ridges[same].Term
                        + ridge.Term.Substitute(Ridge.Along, ridge.Along.Lead / ridges[same].Along.Lead * (Expr)Ridge.Along));
            }
            else if (Spread(term, variables) is { } wide)
            {
                rest.Add(term);
                spread = (Interval.Point(spread) + Interval.Point(wide)).Hi;
            }
            else
            {
                return null;
            }
        }
        return new RidgeSum(quadratic, [.. ridges.Select(r => new Ridge(r.Along.Coefficients, r.Term))], spread, Sum.Of(rest), variables);
    }

    /// <summary>The partial derivatives, right at every point where f is differentiable, the points where formulas of f meet included.</summary>
    internal ImmutableArray<Expr> Gradient => _gradient ??= [.. _variables.Select((_, i) =>
        Sum.Of(_ridges.Where(r => !r.Direction[i].IsZero).Select(r => r.Direction[i] * Whole(r)).Append(_restGradient[i])))];

    private Expr Whole(Ridge ridge) =>
        ExactDerivative.Of(ridge.Profile, Ridge.Along).Formula.Substitute(Ridge.Along, Sum.Of(_variables.Select((v, i) => ridge.Direction[i] * v)));

    /// <summary>The gradient over a box; null unless f is shown to be C^1 there. Kinks of f are no hindrance, as they are for the formula of the
    /// gradient.</summary>
    internal Interval[]? GradientOn(Interval[] box)
    {
        _rest.Run(box);
        if (!Enumerable.Range(0, box.Length + 1).All(i => _rest.Output(i).IsContinuous))
            return null;
        Interval[] g = [.. Enumerable.Range(1, box.Length).Select(i => _rest.Output(i).Value)];
        foreach (var ridge in _ridges)
        {
            if (ridge.Slope(box) is not { } slope)
                return null;
            for (int i = 0; i < g.Length; i++)
                g[i] += Interval.FromRational(ridge.Direction[i]) * slope;
        }
        return g;
    }

    /// <summary>Bounds of the eigenvalues over a box; null where a φ_i is not shown to be C^1 with bounded curvature.</summary>
    internal SpectrumBounds? On(Interval[] box)
    {
        int n = box.Length;
        Interval[,] low = new Interval[n, n], high = new Interval[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                low[i, j] = high[i, j] = Interval.FromRational(_quadratic[i, j]);
        }
        bool nonnegative = _nonnegativeQuadratic;
        foreach (var ridge in _ridges)
        {
            if (ridge.Curvature(box) is not { } w)
                return null;
            nonnegative &= w.Lo >= 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    low[i, j] += w.LowerPoint * ridge.Outer(i, j);
                    high[i, j] += w.UpperPoint * ridge.Outer(i, j);
                }
            }
        }
        SpectrumBounds below = SpectrumBounds.Of(low), above = SpectrumBounds.Of(high);
        return new(nonnegative ? Math.Max(0, below.MinLo) : below.MinLo, Spread(above.MinHi), below.MaxLo, Spread(above.MaxHi));

        // Bounds are infinite where a weight times an entry is beyond the range of doubles.
        double Spread(double bound) => double.IsFinite(bound) ? (Interval.Point(bound) + Interval.Point(_spread)).Hi : bound;
    }

    /// <summary>The Hessian of a term when it is a matrix of rationals.</summary>
    private static Rational[,]? Constants(Expr term, ImmutableArray<Expr> variables)
    {
        if (Expr.Postorder(term).Any(node => node is Application or Piecewise or Power { Exponent: not { IsInteger: true, Sign: > 0 } }))
            return null;
        int n = variables.Length;
        var h = new Rational[n, n];
        var rows = Gradients.Hessian(term, variables);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                var entry = Simplifier.Simplify(rows[i][j]);
                if (!entry.Conditions.IsEmpty || !entry.Value.IsRational(out h[i, j]))
                    return null;
            }
        }
        return h;
    }

    /// <summary>The term as φ(a·x): its largest affine nodes all vary along one a. φ is written in <see cref="Ridge.Along"/> = a·x.</summary>
    private static (AffineForm Along, Expr Term)? Along(Expr term, ImmutableArray<Expr> variables)
    {
        var forms = AffineForm.In(term, variables);
        var map = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        AffineForm? along = null;
        var open = new Stack<Expr>([term]);
        var seen = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node))
                continue;
            if (!forms.TryGetValue(node, out var form))
            {
                foreach (var child in node.Children)
                    open.Push(child);
                continue;
            }
            if (form.IsConstant)
                continue;
            along ??= form with { Offset = Constant.Zero };
            if (!form.IsParallel(along))
                return null;
            map[node] = form.Lead / along.Lead * (Expr)Ridge.Along + form.Offset;
        }
        if (along is null)
            return null;
        // The variables of f may share the name of the argument: they are gone from the image.
        var image = term.Substitute(map);
        return image.Variables().All(v => ReferenceEquals(v, Ridge.Along)) ? (along, image) : null;
    }

    /// <summary>For c log Σ w_j exp(b_j·x + c_j), c and w_j > 0 rational: an upper bound of the Hessian's eigenvalues; null for another term.</summary>
    private static double? Spread(Expr term, ImmutableArray<Expr> variables)
    {
        Rational factor = 1;
        Expr core = term;
        if (term is Product { Children: [var first, var second] } && first.IsRational(out factor))
            core = second;
        if (factor.Sign <= 0 || core is not Application { Function: Log, Argument: Sum sum })
            return null;
        var forms = AffineForm.In(sum, variables);
        var exponents = new List<ImmutableArray<Rational>>();
        foreach (var part in sum.Children)
        {
            Rational weight = 1;
            Expr inner = part;
            if (part.IsRational(out weight))
            {
                exponents.Add([.. variables.Select(_ => (Rational)0)]);
            }
            else
            {
                if (part is Product { Children: [var w, var e] } && w.IsRational(out weight))
                    inner = e;
                else
                    weight = 1;
                if (inner is not Application { Function: Exp or Cosh } a || !forms.TryGetValue(a.Argument, out var form))
                    return null;
                exponents.Add(form.Coefficients);
                if (a.Function is Cosh)
                    exponents.Add([.. form.Coefficients.Select(b => -b)]);
            }
            if (weight.Sign <= 0)
                return null;
        }
        Rational widest = 0;
        foreach (var p in exponents)
        {
            foreach (var q in exponents)
                widest = Rational.Max(widest, p.Zip(q, (a, b) => (a - b) * (a - b)).Aggregate((Rational)0, (s, v) => s + v));
        }
        return Interval.FromRational(factor * widest / 4).Hi;
    }

    /// <summary>Whether a rational symmetric matrix is positive semidefinite: Gaussian elimination with symmetric pivots, exactly.</summary>
    private static bool IsNonnegative(Rational[,] matrix)
    {
        int n = matrix.GetLength(0);
        var a = (Rational[,])matrix.Clone();
        for (int k = 0; k < n; k++)
        {
            if (a[k, k].Sign < 0)
                return false;
            for (int i = k + 1; i < n; i++)
            {
                // A zero on the diagonal of a semidefinite matrix has zeros beside it.
                if (a[k, k].IsZero && !a[i, k].IsZero)
                    return false;
                if (a[k, k].IsZero || a[i, k].IsZero)
                    continue;
                var factor = a[i, k] / a[k, k];
                for (int j = k; j < n; j++)
                    a[i, j] -= factor * a[k, j];
            }
        }
        return true;
    }
}
