using System.Collections.Immutable;
using System.Numerics;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>f = Σ c_i R_i², c_i > 0, as typed.</summary>
/// <remarks>
/// With J the rows sqrt(2c_i)∇R_i, f = |R̃|²/2 and |∇f|² = |JᵀR̃|² >= 2 λ_min(JJᵀ) f: a PL inequality with the value 0, attained or not, where JJᵀ > 0. With
/// m residuals λ_min >= det(JJᵀ)((m - 1)/tr(JJᵀ))^(m - 1), the product of the other eigenvalues being at most the power of their mean, and det(JJᵀ) is the
/// sum of the squares of the minors of J (Cauchy, Binet), simplified: where they are constant, as Rosenbrock's, the trace alone has to be bounded.
/// </remarks>
internal sealed class LeastSquares
{
    private const int MostRows = 4;
    private const int MostColumns = 6;

    /// <summary>The bound on the whole is found to this share of the least value seen.</summary>
    private const double Share = 0.9;

    private readonly BoxObjective _f;
    private readonly ImmutableArray<Rational> _weights;
    private readonly ValueEvaluator<Interval> _jacobian;
    private readonly ValueEvaluator<Interval>? _minors;
    private readonly int _minorCount;

    private LeastSquares(BoxObjective f, ImmutableArray<(Rational Weight, Expr Residual)> terms)
    {
        _f = f;
        _weights = [.. terms.Select(t => t.Weight)];
        ImmutableArray<ImmutableArray<Expr>> rows = [.. terms.Select(t => Gradients.Gradient(t.Residual, f.Variables))];
        _jacobian = new(Tape.Compile([.. rows.SelectMany(r => r)], f.Variables));
        if (rows.Length > MostRows || f.N > MostColumns)
            return;
        ImmutableArray<Expr> minors = [.. Enumerable.Range(0, 1 << f.N).Where(s => BitOperations.PopCount((uint)s) == rows.Length)
            .Select(s => Simplifier.Simplify(Determinant(rows, 0, s)).Value)];
        _minorCount = minors.Length;
        if (Tape.TryCompile(minors, f.Variables, out _) is { } tape)
            _minors = new(tape);
    }

    /// <summary>The form; null when f is no sum of positive multiples of even powers, or has more residuals than variables (then JJᵀ is singular).</summary>
    internal static LeastSquares? Of(BoxObjective f)
    {
        var terms = ImmutableArray.CreateBuilder<(Rational, Expr)>();
        foreach (var term in f.Value is Sum ? f.Value.Children : [f.Value])
        {
            Rational weight = 1;
            var square = term is Product { Children: [var first, var second] } && first.IsRational(out weight) ? second : term;
            if (ReferenceEquals(square, term))
                weight = 1;
            if (weight.Sign <= 0 || square is not Power { Exponent: { IsInteger: true, Sign: > 0 } e } power || !e.Numerator.IsEven)
                return null;
            terms.Add((weight, power.Base.Pow(e / 2)));
        }
        return terms.Count <= f.N ? new LeastSquares(f, terms.ToImmutable()) : null;
    }

    /// <summary>A lower bound, > 0, of λ_min(JJᵀ) at the points of the box with f at most the level; null where none is found within the budget.</summary>
    internal double? Constant(Interval[] box, double level, int budget, CancellationToken cancellation)
    {
        double seen = double.PositiveInfinity;
        var search = Subdivision<Interval[]>.BestFirst(Cuts.Widest, Bound, new Budget(budget, cancellation));
        search.Add(box);
        return search.Run(_ => -search.Largest > Share * seen ? Fate.Final : Fate.Open) != Ending.Covered && search.Largest < 0 ? -search.Largest : null;

        Bounded<Interval[]>? Bound(Interval[] part)
        {
            if (_f.ValueOn(part) is { IsDefined: true } value && value.Value.Lo > level)
                return null;
            if (_f.ValueOn(BoxTools.Middle(part)).Value.Hi <= level && Gram(BoxTools.Middle(part)) is { } middle)
                seen = Math.Min(seen, SpectrumBounds.Of(middle).MinHi);
            return new(part, -(Gram(part) is { } gram ? Math.Max(SpectrumBounds.Of(gram).MinLo, ByTrace(gram, part)) : double.NegativeInfinity));
        }
    }

    /// <summary>JJᵀ over a box; null unless every ∇R_i is continuous there.</summary>
    private Interval[,]? Gram(Interval[] box)
    {
        int m = _weights.Length, n = _f.N;
        _jacobian.Run(box);
        var gram = new Interval[m, m];
        for (int i = 0; i < m; i++)
        {
            for (int j = i; j < m; j++)
            {
                var sum = Interval.Zero;
                for (int k = 0; k < n; k++)
                {
                    Decorated<Interval> a = _jacobian.Output(i * n + k), b = _jacobian.Output(j * n + k);
                    if (!a.IsContinuous || !b.IsContinuous)
                        return null;
                    sum += i == j ? Interval.Sqr(a.Value) : a.Value * b.Value;
                }
                // sqrt(2c_i) sqrt(2c_j)
                gram[i, j] = gram[j, i] = sum * Interval.Sqrt(Interval.FromRational(4 * _weights[i] * _weights[j]));
            }
        }
        return gram;
    }

    /// <summary>det(JJᵀ)((m - 1)/tr(JJᵀ))^(m - 1) from below, over a box where <see cref="Gram"/> is defined, hence every minor.</summary>
    private double ByTrace(Interval[,] gram, Interval[] box)
    {
        if (_minors is null)
            return double.NegativeInfinity;
        _minors.Run(box);
        var bound = Interval.Zero;
        for (int i = 0; i < _minorCount; i++)
        {
            // The simplified minor has the value of the minor where both are defined.
            if (_minors.Output(i) is not { IsDefined: true } minor)
                return double.NegativeInfinity;
            bound += Interval.Sqr(minor.Value);
        }
        var trace = Interval.Zero;
        for (int i = 0; i < _weights.Length; i++)
        {
            bound *= Interval.FromRational(2 * _weights[i]);
            trace += gram[i, i];
        }
        for (int i = 1; i < _weights.Length; i++)
            bound *= Interval.Point(_weights.Length - 1) / trace;
        // An empty or unbounded enclosure says nothing.
        return bound.Lo is var lo && double.IsFinite(lo) ? lo : double.NegativeInfinity;
    }

    /// <summary>The determinant of the rows from one on and of the columns in a set of bits, along the first of them (Laplace).</summary>
    private static Expr Determinant(ImmutableArray<ImmutableArray<Expr>> rows, int from, int columns)
    {
        if (from == rows.Length)
            return 1;
        Expr sum = 0;
        int sign = 1;
        for (int left = columns; left != 0; left &= left - 1, sign = -sign)
        {
            int column = BitOperations.TrailingZeroCount(left);
            sum += sign * rows[from][column] * Determinant(rows, from + 1, columns & ~(1 << column));
        }
        return sum;
    }
}
