using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation;

/// <summary>Encloses the values of a tape over boxes. Keeps its buffers: one instance a thread.</summary>
/// <typeparam name="T">Doubles, arbitrary precision, or exact reals.</typeparam>
public sealed class ValueEvaluator<T>
    where T : struct, IEnclosure<T>
{
    private readonly Tape _tape;
    private readonly T[] _value;
    private readonly Definedness[] _state;

    /// <summary>An evaluator of the tape whose constants carry <paramref name="precision"/> binary digits (ignored in doubles).</summary>
    public ValueEvaluator(Tape tape, int precision = 53)
    {
        ArgumentNullException.ThrowIfNull(tape);
        _tape = tape;
        _value = Operations.Constants<T>(tape, precision);
        _state = new Definedness[tape.Instructions.Length];
        // That of constants; others are written by each run.
        Array.Fill(_state, Definedness.Continuous);
    }

    /// <summary>The first output over a box.</summary>
    /// <exception cref="ArgumentException">The number of inputs is wrong.</exception>
    public Decorated<T> Evaluate(params ReadOnlySpan<T> box)
    {
        Run(box);
        return Output(0);
    }

    /// <summary>Evaluates every output over a box; read them with <see cref="Output"/>.</summary>
    /// <exception cref="ArgumentException">The number of inputs is wrong.</exception>
    public void Run(params ReadOnlySpan<T> box)
    {
        if (box.Length != _tape.Inputs)
            throw new ArgumentException($"The tape has {_tape.Inputs} inputs, got {box.Length}.", nameof(box));
        var code = _tape.Instructions;
        for (int i = 0; i < code.Length; i++)
        {
            var step = code[i];
            if (Operations.IsConstant(step))
                continue;
            var state = Operations.OperandState(step, _state);
            _value[i] = step.Code == OpCode.Select
                ? Select(step, ref state)
                : Operations.Value(step, _value, box, ref state);
            _state[i] = _value[i].IsEmpty ? Definedness.Possibly : state;
        }
    }

    /// <summary>An output of the last run.</summary>
    public Decorated<T> Output(int index) => new(_value[_tape.Outputs[index]], _state[_tape.Outputs[index]]);

    private T Select(Instruction step, ref Definedness state)
    {
        var branch = Operations.Branch(step, _value, _state, ref state);
        return branch >= 0 ? _value[branch] : T.Hull(_value[step.C], _value[step.D]);
    }
}
