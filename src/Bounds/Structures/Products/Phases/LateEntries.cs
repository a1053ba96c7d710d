using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Phases;

/// <summary>A set of T5 for every D up to D_0, and a step at or before which the run is in it, known before running.</summary>
/// <param name="Set">The set; V is that of its border.</param>
/// <param name="Steps">N: at one of the steps 0, ..., N the state is in the set. A whole number.</param>
internal sealed record LateEntry(ContractionSet Set, Certified Steps)
{
    /// <summary>A step from which |u| &lt;= ε for ever.</summary>
    internal Certified? StepsTo(Certified epsilon) => Set.StepsTo(epsilon) is { } more ? Steps + (Certified)(Rational)more : null;
}

/// <summary>
/// Joins a count of the steps with h|F'| >= ε with T5: where D never grows and hφ(D_0) &lt; 2, one step with a small slope puts the state into a
/// set that it never leaves, and from there |u| falls geometrically.
/// </summary>
internal static class LateEntries
{
    private const int Most = 6;
    private const int Scales = 16;
    private const int Boxes = 600;

    /// <summary>The entries found, from the widest set (the earliest entry) to the narrowest (the fastest decay).</summary>
    /// <param name="model">The problem, with D_k &lt;= D_0 certified for every k.</param>
    /// <param name="reach">An interval that certainly holds every u_k.</param>
    /// <param name="least">D_k is at least that for every k; 0 where nothing is known.</param>
    /// <param name="count">An upper bound of the number of steps with h|F'(s_k)| >= ε, for ε in (0, 1).</param>
    /// <param name="cancellation">Stops with <see cref="OperationCanceledException"/>.</param>
    internal static ImmutableArray<LateEntry> Find(PhaseModel model, Interval reach,
        Certified least, Func<Rational, Certified?> count, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<LateEntry>();
        double side = Math.Min(reach.Hi, 1e6);
        for (int i = 0; i < Scales && found.Count < Most && side > 0; i++, side /= 2)
        {
            if (ContractionSearch.Below(model, side, least, model.Setting.D, cancellation) is not { } set
                || Threshold(model, set, reach, cancellation) is not { } epsilon)
                continue;
            if (count(epsilon) is { } steps)
                found.Add(new LateEntry(set, steps));
        }
        return found.ToImmutable();
    }

    /// <summary>ε with h|F'(c + u)| >= ε for every reachable u outside the set; below 1.</summary>
    private static Rational? Threshold(PhaseModel model, ContractionSet set, Interval reach, CancellationToken cancellation)
    {
        if (Inner(set) is not { } left)
            return null;
        double least = double.PositiveInfinity;
        if (set.Right < reach.Hi)
            least = Math.Min(least, LeastSlope.Over(model, Interval.Of(set.Right, reach.Hi), Boxes, cancellation));
        if (reach.Lo < -left)
            least = Math.Min(least, LeastSlope.Over(model, Interval.Of(reach.Lo, -left), Boxes, cancellation));
        double epsilon = Math.Min((model.Step * Interval.Point(Math.Min(least, double.MaxValue))).Lo, 0.999);
        return epsilon > 0 ? Rational.FromDouble(epsilon) : null;
    }

    /// <summary>a rounded down: V(-a) is certainly at most V at the right side, which the state must not exceed.</summary>
    private static double? Inner(ContractionSet set)
    {
        Interval kappa = Interval.Point(set.Kappa), right = Interval.Point(set.Right);
        double level = (right * Interval.Exp(kappa * right)).Lo, left = set.Left * (1 - 1e-9);
        return (Interval.Point(left) * Interval.Exp(-kappa * Interval.Point(left))).Hi <= level ? left : null;
    }
}
