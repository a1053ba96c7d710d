using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>L(R), the largest sharpness over p &lt;= R, where |s| &lt;= p/2 (theory R2), by branch and bound over (s, p).</summary>
internal static class LocalSmoothnessAnalysis
{
    private const int LargestWork = 3000;
    private const double Tolerance = 1e-6;
    private static readonly ImmutableArray<int> s_radii = [1, 10, 100, 1000];

    internal static ImmutableArray<LocalSmoothness> Table(AnalysisContext context, int? dimension, Verdict smooth)
    {
        if (!smooth.IsProved)
            return [.. s_radii.Select(r => new LocalSmoothness(r, null, "F is not proved to be C^1 with locally Lipschitz F'"))];
        var p = Variable.Of(context.F.Argument.Name == "p" ? "q" : "p");
        Expr k = context.F.Curvature, g = context.F.Slope, s = context.F.Argument;
        var kp = k * p;
        // The radicand is >= (|F''|p - 2|F'|)² >= 0 where |s| <= p/2, so cutting negative parts off its enclosure is sound.
        var sharpness = Rational.Half * (kp + (kp.Pow(2) + 8 * g * k * s + 4 * g.Pow(2)).Pow(Rational.Half));
        Expr[] outputs = dimension == 1 ? [sharpness] : [sharpness, Abs.Instance.Of(g)];
        var tape = Tape.Compile(outputs, [s, p]);
        return [.. s_radii.Select(r => context.Ask(() => Bound(new ValueEvaluator<Interval>(tape), outputs.Length, r, context.Cancellation),
            new LocalSmoothness(r, null, Unknown.Time.Reason)))];
    }

    private static LocalSmoothness Bound(ValueEvaluator<Interval> evaluator, int outputs, int radius, CancellationToken cancellation)
    {
        double lower = double.NegativeInfinity;
        string? failure = null;
        var search = Subdivision<Interval[]>.BestFirst(Cuts.Widest, Bound, new Budget(LargestWork, cancellation));
        search.Add([new Interval(-radius / 2.0, radius / 2.0), new Interval(0, radius)]);
        search.Run(_ => failure is not null || search.Largest - lower <= Tolerance * Math.Max(1, Math.Abs(search.Largest)) ? Fate.Final : Fate.Open);
        if (failure is not null || double.IsNegativeInfinity(search.Largest))
            return new LocalSmoothness(radius, null, failure ?? "nothing was enclosed");
        double upper = Math.Max(search.Largest, lower);
        return new LocalSmoothness(radius, Certified.Between(Rational.FromDouble(lower), Rational.FromDouble(upper)));

        Bounded<Interval[]>? Bound(Interval[] part)
        {
            var (s, p) = (part[0], part[1]);
            // Outside |s| <= p/2 there is nothing.
            if (s.Mig * 2 > p.Hi)
                return null;
            double hi = Value(s, p).Hi;
            if (!double.IsFinite(hi))
                failure = "the sharpness could not be enclosed";
            // A point of the cell that is certainly admissible gives a lower bound: the largest p, and s clamped to it.
            double at = Math.Clamp(s.Mid, -p.Hi / 2, p.Hi / 2);
            foreach (double candidate in new[] { at, s.Lo, s.Hi, Math.Clamp(0, s.Lo, s.Hi) })
            {
                if (Math.Abs(candidate) * 2 <= p.Hi)
                    lower = Math.Max(lower, Value(Interval.Point(candidate), Interval.Point(p.Hi)).Lo);
            }
            return new(part, hi);
        }

        Interval Value(Interval s, Interval p)
        {
            evaluator.Run(s, p);
            var value = evaluator.Output(0).Value;
            for (int i = 1; i < outputs; i++)
                value = Interval.Max(value, evaluator.Output(i).Value);
            return value.IsEmpty ? Interval.Entire : value;
        }
    }
}
