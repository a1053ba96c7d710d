using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>The rates of T1: C3 for c = 0, C5 and C5' for c != 0, as numbers rounded to the safe side.</summary>
internal sealed class SectorRates(Setting setting, Certified beta, Func<string, Source> from)
{
    private static readonly ImmutableArray<Rational> s_epsilons = [new(1, 10), new(1, 100), new(1, 1000), new(1, 1000000)];
    private static readonly int[] s_steps = [10, 100, 1000, 10000];
    private static readonly Certified s_ln2 = Certified.Log(2);

    private readonly Certified _gamma = Triangle.Gamma(setting, beta);
    private readonly Certified _y0 = 4 - Triangle.W(setting, beta);

    /// <summary>hG, when F' is bounded.</summary>
    private Certified? Largest => setting.Regularity.DerivativeBound is { Verdict.IsProved: true, Value: { } g } ? setting.Step * g : null;

    internal IEnumerable<Conclusion> Conclusions()
    {
        if (setting.CentreIsZero == true)
        {
            yield return SlopeRate.Table("rate", s_steps);
            if (setting.Regularity.StarConvex.IsProved)
                yield return LossRate.Table("lossRate", s_steps);
        }
        else if (setting.CentreIsZero == false)
        {
            if (ChiZero.Of(_gamma) is { } zero)
                yield return new("wStar", "C5", zero);
            yield return GradientRate.Table("gradientRate", s_steps);
        }
    }

    private Certified Hb => setting.Step * beta;

    private RateBound SlopeRate => new(from("C3"), SlopeTimesS, k => new(k, RateAt(k)));

    /// <summary>Star-convex: f_k - f* obeys the same bound over h²β.</summary>
    private RateBound LossRate => new(from("C3"), Quantity.LeastLoss, k => new(k, RateAt(k) / (setting.Step.Square() * beta)));

    private RateBound GradientRate => new(from("C5"), Quantity.Slope(Step), GradientAt);

    private double Step => setting.Step.ToInterval().Hi;

    private Quantity SlopeTimesS
    {
        get
        {
            double factor = (setting.Step * Hb).ToInterval().Hi;
            return new("h^2*β*s*F'(s)")
            {
                Extreme = "min h^2*β*s*F'(s)", IsRunningMinimum = true, At = p => factor * p.S * p.Slope, Before = k => factor * k.MinSlopeTimesS,
            };
        }
    }

    private static Quantity SumOfPsi { get; } = new("Ψ(h F'(s_k))") { Extreme = "sum of Ψ(h F'(s_k))", Before = k => k.SumPsi };

    /// <summary>The rates and counts, with those that use the state at K.</summary>
    internal IEnumerable<Implication> Implications(CancellationToken cancellation)
    {
        if (setting.CentreIsZero == true)
        {
            yield return SlopeRate;
            yield return new StateBound(from("C3"), SlopeTimesS, "p_K", RateWithP);
            if (setting.Regularity.StarConvex.IsProved)
                yield return LossRate;
        }
        else if (setting.CentreIsZero == false)
        {
            yield return GradientRate;
            yield return new StateBound(from("C4"), SumOfPsi, "the state at K", SumBound);
        }
        var name = Quantity.Slope(Step).Name;
        foreach (var count in SlopeCounts())
        {
            yield return count;
            if (count.Quantity.Name == name)
            {
                foreach (var offset in OffsetCounts.OfSlopes(setting, count.Source, Reach(), count.At, cancellation))
                    yield return offset;
            }
        }
        foreach (var floor in Floors())
            yield return floor;
    }

    /// <summary>C3 a priori, with p_K >= 0: (4/(4 - hβp_0))^(1/K) - 1 >= min_{k&lt;K} h²β s_k F'(s_k).</summary>
    private Certified RateAt(long k) => Certified.Exp(LogY / k) - 1;

    /// <summary>C3 at a measured p_K: ((4 - hβp_K)/(4 - hβp_0))^(1/K) - 1.</summary>
    private Certified? RateWithP(Checkpoint k) =>
        double.IsFinite(k.P) && (4 - Hb * Measured(k.P)) / _y0 is var ratio && ratio.Sign() == 1 ? Certified.Exp(Certified.Log(ratio) / k.K) - 1 : null;

    /// <summary>C4 at a measured state: ln((4-W_K)/(4-W_0)) + (γ/2) ln(B_0/B_K); void where B vanishes, as then ln|1+w| is not summed by it.</summary>
    private Certified? SumBound(Checkpoint k)
    {
        if (!double.IsFinite(k.P) || !double.IsFinite(k.U) || !double.IsFinite(k.A) || !double.IsFinite(k.B) || setting.B.Sign() != 1)
            return null;
        var b = Measured(setting.Mirrored ? k.A : k.B);
        var rest = 4 - (Hb * Measured(k.P) - Hb.Square() * setting.Centre! * Measured(setting.Mirrored ? -k.U : k.U));
        return b.Sign() == 1 && rest.Sign() == 1 ? Certified.Log(rest / _y0) + _gamma * Rational.Half * Certified.Log(setting.B / b) : null;
    }

    private static Certified Measured(double value) => Rational.FromDouble(value);

    private Certified LogY => _logY ??= Certified.Log(4 / _y0);

    private Certified? _logY, _r, _chiLargest, _primeFirst, _primeLate;

    /// <summary>C5: w̄ sqrt(R/(K Χ(w̄))) >= min_{k&lt;K} h|F'(s_k)| for K > R/Χ(w̄), w̄ = hG &lt; w*(γ).</summary>
    private BoundAt GradientAt(long k)
    {
        if (Largest is not { } w || setting.A.Sign() != 1)
            return new(k, null, Largest is null ? "F' is not bounded" : "A_0 = 0");
        if (Certified.Less(w, 1) != true || ChiLargest(w).Sign() != 1)
            return new(k, null, $"hG = {Inequality.Rough(w)} is not below w*");
        var needed = R / ChiLargest(w);
        return Certified.Less(needed, k) == true
            ? new(k, w * Certified.Sqrt(Certified.Max(0, needed / k)))
            : new(k, null, $"void up to K = {Inequality.Rough(needed)}");
    }

    private IEnumerable<CountBound> SlopeCounts()
    {
        // #{k : h²β s_k F'(s_k) >= ε} <= ln(4/(4 - hβp_0))/ln(1 + ε)
        if (setting.CentreIsZero == true)
        {
            yield return new(from("C3"), SlopeTimesS, CountMeaning.Count, s_epsilons, e => Whole(LogY / Certified.Log1p(e)));
            yield return new(from("C3"), Quantity.Slope(Step), CountMeaning.Count, s_epsilons, CountC3);
        }
        if (setting.CentreIsZero != false || Largest is not { } w || Certified.Less(w, 1) != true || setting.A.Sign() != 1)
            yield break;
        if (ChiLargest(w).Sign() == 1)
            yield return new(from("C5"), Quantity.Slope(Step), CountMeaning.Count, s_epsilons, e => Whole(CountC5(w, e)));
        yield return new(from("C5'"), Quantity.Slope(Step), CountMeaning.Count, s_epsilons, e => Whole(CountC5Prime(w, e)));
    }

    /// <summary>The counts of large |w_k| for steps that vary, by the conclusion of this theorem that each rests on; h is then the largest step.</summary>
    /// <param name="omega">A bound of every |w_k|; null for none.</param>
    internal IEnumerable<(string Conclusion, Func<Rational, Certified?> Count)> Varying(Certified? omega)
    {
        if (setting.CentreIsZero == true)
            yield return ("C3", CountC3);
        if (setting.CentreIsZero != false || omega is not { } w || Certified.Less(w, 1) != true || setting.A.Sign() != 1)
            yield break;
        if (Chi(w).Sign() == 1)
            yield return ("C5", e => Whole(CountC5(w, e)));
        yield return ("C5'", e => Whole(CountC5Prime(w, e)));
    }

    /// <summary>C3 for the slope: h|F'| = w >= ε has h²β s F' >= w² >= ε², as hβ|u| >= |w|.</summary>
    private Certified? CountC3(Rational epsilon) => Whole(LogY / Certified.Log1p(epsilon * epsilon));

    /// <summary>An interval that holds every u_k, with its sign: |s| &lt;= p/2 and hβp_k &lt; 2(2+γ); for c = 0, hβp_k never exceeds hβp_0.</summary>
    private Interval Reach()
    {
        var most = setting.CentreIsZero == true ? setting.P / 2 : (2 + _gamma) / Hb;
        double s = most.ToInterval().Hi;
        return Interval.Of(-s, s) - setting.Regularity.Centre!.ToInterval();
    }

    /// <summary>C8: c = 0 and all |w_k| &lt;= w̄ = min(hG, hβp_0/2) &lt; 1: D_k >= D_0((4-hβp_0)/4)^{2κ}, κ = -ln(1-w̄²)/ln(1+w̄²); null where it is not
    /// proved.</summary>
    /// <remarks>
    /// p̂_k &lt;= p̂_0 for c = 0, so |w| &lt;= hβ|s| &lt;= p̂_0/2. -ln(1-x)/ln(1+x) rises in x, so ln(1-w²) >= -κ ln(1+w²), and Σ ln(1+w²) &lt;= ln(4/(4-p̂_0))
    /// by the identity behind C3, h²βrus >= w².
    /// </remarks>
    internal Certified? LeastImbalance()
    {
        if (setting.CentreIsZero != true || setting.D.Sign() != 1)
            return null;
        var largest = Hb * setting.P / 2;
        if (Largest is { } bounded)
            largest = Certified.Min(largest, bounded);
        var square = largest.Square();
        if (square.Sign() != 1 || Certified.Less(square, 1) != true)
            return null;
        var exponent = -Certified.Log(1 - square) / Certified.Log1p(square);
        var least = setting.D * Certified.Exp(-2 * exponent * LogY);
        return least.LowerBound is { Sign: > 0 } lo ? lo : null;
    }

    private IEnumerable<Implication> Floors()
    {
        if (LeastImbalance() is { } d && setting.Regularity.CurvatureAtCentre is { } curvature
            && curvature.Sign() == 1 && (curvature * Certified.Sqrt(d)).LowerBound is { } least)
            yield return new SharpnessFloor(from("C8"), least);
    }

    private static Certified? Whole(Certified? count) => count is null ? null : Counts.Floor(count);

    /// <summary>Χ(w) = ln(1 + γw + w²) + γ ln|1 - w|, for w &lt; 1.</summary>
    private Certified Chi(Certified w) => Certified.Log1p(_gamma * w + w.Square()) + _gamma * Certified.Log(1 - w);

    private Certified ChiLargest(Certified w) => _chiLargest ??= Chi(w);

    /// <summary>R = ln[(2/(2+γ)) (γ/(2+γ))^(γ/2) / (Y_0 t_0^(γ/2))].</summary>
    private Certified R
    {
        get
        {
            if (_r is { } known)
                return known;
            var y = _y0 / (4 - _gamma.Square());
            var t = setting.Step * beta * setting.A / (4 * (2 + _gamma));
            var half = _gamma * Rational.Half;
            return _r = Certified.Log(2 / ((2 + _gamma) * y)) + half * Certified.Log(_gamma / ((2 + _gamma) * t));
        }
    }

    /// <summary>C5: R/min(Χ(ε), Χ(w̄)); w̄ = hG &lt; w*(γ) is equivalent to Χ(w̄) > 0, since w* is Χ's only zero in (0, 1).</summary>
    private Certified? CountC5(Certified w, Certified epsilon)
    {
        if (ChiLargest(w).Sign() != 1)
            return null;
        var worst = Certified.Min(Chi(epsilon), ChiLargest(w));
        return worst.Sign() == 1 ? R / worst : null;
    }

    /// <summary>C5' (theorem A'): the count without w*, for all w_k &lt;= ω = hG &lt; 1 and A_0 > 0.</summary>
    private Certified? CountC5Prime(Certified omega, Certified epsilon)
    {
        if (Certified.Less(_gamma, 1) != true)
            return null;
        var hb = setting.Step * beta;
        var delta = Certified.Min(_gamma, 2 * (1 - _gamma));
        var aMin = Certified.Min(hb * setting.A, 4 * _gamma * (1 - omega).Square());
        _primeFirst ??= LogY + _gamma * Rational.Half * Certified.Max(0, Certified.Log(Certified.Max(hb * setting.B / delta, 1)));
        _primeLate ??= LateCount(_gamma, aMin, 1);
        return 1 + _primeFirst / Certified.Log1p(epsilon.Square() / (1 + _gamma * epsilon)) + _primeLate / epsilon.Square();
    }

    /// <summary>2(1 + C1) R2/(ln 2 (1-γ)(2+γ) ε²), the steps after the first late negative step; also T3's N4.</summary>
    internal static Certified LateCount(Certified gamma, Certified aMin, Certified epsilon)
    {
        var c1 = Certified.Max(1, 2 / (3 * gamma));
        var r2 = Certified.Log(2 - gamma) + gamma * Rational.Half * Certified.Log(4 * gamma / aMin);
        return 2 * (1 + c1) * r2 / (s_ln2 * (1 - gamma) * (2 + gamma) * epsilon.Square());
    }
}
