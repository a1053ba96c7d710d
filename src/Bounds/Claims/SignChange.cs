using System.Collections.Immutable;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Claims;

/// <summary>
/// Refutes left != right: two points where left - right has opposite signs, joined by a segment on which it is continuous, have a zero between
/// them (intermediate value theorem). The segment is bisected to a short one that bears the witness.
/// </summary>
internal static class SignChange
{
    private const int Bisections = 60;
    private const int Precision = 160;

    internal static Verdict Run(ProofTask task)
    {
        var claim = task.Original;
        Expr[] inputs = [.. claim.Box.Select(r => r.Variable)];
        var evaluator = new ValueEvaluator<BigInterval>(
            Tape.Compile([claim.Body.Left - claim.Body.Right, .. claim.Where.Select(w => w.Left - w.Right)], inputs), Precision);
        Rational[]? positive = null, negative = null;
        foreach (var point in SampleSearch.Diagonal(claim))
        {
            if (task.Cancellation.IsCancellationRequested)
                return new Unknown("time");
            switch (Sign(evaluator, claim, point, point))
            {
                case 1:
                    positive = point;
                    break;
                case -1:
                    negative = point;
                    break;
            }
            if (positive is not null && negative is not null && Bisect(task, evaluator, negative, positive) is { } refuted)
                return refuted;
        }
        return new Unknown("no change of sign found");
    }

    // The sign of the difference over the box spanned by two points, 0 when unknown; a side condition must hold on all of it.
    private static int? Sign(ValueEvaluator<BigInterval> evaluator, Claim claim, Rational[] a, Rational[] b)
    {
        var box = new BigInterval[a.Length];
        for (int i = 0; i < a.Length; i++)
            box[i] = BigInterval.Hull(BigInterval.FromRational(a[i], Precision), BigInterval.FromRational(b[i], Precision));
        evaluator.Run(box);
        for (int c = 0; c < claim.Where.Length; c++)
        {
            var side = evaluator.Output(1 + c);
            if (!side.IsDefined || PointCheck.Holds(claim.Where[c].Relation, side.Value) != true)
                return null;
        }
        var difference = evaluator.Output(0);
        if (!difference.IsContinuous)
            return null;
        return difference.Value.IsPositive ? 1 : difference.Value.IsNegative ? -1 : 0;
    }

    private static Refuted? Bisect(ProofTask task, ValueEvaluator<BigInterval> evaluator, Rational[] negative, Rational[] positive)
    {
        for (int k = 0; k < Bisections; k++)
        {
            var middle = negative.Zip(positive, (x, y) => (x + y) / 2).ToArray();
            // The simplest point of the middle half hits rational zeros.
            if (task.Points.Refute(middle) is { } exact)
                return exact;
            switch (Sign(evaluator, task.Original, middle, middle))
            {
                case 1:
                    positive = middle;
                    break;
                case -1:
                    negative = middle;
                    break;
                default:
                    return null;
            }
        }
        // Continuity on the box spanned by the two last points, which contains the segment and lies in the (convex) box of the claim.
        if (Sign(evaluator, task.Original, negative, positive) is null)
            return null;
        var values = ImmutableArray.CreateBuilder<WitnessValue>();
        for (int i = 0; i < negative.Length; i++)
            values.Add(new(task.Original.Box[i].Variable.ToString(), Rational.Min(negative[i], positive[i]), Rational.Max(negative[i], positive[i])));
        return new(new Witness(values.ToImmutable(), "left - right is continuous there and changes sign between two opposite corners, so it is 0 on the segment between them"), Method.Interval);
    }
}
