using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Varying;

/// <summary>What the theorems about steps that vary share.</summary>
internal static class VaryingHypotheses
{
    internal static readonly HypothesisStatement Sector =
        new("sector", "every loss has the same centre c and 0 < F_k'(c+u)/u <= β where it is needed (for residual clipping: of the clipped F')");

    internal static readonly HypothesisStatement Steps = new("steps", "0 < h_k <= h̄ for every k");
    internal static readonly HypothesisStatement Gamma = new("step", "γ = h̄β|c| < 1");

    internal static readonly HypothesisStatement Bounded =
        new("bounded-steps", "every |w_k| <= ω < sqrt(2): ω = h̄G, or under norm clipping κ = h̄τ sqrt(h̄β) < 2 sqrt(sqrt(2) - γ) and γ < 1");

    internal static readonly HypothesisStatement Sign = new("sign", "every loss has the same centre c, with u F_k'(c+u) > 0 for all u != 0");

    /// <summary>T2.C2's bounds on A_k and B_k, oriented, with ω for hG.</summary>
    internal static (Certified A, Certified B) Largest(Setting s, Certified omega, Certified c)
    {
        var factor = (1 + omega).Square();
        var root = Certified.Sqrt(4 * c.Square() + s.D);
        return (Certified.Max(s.A, factor * (root + 2 * c)), Certified.Max(s.B, factor * (root - 2 * c)));
    }

    internal static Verdict GammaBelowOne(VaryingBounds bounds, Verdict sector, Certified? beta) => bounds.At is not { } at ? bounds.StepsVerdict
        : beta is null ? CommonHypotheses.NeedsConstant(sector, "β") : PlaneHypotheses.GammaBelowOne(at, beta);

    /// <summary>A count of large |w_k| as counts of large |F'|, |u| and losses, where those are told by it; else of |w_k| itself.</summary>
    /// <param name="setting">The problem.</param>
    /// <param name="bounds">Its bounds.</param>
    /// <param name="source">Where the count is proved.</param>
    /// <param name="epsilons">The tolerances to report.</param>
    /// <param name="count">At most so many steps have |w_k| >= ε, 0 &lt; ε &lt; 1.</param>
    /// <param name="size">An upper bound of every p_k.</param>
    /// <param name="reach">An interval that holds every u_k, with its sign.</param>
    /// <param name="cancellation">Ends with <see cref="OperationCanceledException"/>.</param>
    internal static IEnumerable<CountBound> Counts(Setting setting, VaryingBounds bounds, Source source, ImmutableArray<Rational> epsilons,
        Func<Rational, Certified?> count, Certified size, Interval reach, CancellationToken cancellation)
    {
        yield return new CountBound(source, new Quantity("|w_k|") { Short = "w" }, CountMeaning.Count, epsilons, count);
        if (bounds.LeastPush(1, size) is null || bounds.Steps.Least is not { } least)
            yield break;
        var plain = new Setting(setting.Objective, setting.Regularity, least, setting.State);
        Certified? OfSlope(Rational e) => bounds.LeastPush(e, size)?.LowerBound is { Sign: > 0 } w ? count(w) : null;
        foreach (var offset in OffsetCounts.OfSlopes(plain, source, reach, OfSlope, cancellation))
            yield return offset;
    }

    /// <summary>liminf h_k F''(c) p_∞ &lt;= 2, for a run that lands on no minimiser exactly.</summary>
    internal static IEnumerable<Implication> Cap(Setting setting, VaryingBounds bounds, Source source) =>
        setting.Method is VaryingDescent { Samples: null } && bounds.Steps.Least is { } least && setting.MovesAtFirst
            && setting.Regularity.CurvatureAtCentre?.Sign() == 1 && (2 / least).UpperBound is { } most
            ? [new SharpnessCap(source, most, "2/h_min", GivenConvergence: true)] : [];
}
