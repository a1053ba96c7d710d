using System.Collections.Concurrent;
using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Capture;

/// <summary>The steps h_k of a run along -∇f: constant, or those of a schedule, each times min(1, τ/|∇f|) under norm clipping.</summary>
/// <remarks>Weight decay is gradient descent with a constant step on f + (λ/2)|z|², which is then the f of a run.</remarks>
internal sealed class RunSteps
{
    private readonly Certified _step;
    private readonly DescentMethod _method;
    private readonly StepSchedule? _schedule;
    private readonly ImmutableArray<Tape> _tapes;
    private readonly Rational? _bound;
    private readonly Lazy<bool> _sumDiverges;
    private readonly ConcurrentDictionary<long, Interval?> _tails = new();

    private RunSteps(DescentMethod method, Certified step, StepSchedule? schedule, Rational? bound, ImmutableArray<Tape> tapes)
    {
        (_method, _step, _schedule, _bound, _tapes) = (method, step, schedule, bound, tapes);
        NormBound = bound is { } tau ? Interval.FromRational(tau) : null;
        _sumDiverges = new(() => _schedule!.Formulas.All(f => StepBounds.Of((1 + (Expr)StepSchedule.Number) * f, _step).Least is not null));
    }

    /// <summary>τ; null where gradients are not clipped.</summary>
    internal Interval? NormBound { get; }

    /// <summary>h, where near a minimiser, beside which nothing is clipped, all steps are h.</summary>
    internal Certified? AtLimit => _schedule is null ? _step : null;

    /// <summary>The steps of a method; null for one whose steps are not along -∇f, and for a schedule without enclosures.</summary>
    internal static RunSteps? Of(DescentMethod method, Certified step)
    {
        if (!Covers(method) || !step.ToInterval().IsBounded || !step.ToInterval().IsPositive)
            return null;
        if (method is not VaryingDescent { Schedule: var schedule, NormBound: var bound })
            return new(method, step, null, null, []);
        var tapes = (schedule?.Formulas ?? []).Select(f => Tape.TryCompile([f], [StepSchedule.Number, StepSchedule.Base], out _)).ToList();
        return tapes.Contains(null) ? null : new(method, step, schedule, bound, [.. tapes.OfType<Tape>()]);
    }

    /// <summary>Whether the steps of a method are multiples of -∇f that are known beforehand but for the norm of ∇f; silver steps have no bound.</summary>
    internal static bool Covers(DescentMethod method) =>
        method is GradientDescent or WeightDecay or VaryingDescent { Samples: null, ResidualBound: null, Schedule: null or { IsSilver: false } };

    /// <summary>h_k before clipping.</summary>
    internal Interval At(long k) => _schedule is null ? _step.ToInterval()
        : new ValueEvaluator<Interval>(Turn(k)).Evaluate(Interval.Point(k), _step.ToInterval()) is { IsContinuous: true, Value: { IsPositive: true } h } ? h
        : Interval.Entire;

    /// <summary>The same with so many binary digits.</summary>
    internal BigInterval At(long k, int precision)
    {
        var h = _step.Exact is { } r ? BigInterval.FromRational(r, precision) : _step.Enclosure;
        return _schedule is null ? h
            : new ValueEvaluator<BigInterval>(Turn(k), precision).Evaluate(BigInterval.FromRational(Exactly(k), precision), h) is { IsContinuous: true } at
            ? at.Value : BigInterval.Entire;
    }

    /// <summary>min(1, τ/|∇f|) for a gradient; null where the enclosure of the gradient is too wide to tell.</summary>
    internal BigInterval? Share(IEnumerable<BigInterval> gradient, int precision)
    {
        if (_bound is not { } tau)
            return BigInterval.One;
        var square = gradient.Aggregate(BigInterval.Zero, (sum, g) => sum + BigInterval.Sqr(g));
        if (Interval.Sqrt(square.ToInterval()).Hi <= NormBound!.Value.Lo)
            return BigInterval.One;
        var share = BigInterval.Min(BigInterval.FromRational(tau, precision) / BigInterval.Sqrt(square), BigInterval.One);
        return share.IsBounded ? share : null;
    }

    /// <summary>The step in doubles.</summary>
    internal double Near(long k, double norm) => _method.StepAt(k, _step.ToInterval().Mid, norm);

    /// <summary>
    /// Holds all steps from a step on, before clipping; they are positive and their sum is infinite. Null where that is not proved.
    /// </summary>
    internal Interval? Tail(long k)
    {
        if (_schedule is null)
            return _step.ToInterval();
        // Bounds from fewer steps on hold as well: one search for each power of two.
        long from = k < 1 ? 0 : (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)k + 1) / 2;
        return _tails.GetOrAdd(from, Bounds);
    }

    private Interval? Bounds(long from)
    {
        var formulas = _schedule!.Formulas;
        // Formulas that take turns keep their turns only when moved by a multiple of their number; their bounds are those of all k.
        var moved = formulas.Length > 1 ? formulas : [formulas[0].Substitute(StepSchedule.Number, Constant.Of(Exactly(from)) + StepSchedule.Number)];
        var parts = moved.Distinct().Select(f => StepBounds.Of(f, _step)).ToList();
        if (parts.Exists(p => !p.ArePositive || p.Largest is null) || parts.Exists(p => p.Least is null) && !_sumDiverges.Value)
            return null;
        double most = parts.Max(p => p.Largest!.ToInterval().Hi), least = parts.Min(p => p.Least?.ToInterval().Lo ?? 0);
        return double.IsFinite(most) ? Interval.Of(least, most) : null;
    }

    private static Rational Exactly(long k) => (System.Numerics.BigInteger)k;

    private Tape Turn(long k) => _tapes[(int)(k % _tapes.Length)];
}
