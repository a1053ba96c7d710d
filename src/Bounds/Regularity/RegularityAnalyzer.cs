using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Verdicts;

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
        return NotAvailable(objective);
    }

    private static RegularityReport NotAvailable(Objective objective)
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
