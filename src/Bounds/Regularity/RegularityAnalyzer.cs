using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Bounds.Regularity;

/// <summary>Derives the regularity of F (theory section 2), each property with a verdict.</summary>
public static class RegularityAnalyzer
{
    /// <summary>The analysis of an objective; for a general objective every property is unknown with that reason.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="deadline">When cancelled, what is left is unknown; nothing is thrown.</param>
    public static RegularityReport Analyze(Objective objective, CancellationToken deadline)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (objective.Outer is not { } outer)
            return NotAvailable();
        var context = new AnalysisContext(new OuterExpressions(outer, objective.Argument), deadline);
        var smooth = SmoothnessAnalysis.Decide(context);
        var finder = new CentreFinder(context.F);
        var centre = finder.Find(deadline);
        var growth = Growth(context, centre?.Expr);
        var derivative = DerivativeBoundAnalysis.Decide(context, growth);
        var report = centre is null
            ? WithoutCentre(context, finder, smooth, derivative)
            : AroundCentre(context, centre, smooth, derivative, growth);
        var smoothness = LocalSmoothnessAnalysis.Table(context, objective.Dimension, smooth);
        return report with
        {
            Degree = DegreeOf(context, growth),
            Good = Verdict.All([smooth, derivative.Verdict]),
            LocalSmoothness = smoothness,
            SmoothnessGrowth = SmoothnessGrowth.Of(report, smoothness, growth),
            Evidence = [.. context.Evidence],
        };
    }

    private static GrowthProfile? Growth(AnalysisContext context, Expr? centre)
    {
        try
        {
            return GrowthAnalysis.Profile(context.F.Value, context.F.Argument, centre, context.Cancellation);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
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

    private static RegularityReport AroundCentre(AnalysisContext context, CentreCandidate centre, Verdict smooth, RegularityConstant derivative, GrowthProfile? growth)
    {
        var shape = new ShapeClaims(context, centre);
        var sign = shape.Sign();
        var sector = SectorAnalysis.Global(context, centre, sign, centre.Expr is null ? AtInfinity(growth?.Ratio) : growth?.Ratio);
        var (square, scale) = SquareAnalysis.Decide(context);
        var convex = ShapeClaims.Convex(context, smooth);
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
            StarConvex = shape.StarConvex(smooth, convex),
            Convex = convex,
            Even = shape.Even(),
            Square = square,
            SquareScale = scale,
            CurvatureAtCentre = shape.Curvature(),
            FlatSlopes = FlatSlopes.Of(context.F, smooth.IsProved),
            SectorOn = (radius, cancellation) => SectorAnalysis.Local(context.F, centre, radius, cancellation),
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

    private static RegularityReport WithoutCentre(AnalysisContext context, CentreFinder finder, Verdict smooth, RegularityConstant derivative)
    {
        var (verdict, note) = NoCentre.Explain(context, finder);
        return new RegularityReport
        {
            CentreNote = note,
            Degree = new Degree(null, false, new Unknown("")),
            Sign = verdict,
            Sector = new RegularityConstant(null, verdict, note),
            DerivativeBound = derivative,
            Smooth = smooth,
            Good = new Unknown(""),
            MonotoneRatio = verdict,
            StarConvex = verdict,
            Convex = ShapeClaims.Convex(context, smooth),
            Even = verdict,
            Square = verdict,
        };
    }

    private static RegularityReport NotAvailable()
    {
        var unknown = new Unknown("regularity is about F in f = F(x·y); this objective has the general form");
        var constant = new RegularityConstant(null, unknown);
        return new RegularityReport
        {
            CentreNote = unknown.Reason,
            Degree = new Degree(null, false, unknown),
            Sign = unknown,
            Sector = constant,
            DerivativeBound = constant,
            Smooth = unknown,
            Good = unknown,
            MonotoneRatio = unknown,
            StarConvex = unknown,
            Convex = unknown,
            Even = unknown,
            Square = unknown,
        };
    }
}
