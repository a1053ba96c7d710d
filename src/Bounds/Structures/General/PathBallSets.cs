using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>Product form F(x·y), whose sublevel sets are unbounded: a ball around the start that is larger than the whole path, under a PL
/// inequality.</summary>
/// <remarks>
/// On |z - z_0| &lt;= R, z = (x, y): sqrt(p) is within R of sqrt(p_0), |s - s_0| &lt;= R sqrt(p_0) + R²/2, the Hessian's norm is at most |F''|p + |F'| (R2),
/// and where F'' >= k on the interval of s and c, |∇f|² = F'²p >= 2kp(F(s) - F(c)): a PL constant μ = k min p. With δ = f - F(c) and the descent lemma,
/// sqrt(δ_k) - sqrt(δ_{k+1}) >= (δ_k - δ_{k+1})/(2 sqrt(δ_k)) >= h(1 - Lh/2)|∇f|²/(2 sqrt(δ_k)) >= h(1 - Lh/2)|∇f| sqrt(μ/2), so the path is at most
/// sqrt(2δ_0/μ)/(1 - Lh/2) long as long as it is in the ball (for a part of a step put t &lt;= h for h: t(1 - Lt/2) >= t(1 - Lh/2)); below R it never leaves.
/// </remarks>
internal static class PathBallSets
{
    private const int Pieces = 64;

    internal static ClassicalSet? Find(Setting setting, CancellationToken cancellation)
    {
        if (setting.Start is not { } start || !setting.ProductForm.IsProved
            || setting.Objective.Structure.Outer is not { } outer || setting.Regularity.Centre is not { } c
            || !setting.Regularity.Smooth.IsProved)
            return null;
        var f = new CertifiedFunction(outer.Value, outer.Argument);
        if (f.At(start.S) is not { } f0 || f.At(c) is not { } lowest || start.P.Sign() != 1)
            return null;
        var excess = Certified.Max(0, f0 - lowest);
        var evaluator = new ValueEvaluator<Interval>(Tape.Compile([outer.Value, outer.Slope.Value, outer.Curvature.Value], [outer.Argument]));
        var root = Certified.Sqrt(start.P);
        ClassicalSet? best = null;
        for (int i = 40; i >= 0 && !cancellation.IsCancellationRequested; i--)
        {
            var radius = root * Rational.FromDouble(0.97 * PowerOf(0.85, i));
            var reach = radius * root + radius.Square() * Rational.Half;
            var range = Interval.Hull((start.S + Symmetric(reach)).ToInterval(), c.ToInterval());
            if (Derivatives(evaluator, range) is not { } d || !(d.Curvature.Lo > 0))
                continue;
            Certified k = Rational.FromDouble(d.Curvature.Lo), kMax = Rational.FromDouble(d.Curvature.Hi), g = Rational.FromDouble(d.Slope);
            var l = kMax * (root + radius).Square() + g;
            var mu = k * (root - radius).Square();
            var slack = 1 - l * setting.Step * Rational.Half;
            if (slack.Sign() != 1 || mu.Sign() != 1 || Certified.Less(Certified.Sqrt(2 * excess / mu) / slack, radius) != true)
                continue;
            var lUp = Upper(l);
            var muLow = Lower(mu);
            if (lUp is null || muLow is null || Certified.Less(setting.Step * lUp, 2) != true)
                continue;
            best = new ClassicalSet
            {
                Kind = SetKind.PathBall,
                Text = $"the ball of radius {Inequality.Rough(radius)} around the start, which is longer than the path",
                L = lUp,
                Mu = -lUp,
                Lowest = lowest,
                Pl = muLow,
                PlValue = lowest,
                PlIsLeast = true,
                PlReason = $"F'' >= {Inequality.Rough(k)} and |x|^2 + |y|^2 >= {Inequality.Rough((root - radius).Square())} on the ball",
            };
            break;
        }
        return best;
    }

    private static double PowerOf(double x, int n)
    {
        double result = 1;
        for (int i = 0; i < n; i++)
            result *= x;
        return result;
    }

    /// <summary>[-r, r] for an upper bound of r.</summary>
    private static Certified Symmetric(Certified r) => r.UpperBound is { } u ? Certified.Between(-u, u) : Certified.Of(Numeric.Precision.BigInterval.Entire);

    private static Certified? Upper(Certified x) => double.IsFinite(x.ToInterval().Hi) ? Rational.FromDouble(x.ToInterval().Hi) : null;

    private static Certified? Lower(Certified x) => x.ToInterval().Lo is > 0 and var lo ? Rational.FromDouble(lo) : null;

    /// <summary>[inf F'', sup F''] and sup |F'| over a range; null unless F is certainly C^2 there.</summary>
    private static (Interval Curvature, double Slope)? Derivatives(ValueEvaluator<Interval> evaluator, Interval range)
    {
        if (!range.IsBounded)
            return null;
        double lo = double.PositiveInfinity, hi = double.NegativeInfinity, slope = 0;
        for (int i = 0; i < Pieces; i++)
        {
            double a = i == 0 ? range.Lo : range.Lo + (range.Hi - range.Lo) * i / Pieces, b = i == Pieces - 1
                ? range.Hi
                : range.Lo + (range.Hi - range.Lo) * (i + 1) / Pieces;
            evaluator.Run(Interval.Of(a, Math.Max(a, b)));
            if (!evaluator.Output(0).IsContinuous || !evaluator.Output(1).IsContinuous || !evaluator.Output(2).IsContinuous)
                return null;
            var k = evaluator.Output(2).Value;
            (lo, hi, slope) = (Math.Min(lo, k.Lo), Math.Max(hi, k.Hi), Math.Max(slope, evaluator.Output(1).Value.Mag));
        }
        return double.IsFinite(lo) && double.IsFinite(hi) && double.IsFinite(slope) ? (Interval.Of(lo, hi), slope) : null;
    }
}
