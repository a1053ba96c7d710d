using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>A run of a theorem's state in enclosures, with its conclusions asked at every step.</summary>
/// <remarks>
/// The step is the theorem's own formula of the next state, in the number format asked for: outward-rounded it contains the exact run from the exact
/// start.
/// </remarks>
internal sealed class Orbit<T>
    where T : struct, IEnclosure<T>
{
    /// <summary>A run in floating point rounds: what it breaks by less than this part is no reason to look closer.</summary>
    private const double MeasuredSlack = 1e-9;

    private readonly ValueEvaluator<T> _step;
    private readonly T[] _inputs;
    private readonly int _precision;
    private readonly bool _measured;
    private readonly int _start;
    private readonly int _size;

    /// <param name="words">The symbols.</param>
    /// <param name="step">The compiled step (<see cref="StepTape"/>).</param>
    /// <param name="values">The values of the symbols; those without one are unbounded.</param>
    /// <param name="codes">The conclusions to ask.</param>
    /// <param name="precision">Binary digits; ignored in doubles.</param>
    /// <param name="measured">Go on from the middle of each state: a run in floating point, of which nothing is certified.</param>
    internal Orbit(Vocabulary words, Tape step, Valuation values, ImmutableArray<ConclusionCode> codes, int precision, bool measured)
    {
        (_precision, _measured) = (precision, measured);
        _step = new(step, precision);
        _size = words.States.Length;
        _start = words.Constants.Length;
        _inputs = [.. words.Inputs.Select(v => values[v] is { } value ? In(value) : T.Entire)];
        Watches = [.. codes.Select(c => new ConclusionWatch<T>(c, precision, measured ? MeasuredSlack : 0))];
        Array.Copy(_inputs, _start, _inputs, _start + _size, _size);
    }

    /// <summary>The next state of a theorem's run from its inputs.</summary>
    internal static Tape StepTape(Vocabulary words) => Tape.Compile(words.Step, words.Inputs);

    internal ImmutableArray<ConclusionWatch<T>> Watches { get; }

    /// <summary>The steps made.</summary>
    internal long K { get; private set; }

    /// <summary>Whether the next state exists; false once F' is not certainly defined or the enclosure is unbounded.</summary>
    internal bool IsAlive { get; private set; } = true;

    /// <summary>Asks every conclusion about the state, with the next one at hand, and makes the step; false when it can't.</summary>
    internal bool Advance()
    {
        var next = _inputs.AsSpan(_start + 2 * _size, _size);
        _step.Run(_inputs);
        for (int i = 0; i < _size && IsAlive; i++)
        {
            var value = _step.Output(i);
            IsAlive = value.IsDefined && value.Value.IsBounded && !value.Value.IsEmpty;
            next[i] = _measured && IsAlive ? value.Value.MidPoint : value.Value;
        }
        if (!IsAlive)
            return false;
        var number = T.FromRational((int)K, _precision);
        (_inputs[^2], _inputs[^1]) = (number, number);
        _inputs.AsSpan(_start + _size, _size).CopyTo(_inputs.AsSpan(_start + 3 * _size));
        foreach (var watch in Watches)
        {
            watch.Add(_inputs);
            if (watch.Code.Conclusion.IsEachStep || K > 0)
                watch.Ask(K, _inputs);
        }
        K++;
        next.CopyTo(_inputs.AsSpan(_start + _size));
        return true;
    }

    /// <summary>
    /// Whether the state is certainly beyond a million times what it was, in its largest part: a run in floating point that seems to diverge.
    /// </summary>
    internal bool HasGrown
    {
        get
        {
            double first = 0, now = 0;
            for (int i = 0; i < _size; i++)
            {
                first = Math.Max(first, _inputs[_start + i].ToInterval().Mag);
                now = Math.Max(now, _inputs[_start + _size + i].ToInterval().Mig);
            }
            return now > 1e6 * (1 + first);
        }
    }

    /// <summary>The value of a tape over the vocabulary's inputs, at the state reached.</summary>
    internal Decorated<T> Evaluate(Tape tape) => new ValueEvaluator<T>(tape, _precision).Evaluate(_inputs);

    private T In(Certified value) => value.Exact is { } exact ? T.FromRational(exact, _precision)
        : typeof(T) == typeof(BigInterval) ? (T)(object)value.Enclosure : T.FromInterval(value.ToInterval(), _precision);
}
