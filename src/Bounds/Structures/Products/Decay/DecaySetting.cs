using System.Collections.Concurrent;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Methods;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Decay;

/// <summary>
/// A problem under weight decay: a step is a plain one with ĥ = h/θ, θ = 1 - hλ, followed by (x, y) times θ. Found once for a setting; oriented so that c >= 0.
/// </summary>
internal sealed class DecaySetting
{
    private static readonly object s_key = new();

    private readonly Setting _setting;
    private readonly OuterExpressions? _ridged;
    private readonly ConcurrentDictionary<Rational, (Verdict Verdict, Certified? Beta)> _sectors = new();

    private DecaySetting(Setting setting, WeightDecay method)
    {
        _setting = setting;
        Lambda = method.Lambda;
        Theta = 1 - setting.Step * Lambda;
        Plain = Theta.Sign() == 1 ? new Setting(setting.Objective, setting.Regularity, setting.Step / Theta, setting.State) { Method = method } : null;
        if (setting.Objective.Structure.Outer is { } outer && setting.Regularity.Centre is not null)
        {
            // F(-s) for c < 0.
            var value = setting.Mirrored ? outer.Value.Substitute(outer.Argument, -outer.Argument) : outer.Value;
            _ridged = new OuterExpressions(value + Lambda * outer.Argument, outer.Argument);
        }
    }

    /// <summary>λ.</summary>
    internal Rational Lambda { get; }

    /// <summary>θ = 1 - hλ.</summary>
    internal Certified Theta { get; }

    /// <summary>The problem with the step ĥ; null where hλ &lt; 1 is not proved.</summary>
    internal Setting? Plain { get; }

    internal static DecaySetting Of(Setting setting) => setting.Once(s_key, () => new DecaySetting(setting, (WeightDecay)setting.Method));

    /// <summary>0 &lt; hλ &lt; 1.</summary>
    internal Verdict StepVerdict => Inequality.Less("h*λ", _setting.Step * Lambda, "1", 1, ("h", _setting.Step), ("λ", Lambda));

    /// <summary>The zero c̃ of F' + λ that the search proposes; null where it finds none in (0, c).</summary>
    internal CentreCandidate? Limit(CancellationToken cancellation) =>
        _ridged is not null && new CentreFinder(_ridged).Find(cancellation) is { Kink: null } found
            && found.Value.Sign() == 1 && _setting.Centre is { } c && Certified.Less(found.Value, c) == true ? found : null;

    /// <summary>F'(0) + λ, oriented; null where it can't be evaluated.</summary>
    internal Certified? SlopeAtZero => _ridged is null ? null : new CertifiedFunction(_ridged.Slope, _ridged.Argument).At(0);

    /// <summary>F''(c̃), where it exists.</summary>
    internal Certified? CurvatureAt(Certified point) =>
        _ridged is { Second.Missing.IsEmpty: true } f ? new CertifiedFunction(f.Curvature, f.Argument).At(point) : null;

    /// <summary>F' > -λ on (0, S].</summary>
    internal Verdict SlopeAbove(Rational reach, CancellationToken cancellation) => _ridged is not { } f ? new Unknown("there is no centre c")
        : Decisions.Sign(UnivariateFunction.FromExpr(f.Slope, f.Argument),
            Domain.Of(0, Constant.Of(reach), true, false), Relation.Greater, "F' + λ", cancellation);

    /// <summary>
    /// Whether 0 &lt; (F'(s) + λ)/(s - c̃) for s != c̃ in [-ε, S], ε = c̃/16, and an upper bound of the ratio there.
    /// </summary>
    internal (Verdict Verdict, Certified? Beta) SectorAround(CentreCandidate centre, Rational reach, CancellationToken cancellation) =>
        _sectors.GetOrAdd(reach, r => FindSector(centre, r, cancellation));

    private (Verdict, Certified?) FindSector(CentreCandidate centre, Rational reach, CancellationToken cancellation)
    {
        if (centre.Value is not { LowerBound: { Sign: > 0 } lo, UpperBound: { } hi } || reach <= hi)
            return (new Unknown("c̃ has no enclosure below S"), null);
        var ratio = centre.RatioOf(_ridged!);
        Verdict verdict = new Proved(Method.Interval, "branch and bound");
        Certified? most = null;
        foreach (var domain in new[] { Domain.Of(0, Constant.Of(reach - lo), true, false), Domain.Of(Constant.Of(-hi - lo / 16), 0, false, true) })
        {
            verdict = Verdict.All([verdict, Decisions.Sign(ratio, domain, Relation.Greater, "(F' + λ)/(s - c̃)", cancellation)]);
            if (!verdict.IsProved)
                return (verdict, null);
            var extremum = Extrema.Supremum(ratio, domain, new RangeOptions(Cancellation: cancellation));
            if (extremum.IsInfinite || !double.IsFinite(extremum.Value.Hi))
                return (new Unknown("no bound of (F' + λ)/(s - c̃) is proved"), null);
            Certified value = extremum.Exact is { } exact && exact.IsRational(out var known) ? known : Rational.FromDouble(extremum.Value.Hi);
            most = most is null ? value : Certified.Max(most, value);
        }
        return (verdict, most);
    }
}
