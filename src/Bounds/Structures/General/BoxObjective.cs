using System.Collections.Immutable;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>An objective of n scalar variables with enclosures of its value, gradient and Hessian over boxes.</summary>
/// <remarks>
/// The Hessian is enclosed twice: by its symbolic entries, and by Taylor arithmetic of f along e_i and e_i + e_j (H_ij by polarisation). Both contain the
/// true one, so their intersection does; were it empty, one of the two would be wrong, which is reported as an internal error.
/// </remarks>
internal sealed class BoxObjective
{
    /// <summary>Up to so many variables the mixed derivatives are compared too; beyond, the diagonal.</summary>
    private const int LargestMixed = 6;

    private readonly ValueEvaluator<Interval> _values;
    private readonly TaylorEvaluator<Interval> _series;
    private readonly bool _kinkFree;
    private readonly Interval[] _direction;
    private readonly RidgeSum? _ridges;

    private BoxObjective(Expr value, ImmutableArray<Expr> variables, ImmutableArray<Expr> gradient,
        ImmutableArray<ImmutableArray<Expr>> hessian, Tape derivatives, Tape values)
    {
        Value = value;
        Variables = variables;
        Gradient = gradient;
        Hessian = hessian;
        _kinkFree = Kinks.Of(value).IsEmpty;
        _ridges = RidgeSum.Of(value, variables);
        _direction = new Interval[N];
        _values = new(derivatives);
        _series = new(values);
    }

    /// <summary>Compiles f, its gradient and its Hessian; null with the reason where something in them has no enclosure.</summary>
    internal static BoxObjective? TryCompile(Expr value, ImmutableArray<Expr> variables, out string? obstacle)
    {
        var gradient = Gradients.Gradient(value, variables);
        var hessian = Gradients.Hessian(value, variables);
        return Tape.TryCompile([value], variables, out obstacle) is { } values
            && Tape.TryCompile([value, .. gradient, .. hessian.SelectMany((row, i) => row.Skip(i))], variables, out obstacle) is { } derivatives
            ? new(value, variables, gradient, hessian, derivatives, values) : null;
    }

    internal Expr Value { get; }

    internal ImmutableArray<Expr> Variables { get; }

    internal ImmutableArray<Expr> Gradient { get; }

    internal ImmutableArray<ImmutableArray<Expr>> Hessian { get; }

    internal int N => Variables.Length;

    /// <summary>f over a box and whether f is certainly defined there.</summary>
    internal Decorated<Interval> ValueOn(Interval[] box)
    {
        _values.Run(box);
        return _values.Output(0);
    }

    /// <summary>The gradient over a box; null unless f is shown to be C^1 there, by continuous formulas of f and its gradient or by
    /// <see cref="RidgeSum"/>.</summary>
    internal Interval[]? GradientOn(Interval[] box)
    {
        _values.Run(box);
        return ReadGradient() ?? _ridges?.GradientOn(box);
    }

    /// <summary>Whether f is shown to be C^1 around a point and the gradient is exactly 0 there.</summary>
    internal bool IsCritical(ImmutableArray<Rational> point)
    {
        // A little wider: on the point itself a kink can't be seen.
        Interval[] at = [.. point.Select(Interval.FromRational).Select(v => v + Interval.Of(-1e-12, 1e-12) * Interval.Point(1 + v.Mag))];
        _values.Run(at);
        // Where formulas meet, the formula of the gradient may be that of a branch taken at one point only.
        var gradient = ReadGradient() is not null ? Gradient : _ridges?.GradientOn(at) is not null ? _ridges.Gradient : default;
        return !gradient.IsDefault && gradient.All(g => ExactAt.Value(g, Variables, point)?.Exact is { IsZero: true });
    }

    private Interval[]? ReadGradient()
    {
        var g = new Interval[N];
        if (!_values.Output(0).IsContinuous)
            return null;
        for (int i = 0; i < N; i++)
        {
            if (!_values.Output(1 + i).IsContinuous)
                return null;
            g[i] = _values.Output(1 + i).Value;
        }
        return g;
    }

    /// <summary>f and its gradient over a box by one evaluation; the gradient is null where f is not shown to be C^1.</summary>
    internal (Decorated<Interval> F, Interval[]? G) FirstOrder(Interval[] box)
    {
        _values.Run(box);
        var value = _values.Output(0);
        return (value, ReadGradient() ?? _ridges?.GradientOn(box));
    }

    /// <summary>
    /// The Hessian over a box; null unless f is certainly C^2 on it: f, gradient and Hessian formulas are continuous there, and either the formula has no kink
    /// anywhere or Taylor arithmetic, which gives the whole line across a kink, bounds the second derivatives along all axes.
    /// </summary>
    /// <exception cref="InvalidOperationException">Symbolic and interval Hessian contradict each other: a bug.</exception>
    internal Interval[,]? HessianOn(Interval[] box)
    {
        _values.Run(box);
        if (ReadGradient() is null)
            return null;
        var h = new Interval[N, N];
        int at = 1 + N;
        for (int i = 0; i < N; i++)
        {
            for (int j = i; j < N; j++, at++)
            {
                var entry = _values.Output(at);
                if (!entry.IsContinuous)
                    return null;
                h[i, j] = h[j, i] = entry.Value;
            }
        }
        var diagonal = new Interval[N];
        for (int i = 0; i < N; i++)
        {
            diagonal[i] = Second(box, i, i);
            if (!_kinkFree && !diagonal[i].IsBounded)
                return null;
            h[i, i] = Meet(h[i, i], diagonal[i], i, i);
        }
        for (int i = 0; i < N && N <= LargestMixed; i++)
        {
            for (int j = i + 1; j < N; j++)
            {
                // f_vv for v = e_i + e_j is H_ii + 2 H_ij + H_jj.
                var mixed = (Second(box, i, j) - diagonal[i] - diagonal[j]) * Interval.Point(0.5);
                h[i, j] = h[j, i] = Meet(h[i, j], mixed, i, j);
            }
        }
        return h;
    }

    /// <summary>
    /// Bounds of the eigenvalues of the (generalised) Hessian over a box, by its entries and by <see cref="RidgeSum"/>; null unless f is certainly C^1 with a
    /// Lipschitz gradient there by one of the two.
    /// </summary>
    internal SpectrumBounds? SpectrumOn(Interval[] box)
    {
        var entries = HessianOn(box) is { } h ? SpectrumBounds.Of(h) : (SpectrumBounds?)null;
        return _ridges?.On(box) is not { } r ? entries
            : entries is not { } e ? r
            : new(Math.Max(e.MinLo, r.MinLo), Math.Min(e.MinHi, r.MinHi), Math.Max(e.MaxLo, r.MaxLo), Math.Min(e.MaxHi, r.MaxHi));
    }

    private Interval Meet(Interval symbolic, Interval series, int i, int j)
    {
        var both = Interval.Intersect(symbolic, series);
        return both.IsEmpty
            ? throw new InvalidOperationException($"the symbolic second derivative by {Variables[i]} and {Variables[j]} lies in {symbolic}, Taylor "
                + $"arithmetic says {series}")
            : both;
    }

    /// <summary>The second derivative along e_i (i = j) or e_i + e_j: twice the Taylor coefficient.</summary>
    private Interval Second(Interval[] box, int i, int j)
    {
        Array.Fill(_direction, Interval.Zero);
        _direction[i] = _direction[j] = Interval.One;
        _series.Run(box, _direction, 2);
        return _series.State() == Definedness.Continuous ? _series.Coefficients()[2] * Interval.Point(2) : Interval.Entire;
    }
}
