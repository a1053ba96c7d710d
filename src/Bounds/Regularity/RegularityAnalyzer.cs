using System.Collections.Concurrent;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Bounds.Regularity;

/// <summary>Derives the regularity of F (theory section 2), each property with a verdict.</summary>
public static class RegularityAnalyzer
{
    /// <summary>The analysis of an outer function.</summary>
    /// <param name="outer">F.</param>
    /// <param name="dimension">d of F(x·y), for the sharpness bound L(R); null when the input does not fix it.</param>
    /// <param name="deadline">When cancelled, what is left is unknown; nothing is thrown.</param>
    public static RegularityReport Analyze(Outer outer, int? dimension, CancellationToken deadline)
    {
        ArgumentNullException.ThrowIfNull(outer);
        var context = new AnalysisContext(new OuterExpressions(outer.Value, outer.Argument), deadline);
        var smooth = SmoothnessAnalysis.Decide(context);
        var finder = new CentreFinder(context.F);
        var (looked, centre) = context.Ask(() => (true, finder.Find(deadline)), (false, null));
        var growth = context.Ask(() => GrowthAnalysis.Profile(context.F.Value, context.F.Argument, centre?.Expr, deadline), null);
        var derivative = DerivativeBoundAnalysis.Decide(context, growth);
        var report = centre is not null ? AroundCentre(context, centre, smooth, derivative, growth)
            : looked ? WithoutCentre(context, NoCentre.Explain(context, finder), smooth, derivative)
            : WithoutCentre(context, (Unknown.Time, Unknown.Time.Reason), smooth, derivative);
        var smoothness = LocalSmoothnessAnalysis.Table(context, dimension, smooth);
        return report with
        {
            Degree = DegreeOf(context, growth),
            Good = Verdict.All([smooth, derivative.Verdict]),
            LocalSmoothness = smoothness,
            SmoothnessGrowth = SmoothnessGrowth.Of(report, smoothness, growth),
            Evidence = context.Evidence,
        };
    }

    private static Degree DegreeOf(AnalysisContext context, GrowthProfile? growth)
    {
        Degree Of(Rational? value, bool infinite, Verdict verdict) => new(value, infinite, context.Keep("dor(F)", verdict));
        return growth?.DegreeOfRegularity switch
        {
            null => Of(null, false, Unknown.Time),
            GrowthDegree.Infinite => Of(null, true, new Proved(Method.Symbolic, "F exceeds every power")),
            GrowthDegree.Unknown u => Of(null, false, new Unknown(u.Reason)),
            var finite when finite.IsRational(out var d) => Of(d, false, new Proved(Method.Symbolic, "leading terms at both infinities")),
            var other => Of(null, false, new Unknown($"the degree {other} is not rational")),
        };
    }

    private static RegularityReport AroundCentre(AnalysisContext context, CentreCandidate centre, Verdict smooth, RegularityConstant derivative,
        GrowthProfile? growth)
    {
        var shape = new ShapeClaims(context, centre);
        var sign = shape.Sign(smooth);
        var sector = SectorAnalysis.Global(context, centre, sign, centre.Expr is null ? AtInfinity(growth?.Ratio) : growth?.Ratio);
        var (square, scale) = context.Ask(() => SquareAnalysis.Decide(context, smooth), (Unknown.Time, null));
        var convex = ShapeClaims.Convex(context, smooth);
        // Step after step asks for bounds on the same radii.
        var sectors = new ConcurrentDictionary<Rational, RegularityConstant>();
        RegularityConstant? below = null;
        return new RegularityReport
        {
            Centre = centre.Value,
            CentreExpr = centre.Expr,
            Degree = new Degree(null, false, new Unknown("")),
            Sign = sign,
            Sector = sector,
            DerivativeBound = derivative,
            Smooth = smooth,
            Good = new Unknown(""),
            MonotoneRatio = shape.MonotoneRatio(smooth),
            StarConvex = shape.StarConvex(convex, smooth),
            Convex = convex,
            Even = shape.Even(),
            Square = square,
            SquareScale = scale,
            CurvatureAtCentre = context.Ask(shape.Curvature, null),
            FlatSlopes = context.Ask(() => FlatSlopes.Of(context.F, smooth.IsProved), FlatSlopes.Unknown(Unknown.Time.Reason)),
            SectorOn = (radius, cancellation) => sectors.GetOrAdd(radius, r => SectorAnalysis.Local(context.F, centre, r, cancellation)),
            SectorBelow = cancellation => below ??= SectorAnalysis.Below(context.F, centre, sign, growth?.Ratio, cancellation),
            SlopeTail = (from, cancellation) => SlopeTails.Find(context.F, centre, derivative, growth, from, cancellation),
            Ratio = shape.Ratio,
            Local = new LocalModel(context.F.First.Value, context.F.Argument, centre.Centre),
        };
    }

    // F'(s)/s and F'(s)/(s - c) have the same limits at the infinities; those at the centre are of another function.
    private static RatioLimits? AtInfinity(RatioLimits? aboutZero) => aboutZero is null ? null : aboutZero with
    {
        AtCentreFromLeft = new Limit.Unknown("the centre has no closed form"),
        AtCentreFromRight = new Limit.Unknown("the centre has no closed form"),
    };

    private static RegularityReport WithoutCentre(AnalysisContext context, (Verdict Verdict, string Note) why, Verdict smooth,
        RegularityConstant derivative) => new()
    {
        CentreNote = why.Note,
        Degree = new Degree(null, false, new Unknown("")),
        Sign = why.Verdict,
        Sector = new RegularityConstant(null, why.Verdict, why.Note),
        DerivativeBound = derivative,
        Smooth = smooth,
        Good = new Unknown(""),
        MonotoneRatio = why.Verdict,
        StarConvex = why.Verdict,
        Convex = ShapeClaims.Convex(context, smooth),
        Even = why.Verdict,
        Square = why.Verdict,
    };
}
