using System.Collections.Immutable;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Regularity;

/// <summary>L(R), the largest sharpness over p &lt;= R.</summary>
internal static class LocalSmoothnessAnalysis
{
    internal static ImmutableArray<LocalSmoothness> Table(AnalysisContext context, Verdict smooth) => [];
}
