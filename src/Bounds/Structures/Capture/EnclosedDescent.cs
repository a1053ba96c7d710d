using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Numeric.Trajectories.Enclosed;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Capture;

/// <summary>The exact run z' = z - h_k∇f(z) from one start, enclosed step by step in balls: a centre with as many digits as it takes, and a radius.</summary>
/// <remarks>
/// With K at least the factor by which a step stretches distances on a box around the ball, the image of the ball is within K r of that of its centre, and the
/// centre's image is enclosed itself. So the radius grows as the map stretches, and not as interval arithmetic would have it.
/// </remarks>
internal sealed class EnclosedDescent
{
    private const int LeastPrecision = 128;

    /// <summary>More digits would not make the radius smaller, which is a double.</summary>
    private const int MostPrecision = 1024;

    /// <summary>Balls this small, relatively, are good to the last digits of a double.</summary>
    private const double Narrow = 1e-15;

    /// <summary>Balls this large are given up, to begin again with more digits.</summary>
    private const double Wide = 1e-3;

    private readonly Tape _gradient;
    private readonly CaptureTest _map;
    private readonly ImmutableArray<Certified> _start;
    private readonly RunSteps _steps;
    private readonly Budget _budget;
    private ValueEvaluator<BigInterval> _values;
    private int _precision;
    private BigInterval[] _centre = [];
    private double _radius;

    private EnclosedDescent(Tape gradient, CaptureTest map, ImmutableArray<Certified> start, RunSteps steps, Budget budget)
    {
        (_gradient, _map, _start, _steps, _budget) = (gradient, map, start, steps, budget);
        _values = Begin(LeastPrecision);
    }

    /// <summary>The step that the ball belongs to.</summary>
    internal long Step { get; private set; }

    /// <summary>True where the steps so far stretch rounding errors by more bits than runs in doubles can lose.</summary>
    internal bool IsSensitive => !IsWithin(Math.ScaleB(1, (int)EnclosedRun.MostBitsLost - _precision));

    /// <summary>The run; null when something in the gradient has no enclosure.</summary>
    /// <param name="f">The objective.</param>
    /// <param name="map">Bounds its curvature.</param>
    /// <param name="start">The start of its scalar variables.</param>
    /// <param name="steps">h_k.</param>
    /// <param name="budget">About a unit an operation in doubles.</param>
    internal static EnclosedDescent? Of(Expr f, CaptureTest map, ImmutableArray<Certified> start, RunSteps steps, Budget budget)
    {
        var variables = f.Variables();
        return Tape.TryCompile(Gradients.Gradient(f, variables), variables, out _) is { } tape ? new(tape, map, start, steps, budget) : null;
    }

    /// <summary>
    /// A box that holds the iterate of a step, not before <see cref="Step"/>; null where f is not shown to be C² around an iterate on the way, or the
    /// work is spent.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal Interval[]? At(long step)
    {
        while (true)
        {
            bool reached = Advance(step);
            if (_budget.IsExhausted)
                return null;
            // A start that is known to some digits only gains nothing from more.
            if (reached && IsWithin(Narrow) || _precision >= MostPrecision || _precision > Certified.Precision && _start.Any(s => s.Exact is null))
                return reached ? Box() : null;
            _values = Begin(2 * _precision);
        }
    }

    private bool Advance(long step)
    {
        int words = _precision / 64, n = _centre.Length;
        for (; Step < step; Step++)
        {
            if (!_budget.Spend(_map.Work + _gradient.Instructions.Length * (20L + words * words)))
                return false;
            var h = _steps.At(Step, _precision);
            if (!h.IsBounded || _map.Expansion(Box(), h.ToInterval(), _steps.NormBound) is not { } stretch)
                return false;
            _values.Run(_centre);
            var gradient = new BigInterval[n];
            for (int i = 0; i < n; i++)
            {
                if (!_values.Output(i).IsContinuous)
                    return false;
                gradient[i] = _values.Output(i).Value;
            }
            if (_steps.Share(gradient, _precision) is not { } share)
                return false;
            BigInterval[] next = [.. _centre.Zip(gradient, (x, g) => x - h * share * g)];
            _radius = (Interval.Point(stretch) * Interval.Point(_radius)).Hi;
            if (!double.IsFinite(_radius) || !Take(next) || !IsWithin(Wide))
                return false;
        }
        return true;
    }

    /// <summary>Makes the middle of a box the centre and adds at least its half-diagonal to the radius; false beyond the range of doubles.</summary>
    private bool Take(BigInterval[] box)
    {
        double side = 0;
        for (int i = 0; i < box.Length; i++)
        {
            if (!box[i].IsBounded)
                return false;
            _centre[i] = box[i].MidPoint;
            side = Math.Max(side, (box[i] - _centre[i]).ToInterval().Mag);
        }
        // From the longest side: squares of the sides would be lost below 1e-162.
        _radius = (Interval.Point(_radius) + Interval.Sqrt(Interval.Point(box.Length)) * Interval.Point(side)).Hi;
        return double.IsFinite(_radius);
    }

    private Interval[] Box() => Balls.Around([.. _centre.Select(x => x.ToInterval())], _radius);

    private bool IsWithin(double width)
    {
        double size = 1;
        foreach (var x in _centre)
            size = Math.Max(size, x.ToInterval().Mag);
        return _radius <= width * size && double.IsFinite(size);
    }

    private ValueEvaluator<BigInterval> Begin(int precision)
    {
        _precision = precision;
        _radius = 0;
        _centre = new BigInterval[_start.Length];
        Step = 0;
        Take([.. _start.Select(Given)]);
        return new(_gradient, precision);
    }

    private BigInterval Given(Certified number) => number.Exact is { } r ? BigInterval.FromRational(r, _precision) : number.Enclosure;
}
