using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation;

/// <summary>
/// Univariate Taylor-mode automatic differentiation of a tape along a direction: enclosures of f^(k)/k! over a box, k = 0..order.
/// Keeps its buffers: one instance a thread.
/// </summary>
/// <remarks>
/// Order 1 is a generalised derivative: across the kink of abs, min or max it is the hull of the one-sided slopes (Clarke), so the mean
/// value theorem holds with it wherever <see cref="Decorated{T}.IsContinuous"/>. Coefficients of order 2 and more are the whole line
/// across a kink, and those of order 1 and more across a condition of a piecewise expression that the box does not decide.
/// </remarks>
public sealed class TaylorEvaluator<T>
    where T : struct, IEnclosure<T>
{
    private readonly Tape _tape;
    private readonly T[] _value;
    private readonly Definedness[] _state;
    private T[] _series = [];
    private int _length;
    private bool _isPoint;

    /// <summary>An evaluator of the tape whose constants carry <paramref name="precision"/> binary digits (ignored in doubles).</summary>
    public TaylorEvaluator(Tape tape, int precision = 53)
    {
        ArgumentNullException.ThrowIfNull(tape);
        _tape = tape;
        _value = Operations.Constants<T>(tape, precision);
        _state = new Definedness[tape.Instructions.Length];
    }

    /// <summary>
    /// Evaluates along x + t*direction at t = 0: coefficients of t^0 .. t^order, valid for every x in the box.
    /// </summary>
    /// <exception cref="ArgumentException">The number of inputs is wrong.</exception>
    public void Run(ReadOnlySpan<T> box, ReadOnlySpan<T> direction, int order)
    {
        if (box.Length != _tape.Inputs || direction.Length != _tape.Inputs)
            throw new ArgumentException($"The tape has {_tape.Inputs} inputs, got {box.Length}.", nameof(box));
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        _length = order + 1;
        _isPoint = true;
        for (int i = 0; i < box.Length; i++)
            _isPoint &= box[i].IsPoint || Operations.IsZero(direction[i]);
        var code = _tape.Instructions;
        if (_series.Length != code.Length * _length)
            _series = new T[code.Length * _length];
        for (int i = 0; i < code.Length; i++)
        {
            var step = code[i];
            var state = Operations.OperandState(step, _state);
            var v = At(i);
            if (step.Code == OpCode.Select)
            {
                Select(step, v, ref state);
            }
            else
            {
                T value = Operations.IsConstant(step) ? _value[i] : Operations.Value(step, _value, box, ref state);
                if (_length > 1 && !value.IsEmpty)
                    Fill(step, v, direction);
                // The value rule of order 0 is never wider than the recurrence's.
                v[0] = value;
            }
            // A coefficient that exists nowhere bounds nothing.
            for (int k = 1; k < v.Length; k++)
            {
                if (v[k].IsEmpty || v[0].IsEmpty)
                    v[k] = T.Entire;
            }
            _value[i] = v[0];
            _state[i] = v[0].IsEmpty ? Definedness.Possibly : state;
        }
    }

    /// <summary>The coefficients of an output after a run.</summary>
    public ReadOnlySpan<T> Coefficients(int output = 0) => At(_tape.Outputs[output]);

    /// <summary>The decoration of an output's values after a run.</summary>
    public Definedness State(int output = 0) => _state[_tape.Outputs[output]];

    private Span<T> At(int i) => _series.AsSpan(i * _length, _length);

    private void Fill(Instruction step, Span<T> v, ReadOnlySpan<T> direction)
    {
        switch (step.Code)
        {
            case OpCode.Constant or OpCode.Pi or OpCode.E:
                v.Clear();
                return;
            case OpCode.Input:
                v.Clear();
                v[1] = direction[step.A];
                return;
        }
        ReadOnlySpan<T> a = At(step.A);
        ReadOnlySpan<T> b = step.B >= 0 ? At(step.B) : default;
        switch (step.Code)
        {
            case OpCode.Add:
                for (int k = 0; k < v.Length; k++)
                    v[k] = a[k] + b[k];
                break;
            case OpCode.Subtract:
                for (int k = 0; k < v.Length; k++)
                    v[k] = a[k] - b[k];
                break;
            case OpCode.Negate:
                for (int k = 0; k < v.Length; k++)
                    v[k] = -a[k];
                break;
            case OpCode.Multiply:
                TaylorArithmetic.Multiply(a, b, v);
                break;
            case OpCode.Divide:
                TaylorArithmetic.Divide(a, b, v);
                break;
            case OpCode.Square:
                TaylorArithmetic.Square(a, v);
                break;
            case OpCode.IntegerPower:
                TaylorArithmetic.IntegerPower(a, (int)step.Value.Numerator, v);
                break;
            case OpCode.RationalPower:
                TaylorArithmetic.Power(a, step.Value, T.Pow(a[0], step.Value), T.Pow(a[0], step.Value - 1), v);
                break;
            case OpCode.Apply:
                step.Rule!.Taylor(a, v);
                break;
            case OpCode.Expm1:
                FunctionRule.All[Exp.Instance].Taylor(a, v);
                break;
            case OpCode.Log1p:
                var shifted = a.ToArray();
                shifted[0] += T.One;
                FunctionRule.All[Log.Instance].Taylor<T>(shifted, v);
                break;
            case OpCode.Abs:
                // On a box of some length |a| = a as functions when a >= 0; at a point the sign must be strict to hold near it.
                if (a[0].IsPositive || (a[0].IsNonnegative && !_isPoint))
                    a.CopyTo(v);
                else if (a[0].IsNegative || (a[0].IsNonpositive && !_isPoint))
                    Negate(a, v);
                else
                    Kink(T.Hull(a[1], -a[1]), v);
                break;
            case OpCode.Sign:
                v.Clear();
                if (!(a[0].IsPositive || a[0].IsNegative))
                    v.Fill(T.Entire);
                break;
            case OpCode.Min:
                Extreme(a, b, v, larger: false);
                break;
            case OpCode.Max:
                Extreme(a, b, v, larger: true);
                break;
            default:
                throw new InvalidOperationException($"No Taylor rule for {step.Code}.");
        }
    }

    private static void Negate(ReadOnlySpan<T> a, Span<T> v)
    {
        for (int k = 0; k < v.Length; k++)
            v[k] = -a[k];
    }

    private static void Kink(T slope, Span<T> v)
    {
        v[1] = slope;
        v[2..].Fill(T.Entire);
    }

    private void Extreme(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> v, bool larger)
    {
        if (a[0].IsBelow(b[0]) || (a[0].IsNotAbove(b[0]) && !_isPoint))
            (larger ? b : a).CopyTo(v);
        else if (b[0].IsBelow(a[0]) || (b[0].IsNotAbove(a[0]) && !_isPoint))
            (larger ? a : b).CopyTo(v);
        else
            Kink(T.Hull(a[1], b[1]), v);
    }

    private void Select(Instruction step, Span<T> v, ref Definedness state)
    {
        int branch = Operations.Branch(step, _value, _state, ref state);
        if (branch >= 0)
        {
            At(branch).CopyTo(v);
            // At a point where both sides are equal the other branch may hold arbitrarily near.
            if (_isPoint && !(_value[step.A].IsBelow(_value[step.B]) || _value[step.B].IsBelow(_value[step.A])))
                v[1..].Fill(T.Entire);
            return;
        }
        v.Fill(T.Entire);
        v[0] = T.Hull(_value[step.C], _value[step.D]);
    }
}
