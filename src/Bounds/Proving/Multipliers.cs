using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>A presumed maximum of f under conditions g_i &lt;= 0 or g_i = 0, with its multipliers.</summary>
/// <param name="Point">The point, in doubles.</param>
/// <param name="Active">Which conditions are 0 there, with their multipliers: grad f = Σ λ_i grad g_i.</param>
internal sealed record Stationary(double[] Point, ImmutableArray<(int Index, double Multiplier)> Active);

/// <summary>Newton's method for the equations of Lagrange (Karush 1939; Kuhn, Tucker 1951) from a point near a maximum; a guess, in doubles.</summary>
internal sealed class Multipliers
{
    private const int Iterations = 30, MostActive = 8;

    private readonly int _n;
    private readonly int _conditions;
    private readonly ValueEvaluator<Interval> _values;

    /// <summary>The functions in the variables; f first.</summary>
    internal Multipliers(Expr f, ImmutableArray<Expr> conditions, ImmutableArray<Expr> variables)
    {
        (_n, _conditions) = (variables.Length, conditions.Length);
        var outputs = conditions.Prepend(f).SelectMany(e => new[] { e }.Concat(Gradients.Gradient(e, variables))
            .Concat(Gradients.Hessian(e, variables).SelectMany(r => r)));
        _values = new(Tape.Compile([.. outputs], [.. variables]));
    }

    private int Block => 1 + _n + _n * _n;

    /// <summary>The highest stationary point found that satisfies the conditions; null where none was.</summary>
    /// <param name="from">A point near it.</param>
    /// <param name="equations">Which conditions are equations.</param>
    internal Stationary? Near(double[] from, ImmutableArray<bool> equations)
    {
        var at = At(from);
        int[] always = [.. Enumerable.Range(0, _conditions).Where(i => equations[i])];
        int[] maybe = [.. Enumerable.Range(0, _conditions).Where(i => !equations[i]).OrderBy(i => Math.Abs(at[Block * (i + 1)])).Take(MostActive)];
        (Stationary Found, double Value)? best = null;
        for (int subset = 0; subset < 1 << maybe.Length; subset++)
        {
            int[] active = [.. always, .. maybe.Where((_, k) => (subset >> k & 1) == 1)];
            if (active.Length > _n || Newton(from, active) is not { } found)
                continue;
            var values = At(found.Point);
            bool feasible = Enumerable.Range(0, _conditions).All(i =>
                equations[i] ? Math.Abs(values[Block * (i + 1)]) <= 1e-9 : values[Block * (i + 1)] <= 1e-9)
                && found.Active.All(a => equations[a.Index] || a.Multiplier >= -1e-9);
            if (feasible && (best is null || values[0] > best.Value.Value))
                best = (found, values[0]);
        }
        return best?.Found;
    }

    private Stationary? Newton(double[] from, int[] active)
    {
        int m = active.Length;
        double[] x = [.. from];
        if (Least(At(from), active) is not { } multipliers)
            return null;
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            var v = At(x);
            // [H -J'; J 0] (dx, dλ) = -(grad f - J'λ, g), H the Hessian of f - Σ λ g.
            var matrix = new double[_n + m, _n + m];
            var right = new double[_n + m];
            for (int i = 0; i < _n; i++)
            {
                right[i] = -v[1 + i];
                for (int j = 0; j < _n; j++)
                    matrix[i, j] = v[1 + _n + i * _n + j];
                for (int k = 0; k < m; k++)
                {
                    int g = Block * (active[k] + 1);
                    right[i] += multipliers[k] * v[g + 1 + i];
                    matrix[i, _n + k] = -v[g + 1 + i];
                    matrix[_n + k, i] = v[g + 1 + i];
                    for (int j = 0; j < _n; j++)
                        matrix[i, j] -= multipliers[k] * v[g + 1 + _n + i * _n + j];
                }
            }
            for (int k = 0; k < m; k++)
                right[_n + k] = -v[Block * (active[k] + 1)];
            if (LinearSystem.Solve(matrix, right) is not { } step)
                return null;
            double size = 0;
            for (int i = 0; i < _n; i++)
            {
                x[i] += step[i];
                size = Math.Max(size, Math.Abs(step[i]) / Math.Max(1, Math.Abs(x[i])));
            }
            for (int k = 0; k < m; k++)
                multipliers[k] += step[_n + k];
            if (size <= 1e-14)
                return new(x, [.. active.Select((i, k) => (i, multipliers[k]))]);
        }
        return null;
    }

    /// <summary>The multipliers with the least |grad f - Σ λ grad g|.</summary>
    private double[]? Least(double[] v, int[] active)
    {
        var matrix = new double[active.Length, active.Length];
        var right = new double[active.Length];
        for (int k = 0; k < active.Length; k++)
        {
            for (int i = 0; i < _n; i++)
            {
                right[k] += v[Block * (active[k] + 1) + 1 + i] * v[1 + i];
                for (int l = 0; l < active.Length; l++)
                    matrix[k, l] += v[Block * (active[k] + 1) + 1 + i] * v[Block * (active[l] + 1) + 1 + i];
            }
        }
        return LinearSystem.Solve(matrix, right);
    }

    /// <summary>Values, gradients and Hessians, f first.</summary>
    private double[] At(double[] x)
    {
        _values.Run([.. x.Select(Interval.Point)]);
        return [.. Enumerable.Range(0, Block * (_conditions + 1))
            .Select(i => _values.Output(i).Value is { IsEmpty: false, IsBounded: true } v ? v.Mid : double.NaN)];
    }

    /// <summary>The gradient of a condition at a point.</summary>
    internal double[] Slope(int condition, double[] x) => At(x)[(Block * (condition + 1) + 1)..(Block * (condition + 1) + 1 + _n)];
}
