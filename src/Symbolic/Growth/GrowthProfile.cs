namespace BoundCheck.Symbolic.Growth;

/// <summary>The limit of a function at one infinity (with certified liminf and limsup when it oscillates) and its degree there.</summary>
/// <param name="Limit">The limit or certified bounds.</param>
/// <param name="Degree">The degree on this side.</param>
public sealed record OneSidedGrowth(Limit Limit, GrowthDegree Degree);

/// <summary>Limits of the ratio F'(c + u)/u.</summary>
/// <param name="AtMinusInfinity">u to -infinity.</param>
/// <param name="AtCentreFromLeft">u to 0 from below.</param>
/// <param name="AtCentreFromRight">u to 0 from above.</param>
/// <param name="AtPlusInfinity">u to +infinity.</param>
public sealed record RatioLimits(Limit AtMinusInfinity, Limit AtCentreFromLeft, Limit AtCentreFromRight, Limit AtPlusInfinity);

/// <summary>One-sided growth of a function and its first two derivatives, and the limits of the ratio.</summary>
/// <param name="ValueAtMinusInfinity">F at -infinity.</param>
/// <param name="ValueAtPlusInfinity">F at +infinity.</param>
/// <param name="FirstAtMinusInfinity">F' at -infinity.</param>
/// <param name="FirstAtPlusInfinity">F' at +infinity.</param>
/// <param name="SecondAtMinusInfinity">F'' at -infinity.</param>
/// <param name="SecondAtPlusInfinity">F'' at +infinity.</param>
/// <param name="Ratio">F'(c + u)/u.</param>
public sealed record GrowthProfile(
    OneSidedGrowth ValueAtMinusInfinity,
    OneSidedGrowth ValueAtPlusInfinity,
    OneSidedGrowth FirstAtMinusInfinity,
    OneSidedGrowth FirstAtPlusInfinity,
    OneSidedGrowth SecondAtMinusInfinity,
    OneSidedGrowth SecondAtPlusInfinity,
    RatioLimits Ratio)
{
    /// <summary>The degree of regularity of F.</summary>
    public GrowthDegree DegreeOfRegularity => GrowthDegree.Max(ValueAtMinusInfinity.Degree, ValueAtPlusInfinity.Degree);

    /// <summary>Whether F' is bounded near both infinities; null when not decided. (Between them a continuous F' is bounded.)</summary>
    public bool? FirstDerivativeIsBoundedAtInfinity => (FirstAtMinusInfinity.Limit.IsBounded, FirstAtPlusInfinity.Limit.IsBounded) switch
    {
        (true, true) => true,
        (false, _) or (_, false) => false,
        _ => null,
    };
}
