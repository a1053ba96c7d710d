using System.Collections.Immutable;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>A set {e >= border(υ), e &lt;= Ceiling} of states from which e_∞ >= Value is certified (theorem T13).</summary>
/// <param name="Value">2 - ν, rounded down.</param>
/// <param name="Ceiling">ē.</param>
/// <param name="Border">An upper bound of the border over a box of υ; +infinity where the box leaves the set's interval.</param>
internal sealed record EdgeFloor(double Value, double Ceiling, Func<Interval, double> Border)
{
    private const int Boxes = 20_000;

    private static readonly double[] s_ceilings = [2.5, 2.25, 2.1, 2.03];

    // Sets with a larger ν hold states further from the axis and further below e = 2.
    private static readonly double[] s_wider = [1.06, 1.13, 1.22, 1.35, 1.6, 2, 2.6, 3.5];

    /// <summary>The sets that are certified for a problem: for several ceilings the one of least ν, and wider ones.</summary>
    internal static ImmutableArray<EdgeFloor> Of(Setting setting, CancellationToken cancellation)
    {
        var floors = ImmutableArray.CreateBuilder<EdgeFloor>();
        if (EdgeSetSearch.Of(setting) is not { } search)
            return [];
        foreach (double ceiling in s_ceilings)
        {
            if (search.Below(ceiling, null, cancellation)?.Shape is not { } shape)
                continue;
            floors.Add(Of(shape));
            foreach (double factor in s_wider)
            {
                double nu = factor * shape.Nu, lambda = shape.Lambda / factor;
                if (NearInterval.Of(shape.Kappa, Math.Sqrt((ceiling - 2 + nu) / lambda)) is { } near
                    && new EdgeShape(nu, lambda, shape.Kappa, near.OuterLeft, near.OuterRight, ceiling) is var wider
                    && EdgeInvariance.Holds(search.Model, wider, Boxes, cancellation))
                    floors.Add(Of(wider));
            }
        }
        return floors.ToImmutable();
    }

    private static EdgeFloor Of(EdgeShape shape) => new((Interval.Point(2) - Interval.Point(shape.Nu)).Lo, shape.Ceiling, box => BorderOf(shape, box));

    private static double BorderOf(EdgeShape shape, Interval box) =>
        -shape.Left <= box.Lo && box.Hi <= shape.Right ? shape.Floor(box).Hi : double.PositiveInfinity;
}
