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
    }

    /// <summary>C3 a priori, with p_K >= 0: (4/(4 - hβp_0))^(1/K) - 1 >= min_{k&lt;K} h²β s_k F'(s_k).</summary>
    private Certified RateAt(int k) => Certified.Exp(Certified.Log(4 / _y0) / k) - 1;

    internal ImmutableArray<IterationBound> Iterations()
    {
        if (setting.CentreIsZero == true)
        {
            // #{k : h²β s_k F'(s_k) >= ε} <= ln(4/(4 - hβp_0))/ln(1 + ε)
            return [.. s_epsilons.Select(e => new IterationBound("h^2*β*s*F'(s)", e, OneMore(Certified.Log(4 / _y0) / Certified.Log1p(e)), "T1.C3"))];
        }
        if (setting.CentreIsZero is null || Largest is not { } w || Certified.Less(w, 1) != true || setting.A.Sign() != 1)
            return [];
        return [.. s_epsilons.Select(e => new IterationBound("h|F'(s)|", e, OneMore(Smaller(CountC5(w, e), CountC5Prime(w, e))), CountC5(w, e) is null ? "T1.C5'" : "T1.C5"))];
    }

    private static Certified? OneMore(Certified? count) => count is not null && Counts.Floor(count) is { } n ? n + 1 : null;

    private static Certified? Smaller(Certified? a, Certified? b) => a is null ? b : b is null ? a : Certified.Min(a, b);

    /// <summary>Χ(w) = ln(1 + γw + w²) + γ ln|1 - w|, for w &lt; 1.</summary>
    private Certified Chi(Certified w) => Certified.Log1p(_gamma * w + w.Square()) + _gamma * Certified.Log(1 - w);

    /// <summary>C5: R/min(Χ(ε), Χ(w̄)); w̄ = hG &lt; w*(γ) is equivalent to Χ(w̄) > 0, since w* is Χ's only zero in (0, 1).</summary>
    private Certified? CountC5(Certified w, Certified epsilon)
    {
        var worst = Certified.Min(Chi(epsilon), Chi(w));
        if (worst.Sign() != 1)
            return null;
        var y = _y0 / (4 - _gamma.Square());
        var t = setting.Step * beta * setting.A / (4 * (2 + _gamma));
        var half = _gamma * Rational.Half;
        var r = Certified.Log(2 / (2 + _gamma)) + half * Certified.Log(_gamma / (2 + _gamma)) - Certified.Log(y) - half * Certified.Log(t);
        return r / worst;
    }

    /// <summary>C5' (theorem A'): the count without w*, for all w_k &lt;= ω = hG &lt; 1 and A_0 > 0.</summary>
    private Certified? CountC5Prime(Certified omega, Certified epsilon)
    {
        if (Certified.Less(_gamma, 1) != true)
            return null;
        var hb = setting.Step * beta;
        var delta = Certified.Min(_gamma, 2 * (1 - _gamma));
        var aMin = Certified.Min(hb * setting.A, 4 * _gamma * (1 - omega).Square());
        var full = 4 - _gamma.Square();
        var first = Certified.Log(full / _y0) + _gamma * Rational.Half * Certified.Max(0, Certified.Log(Certified.Max(hb * setting.B / delta, 1))) + Certified.Log(4 / full);
        return 1 + first / Certified.Log1p(epsilon.Square() / (1 + _gamma * epsilon)) + LateCount(_gamma, aMin, epsilon);
    }

    /// <summary>2(1 + C1) R2/(ln 2 (1-γ)(2+γ) ε²), the steps after the first late negative step; also T3's N4.</summary>
    internal static Certified LateCount(Certified gamma, Certified aMin, Certified epsilon)
    {
        var c1 = Certified.Max(1, 2 / (3 * gamma));
        var r2 = Certified.Log(2 - gamma) + gamma * Rational.Half * Certified.Log(4 * gamma / aMin);
        return 2 * (1 + c1) * r2 / (s_ln2 * (1 - gamma) * (2 + gamma) * epsilon.Square());
    }
}
