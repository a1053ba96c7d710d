using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Regularity;

/// <summary>Convexity of a function whose derivative jumps.</summary>
internal static class ConvexByPieces
{
    internal static Verdict Decide(AnalysisContext context, Verdict curvature) => curvature is Unknown ? curvature : new Unknown("F' may jump");
}
