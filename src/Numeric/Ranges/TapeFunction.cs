using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Ranges;

/// <summary>A tape of one input with its evaluators, lent to one thread at a time.</summary>
internal sealed class TapeFunction(Tape tape)
{
    private TaylorEvaluator<Interval>? _interval;
    private TaylorEvaluator<ExactReal>? _exact;
    private (TaylorEvaluator<BigInterval> Evaluator, int Precision)? _big;
    private readonly Lock _lock = new();

    internal Tape Tape { get; } = tape;

    internal Definedness Taylor<T>(T box, Span<T> coefficients, int precision)
        where T : struct, IEnclosure<T>
    {
        var evaluator = Rent<T>(precision);
        evaluator.Run([box], [T.One], coefficients.Length - 1);
        evaluator.Coefficients().CopyTo(coefficients);
        var state = evaluator.State();
        Return(evaluator, precision);
        return state;
    }

    private TaylorEvaluator<T> Rent<T>(int precision)
        where T : struct, IEnclosure<T>
    {
        object? kept = null;
        lock (_lock)
        {
            if (typeof(T) == typeof(Interval))
            {
                kept = _interval;
                _interval = null;
            }
            else if (typeof(T) == typeof(ExactReal))
            {
                kept = _exact;
                _exact = null;
            }
            else if (typeof(T) == typeof(BigInterval) && _big is { } b && b.Precision == precision)
            {
                kept = b.Evaluator;
                _big = null;
            }
        }
        return (TaylorEvaluator<T>?)kept ?? new TaylorEvaluator<T>(Tape, precision);
    }

    private void Return(object evaluator, int precision)
    {
        lock (_lock)
        {
            switch (evaluator)
            {
                case TaylorEvaluator<Interval> i:
                    _interval = i;
                    break;
                case TaylorEvaluator<ExactReal> e:
                    _exact = e;
                    break;
                case TaylorEvaluator<BigInterval> b:
                    _big = (b, precision);
                    break;
            }
        }
    }
}
