using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>What cell tests in the plane of (A, B) need of F, proved once and rounded to double intervals on the safe side.</summary>
internal sealed class PlaneFacts
{
    private PlaneFacts(RegularityReport report, bool centreIsZero)
    {
        Regularity = report;
        CentreIsZero = centreIsZero;
        Mirrored = report.Centre!.Sign() < 0;
        Centre = Certified.Abs(report.Centre).ToInterval();
        Beta = report.Sector.Verdict.IsProved ? Upper(report.Sector.Value) : null;
        SlopeBound = report.Sign.IsProved && report.DerivativeBound.Verdict.IsProved ? Upper(report.DerivativeBound.Value) : null;
    }

    internal RegularityReport Regularity { get; }

    internal bool CentreIsZero { get; }

    /// <summary>c &lt; 0: A and B swap.</summary>
    internal bool Mirrored { get; }

    /// <summary>|c|.</summary>
    internal Interval Centre { get; }

    /// <summary>The sector constant β: any number above the best one is one too, so the upper end serves.</summary>
    internal Interval? Beta { get; }

    /// <summary>The bound G of |F'|, with the sign condition.</summary>
    internal Interval? SlopeBound { get; }

    /// <summary>The facts; null unless f = F(x·y), smoothness and a centre are proved and it is decided whether c = 0.</summary>
    internal static PlaneFacts? Of(Objective objective, RegularityReport report) =>
        objective.ProductForm.IsProved && report.Smooth.IsProved && report.Centre?.Sign() is { } sign ? new PlaneFacts(report, sign == 0) : null;

    /// <summary>A and B oriented so that the centre is not negative.</summary>
    internal (Interval Near, Interval Far) Oriented(ReadOnlySpan<Interval> state) => Mirrored ? (state[1], state[0]) : (state[0], state[1]);

    /// <summary>γ = hβ|c| &lt; 1.</summary>
    internal bool GammaBelowOne(Interval step, Interval beta) => (step * beta * Centre).Hi < 1;

    /// <summary>W_0 = hβp - (hβ)² c u with p = (A + B)/2, u = (A - B)/4 - |c|.</summary>
    internal Interval W(Interval near, Interval far, Interval hb)
    {
        var p = (near + far) * Interval.Point(0.5);
        var u = (near - far) * Interval.Point(0.25) - Centre;
        return hb * p - Interval.Sqr(hb) * Centre * u;
    }

    /// <summary>Convergence leaves out a null set of the cell at most: c = 0, or no start with A_0 = 0 and a null set of runs that meet it.</summary>
    internal bool LeavesOutNullSet(Interval near, Interval step) => CentreIsZero || near.Lo > 0 && Annihilation.In(Regularity, step).AreNegligible;

    private static Interval? Upper(Certified? value) => value?.ToInterval().Hi is { } hi && double.IsFinite(hi) ? Interval.Point(hi) : null;
}
