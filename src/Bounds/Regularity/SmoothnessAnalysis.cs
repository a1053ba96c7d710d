using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Bounds.Regularity;

/// <summary>F is C^1 with locally Lipschitz F'.</summary>
/// <remarks>
/// First the line is covered by boxes on which F and F' are continuous and either F'' is continuous, or the box is bounded and the
/// generalised slope (Clarke) of F' is bounded. There F is locally Lipschitz with derivative F' off isolated kinks, F' extends continuously
/// over them, so F is C^1 and F' Lipschitz on bounded sets. Where a kink defeats that, F is split at its exact breakpoints: each piece
/// is C^2 up to its ends, and at each breakpoint the values and the slopes of the neighbours are compared exactly.
/// </remarks>
internal static class SmoothnessAnalysis
{
    private const int MostBoxes = 2000;
    private const double Narrowest = 1e-6;

    /// <summary>Not in the middle, where kinks often are.</summary>
    private const double OffCentre = 0.4921875;

    internal static Verdict Decide(AnalysisContext context) => context.Record("F is C^1 with locally Lipschitz F'", () =>
    {
        var line = new Interval(double.NegativeInfinity, double.PositiveInfinity);
        var whole = Cover(context, context.F.Value, line);
        return whole is Unknown && Pieces.HasCases(context.F.Value) ? ByPieces(context, whole) : whole;
    });

    private static Verdict ByPieces(AnalysisContext context, Verdict undecided)
    {
        var split = context.F.Split;
        if (!split.IsComplete)
            return undecided;
        var parts = new List<Verdict>();
        for (int i = 0; i < split.Breakpoints.Length; i++)
        {
            parts.Add(JointVerdicts.IsSmooth(context.F.JointAt(i), context.F.Argument));
            if (parts[^1] is Refuted)
                return parts[^1];
        }
        foreach (var piece in split.Pieces)
            parts.Add(Cover(context, piece.Expression, new Interval(End(piece.Lo, lower: true), End(piece.Hi, lower: false))));
        return Verdict.All(parts);
    }

    private static double End(RealPoint? end, bool lower)
    {
        if (end is null)
            return lower ? double.NegativeInfinity : double.PositiveInfinity;
        return end.Enclose(80) is { } e
            ? lower ? Interval.FromRational(e.Lo).Lo : Interval.FromRational(e.Hi).Hi
            : lower ? double.NegativeInfinity : double.PositiveInfinity;
    }

    private static Verdict Cover(AnalysisContext context, Expr value, Interval range)
    {
        var s = context.F.Argument;
        var f = UnivariateFunction.FromExpr(value, s);
        var slope = UnivariateFunction.FromExpr(value.Derivative(s), s);
        var curvature = UnivariateFunction.FromExpr(value.Derivative(s).Derivative(s), s);
        var coefficients = new Interval[2];
        Verdict? atPoint = null;
        var search = Subdivision<Interval>.DepthFirst(box => Cuts.Outward(box, OffCentre), new Budget(MostBoxes, context.Cancellation));
        search.Add(range);
        return search.Run(Look) switch
        {
            Ending.Covered => new Proved(Method.Interval, search.Parts == 1 ? $"one box covers {range}" : $"{search.Parts} boxes cover {range}"),
            Ending.Answered => atPoint!,
            Ending.Exhausted => new Unknown("too many boxes were needed", search.Left.First().ToString()),
            _ => new Unknown("F' was not shown to be Lipschitz beyond the largest doubles", search.Left.First().ToString()),
        };

        Fate Look(Interval box)
        {
            // F' itself has to be continuous: the formula of F'' may be, where F' jumps (max(s, 0) has F'' = 0 on both sides).
            if (f.Evaluate(box).IsContinuous && slope.Evaluate(box).IsContinuous && (curvature.Evaluate(box).IsContinuous
                || box.IsBounded && slope.Taylor<Interval>(box, coefficients) == Definedness.Continuous && coefficients[1].IsBounded))
                return Fate.Settled;
            if (!box.IsBounded || box.Width >= Narrowest * (1 + box.Mag))
                return Fate.Open;
            atPoint = AtPoint(context, value, box) ?? new Unknown("F' was not shown to be Lipschitz near one point", box.ToString());
            return Fate.Final;
        }
    }

    /// <summary>The exact one-sided limits at the simplest rational of a narrow box: a jump of F' or an infinite slope of F' refutes.</summary>
    private static Verdict? AtPoint(AnalysisContext context, Expr value, Interval box)
    {
        var s = context.F.Argument;
        var point = Rational.Simplest(Rational.FromDouble(box.Lo), Rational.FromDouble(box.Hi));
        var derivative = value.Derivative(s);
        var left = Limits.AtPoint(derivative, s, point, Side.Left, context.Cancellation);
        var right = Limits.AtPoint(derivative, s, point, Side.Right, context.Cancellation);
        if (left is Limit.Finite a && right is Limit.Finite b)
        {
            if (Numeric.Exact.ExactReal.FromExpr(a.Value - b.Value).SignOrNull is not (null or 0))
                return new Refuted(Witness.At(s.Name, point, $"F' jumps from {a.Value} to {b.Value} at {s} = {point}"), Method.Symbolic);
        }
        else if (left is not Limit.Unknown && right is not Limit.Unknown)
        {
            return new Refuted(Witness.At(s.Name, point, $"F' has no finite limit at {s} = {point}"), Method.Symbolic);
        }
        foreach (var side in new[] { Side.Left, Side.Right })
        {
            if (Limits.AtPoint(derivative.Derivative(s), s, point, side, context.Cancellation) is Limit.PlusInfinity or Limit.MinusInfinity)
                return new Refuted(Witness.At(s.Name, point, $"F'' is infinite at {s} = {point}, so F' is not Lipschitz there"), Method.Symbolic);
        }
        return null;
    }
}
