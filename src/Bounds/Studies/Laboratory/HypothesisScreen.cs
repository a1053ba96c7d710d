using System.Collections.Immutable;
using BoundCheck.Bounds.Proving;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>
/// The hypotheses without quantifier, in enclosures of doubles: quick enough to steer a search. A hypothesis that is not told counts as failing.
/// </summary>
internal sealed class HypothesisScreen
{
    private readonly ImmutableArray<Expr> _inputs;
    private readonly ImmutableArray<BoundHypothesis> _hypotheses;
    private readonly ValueEvaluator<Interval>[] _evaluators;

    /// <param name="words">The symbols.</param>
    /// <param name="hypotheses">Comparisons without quantifier.</param>
    internal HypothesisScreen(Vocabulary words, IEnumerable<BoundHypothesis> hypotheses)
    {
        _inputs = words.Inputs;
        _hypotheses = [.. hypotheses];
        _evaluators = [.. _hypotheses.Select(h => new ValueEvaluator<Interval>(Tape.Compile([.. h.Where.Append(h.Body!).Select(c => c.Difference)], _inputs)))];
    }

    internal bool IsEmpty => _hypotheses.IsEmpty;

    internal bool Holds(Valuation values)
    {
        var inputs = _inputs.Select(v => values[v]?.ToInterval() ?? Interval.Entire).ToArray();
        for (int i = 0; i < _evaluators.Length; i++)
        {
            _evaluators[i].Run(inputs);
            if (!Holds(_hypotheses[i], _evaluators[i]))
                return false;
        }
        return true;
    }

    private static bool Holds(BoundHypothesis hypothesis, ValueEvaluator<Interval> evaluator)
    {
        for (int c = 0; c < hypothesis.Where.Length; c++)
        {
            if (evaluator.Output(c) is { IsDefined: true } side && PointCheck.Holds(hypothesis.Where[c].Relation, side.Value) == false)
                return true;
        }
        return evaluator.Output(hypothesis.Where.Length) is { IsDefined: true } body && PointCheck.Holds(hypothesis.Body!.Relation, body.Value) == true;
    }
}
