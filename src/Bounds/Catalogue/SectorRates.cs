using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Catalogue;

/// <summary>The rates of T1: C3 for c = 0, C5 and C5' for c != 0, as numbers rounded to the safe side.</summary>
internal sealed class SectorRates(Setting setting, Certified beta)
{
    private static readonly ImmutableArray<Rational> s_epsilons = [new(1, 10), new(1, 100), new(1, 1000), new(1, 1000000)];
    private static readonly ImmutableArray<int> s_steps = [10, 100, 1000, 10000];
    private static readonly Certified s_ln2 = Certified.Log(2);

    private readonly Certified _gamma = Triangle.Gamma(setting, beta);
    private readonly Certified _y0 = 4 - Triangle.W(setting, beta);

    /// <summary>hG, when F' is bounded.</summary>
    private Certified? Largest => setting.Regularity.DerivativeBound is { Verdict.IsProved: true, Value: { } g } ? setting.Step * g : null;

    internal IEnumerable<Conclusion> Conclusions()
    {
        if (setting.CentreIsZero == true)
        {
            yield return new("rate", "C3", s_steps.Select(k => new BoundAt(k, RateAt(k))).ToImmutableArray());
            if (setting.Regularity.StarConvex.IsProved)
                yield return new("lossRate", "C3", s_steps.Select(k => new BoundAt(k, RateAt(k) / (setting.Step.Square() * beta))).ToImmutableArray());
        }
        else if (setting.CentreIsZero == false)
        {
            if (ChiZero.Of(_gamma) is { } zero)
                yield return new("wStar", "C5", zero);
            yield return new("gradientRate", "C5", s_steps.Select(GradientAt).ToImmutableArray());
        }
    }

    /// <summary>C3 a priori, with p_K >= 0: (4/(4 - hβp_0))^(1/K) - 1 >= min_{k&lt;K} h²β s_k F'(s_k).</summary>
    private Certified RateAt(int k) => Certified.Exp(LogY / k) - 1;

    private Certified LogY => _logY ??= Certified.Log(4 / _y0);

    private Certified? _logY, _r, _chiLargest, _primeFirst, _primeLate;

    /// <summary>C5: w̄ sqrt(R/(K Χ(w̄))) >= min_{k&lt;K} h|F'(s_k)| for K > R/Χ(w̄), w̄ = hG &lt; w*(γ).</summary>
    internal BoundAt GradientAt(int k)
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

    internal ImmutableArray<IterationBound> Iterations()
    {
        if (setting.CentreIsZero == true)
        {
            // #{k : h²β s_k F'(s_k) >= ε} <= ln(4/(4 - hβp_0))/ln(1 + ε)
            return [.. s_epsilons.Select(e => new IterationBound("h^2*β*s*F'(s)", e, OneMore(LogY / Certified.Log1p(e)), "T1.C3"))];
        }
        if (setting.CentreIsZero is null || Largest is not { } w || Certified.Less(w, 1) != true || setting.A.Sign() != 1)
            return [];
        return [.. s_epsilons.Select(Bound)];

        IterationBound Bound(Rational e)
        {
            var c5 = CountC5(w, e);
            return new("h|F'(s)|", e, OneMore(Smaller(c5, CountC5Prime(w, e))), c5 is null ? "T1.C5'" : "T1.C5");
        }
    }

    private static Certified? OneMore(Certified? count) => count is not null && Counts.Floor(count) is { } n ? n + 1 : null;

    private static Certified? Smaller(Certified? a, Certified? b) => a is null ? b : b is null ? a : Certified.Min(a, b);

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
