using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;

namespace BoundCheck.Bounds.Structures.Products.Varying;

/// <summary>
/// What the uniform sector principle needs of a method whose steps vary: w_k = η_k u_k with 0 &lt; η_k &lt;= Λ = h̄β, and |w_k| &lt;= ω; found once for a
/// setting.
/// </summary>
internal sealed class VaryingBounds
{
    private static readonly object s_key = new();

    private readonly Setting _setting;
    private readonly VaryingDescent _method;
    private readonly ImmutableArray<RegularityReport> _samples;
    private (Verdict Verdict, Certified? Omega)? _omega;

    private VaryingBounds(Setting setting, VaryingDescent method, CancellationToken cancellation)
    {
        (_setting, _method) = (setting, method);
        Steps = method.Schedule is { } schedule ? StepBounds.Of(schedule, setting.Step, cancellation) : new StepBounds(setting.Step, setting.Step, true);
        _samples = method.Samples is null ? [setting.Regularity]
            : SampleTerms.Regularity(setting.Objective, cancellation);
        At = Steps.Largest is { } most ? new Setting(setting.Objective, setting.Regularity, most, setting.State) { Method = method } : null;
        if (method is { ResidualBound: { } bound, Samples: null })
            Clipped = ResidualClipping.Beta(setting, bound, cancellation);
        Sector = SectorOf(At is null || method.Samples is not null || Clipped is not null ? null : LocalSector.Choose(At, cancellation).Sector);
        Global = SectorOf(null);
    }

    internal Objective Objective => _setting.Objective;

    internal RegularityReport Regularity => _setting.Regularity;

    /// <summary>h̄ and the least step.</summary>
    internal StepBounds Steps { get; }

    /// <summary>The problem with the step h̄; null when there is none.</summary>
    internal Setting? At { get; }

    /// <summary>β where the triangle needs it.</summary>
    internal (Verdict Verdict, Certified? Beta) Sector { get; }

    /// <summary>β on the whole line.</summary>
    internal (Verdict Verdict, Certified? Beta) Global { get; }

    /// <summary>G, a bound of every |F_k'|; null when none is proved.</summary>
    internal Certified? Slopes
    {
        get
        {
            var known = Verdict.All(_samples.Select(r => r.DerivativeBound.Verdict)).IsProved && _samples.All(r => r.DerivativeBound.Value is not null)
                ? _samples.Select(r => r.DerivativeBound.Value!).Aggregate(Certified.Max) : null;
            return _method.ResidualBound is not { } clip ? known : known is null ? clip : Certified.Min(known, clip);
        }
    }

    /// <summary>|w_k| = 1 on a null set only, for known steps in an enclosure; not so for norm clipping, whose steps depend on the start.</summary>
    internal bool AvoidOne(Interval steps) => _method.NormBound is null && _samples.All(r => r.FlatSlopes.AvoidOne(steps))
        && (_method.ResidualBound is not { } g || !(steps * Interval.FromRational(g)).Contains(1.0));

    private Certified? Clipped { get; }

    internal static VaryingBounds Of(Setting setting, CancellationToken cancellation) =>
        setting.Once(s_key, () => new VaryingBounds(setting, (VaryingDescent)setting.Method, cancellation));

    /// <summary>0 &lt; h_k &lt;= h̄ for every k.</summary>
    internal Verdict StepsVerdict => Steps is { ArePositive: true, Largest: { } most }
        ? new Proved(Method.Interval, $"h̄ = {Inequality.Show(most)}{(Steps.Least is { } least ? $", every h_k >= {Inequality.Show(least)}" : "")}")
        : new Unknown(Steps.ArePositive ? "no largest step is proved" : "that every step is positive is not proved");

    internal Verdict Smooth => OfAll(r => r.Smooth);

    /// <summary>The sign condition of each loss, at one centre.</summary>
    internal Verdict Sign => Verdict.All([OfAll(r => r.Sign), OneCentre]);

    private Verdict OneCentre => _method.Samples is null ? new Proved(Method.Symbolic, "one loss")
        : _setting.Regularity.Centre?.Exact is { } c && _samples.All(r => r.Centre?.Exact == c) ? new Proved(Method.Symbolic, $"every term has the centre {c}")
        : new Unknown("that the terms have one centre is not proved");

    /// <summary>|w_k| &lt;= ω &lt; sqrt(2): by h̄G, or under norm clipping by κ.</summary>
    internal (Verdict Verdict, Certified? Omega) Bound => _omega ??= FindBound();

    /// <summary>s_k -> c follows from w_k -> 0: the steps are bounded below where u is, those of norm clipping because p is bounded.</summary>
    internal bool StepsStayLarge => Steps.Least is not null;

    /// <summary>What convergence leaves out: starts with some A_k = 0; null where this start is one of them.</summary>
    internal Exceptions? LeftOut()
    {
        if (_setting.CentreIsZero == true)
            return Exceptions.None;
        if (_setting.CentreIsZero is null || _setting.A.Sign() is null)
            return new(ExceptionKind.Undecided, "some A_k = 0", "whether c = 0, or A_0 = 0, is not decided");
        if (_setting.A.Sign() == 0 || ExactSteps.Annihilation(_setting) is not null)
            return null;
        if (Bound.Omega is { } omega && Certified.Less(omega, 1) == true)
            return Exceptions.NoneAs("all |w_k| < 1 excludes A_k = 0");
        // The steps are known beforehand, so each step's map is the same for all starts, and the preimage of a null set under it is one.
        return Steps is { Largest: { } most, Least: { } least } && AvoidOne(Interval.Hull(most.ToInterval(), least.ToInterval()))
            ? new(ExceptionKind.NullSet, "some w_k = 1 exactly (A_k = 0)")
            : new(ExceptionKind.Undecided, "some w_k = 1 exactly (A_k = 0)", "that these starts are a null set is not proved");
    }

    /// <summary>|F'| of the whole objective in units of the least step, where it decides |w_k|: a step with h_min|F'| >= ε has |w_k| at least this.</summary>
    /// <param name="epsilon">ε.</param>
    /// <param name="size">An upper bound of every p_k.</param>
    internal Certified? LeastPush(Certified epsilon, Certified size)
    {
        if (_method.Samples is not null || Steps.Least is not { } least)
            return null;
        var push = epsilon;
        if (_method.ResidualBound is { } g)
            push = Certified.Min(push, least * g);
        return _method.NormBound is { } tau ? Certified.Min(push, least * tau / Certified.Sqrt(size)) : push;
    }

    /// <summary>γ = h̄β|c|.</summary>
    internal Certified Gamma(Certified beta) => Triangle.Gamma(At!, beta);

    private (Verdict, Certified?) SectorOf(RegularityConstant? local)
    {
        if (Clipped is { } clipped)
            return (Verdict.All([Sign, Smooth]), clipped);
        if (local is not null)
            return (local.Verdict, local.Verdict.IsProved ? local.Value : null);
        var verdict = Verdict.All([OneCentre, .. _samples.Select(r => r.Sector.Verdict)]);
        return (verdict, verdict.IsProved && _samples.All(r => r.Sector.Value is not null)
            ? _samples.Select(r => r.Sector.Value!).Aggregate(Certified.Max) : null);
    }

    private (Verdict, Certified?) FindBound()
    {
        if (At is not { Step: var step })
            return (StepsVerdict, null);
        var bounds = new List<(Verdict Verdict, Certified? Omega)>();
        var slopes = Verdict.All(_samples.Select(r => r.DerivativeBound.Verdict));
        if (Slopes is { } g)
            bounds.Add((Inequality.Less("h̄^2*G^2", (step * g).Square(), "2", 2, ("h̄", step), ("G", g)), step * g));
        if (_method.NormBound is { } tau && Global.Beta is { } beta && _setting.Centre is not null)
        {
            Certified kappa = NormClipping.Kappa(step, beta, tau), gamma = Gamma(beta), most = NormClipping.Largest(gamma);
            var verdict = Verdict.All(
            [
                Inequality.Less("h̄*β*|c|", gamma, "1", 1, ("h̄", step), ("β", beta)),
                Certified.Less(gamma, 1) == true
                    ? Inequality.Less("κ", kappa, "2*sqrt(sqrt(2) - γ)", most, ("h̄", step), ("β", beta), ("τ", tau)) : new Unknown("γ >= 1"),
            ]);
            bounds.Add((verdict, verdict.IsProved ? NormClipping.Omega(kappa, gamma) : null));
        }
        if (bounds.Count == 0)
            return (slopes.IsProved ? new Unknown("no bound of |w_k| is known") : slopes, null);
        var proved = bounds.Where(b => b.Verdict.IsProved && b.Omega is not null && Certified.Less(b.Omega.Square(), 2) == true).ToList();
        return proved.Count == 0 ? (bounds[^1].Verdict.IsProved ? new Unknown("ω < sqrt(2) is not proved") : bounds[^1].Verdict, null)
            : proved.Aggregate((a, b) => Certified.Less(b.Omega!, a.Omega!) == true ? b : a);
    }

    private Verdict OfAll(Func<RegularityReport, Verdict> property) => Verdict.All(_samples.Select(property));
}
