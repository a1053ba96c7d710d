using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>
/// The map of a problem in units of its step: s0 = h b0, υ = s0 u, γ = s0 c >= 0, ρ(υ) = r(u)/b0 and d = s0² D, with b0 > 0 a constant of
/// choice. A problem with c &lt; 0 is mirrored (F(s) becomes F(-s), u becomes -u).
/// </summary>
/// <remarks>
/// One step is υ' = -qυ, d' = d(1 - w²)² with w = ρυ, σ = υ + γ, P = sqrt(d + 4σ²), q = ρ(P - wσ) - 1. The edge of stability is e = 2 for
/// e = sqrt(d + 4γ²), which is hφ(D) when b0 = F''(c). Every member encloses the exact quantity: b0, h and c enter by enclosures.
/// </remarks>
internal sealed class NormalisedModel
{
    private readonly UnivariateFunction _ratio;
    private readonly Interval _inverseScale;
    private readonly Interval[] _powers;
    private readonly Interval _first;
    private readonly bool _mirrored;

    private NormalisedModel(Setting setting, UnivariateFunction ratio, Certified scale)
    {
        _ratio = ratio;
        _mirrored = setting.Mirrored;
        Setting = setting;
        Scale = scale;
        ExactUnit = setting.Step * scale;
        ExactGamma = ExactUnit * setting.Centre!;
        Unit = ExactUnit.ToInterval();
        Gamma = ExactGamma.ToInterval();
        _inverseScale = (1 / scale).ToInterval();
        // r_k/(b0 s0^k): the factor from a coefficient in u to one in υ; an odd one changes its sign when mirrored.
        _powers = new Interval[4];
        for (int k = 0; k < _powers.Length; k++)
        {
            var power = 1 / scale;
            for (int j = 0; j < k; j++)
                power /= _mirrored ? -ExactUnit : ExactUnit;
            _powers[k] = power.ToInterval();
        }
        _first = Coefficients(Interval.Zero, 2) is { } c ? c[1] : Interval.Entire;
    }

    /// <summary>The problem.</summary>
    internal Setting Setting { get; }

    /// <summary>b0.</summary>
    internal Certified Scale { get; }

    /// <summary>s0 = h b0.</summary>
    internal Certified ExactUnit { get; }

    /// <summary>γ = s0 |c|.</summary>
    internal Certified ExactGamma { get; }

    /// <summary>An enclosure of s0.</summary>
    internal Interval Unit { get; }

    /// <summary>An enclosure of γ.</summary>
    internal Interval Gamma { get; }

    /// <summary>True for c = 0, known exactly.</summary>
    internal bool IsCentred => Gamma is { Lo: 0, Hi: 0 };

    /// <summary>ρ'(0), which is F'''(c)/(2 b0 s0): the whole line where it does not exist.</summary>
    internal Interval FirstAtCentre => _first;

    /// <summary>The model for b0 > 0; null when f is not certainly F(x·y) with a centre of known sign and a locally Lipschitz F'.</summary>
    internal static NormalisedModel? Of(Setting setting, Certified scale) =>
        scale.Sign() == 1 && setting.ProductForm.IsProved
        && setting.Regularity is { Local: { } local, Smooth.IsProved: true, Centre: { } centre } && centre.Sign() is not null
            ? new(setting, local.Ratio, scale) : null;

    /// <summary>The model with b0 = F''(c), so that ρ(0) = 1 and e = hφ(D); null also where F''(c) > 0 is not known.</summary>
    internal static NormalisedModel? AtCentre(Setting setting) =>
        setting.Regularity.CurvatureAtCentre is { } curvature ? Of(setting, curvature) : null;

    /// <summary>An enclosure of ρ over a box of υ, tightened by the mean value theorem; the whole line where ρ is not certainly defined.</summary>
    internal Interval Ratio(Interval upsilon) => RatioWithSlope(upsilon).Value;

    /// <summary>The same with an enclosure of ρ' (of the generalised one at kinks; the whole line where ρ may jump).</summary>
    internal Dual RatioWithSlope(Interval upsilon)
    {
        Span<Interval> r = new Interval[2];
        if (ToU(upsilon) is not { IsBounded: true } u || Coefficients(u, r) < Definedness.Defined)
            return new(Interval.Entire, Interval.Entire);
        return new(MeanValue(upsilon, r), r[1]);
    }

    /// <summary>ρ(υ) = 1 + ρ1 υ + ρ2 υ² over a box of υ, for b0 = F''(c).</summary>
    /// <remarks>
    /// ρ2(υ) = 2 ∫ (1 - t) ρ''(tυ)/2 dt lies in ρ''/2 of hull(0, box), and its derivative in ρ'''/6 of the same hull (the weights integrate to 1
    /// and 1/3): a box that does not hold 0 gets the mean value form around its middle, where ρ2 = (ρ - 1 - ρ1 υ)/υ².
    /// </remarks>
    internal RatioJet Jet(Interval upsilon)
    {
        var rho = Ratio(upsilon);
        var hull = Coefficients(ToU(Interval.Hull(upsilon, Interval.Zero)), 4);
        var second = hull is null ? Interval.Entire : hull[2];
        if (!upsilon.ContainsZero && _first.IsBounded)
        {
            second = Interval.Intersect(second, Divided(upsilon, rho));
            var mid = upsilon.MidPoint;
            if (hull is not null && hull[3].IsBounded)
                second = Interval.Intersect(second, Divided(mid, Ratio(mid)) + hull[3] * (upsilon - mid));
        }
        if (_first.IsBounded && second.IsBounded)
            rho = Interval.Intersect(rho, Interval.One + _first * upsilon + second * Interval.Sqr(upsilon));
        return new RatioJet(upsilon, rho, _first, second);
    }

    private Interval Divided(Interval upsilon, Interval rho) => (rho - Interval.One - _first * upsilon) / Interval.Sqr(upsilon);

    private Interval MeanValue(Interval upsilon, ReadOnlySpan<Interval> coefficients)
    {
        var value = coefficients[0];
        if (upsilon.IsPoint || !coefficients[1].IsBounded)
            return value;
        var mid = upsilon.MidPoint;
        Span<Interval> at = new Interval[1];
        return Coefficients(ToU(mid), at) < Definedness.Defined ? value
            : Interval.Intersect(value, at[0] + coefficients[1] * (upsilon - mid));
    }

    private Interval ToU(Interval upsilon) => (_mirrored ? -upsilon : upsilon) / Unit;

    // The Taylor coefficients of ρ in υ over a box of u; null unless every one is bounded and ρ continuous there.
    private Interval[]? Coefficients(Interval u, int count)
    {
        var c = new Interval[count];
        if (!u.IsBounded || Coefficients(u, c) != Definedness.Continuous)
            return null;
        foreach (var x in c)
        {
            if (!x.IsBounded)
                return null;
        }
        return c;
    }

    private Definedness Coefficients(Interval u, Span<Interval> coefficients)
    {
        var state = _ratio.Taylor(u, coefficients);
        for (int k = 0; k < coefficients.Length; k++)
            coefficients[k] *= _powers[k];
        // The slope of a function with a jump bounds no difference.
        if (state != Definedness.Continuous && coefficients.Length > 1)
            coefficients[1] = Interval.Entire;
        return state;
    }
}
