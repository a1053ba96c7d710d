using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>Convexity on all of R^n of a function whose Hessian is not bounded there.</summary>
/// <param name="Mu">f - μ|x|²/2 is convex on R^n; >= 0.</param>
/// <param name="Pl">A PL constant on R^n; null where none is certified.</param>
/// <param name="PlValue">f* of the PL inequality.</param>
public sealed record WholeConvexity(Certified Mu, Certified? Pl, Certified? PlValue)
{
    private const int LargestMinors = 3;

    /// <summary>The constants; null where f is not shown to be C^2 and convex on R^n.</summary>
    /// <remarks>The least eigenvalue of a diagonal Hessian is the least of its entries, each a function of one variable where f is a sum of such. Otherwise
    /// the Hessian is positive semidefinite where every principal minor is >= 0 (Sylvester), which the prover is asked.</remarks>
    internal static WholeConvexity? Of(BoxObjective f, CertifiedCriticalPoint? minimiser, CancellationToken cancellation)
    {
        if (!Kinks.Of(f.Value).IsEmpty || f.GradientOn([.. Enumerable.Repeat(Interval.Entire, f.N)]) is null)
            return null;
        var mu = Separate(f, cancellation) ?? (f.N <= LargestMinors && HasMinors(f, cancellation) ? 0 : null);
        if (mu?.Sign() is not (0 or 1))
            return null;
        bool strong = mu.Sign() == 1 && minimiser?.Value(f) is not null;
        return new(mu, strong ? mu : null, strong ? minimiser!.Value(f) : null);
    }

    private static Certified? Separate(BoxObjective f, CancellationToken cancellation)
    {
        Certified? least = null;
        for (int i = 0; i < f.N; i++)
        {
            if (f.Hessian[i].Where((_, j) => j != i).Any(e => !(e.IsRational(out var zero) && zero.IsZero)))
                return null;
            var entry = f.Hessian[i][i];
            var infimum = entry.IsRational(out var constant) ? (Certified)constant : Infimum(entry);
            if (infimum is null)
                return null;
            least = least is null ? infimum : Certified.Min(least, infimum);
        }
        return least;

        Certified? Infimum(Expr entry)
        {
            if (entry.Variables() is not [var only])
                return null;
            var end = Extrema.Infimum(UnivariateFunction.FromExpr(entry, only), Domain.Line, RangeOptions.Default with { Cancellation = cancellation });
            return end.IsInfinite || !double.IsFinite(end.Value.Lo) ? null
                : end.Exact is { } exact && CertifiedEvaluation.Evaluate(exact) is { } value ? value : Rational.FromDouble(end.Value.Lo);
        }
    }

    private static bool HasMinors(BoxObjective f, CancellationToken cancellation)
    {
        for (int subset = 1; subset < 1 << f.N; subset++)
        {
            int[] rows = [.. Enumerable.Range(0, f.N).Where(i => (subset >> i & 1) == 1)];
            var minor = Determinant(f, rows, rows);
            var claim = new Claim(new Comparison(minor, Relation.GreaterOrEqual, 0), [.. minor.Variables().Select(VariableRange.Line)]);
            if (Prover.Decide(claim, ProverOptions.Default with { Boxes = 2000, Parts = 8, SolverSteps = 300_000, Cancellation = cancellation }) is not Proved)
                return false;
        }
        return true;
    }

    private static Expr Determinant(BoxObjective f, int[] rows, int[] columns)
    {
        if (rows.Length == 0)
            return 1;
        Expr sum = 0;
        for (int k = 0; k < columns.Length; k++)
        {
            var term = f.Hessian[rows[0]][columns[k]] * Determinant(f, rows[1..], [.. columns.Where((_, j) => j != k)]);
            sum = k % 2 == 0 ? sum + term : sum - term;
        }
        return sum;
    }
}
