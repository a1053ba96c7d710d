using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Line;

/// <summary>A minimiser that a run is caught by: from step k on the distance to it falls by the factor ρ.</summary>
/// <param name="Step">k.</param>
/// <param name="Minimiser">An interval that holds the minimiser m, the only zero of ψ on the set.</param>
/// <param name="Rho">ρ &lt; 1, rounded up.</param>
/// <param name="Curvature">An enclosure of ψ' on the interval of the minimiser.</param>
/// <param name="Set">The set on which 0 &lt; hψ' &lt; 2.</param>
internal sealed record Capture(long Step, Interval Minimiser, double Rho, Interval Curvature, Interval Set)
{
    private const int Longest = 5000;

    /// <summary>Follows the enclosed run; null with the reason when it is not caught.</summary>
    internal static (Capture? Found, string Reason) Of(LineMap map, CancellationToken cancellation)
    {
        var orbit = map.Orbit(Longest);
        if (Bracket(map, orbit[^1]) is not { } minimiser)
            return (null, "the plain orbit does not end near a point where f' changes sign from - to +");
        if (Largest(map, minimiser) is not var (radius, curvature))
            return (null, "0 < h f'' < 2 is not shown around the end of the plain orbit");
        // |x - m| <= radius holds for every m of the bracket when x is so far inside.
        double low = (Interval.Point(minimiser.Hi) - Interval.Point(radius)).Hi, high = (Interval.Point(minimiser.Lo) + Interval.Point(radius)).Lo;
        var x = map.Start;
        for (long k = 0; k <= Longest; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (x.Lo >= low && x.Hi <= high)
                return (new Capture(k, minimiser, Interval.Abs(map.Factor(curvature)).Hi, map.Curvature(minimiser), Around(minimiser, radius)), "");
            if (map.Next(x) is not { IsBounded: true } next)
                return (null, $"step {k + 1} of the run is not enclosed");
            x = next;
        }
        return (null, $"the enclosures of the first {Longest} steps do not enter the set around the minimiser");
    }

    private static Interval Around(Interval minimiser, double radius) =>
        Interval.Hull(minimiser - Interval.Point(radius), minimiser + Interval.Point(radius));

    /// <summary>An interval on which ψ changes sign from - to +.</summary>
    private static Interval? Bracket(LineMap map, double end)
    {
        for (double e = 1e-15 * Math.Max(1, Math.Abs(end)); e < 1e-3 * Math.Max(1, Math.Abs(end)); e *= 4)
        {
            var bracket = Interval.Of(end - e, end + e);
            if (map.Slope(Interval.Point(bracket.Lo)) is { IsNegative: true } && map.Slope(Interval.Point(bracket.Hi)) is { IsPositive: true })
                return bracket;
        }
        return null;
    }

    /// <summary>The largest of some radii with 0 &lt; hψ' &lt; 2 on the set.</summary>
    private static (double Radius, Interval Curvature)? Largest(LineMap map, Interval minimiser)
    {
        for (double radius = 4 * Math.Max(1, minimiser.Mag); radius > 4 * minimiser.Width; radius *= 0.7)
        {
            var set = Around(minimiser, radius);
            if (map.Slope(set) is not null && map.Curvature(set) is { IsPositive: true } curvature && Interval.Abs(map.Factor(curvature)).Hi < 1)
                return (radius, curvature);
        }
        return null;
    }
}
