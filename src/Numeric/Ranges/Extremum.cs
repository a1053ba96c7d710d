using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>Whether a supremum or infimum is a value of the function.</summary>
public enum Attainment
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>It is the value at some point of the domain.</summary>
    Attained,

    /// <summary>It is a limit at an end of the domain, and no value inside exceeds it.</summary>
    Approached,
}

/// <summary>A certified supremum or infimum.</summary>
/// <param name="Value">
/// Contains the supremum (infimum), ends rounded outward; an infinite end means that no bound was found. Meaningless when
/// <see cref="IsInfinite"/>.
/// </param>
/// <param name="Exact">The exact value in closed form, proved; null where it was not recognised.</param>
/// <param name="IsInfinite">True when the supremum is proved to be +infinity (the infimum -infinity).</param>
/// <param name="Attainment">Whether it is attained.</param>
/// <param name="Location">A part of the line that holds every place where it can be attained or approached; null when not narrowed down.</param>
/// <param name="Point">The exact place of attainment, where recognised.</param>
/// <param name="Argument">Why, in words; for an infinite one the limit that shows it.</param>
/// <param name="Shortfall">Why the asked width was not reached; null when it was.</param>
public sealed record Extremum(
    Interval Value, Expr? Exact, bool IsInfinite, Attainment Attainment, Interval? Location, Expr? Point, string Argument, string? Shortfall)
{
    /// <summary>The end of the domain where it is approached; null where it is attained, or the end is not known.</summary>
    public DomainEnd? End { get; init; }

    /// <summary>True when the value is finite and as narrow as was asked, or proved infinite.</summary>
    public bool IsSettled => IsInfinite || Shortfall is null;

    internal Extremum Mirrored() => this with { Value = -Value, Exact = Exact is null ? null : -Exact };
}
