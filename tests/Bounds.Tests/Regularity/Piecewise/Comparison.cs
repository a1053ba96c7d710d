using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Tests.Regularity.Piecewise;

/// <summary>A report against the reference: what the report proves must hold at every sample, what it refutes must fail at one.</summary>
internal sealed class Comparison(RegularityReport report, OneSidedReference reference)
{
    /// <summary>A property that is proved may be missed by as much: rounding.</summary>
    private const double Slack = 1e-9;

    private const double Beyond = 1e4;

    private double Centre => report.Centre!.ToInterval().Mid;

    /// <summary>What contradicts the reference.</summary>
    internal List<string> Wrong { get; } = [];

    /// <summary>Verdicts by property: how many were proved, refuted, unknown.</summary>
    internal void Run(Action<string, Verdict> count)
    {
        Verify("smooth", report.Smooth, reference.Breaks.Any(b => !b.HasSlope) ? 1 : -1);
        Verify("convex", report.Convex, ConvexityGap());
        double slope = reference.Supremum((_, j) => Math.Abs(j.Slope));
        Constant("G", report.DerivativeBound, slope, Grows(j => Math.Abs(j.Slope)));
        if (report.Centre is not null)
            AroundCentre(count);
        foreach (var (name, verdict) in new[] { ("smooth", report.Smooth), ("convex", report.Convex),
            ("G", report.DerivativeBound.Verdict), ("sign", report.Sign), ("sector bound", report.Sector.Verdict) })
            count(name, verdict);
        foreach (var l in report.LocalSmoothness.Where(l => l.Bound is not null))
        {
            double radius = l.Radius.ToInterval().Hi;
            double Largest(double s, Jet j) => Math.Abs(s) * 2 > radius ? double.NaN : Math.Max(Sharpness(s, j, radius), Sharpness(s, j, 2 * Math.Abs(s)));
            double sharpness = Math.Max(reference.Supremum((s, j) => Math.Abs(s) * 2 >= radius ? double.NaN : Largest(s, j)),
                Math.Max(Largest(radius / 2, reference.Inward(radius / 2)), Largest(-radius / 2, reference.Inward(-radius / 2))));
            Enclosed($"L({radius})", l.Bound!.ToInterval(), sharpness, 1e-3);
        }
    }

    private void AroundCentre(Action<string, Verdict> count)
    {
        double c = Centre;
        var at = reference.Breaks.Where(b => Math.Abs(b.S - c) < 1e-9).ToList();
        double Pointing(double s, Jet j) => Math.Abs(s - c) < 1e-9 ? double.NaN : -Math.Sign(s - c) * j.Slope;
        // Nowhere off c may F' vanish or point the wrong way; in the tails it may be too small to tell, and a limit at a break counts where F' exists there.
        bool turned = reference.Supremum((s, j) => Math.Abs(s) > Beyond || IsBroken(s) ? double.NaN : Pointing(s, j)) is var least && least > -1e-12
            && (least > Slack || VanishesInside(c));
        bool gap = reference.Breaks.Any(b => !b.HasSlope);
        Verify("sign", report.Sign, turned || at.Any(b => !b.HasSlope) ? 1 : gap ? 0 : -1);
        double Ratio(double s, Jet j) => Math.Abs(s - c) < 1e-6 ? double.NaN : j.Slope / (s - c);
        double near = reference.Samples.Where(x => Math.Abs(x.S - c) < 1e-9).Select(x => x.Jet.Curvature).DefaultIfEmpty(double.NaN).Max();
        double ratio = reference.Supremum(Ratio);
        if (!double.IsNaN(near) && !at.Any(b => !b.HasSlope))
            ratio = Math.Max(ratio, near);
        Constant("sector bound", report.Sector with { Verdict = report.Sector.Value is null ? report.Sector.Verdict : new Proved(Method.Interval, "") },
            ratio, Grows(j => Math.Abs(j.Slope), quadratic: true) || at.Any(b => !b.HasSlope) || report.Sign.IsRefuted);
        double value = reference.Value(c);
        double star = reference.Supremum((s, j) => IsBroken(s) ? double.NaN : (j.Value - value - (s - c) * j.Slope) / (1 + Math.Abs(j.Value)));
        // A value off the graph beside it stands above chords to the centre, although F' exists nowhere near to say so.
        Verify("star-convex", report.StarConvex, star > Slack ? 1 : star > 0 || reference.Breaks.Any(b => !b.IsContinuous) ? 0 : -1);
        double rising = reference.Supremum((s, j) => Math.Abs(s - c) < 1e-6
            ? double.NaN
            : ((s - c) * j.Curvature - j.Slope) * Math.Sign(s - c) / (1 + Math.Abs(j.Slope)));
        double jump = reference.Breaks.Where(b => Math.Abs(b.S - c) > 1e-9)
            .Select(b => (b.Right.Slope - b.Left.Slope) / (1 + Math.Abs(b.Left.Slope))).DefaultIfEmpty(0).Max();
        Verify("monotone ratio", report.MonotoneRatio, Math.Max(rising, jump) > 1e-8 ? 1 : Math.Max(rising, jump) > 1e-13 ? 0 : -1);
        double odd = reference.Samples.Where(x => Math.Abs(x.S) < Beyond)
            .Max(x => Math.Abs(reference.Value(x.S) - reference.Value(2 * c - x.S)) / (1 + Math.Abs(x.Jet.Value)));
        Verify("even", report.Even, odd > 1e-7 ? 1 : odd > 1e-10 ? 0 : -1);
        foreach (var (name, verdict) in new[] { ("star-convex", report.StarConvex), ("monotone ratio", report.MonotoneRatio), ("even", report.Even) })
            count(name, verdict);
    }

    private bool IsBroken(double s) => reference.Breaks.Any(b => Math.Abs(b.S - s) < 1e-9 && !b.HasSlope);

    // A zero of F' off c: a value below rounding between larger ones.
    private bool VanishesInside(double c) => reference.Samples.Any(x => Math.Abs(x.S) <= 12
        && Math.Abs(x.S - c) > 0.02 && Math.Abs(x.Jet.Slope) < 1e-13 && !IsBroken(x.S))
        || reference.Supremum((s, j) => Math.Abs(s) > 12 || Math.Abs(s - c) < 0.02 || IsBroken(s) ? double.NaN : -Math.Abs(j.Slope)) > -1e-12;

    private double ConvexityGap()
    {
        double curvature = reference.Supremum((_, j) => -j.Curvature / (1 + Math.Abs(j.Slope)));
        double fall = reference.Breaks.Select(b => !b.IsContinuous ? 1 : b.Left.Slope - b.Right.Slope).DefaultIfEmpty(-1).Max();
        double gap = Math.Max(curvature, Jet.Agree(fall, 0) ? -1 : fall);
        return gap > Slack ? 1 : gap > 1e-13 ? 0 : -1;
    }

    private bool Grows(Func<Jet, double> size, bool quadratic = false)
    {
        double Factor(Sample a) => quadratic ? Math.Abs(a.S) : 1;
        var far = reference.Samples.Where(x => x.Jet.Slope is var v && double.IsFinite(v)).ToList();
        return new[] { far.Where(x => x.S > 0).ToList(), far.Where(x => x.S < 0).Reverse().ToList() }.Any(side =>
            side.Count > 1 && (Math.Abs(side[^1].S) < 1e4 || size(side[^1].Jet) / Factor(side[^1]) > 2 * size(side[^20].Jet) / Factor(side[^20]) + 1e-3));
    }

    private static double Sharpness(double s, Jet j, double p) =>
        (j.Curvature * p + Math.Sqrt(Math.Max(0, j.Curvature * j.Curvature * p * p + 8 * j.Slope * j.Curvature * s + 4 * j.Slope * j.Slope))) / 2;

    private void Constant(string name, RegularityConstant constant, double supremum, bool unbounded)
    {
        if (constant.Verdict.IsRefuted && !unbounded)
            Wrong.Add($"{name} is refuted, the reference has {supremum:R}: {constant.Note}");
        else if (constant.Verdict.IsProved && constant.Value is { } value)
            Enclosed(name, value.ToInterval(), supremum, 1e-5);
    }

    private void Enclosed(string name, Numeric.Intervals.Interval value, double supremum, double tightness)
    {
        if (supremum > value.Hi + Slack * (1 + Math.Abs(value.Hi)) || supremum < value.Lo - tightness * (1 + Math.Abs(value.Lo)))
            Wrong.Add($"{name} is in {value}, the reference has {supremum:R}");
    }

    /// <summary>A verdict against the reference's: 1 the property fails, -1 it holds, 0 too near to tell.</summary>
    private void Verify(string name, Verdict verdict, double fails)
    {
        if ((verdict.IsProved && fails > 0) || (verdict.IsRefuted && fails < 0))
            Wrong.Add($"{name} is {verdict}, the reference says the opposite");
    }
}
