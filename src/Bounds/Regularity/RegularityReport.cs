using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>A certified constant with the verdict that it exists; the value is null when it does not or is not known.</summary>
/// <param name="Value">The enclosure of the best constant.</param>
/// <param name="Verdict">Proved: the constant exists and lies in the enclosure. Refuted: there is none.</param>
/// <param name="Note">For null values, why; for values, where it is attained or approached.</param>
/// <param name="ExactText">The exact value where it is known in closed form, such as "3/8" or "pi/2".</param>
public sealed record RegularityConstant(Certified? Value, Verdict Verdict, string? Note = null, string? ExactText = null)
{
    /// <summary>The supremum is finite and inside the enclosure, whatever the verdict says of the other half of the claim (positivity).</summary>
    public bool IsFinite { get; init; }
}

/// <summary>The sharpness bound L on the ball p &lt;= R.</summary>
/// <param name="Radius">R, a bound on p = |x|² + |y|².</param>
/// <param name="Bound">The enclosure of L(R), or null.</param>
/// <param name="Reason">Why there is no bound.</param>
public sealed record LocalSmoothness(Certified Radius, Certified? Bound, string? Reason = null);

/// <summary>The degree of regularity dor(F) = inf{n >= 0 : F(s) = O(|s|^n)}.</summary>
/// <param name="Value">The exact value; null when it is infinite or unknown.</param>
/// <param name="IsInfinite">No power bounds F.</param>
/// <param name="Verdict">Proved when the value (or infinity) is proved.</param>
public sealed record Degree(Rational? Value, bool IsInfinite, Verdict Verdict);

/// <summary>What is known of F, with verdicts (theory section 2).</summary>
public sealed record RegularityReport
{
    /// <summary>Every property unknown, for one reason.</summary>
    public static RegularityReport Undecided(Unknown unknown)
    {
        ArgumentNullException.ThrowIfNull(unknown);
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

    /// <summary>The centre c with F'(c) = 0, or null.</summary>
    public Certified? Centre { get; init; }

    /// <summary>Why there is no centre, or which of several critical points was taken.</summary>
    public string? CentreNote { get; init; }

    /// <summary>The exact centre as an expression, where it is known.</summary>
    public Expr? CentreExpr { get; init; }

    /// <summary>dor(F).</summary>
    public required Degree Degree { get; init; }

    /// <summary>u F'(c+u) > 0 for u != 0.</summary>
    public required Verdict Sign { get; init; }

    /// <summary>β = sup F'(c+u)/u, with the verdict of 0 &lt; F'(c+u)/u &lt;= β for u != 0.</summary>
    public required RegularityConstant Sector { get; init; }

    /// <summary>G = sup |F'|.</summary>
    public required RegularityConstant DerivativeBound { get; init; }

    /// <summary>F is C^{1,1} locally.</summary>
    public required Verdict Smooth { get; init; }

    /// <summary>F is C^{1,1} locally and F' bounded.</summary>
    public required Verdict Good { get; init; }

    /// <summary>F'(c+u)/u is nonincreasing in |u| on each side.</summary>
    public required Verdict MonotoneRatio { get; init; }

    /// <summary>F(s) - F(c) &lt;= (s - c)F'(s).</summary>
    public required Verdict StarConvex { get; init; }

    /// <summary>F is convex.</summary>
    public required Verdict Convex { get; init; }

    /// <summary>F(c+u) = F(c-u).</summary>
    public required Verdict Even { get; init; }

    /// <summary>F = a(s-c)²/2 + constant: the scale a, or null.</summary>
    public Certified? SquareScale { get; init; }

    /// <summary>Whether F is a square a(s-c)²/2 + constant with a > 0.</summary>
    public required Verdict Square { get; init; }

    /// <summary>F''(c), or null where it does not exist.</summary>
    public Certified? CurvatureAtCentre { get; init; }

    /// <summary>The values that F' takes on whole intervals.</summary>
    public FlatSlopes FlatSlopes { get; init; } = FlatSlopes.Unknown("there is no centre");

    /// <summary>L(R) for a few radii.</summary>
    public ImmutableArray<LocalSmoothness> LocalSmoothness { get; init; } = [];

    /// <summary>How L(R) grows; null for a general objective.</summary>
    public SmoothnessGrowth? SmoothnessGrowth { get; init; }

    /// <summary>Every claim that was decided on the way.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    /// <summary>sup r on |s| &lt;= R with 0 &lt; r there, for T1's local sector bound; the analysis that can answer is bound here.</summary>
    public Func<Rational, CancellationToken, RegularityConstant>? SectorOn { get; init; }

    /// <summary>β_l = inf of F'(c+u)/u over u != 0, positive where proved, for T12; found when asked.</summary>
    public Func<CancellationToken, RegularityConstant>? SectorBelow { get; init; }

    /// <summary>How fast |F'| nears its bound beyond |u| = U, for T11, or the verdict that says why that is not known; found when asked.</summary>
    public Func<Rational, CancellationToken, (SlopeTail? Tail, Verdict Verdict)>? SlopeTail { get; init; }

    /// <summary>r(u) = F'(c+u)/u at an exact u, for T1.C7; null where it can't be evaluated.</summary>
    public Func<Certified, Certified?>? Ratio { get; init; }

    /// <summary>F' around the centre, for enclosures of runs and contraction factors; null without a centre.</summary>
    public LocalModel? Local { get; init; }
}
