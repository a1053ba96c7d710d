using System.Collections.Immutable;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Capture;

/// <summary>What is known of f = |R|²/2 on a box; every number holds at every point of it.</summary>
/// <param name="Least">λ_min(JJᵀ) is at least this.</param>
/// <param name="NormLow">‖J‖² is at least this.</param>
/// <param name="NormHigh">‖J‖² is at most this.</param>
/// <param name="Residual">|R| is at most this.</param>
/// <param name="Bend">(Σ ‖∇²R_i‖²)^(1/2) is at most this.</param>
internal readonly record struct ResidualBounds(double Least, double NormLow, double NormHigh, double Residual, double Bend);

/// <summary>A least-squares objective with enclosures of its residuals, their Jacobian J and their Hessians over boxes.</summary>
/// <remarks>The residuals are scaled by sqrt(2c_i), so that f = |R|²/2 (up to a constant) whatever the weights.</remarks>
internal sealed class ResidualEnclosures
{
    /// <summary>More second derivatives are not compiled.</summary>
    private const int MostSecondDerivatives = 20_000;

    /// <summary>Up to so many variables the Hessian is bounded as a matrix, beyond by norms.</summary>
    private const int LargestHessian = 24;

    private readonly int _m, _n;
    private readonly Interval[] _scale;
    private readonly ImmutableArray<(int Row, int Column)> _slopes;
    private readonly ImmutableArray<(int Row, int First, int Second)> _bends;
    private readonly int _kinks;
    private readonly ValueEvaluator<Interval> _values;
    private readonly Interval[,] _jacobian;

    private ResidualEnclosures(
        ImmutableArray<SquaredResidual> residuals, int n, ImmutableArray<(int, int)> slopes, ImmutableArray<(int, int, int)> bends, int kinks, Tape tape)
    {
        (_m, _n, _slopes, _bends, _kinks) = (residuals.Length, n, slopes, bends, kinks);
        _scale = [.. residuals.Select(r => Interval.Sqrt(Interval.FromRational(2 * r.Weight)))];
        _values = new(tape);
        _jacobian = new Interval[_m, n];
        Work = tape.Instructions.Length + _m * _m * (n + 6 * _m) + (n <= LargestHessian ? 6 * n * n * n : 0);
    }

    /// <summary>About how many operations one look at a box takes.</summary>
    internal long Work { get; }

    /// <summary>The enclosures; null with the reason when f is no such objective or something in it has no enclosure.</summary>
    internal static ResidualEnclosures? Of(Expr f, ImmutableArray<Expr> variables, out string? reason)
    {
        reason = "f is no sum of squares";
        if (SquaredResiduals.In(f) is not { } residuals)
            return null;
        reason = $"{residuals.Length} residuals of {variables.Length} variables: JJᵀ is singular";
        if (residuals.Length > variables.Length)
            return null;
        var slopes = ImmutableArray.CreateBuilder<(int, int)>();
        var bends = ImmutableArray.CreateBuilder<(int, int, int)>();
        List<Expr> first = [], second = [], kinks = [];
        for (int i = 0; i < residuals.Length; i++)
        {
            var value = residuals[i].Value;
            kinks.AddRange(Kinks.Of(value).Select(k => k.Expression));
            var own = value.Variables();
            for (int a = 0; a < own.Length; a++)
            {
                var slope = value.Derivative(own[a]);
                slopes.Add((i, variables.IndexOf(own[a])));
                first.Add(slope);
                for (int b = a; b < own.Length; b++)
                {
                    if (slope.Derivative(own[b]) is not Constant { Value.IsZero: true } and var bend)
                    {
                        bends.Add((i, variables.IndexOf(own[a]), variables.IndexOf(own[b])));
                        second.Add(bend);
                    }
                }
                if (second.Count > MostSecondDerivatives)
                {
                    reason = $"it has more than {MostSecondDerivatives} second derivatives of residuals";
                    return null;
                }
            }
        }
        return Tape.TryCompile([.. residuals.Select(r => r.Value), .. first, .. second, .. kinks], variables, out reason) is { } tape
            ? new(residuals, variables.Length, slopes.ToImmutable(), bends.ToImmutable(), kinks.Count, tape) : null;
    }

    /// <summary>Evaluates over a box; false unless every residual is shown to be C² on it: continuous formulas to the second order, no kink inside.</summary>
    internal bool Run(Interval[] box)
    {
        _values.Run(box);
        int outputs = _m + _slopes.Length + _bends.Length;
        for (int i = 0; i < outputs + _kinks; i++)
        {
            var at = _values.Output(i);
            if (!at.IsContinuous || !at.Value.IsBounded || at.Value.IsEmpty || i >= outputs && at.Value.ContainsZero)
                return false;
        }
        for (int i = 0; i < _slopes.Length; i++)
            _jacobian[_slopes[i].Row, _slopes[i].Column] = _scale[_slopes[i].Row] * _values.Output(_m + i).Value;
        return true;
    }

    /// <summary>|R| is at most this on the last box.</summary>
    internal double Residual()
    {
        var residual = Interval.Zero;
        for (int i = 0; i < _m; i++)
            residual += Interval.Sqr(_scale[i] * _values.Output(i).Value);
        return Interval.Sqrt(residual).Hi;
    }

    /// <summary>The bounds over a box; null unless <see cref="Run"/> shows that the residuals are C² there.</summary>
    internal ResidualBounds? On(Interval[] box)
    {
        if (!Run(box))
            return null;
        var singular = SingularValues.Of(_jacobian);
        double residual = Residual(), bend = Bend();
        return double.IsFinite(singular.LargestSquaredHigh) && double.IsFinite(residual) && double.IsFinite(bend)
            ? new(singular.LeastSquared, singular.LargestSquaredLow, singular.LargestSquaredHigh, residual, bend) : null;
    }

    /// <summary>(Σ ‖∇²R_i‖²)^(1/2) is at most this on the last box.</summary>
    internal double Bend()
    {
        var bend = Interval.Zero;
        for (int i = 0; i < _bends.Length; i++)
        {
            var square = Interval.Sqr(_scale[_bends[i].Row] * _values.Output(_m + _slopes.Length + i).Value);
            bend += _bends[i].First != _bends[i].Second ? square + square : square;
        }
        return Interval.Sqrt(bend).Hi;
    }

    /// <summary>|J|² in the Frobenius norm is at most this on the last box.</summary>
    internal double Size()
    {
        var size = Interval.Zero;
        foreach (var (row, column) in _slopes)
            size += Interval.Sqr(_jacobian[row, column]);
        return size.Hi;
    }

    /// <summary>
    /// Bounds on all eigenvalues of ∇²f = JᵀJ + Σ R_i∇²R_i at the points of the last box with |R| at most a number; by norms alone for many variables.
    /// </summary>
    /// <param name="on">What <see cref="On"/> said of that box.</param>
    /// <param name="residual">The number.</param>
    internal (double Low, double High) Curvature(ResidualBounds on, double residual)
    {
        var bent = Interval.Point(residual) * Interval.Point(on.Bend);
        double low = -bent.Hi, high = (Interval.Point(on.NormHigh) + bent).Hi;
        if (Hessian(residual) is not { } hessian)
            return (low, high);
        var spectrum = SpectrumBounds.Of(hessian);
        return (Math.Max(low, spectrum.MinLo), Math.Min(high, spectrum.MaxHi));
    }

    /// <summary>∇²f = JᵀJ + Σ R_i∇²R_i at the points of the last box with |R| at most a number; null for many variables.</summary>
    internal Interval[,]? Hessian(double residual)
    {
        if (_n > LargestHessian)
            return null;
        var hessian = new Interval[_n, _n];
        for (int a = 0; a < _n; a++)
        {
            for (int b = a; b < _n; b++)
            {
                for (int i = 0; i < _m; i++)
                    hessian[a, b] += a == b ? Interval.Sqr(_jacobian[i, a]) : _jacobian[i, a] * _jacobian[i, b];
            }
        }
        var within = Interval.Of(-residual, residual);
        for (int i = 0; i < _bends.Length; i++)
        {
            var (row, a, b) = _bends[i];
            hessian[Math.Min(a, b), Math.Max(a, b)] +=
                Interval.Intersect(_scale[row] * _values.Output(row).Value, within) * _scale[row] * _values.Output(_m + _slopes.Length + i).Value;
        }
        for (int a = 0; a < _n; a++)
        {
            for (int b = 0; b < a; b++)
                hessian[a, b] = hessian[b, a];
        }
        return hessian;
    }

    /// <summary>∇f = JᵀR over the last box.</summary>
    internal Interval[] Gradient()
    {
        var gradient = new Interval[_n];
        foreach (var (row, column) in _slopes)
            gradient[column] += _jacobian[row, column] * (_scale[row] * _values.Output(row).Value);
        return gradient;
    }
}
