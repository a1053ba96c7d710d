using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>How a function moves over a domain.</summary>
internal enum MonotonicityKind
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>x &lt; y implies f(x) &lt; f(y).</summary>
    StrictlyIncreasing,

    /// <summary>x &lt; y implies f(x) &lt;= f(y).</summary>
    Increasing,

    /// <summary>x &lt; y implies f(x) > f(y).</summary>
    StrictlyDecreasing,

    /// <summary>x &lt; y implies f(x) >= f(y).</summary>
    Decreasing,

    /// <summary>The slope is positive at one point and negative at another.</summary>
    Neither,
}

/// <summary>A monotonicity certificate.</summary>
/// <param name="Kind">What is certain.</param>
/// <param name="Argument">Why: the cover of the domain by parts where the slope keeps its sign, or the two points, or the obstacle.</param>
internal sealed record MonotonicityResult(MonotonicityKind Kind, string Argument);

/// <summary>Certificates of monotonicity by the sign of the derivative (mean value theorem).</summary>
internal static class MonotonicityCertificates
{
    /// <summary>Decides on an interval where f is continuous; closed ends need f to be defined there, not its slope.</summary>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static MonotonicityResult Decide(UnivariateFunction f, Domain domain, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(domain);
        foreach (var end in (DomainEnd[])[domain.Lower, domain.Upper])
        {
            if (!end.IsInfinite && !end.IsOpen && !f.Evaluate(end.Enclosure).IsContinuous)
                return new(MonotonicityKind.Unknown, $"f is not certainly continuous at {end.Value}");
        }
        var slope = f.Derivative();
        var inside = Domain.Of(domain.Lower.Value, domain.Upper.Value);
        var rising = Signs.Decide(slope, inside, Relation.GreaterOrEqual, options);
        if (rising is SignProved up)
        {
            return Signs.Decide(slope, inside, Relation.Greater, options) is SignProved strict
                ? new(MonotonicityKind.StrictlyIncreasing, strict.Certificate)
                : new(MonotonicityKind.Increasing, up.Certificate);
        }
        var falling = Signs.Decide(slope, inside, Relation.LessOrEqual, options);
        if (falling is SignProved down)
        {
            return Signs.Decide(slope, inside, Relation.Less, options) is SignProved strict
                ? new(MonotonicityKind.StrictlyDecreasing, strict.Certificate)
                : new(MonotonicityKind.Decreasing, down.Certificate);
        }
        return (rising, falling) switch
        {
            (SignRefuted a, SignRefuted b) => new(MonotonicityKind.Neither, $"the slope is negative at {a.Low} and positive at {b.Low}"),
            (SignUnknown a, _) => new(MonotonicityKind.Unknown, a.Reason),
            (_, SignUnknown b) => new(MonotonicityKind.Unknown, b.Reason),
            _ => new(MonotonicityKind.Unknown, "the sign of the slope is not known"),
        };
    }
}
