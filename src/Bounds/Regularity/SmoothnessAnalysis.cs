using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Bounds.Regularity;

/// <summary>F is C^1 with locally Lipschitz F'.</summary>
/// <remarks>
/// The line is covered by boxes on which F is continuous and either F'' is continuous, or the box is bounded, F' is continuous and its
/// generalised slope (Clarke) is bounded. There F is locally Lipschitz with derivative F' off isolated kinks, F' extends continuously
/// over them, so F is C^1 and F' Lipschitz on bounded sets.
/// </remarks>
internal static class SmoothnessAnalysis
{
    private const int LargestQueue = 4000;
    private const double Narrowest = 1e-9;

    internal static Verdict Decide(AnalysisContext context) =>
        context.Record("F is C^1 with locally Lipschitz F'", () => Cover(context));

    private static Verdict Cover(AnalysisContext context)
    {
        var f = UnivariateFunction.FromExpr(context.F.Value, context.F.Argument);
        var slope = UnivariateFunction.FromExpr(context.F.Slope, context.F.Argument);
        var curvature = UnivariateFunction.FromExpr(context.F.Curvature, context.F.Argument);
        var queue = new Queue<Interval>([new(double.NegativeInfinity, -1), new(-1, 1), new(1, double.PositiveInfinity)]);
        var coefficients = new Interval[2];
        int boxes = 0;
        while (queue.Count > 0)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var box = queue.Dequeue();
            if (++boxes > LargestQueue)
                return new Unknown("too many boxes were needed", box.ToString());
            if (f.Evaluate(box).IsContinuous && (curvature.Evaluate(box).IsContinuous
                || box.IsBounded && slope.Taylor<Interval>(box, coefficients) == Definedness.Continuous && coefficients[1].IsBounded))
                continue;
            if (box.IsBounded && box.Width < Narrowest * (1 + box.Mag))
                return AtPoint(context, box) ?? new Unknown("F' was not shown to be Lipschitz near one point", box.ToString());
            foreach (var half in Halves(box))
                queue.Enqueue(half);
        }
        return new Proved(Method.Interval, $"{boxes} boxes cover the line");
    }

    private static IEnumerable<Interval> Halves(Interval box)
    {
        double mid = box.IsBounded ? box.Lo + (box.Hi - box.Lo) * 0.4921875
            : double.IsPositiveInfinity(box.Hi) ? Math.Max(2, 4 * box.Lo) : Math.Min(-2, 4 * box.Hi);
        yield return new Interval(box.Lo, mid);
        yield return new Interval(mid, box.Hi);
    }

    /// <summary>The exact one-sided limits at the simplest rational of a narrow box: a jump of F' or an infinite slope of F' refutes.</summary>
    private static Verdict? AtPoint(AnalysisContext context, Interval box)
    {
        var point = Rational.Simplest(Rational.FromDouble(box.Lo), Rational.FromDouble(box.Hi));
        string name = context.F.Argument.Name;
        var left = Limits.AtPoint(context.F.Slope, context.F.Argument, point, Side.Left, context.Cancellation);
        var right = Limits.AtPoint(context.F.Slope, context.F.Argument, point, Side.Right, context.Cancellation);
        if (left is Limit.Finite a && right is Limit.Finite b)
        {
            if (Numeric.Exact.ExactReal.FromExpr(a.Value - b.Value).SignOrNull is not (null or 0))
                return new Refuted(Witness.At(name, point, $"F' jumps from {a.Value} to {b.Value} at {name} = {point}"), Method.Symbolic);
        }
        else if (left is not Limit.Unknown && right is not Limit.Unknown)
        {
            return new Refuted(Witness.At(name, point, $"F' has no finite limit at {name} = {point}"), Method.Symbolic);
        }
        foreach (var side in new[] { Side.Left, Side.Right })
        {
            if (Limits.AtPoint(context.F.Curvature, context.F.Argument, point, side, context.Cancellation) is Limit.PlusInfinity or Limit.MinusInfinity)
                return new Refuted(Witness.At(name, point, $"F'' is infinite at {name} = {point}, so F' is not Lipschitz there"), Method.Symbolic);
        }
        return null;
    }
}
