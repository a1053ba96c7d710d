using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>The certified zones around the minimiser: E at the edge of stability, S below it, U above it.</summary>
/// <param name="Model">The problem.</param>
/// <param name="Slices">ρ around 0.</param>
/// <param name="Edge">E.</param>
/// <param name="Below">The settling zone that E's states fall into.</param>
/// <param name="Settling">Settling zones with smaller bands, for better counts; <paramref name="Below"/> first.</param>
/// <param name="Leaving">U, for every e >= eU.</param>
internal sealed record RotationZones(
    RotationModel Model, RatioSlices Slices, EdgeZone Edge, SettlingZone Below, ImmutableArray<SettlingZone> Settling, LeavingZone Leaving)
{
    /// <summary>K: |κ| is at most that in every zone.</summary>
    internal double LargestKappa => Math.Max(Edge.LargestKappa, Math.Abs(Below.Near.Kappa));

    /// <summary>V_ε: in every zone |u| >= ε implies V >= s0 ε e^{-K s0 ε}, rounded down; null where K s0 ε &lt; 1 fails.</summary>
    internal double? LeastV(Certified epsilon)
    {
        Certified reach = Model.Map.ExactUnit * epsilon, k = Rational.FromDouble(LargestKappa);
        return Certified.Less(k * reach, 1) == true ? (reach * Certified.Exp(-(k * reach))).ToInterval().Lo : null;
    }

    /// <summary>At most so many states with V >= v follow in the zones once E is entered: less than half a turn after the angle <paramref name="entry"/>, then
    /// S.</summary>
    internal long CountAtEdge(double entry, double v)
    {
        double turned = (Interval.Point(entry) + Interval.Pi * Interval.Point(0.5)).Hi;
        return RotationCounts.Turning(Interval.Point(Math.Max(0, turned)), Edge, v) + CountBelow(v);
    }

    /// <summary>At most so many states with V >= v follow in S.</summary>
    internal long CountBelow(double v) => SettlingCounts.Least(Settling, Below, Below.Near.Level, v);
}
