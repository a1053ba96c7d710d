using System.Collections.Immutable;
using BoundCheck.Bounds.Catalogue;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Prediction;

/// <summary>The starts that are certified to converge at one step size.</summary>
/// <param name="Step">h.</param>
/// <param name="Triangle">T1's triangle in the plane of (A, B); empty where it does not apply.</param>
/// <param name="Area">Its area in the plane of (x, y) for d = 1, an ellipse; null where it does not apply.</param>
/// <param name="Share">Its share of the square |x|, |y| &lt;= <see cref="CertifiedRegions.Half"/>, enclosed.</param>
/// <param name="TriangleReason">Why T1 certifies nothing.</param>
/// <param name="Unbounded">T3 certifies every start (c != 0: with A_0 != 0).</param>
/// <param name="UnboundedReason">Why, or why not.</param>
public sealed record RegionAtStep(Certified Step, ImmutableArray<RegionVertex> Triangle, Certified? Area, Certified? Share, string TriangleReason, bool Unbounded, string UnboundedReason);

/// <summary>How the certified starts change as h grows: T1 a bounded set, T3 every start.</summary>
public static class CertifiedRegions
{
    private static readonly ImmutableArray<Rational> s_steps = [new(1, 10), new(1, 5), new(1, 2), new(9, 10), new(6, 5), 2];

    /// <summary>Half the side of the square whose share is reported.</summary>
    public static Rational Half { get; } = 6;

    /// <summary>The regions at h = 0.1, 0.2, 0.5, 0.9, 1.2, 2; empty for a general objective.</summary>
    public static ImmutableArray<RegionAtStep> Of(Objective objective, RegularityReport report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(report);
        return objective.IsProduct ? [.. s_steps.Select(h => At(objective, report, h, cancellation))] : [];
    }

    private static RegionAtStep At(Objective objective, RegularityReport report, Rational step, CancellationToken cancellation)
    {
        var setting = new Setting(objective, report, step, null);
        bool basics = objective.ProductForm.IsProved && report.Smooth.IsProved;
        // T1 asks for the sector bound on |s| <= (2+γ)/(hβ) only.
        var sector = basics && setting.Centre is not null ? LocalSector.Choose(setting, cancellation).Sector : report.Sector;
        var beta = sector is { Verdict.IsProved: true, Value: { } b } ? b : null;
        string missing = !objective.ProductForm.IsProved ? "the product form is not proved" : !report.Smooth.IsProved ? "smoothness is not proved" : setting.Centre is null ? "no centre" : "no sector bound is proved";
        if (!basics || beta is null || setting.Centre is null || setting.CentreIsZero is not { } zero)
            return new(step, [], null, null, missing, false, missing);
        var gamma = Triangle.Gamma(setting, beta);
        if (Certified.Less(gamma, 1) != true)
            return new(step, [], null, null, $"γ = {Inequality.Rough(gamma)} is not below 1", false, $"γ = {Inequality.Rough(gamma)} is not below 1");
        Certified hb = setting.Step * beta, near = 4 * (2 + gamma) / hb, far = 4 * (2 - gamma) / hb;
        // (x+y)²/a + (x-y)²/b < 1 is an ellipse with half axes sqrt(a/2), sqrt(b/2).
        var pi = Certified.Of(Numeric.Precision.BigInterval.Pi(Certified.Precision));
        var (unbounded, why) = Unbounded(setting, report, zero);
        return new(step, Triangle.Vertices(setting, beta), pi * Rational.Half * Certified.Sqrt(near * far), Triangle.ShareOfSquare(near, far, Half), "bounded: A/(2+γ) + B/(2-γ) < 4/(hβ)", unbounded, why);
    }

    private static (bool, string) Unbounded(Setting setting, RegularityReport report, bool zero)
    {
        if (!report.Sector.Verdict.IsProved)
            return (false, "no sector bound on the line");
        if (!report.Sign.IsProved || report.DerivativeBound is not { Verdict.IsProved: true, Value: { } g })
            return (false, report.DerivativeBound.Verdict.IsRefuted ? "F' is not bounded" : "no bound of F' is proved");
        var hg = setting.Step * g;
        if (zero)
            return Certified.Less(hg.Square(), 2) == true ? (true, "every start: hG < sqrt(2)") : (false, $"hG = {Inequality.Rough(hg)} is not below sqrt(2)");
        return Certified.Less(hg, 1) == true ? (true, setting.Mirrored ? "every start with B_0 != 0: hG < 1" : "every start with A_0 != 0: hG < 1") : (false, $"hG = {Inequality.Rough(hg)} is not below 1");
    }
}
