using BoundCheck.Bounds.Proving;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>
/// Checks one conclusion along a run whose states are enclosed: where it certainly holds, where it certainly fails, and where neither is known.
/// </summary>
internal sealed class ConclusionWatch<T>
    where T : struct, IEnclosure<T>
{
    private readonly ConclusionCode _code;
    private readonly ValueEvaluator<T> _body;
    private readonly ValueEvaluator<T>[] _folds;
    private readonly (T Before, T With)[] _values;
    private readonly double _slack;

    /// <param name="code">The conclusion.</param>
    /// <param name="precision">Binary digits; ignored in doubles.</param>
    /// <param name="slack">Failures by no more than this part of the sides are passed over; 0 where the states are enclosures.</param>
    internal ConclusionWatch(ConclusionCode code, int precision, double slack)
    {
        (_code, _slack) = (code, slack);
        _body = new(code.Body, precision);
        _folds = [.. code.Folds.Select(f => new ValueEvaluator<T>(f, precision))];
        _values = [.. code.Conclusion.Folds.Select(f => f.Fold switch
        {
            Fold.Min or Fold.Max => (T.Empty, T.Empty),
            _ => (T.Zero, T.Zero),
        })];
    }

    internal ConclusionCode Code => _code;

    /// <summary>The numbers K (or steps k) at which it was certainly true.</summary>
    internal long Held { get; private set; }

    /// <summary>The numbers at which its side conditions failed, so that nothing was claimed.</summary>
    internal long Void { get; private set; }

    /// <summary>The first number at which it is not known whether it holds.</summary>
    internal long? Undecided { get; private set; }

    /// <summary>The first number at which it certainly fails, with both sides.</summary>
    internal (long At, T Left, T Right)? Broken { get; private set; }

    /// <summary>The last values of both sides.</summary>
    internal (T Left, T Right)? Last { get; private set; }

    /// <summary>Takes the term of step k; the states k and k+1 stand in the inputs.</summary>
    /// <param name="inputs">The inputs in the vocabulary's order.</param>
    internal void Add(ReadOnlySpan<T> inputs)
    {
        for (int i = 0; i < _folds.Length; i++)
        {
            var fold = _code.Conclusion.Folds[i];
            var term = _folds[i].Evaluate(inputs);
            T value = term.IsDefined ? term.Value : T.Entire, before = _values[i].With;
            _values[i] = (before, fold.Fold switch
            {
                Fold.Min => before.IsEmpty ? value : T.Min(before, value),
                Fold.Max => before.IsEmpty ? value : T.Max(before, value),
                Fold.Sum => before + value,
                _ => before + (term.IsDefined ? PointCheck.Holds(fold.Relation, value) : null) switch
                {
                    true => T.One,
                    false => T.Zero,
                    null => T.Hull(T.Zero, T.One),
                },
            });
        }
    }

    /// <summary>Asks the conclusion at a number k or K, after the term of that step was taken: it counts in folds over k &lt;= K only.</summary>
    internal void Ask(long number, ReadOnlySpan<T> inputs)
    {
        if (Broken is not null)
            return;
        var all = new T[inputs.Length + _values.Length];
        inputs.CopyTo(all);
        for (int i = 0; i < _values.Length; i++)
            all[inputs.Length + i] = _code.Conclusion.Folds[i].IncludesLast ? _values[i].With : _values[i].Before;
        _body.Run(all);
        var where = _code.Conclusion.Where;
        for (int i = 0; i < where.Length; i++)
        {
            bool? holds = _body.Output(3 + i) is { IsDefined: true } side ? PointCheck.Holds(where[i].Relation, side.Value) : null;
            if (holds == true)
                continue;
            if (holds == false)
                Void++;
            else
                Undecided ??= number;
            return;
        }
        bool defined = _body.Output(0).IsDefined && _body.Output(1).IsDefined && _body.Output(2).IsDefined;
        T left = _body.Output(0).Value, right = _body.Output(1).Value;
        Last = defined ? (left, right) : null;
        switch (defined ? PointCheck.Holds(_code.Conclusion.Body.Relation, _body.Output(2).Value) : null)
        {
            case true:
                Held++;
                break;
            case false when _slack > 0 && _body.Output(2).Value.ToInterval().Mig <= _slack * (left.ToInterval().Mag + right.ToInterval().Mag):
                break;
            case false:
                Broken = (number, left, right);
                break;
            default:
                Undecided ??= number;
                break;
        }
    }
}
