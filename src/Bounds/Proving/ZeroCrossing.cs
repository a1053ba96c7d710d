using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving.Reductions;
using BoundCheck.Bounds.Smt;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>
/// Refutes a claim at a zero that has no rational coordinates: an expression g of the claim (the argument of abs, the base of an even or negative power, the
/// difference of the sides of a condition or of the claim, ...) has opposite signs at two points and is continuous on the segment between them, so g = 0
/// somewhere on it (intermediate value theorem); and with 0 in place of g the claim certainly fails on all of the segment.
/// </summary>
internal static class ZeroCrossing
{
    private const int MostCandidates = 12, MostAttempts = 4, MostPoints = 400, Bisections = 60, Precision = 160;

    internal static Verdict Run(ProofTask task)
    {
        var claim = task.Original;
        Expr[] inputs = [.. claim.Box.Select(r => r.Variable)];
        Expr[] candidates = [.. Candidates(claim).Where(g => !g.IsClosed() && ConditionTools.Linear(g) is null)
            .Distinct(ReferenceEqualityComparer.Instance).Cast<Expr>().Take(MostCandidates)];
        if (candidates.Length == 0)
            return new Unknown("no expression whose zero would refute the claim");
        var values = new ValueEvaluator<Interval>(Tape.Compile(candidates, inputs));
        var last = new (Rational[]? Negative, Rational[]? Positive, int Attempts)[candidates.Length];
        foreach (var point in Points(claim))
        {
            task.Cancellation.ThrowIfCancellationRequested();
            values.Run([.. point.Select(Interval.FromRational)]);
            for (int i = 0; i < candidates.Length; i++)
            {
                var g = values.Output(i);
                if (last[i].Attempts >= MostAttempts || !g.IsDefined || g.Value.ContainsZero)
                    continue;
                (last[i].Negative, last[i].Positive) = g.Value.IsNegative ? (point, last[i].Positive) : (last[i].Negative, point);
                if (last[i] is not ({ } negative, { } positive, _))
                    continue;
                last[i].Attempts++;
                if (Try(task, candidates[i], negative, positive) is { } refuted)
                    return refuted;
                // Only the next change of sign is another one.
                last[i] = g.Value.IsNegative ? (point, null, last[i].Attempts) : (null, point, last[i].Attempts);
            }
        }
        return new Unknown("no change of sign refutes the claim");
    }

    // In one variable in order, so that neighbours bracket the zeros.
    private static IEnumerable<Rational[]> Points(Claim claim) => claim.Box.Length == 1
        ? SampleSearch.Values(claim.Box[0], 1).Order().Select(v => new[] { v })
        : SampleSearch.Diagonal(claim).Take(MostPoints);

    // Where one of these is 0, a function or a case takes a value that no point nearby has.
    private static IEnumerable<Expr> Candidates(Claim claim)
    {
        foreach (var condition in claim.Where.Where(c => c.Relation == Relation.Equal))
            yield return condition.Difference;
        if (claim.Body.Relation is not (Relation.Equal or Relation.LessOrEqual or Relation.GreaterOrEqual))
            yield return claim.Body.Difference;
        foreach (var node in Expr.Postorder(claim.Body.Left, claim.Body.Right))
        {
            switch (node)
            {
                case Power { Exponent: var q } p when q.Sign < 0 || q.Numerator.IsEven:
                    yield return p.Base;
                    break;
                case Piecewise w:
                    yield return w.Left - w.Right;
                    break;
                case Application { Function: Min or Max } m:
                    yield return m.Children[0] - m.Children[1];
                    break;
                // tan t = sin t/cos t
                case Application { Function: Tan } t:
                    yield return Cos.Instance.Of(t.Argument);
                    break;
                case Application { Function: Sign } s:
                    yield return s.Argument;
                    break;
                case Application { Function.IsEven: true } a:
                    yield return a.Argument;
                    break;
            }
        }
    }

    private static Refuted? Try(ProofTask task, Expr g, Rational[] negative, Rational[] positive)
    {
        var claim = task.Original;
        Expr[] inputs = [.. claim.Box.Select(r => r.Variable)];
        var evaluator = new ValueEvaluator<BigInterval>(Tape.Compile(g, inputs), Precision);
        for (int k = 0; k < Bisections; k++)
        {
            var middle = negative.Zip(positive, (x, y) => (x + y) / 2).ToArray();
            var value = evaluator.Evaluate(Span(middle, middle));
            if (!value.IsDefined)
                return null;
            if (value.Value.ContainsZero)
                return task.Points.Refute(middle);
            (negative, positive) = value.Value.IsNegative ? (middle, positive) : (negative, middle);
        }
        // The box spanned by the two points contains the segment and lies in the (convex) box of the claim.
        var box = Span(negative, positive);
        var signs = (evaluator.Evaluate(Span(negative, negative)).Value, evaluator.Evaluate(Span(positive, positive)).Value);
        if (!evaluator.Evaluate(box).IsContinuous || !signs.Item1.IsNegative || !signs.Item2.IsPositive || !task.Points.ConditionsAreDefined(box, Precision))
            return null;
        var (outcome, found) = new PointCheck(AtZero(claim, g)).Over([.. box, BigInterval.Zero], Precision);
        if (outcome is not (PointOutcome.Fails or PointOutcome.Undefined))
            return null;
        var values = claim.Box.Select((r, i) => new WitnessValue(r.Variable.ToString(),
            Rational.Min(negative[i], positive[i]), Rational.Max(negative[i], positive[i])));
        string why = $"{g} is continuous there and changes sign between two opposite corners, so it is 0 on the segment between them";
        return new(new Witness([.. values], $"{why}, where {found}"), Method.Interval);
    }

    private static BigInterval[] Span(Rational[] a, Rational[] b) =>
        [.. a.Zip(b, (x, y) => BigInterval.Hull(BigInterval.FromRational(x, Precision), BigInterval.FromRational(y, Precision)))];

    // The claim with a new variable, whose only value is 0, in place of g.
    private static Claim AtZero(Claim claim, Expr g)
    {
        Expr zero = Variable.Of("zero_of_" + g);
        var terms = ExpNormalForm.Split(g);
        bool Is(Expr e) => ReferenceEquals(e, g) || IsMultiple(ExpNormalForm.Split(e), terms);
        var map = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        Comparison Put(Comparison c) => Is(c.Difference) ? new(zero, c.Relation, Constant.Zero) : c.Map(e => e.Substitute(map));
        foreach (var node in Expr.Postorder([.. claim.Where.Append(claim.Body).SelectMany(c => new[] { c.Left, c.Right })]))
        {
            if (Is(node))
                map[node] = zero;
            else if (node is Piecewise w && Is(w.Left - w.Right))
                map[node] = (Piecewise.Holds(w.Relation, 0) ? w.Then : w.Otherwise).Substitute(map);
            else if (node is Application { Function: Min or Max } m && Is(m.Children[0] - m.Children[1]))
                map[node] = m.Children[0].Substitute(map);
            else if (node is Application { Function: Tan } t && Is(Cos.Instance.Of(t.Argument)))
                map[node] = Sin.Instance.Of(t.Argument).Substitute(map) / zero;
        }
        return new(claim.Name, Put(claim.Body), claim.Box.Add(VariableRange.Closed(zero, 0, 0)), [.. claim.Where.Select(Put)]);
    }

    private static bool IsMultiple(IReadOnlyList<(Expr Term, Rational Coefficient)> a, IReadOnlyList<(Expr Term, Rational Coefficient)> b) =>
        a.Count == b.Count && b.Count > 0
        && a.All(s => b.Any(t => ReferenceEquals(s.Term, t.Term) && s.Coefficient * b[0].Coefficient == t.Coefficient * Coefficient(a, b[0].Term)));

    private static Rational Coefficient(IReadOnlyList<(Expr Term, Rational Coefficient)> sum, Expr term) =>
        sum.FirstOrDefault(t => ReferenceEquals(t.Term, term)) is { Term: not null } found ? found.Coefficient : 0;
}
