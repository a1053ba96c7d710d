using System.Collections.Immutable;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>f = Σ c_i R_i², c_i > 0, as typed.</summary>
/// <remarks>With J the rows sqrt(2c_i)∇R_i, f = |R̃|²/2 and |∇f|² = |JᵀR̃|² >= 2 λ_min(JJᵀ) f: a PL inequality with the value 0, attained or not, where JJᵀ >
/// 0.</remarks>
internal sealed class LeastSquares
{
    private readonly BoxObjective _f;
    private readonly ImmutableArray<Rational> _weights;
    private readonly ValueEvaluator<Interval> _jacobian;

    private LeastSquares(BoxObjective f, ImmutableArray<(Rational Weight, Expr Residual)> terms)
    {
        _f = f;
        _weights = [.. terms.Select(t => t.Weight)];
        _jacobian = new(Tape.Compile([.. terms.SelectMany(t => Gradients.Gradient(t.Residual, f.Variables))], f.Variables));
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
        // Half of the least value seen is near enough.
        return search.Run(_ => -search.Largest > seen / 2 ? Fate.Final : Fate.Open) != Ending.Covered && search.Largest < 0 ? -search.Largest : null;

        Bounded<Interval[]>? Bound(Interval[] part)
        {
            if (_f.ValueOn(part) is { IsDefined: true } value && value.Value.Lo > level)
                return null;
            if (_f.ValueOn(BoxTools.Middle(part)).Value.Hi <= level && Least(BoxTools.Middle(part)) is { } middle)
                seen = Math.Min(seen, middle.MinHi);
            return new(part, -(Least(part)?.MinLo ?? double.NegativeInfinity));
        }
    }

    /// <summary>Bounds of the eigenvalues of JJᵀ over a box; null unless every ∇R_i is continuous there.</summary>
    private SpectrumBounds? Least(Interval[] box)
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
        return SpectrumBounds.Of(gram);
    }
}
