using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>A certified infimum or supremum.</summary>
/// <param name="Value">Contains it; null when it is infinite.</param>
/// <param name="Exact">Its closed form, proved; null where it was not recognised.</param>
/// <param name="IsInfinite">True when it is proved to be infinite.</param>
/// <param name="Attainment">Whether it is a value of the expression.</param>
/// <param name="Places">Where: certified coordinates with their closed forms; several when several places are left. Empty when not known or only
/// approached.</param>
/// <param name="Approached">Where it is approached, such as "x -> inf"; null where it is attained or not known.</param>
/// <param name="Shortfall">Why the asked width was not reached; null when it was.</param>
public sealed record RangeEnd(
    Certified? Value, Expr? Exact, bool IsInfinite, Attainment Attainment,
    ImmutableArray<ImmutableArray<(Expr Variable, Certified Value, Expr? Exact)>> Places, string? Approached, string? Shortfall);
