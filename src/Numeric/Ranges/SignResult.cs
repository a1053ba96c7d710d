using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>The outcome of a question about the sign of a function on a domain.</summary>
public abstract record SignResult
{
    private protected SignResult()
    {
    }
}

/// <summary>The relation holds at every point of the domain.</summary>
/// <param name="Certificate">The parts the domain was covered by and the argument of each, in words.</param>
public sealed record SignProved(string Certificate) : SignResult;

/// <summary>The relation fails at a point of the domain.</summary>
/// <param name="Point">The point, exact; null when it is known only to lie between <see cref="Low"/> and <see cref="High"/>.</param>
/// <param name="Low">A rational at most the point.</param>
/// <param name="High">A rational at least the point; the function changes sign, continuously, between the two when they differ.</param>
/// <param name="Value">An enclosure of the value at the point: [0, 0] for an exact zero.</param>
public sealed record SignRefuted(Expr? Point, Rational Low, Rational High, Interval Value) : SignResult
{
    /// <summary>True when the point is exact and the value there exactly 0.</summary>
    internal bool IsExactZero => Point is not null && Value.Equals(Interval.Zero);
}

/// <summary>Not decided.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Undecided">The smallest part left undecided, or null when there is none in particular.</param>
public sealed record SignUnknown(string Reason, Interval? Undecided = null) : SignResult;
