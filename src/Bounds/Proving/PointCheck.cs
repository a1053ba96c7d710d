using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>What a claim does at one exact point.</summary>
internal enum PointOutcome
{
    /// <summary>Not known at the precisions tried.</summary>
    Undecided,

    /// <summary>The comparison holds there.</summary>
    Holds,

    /// <summary>Both sides are defined there and the comparison fails.</summary>
    Fails,

    /// <summary>A side is undefined there.</summary>
    Undefined,

    /// <summary>The claim is not asked there: outside the box, or a side condition fails or is undefined.</summary>
    Excluded,
}

/// <summary>Evaluates a claim at exact rational points in interval arithmetic of rising precision. Not for several threads at once.</summary>
internal sealed class PointCheck
{
    private static readonly ImmutableArray<int> s_precisions = [64, 200, 800, 3200];
    private const int ExactAfter = 200;
    private readonly Claim _claim;
    private readonly Tape _tape;
    private readonly ValueEvaluator<Interval> _fast;
    private readonly Dictionary<int, ValueEvaluator<BigInterval>> _precise = [];

    internal PointCheck(Claim claim)
    {
        _claim = claim;
        var outputs = claim.Where.Prepend(claim.Body).SelectMany(c => new[] { c.Left, c.Right, c.Left - c.Right }).ToList();
        _tape = Tape.Compile(outputs, [.. claim.Box.Select(r => r.Variable)]);
        _fast = new(_tape);
    }

    /// <summary>The outcome at a point, one value a range of the box; and what was found, for a witness.</summary>
    internal (PointOutcome Outcome, string Found) At(ReadOnlySpan<Rational> point)
    {
        for (int i = 0; i < point.Length; i++)
        {
            if (!_claim.Box[i].Contains(point[i]))
                return (PointOutcome.Excluded, "outside the box");
        }
        var outcome = Quick(point);
        // A witness is always shown at higher precision.
        if (outcome is PointOutcome.Holds or PointOutcome.Excluded)
            return (outcome, "");
        foreach (int precision in s_precisions)
        {
            var values = new BigInterval[point.Length];
            for (int i = 0; i < point.Length; i++)
                values[i] = BigInterval.FromRational(point[i], precision);
            (outcome, string found) = Over(values, precision);
            if (outcome != PointOutcome.Undecided)
                return (outcome, found);
            if (precision == ExactAfter && Exactly(point) is var (exact, how) && exact != PointOutcome.Undecided)
                return (exact, how);
        }
        return (PointOutcome.Undecided, "");
    }

    /// <summary>The outcome that all points of a part of the box share, if it shows at a precision; and what was found, for a witness.</summary>
    internal (PointOutcome Outcome, string Found) Over(ReadOnlySpan<BigInterval> part, int precision)
    {
        var evaluator = Precise(precision);
        evaluator.Run(part);
        var outcome = Judge<BigInterval>(k => evaluator.Output(k).IsDefined ? evaluator.Output(k).Value : null, k => evaluator.Output(k).Value.IsEmpty);
        return (outcome, outcome == PointOutcome.Undecided ? "" : Describe(outcome, evaluator));
    }

    /// <summary>True when both sides of every side condition are defined on all of a part of the box.</summary>
    internal bool ConditionsAreDefined(ReadOnlySpan<BigInterval> part, int precision)
    {
        var evaluator = Precise(precision);
        evaluator.Run(part);
        return Enumerable.Range(1, _claim.Where.Length).All(c => evaluator.Output(3 * c).IsDefined && evaluator.Output(3 * c + 1).IsDefined);
    }

    private ValueEvaluator<BigInterval> Precise(int precision) =>
        _precise.TryGetValue(precision, out var evaluator) ? evaluator : _precise[precision] = new(_tape, precision);

    /// <summary>A screen in doubles: true when the claim may well fail at the point, to be confirmed by <see cref="Refute"/>.</summary>
    internal bool QuickFails(ReadOnlySpan<Rational> point)
    {
        for (int i = 0; i < point.Length; i++)
        {
            if (!_claim.Box[i].Contains(point[i]))
                return false;
        }
        var outcome = Quick(point);
        // Beyond the range of doubles the screen sees nothing.
        if (outcome == PointOutcome.Undecided && point.ToArray().Any(v => !Interval.FromRational(v).IsBounded))
            outcome = At(point).Outcome;
        return outcome is PointOutcome.Fails or PointOutcome.Undefined;
    }

    /// <summary>True when at one of the points, each in the box, left - right is certainly not 0.</summary>
    internal bool DifferSomewhere(IEnumerable<Rational[]> points)
    {
        foreach (var point in points)
        {
            if (Quick(point) == PointOutcome.Excluded)
                continue;
            var difference = _fast.Output(2);
            if (!difference.Value.IsEmpty && !difference.Value.ContainsZero)
                return true;
        }
        return false;
    }

    private PointOutcome Quick(ReadOnlySpan<Rational> point)
    {
        var x = new Interval[point.Length];
        for (int i = 0; i < point.Length; i++)
            x[i] = Interval.FromRational(point[i]);
        _fast.Run(x);
        return Judge<Interval>(k => _fast.Output(k).IsDefined ? _fast.Output(k).Value : null, k => _fast.Output(k).Value.IsEmpty);
    }

    /// <summary>The outcome as a refutation, or null when the claim does not certainly fail there.</summary>
    internal Refuted? Refute(ReadOnlySpan<Rational> point)
    {
        var (outcome, found) = At(point);
        if (outcome is not (PointOutcome.Fails or PointOutcome.Undefined))
            return null;
        var values = ImmutableArray.CreateBuilder<WitnessValue>(point.Length);
        for (int i = 0; i < point.Length; i++)
            values.Add(new(_claim.Box[i].Variable.ToString(), point[i]));
        return new(new Witness(values.MoveToImmutable(), found), Method.Interval);
    }

    // Equalities that no precision decides, in closed form.
    private (PointOutcome Outcome, string Found) Exactly(ReadOnlySpan<Rational> point)
    {
        var evaluator = new ValueEvaluator<ExactReal>(_tape);
        var values = new ExactReal[point.Length];
        for (int i = 0; i < point.Length; i++)
            values[i] = ExactReal.FromRational(point[i], BigInterval.LeastPrecision);
        evaluator.Run(values);
        var outcome = Judge<ExactReal>(k => evaluator.Output(k).IsDefined ? evaluator.Output(k).Value : null, k => evaluator.Output(k).Value.IsEmpty);
        return (outcome, outcome == PointOutcome.Fails ? $"left - right = {evaluator.Output(2).Value} exactly" : Describe(outcome, null));
    }

    private PointOutcome Judge<T>(Func<int, T?> value, Func<int, bool> undefined)
        where T : struct, IEnclosure<T>
    {
        for (int c = 1; c <= _claim.Where.Length; c++)
        {
            if (undefined(3 * c) || undefined(3 * c + 1))
                return PointOutcome.Excluded;
            if (value(3 * c + 2) is not { } side)
                return PointOutcome.Undecided;
            switch (Holds(_claim.Where[c - 1].Relation, side))
            {
                case false:
                    return PointOutcome.Excluded;
                case null:
                    return PointOutcome.Undecided;
            }
        }
        if (undefined(0) || undefined(1))
            return PointOutcome.Undefined;
        if (value(0) is null || value(1) is null || value(2) is not { } difference)
            return PointOutcome.Undecided;
        return Holds(_claim.Body.Relation, difference) switch { true => PointOutcome.Holds, false => PointOutcome.Fails, _ => PointOutcome.Undecided };
    }

    /// <summary>Whether every number of an enclosure of left - right satisfies the relation, none does, or neither is known.</summary>
    internal static bool? Holds<T>(Relation relation, T difference)
        where T : struct, IEnclosure<T>
    {
        if (difference.IsEmpty)
            return null;
        // An exact number whose sign could not be told is a point and may be 0; only both signs at once make it 0.
        bool zero = difference.IsNonnegative && difference.IsNonpositive;
        return relation switch
        {
            Relation.Less => difference.IsNegative ? true : difference.IsNonnegative ? false : null,
            Relation.LessOrEqual => difference.IsNonpositive ? true : difference.IsPositive ? false : null,
            Relation.Greater => difference.IsPositive ? true : difference.IsNonpositive ? false : null,
            Relation.GreaterOrEqual => difference.IsNonnegative ? true : difference.IsNegative ? false : null,
            Relation.Equal => zero ? true : !difference.ContainsZero ? false : null,
            _ => !difference.ContainsZero ? true : zero ? false : null,
        };
    }

    private string Describe(PointOutcome outcome, ValueEvaluator<BigInterval>? evaluator) => outcome switch
    {
        PointOutcome.Undefined =>
            $"{(evaluator is null ? _claim.Body : evaluator.Output(0).Value.IsEmpty ? _claim.Body.Left : _claim.Body.Right)} is undefined",
        _ when evaluator is null => "evaluated exactly",
        _ => $"left = {Show(evaluator.Output(0).Value)}, right = {Show(evaluator.Output(1).Value)}, left - right = {Show(evaluator.Output(2).Value)}",
    };

    private static string Show(BigInterval x) => x.IsPoint && RationalEnds.Exact(x.Lo) is { } exact && exact.Denominator < 1_000_000
        ? exact.ToString()
        : x.ToString();
}
