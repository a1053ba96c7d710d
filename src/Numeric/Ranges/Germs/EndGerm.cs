using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges.Germs;

/// <summary>
/// Where a germ lives: near an infinity, x = side/h, or beside an exact point, x = t + side*h, for 0 &lt; h &lt;= 1/T.
/// </summary>
/// <param name="Side">1 toward or above, -1 below.</param>
/// <param name="Point">t, or null at infinity.</param>
internal sealed record EndPlace(int Side, ExactReal? Point)
{
    /// <summary>x as a germ.</summary>
    internal Germ Input(GermArithmetic arithmetic)
    {
        var side = ExactReal.FromRational(Side, 53);
        return Point is { } t
            ? arithmetic.Add(Germ.Constant(t), new([new(Order.H(1), side)], null))
            : new([new(Order.H(-1), side)], null);
    }
}

/// <summary>A function near an end of its domain.</summary>
/// <param name="Function">The germ of the function.</param>
/// <param name="Arithmetic">Its arithmetic, with the T from which it holds.</param>
internal sealed record EndGerm(Germ Function, GermArithmetic Arithmetic)
{
    /// <summary>T: the germ holds for 0 &lt; h &lt;= 1/T.</summary>
    internal double Start => Arithmetic.Start;

    /// <summary>The strict sign on the whole neighbourhood (0 for the zero function), or null.</summary>
    internal int? Sign => Arithmetic.Sign(Function);

    /// <summary>The values on the neighbourhood.</summary>
    internal Interval Range => Arithmetic.Range(Function);

    /// <summary>The exact finite limit at the end, or null when it is infinite or not known exactly.</summary>
    internal ExactReal? Limit => Function switch
    {
        { IsZero: true } => ExactReal.Zero,
        { Terms.IsEmpty: true } => Function.Rest!.Value.Order.Growth < 0 ? ExactReal.Zero : null,
        _ when Function.Rest is { } r && r.Order.Growth >= 0 => null,
        _ => Function.Terms[0].Order.Growth switch { < 0 => ExactReal.Zero, 0 => Function.Terms[0].Coefficient, _ => null },
    };

    /// <summary>1 or -1 when the function tends to that infinity, else 0.</summary>
    internal int Divergence => !Function.Terms.IsEmpty && Function.Terms[0].Order.Growth > 0 ? Function.Terms[0].Coefficient.SignOrNull ?? 0
        : Function.Terms.IsEmpty && Function.Rest is { } r && r.Order.Growth > 0 ? (r.Factor.IsPositive ? 1 : r.Factor.IsNegative ? -1 : 0) : 0;

    /// <summary>The expansion of a function at a place from T on, or null with the reason.</summary>
    internal static EndGerm? Of(UnivariateFunction f, EndPlace place, double start, Budget work, out string? obstacle)
    {
        obstacle = null;
        // The germ has to hold from a little earlier where h is not 1/|u|.
        double from = place.Point is null && f.ExpansionOffset > 0 ? Math.BitDecrement(start - f.ExpansionOffset) : start;
        if (!(from >= GermArithmetic.LeastStart))
        {
            obstacle = "the expansion starts too near to the centre";
            return null;
        }
        // A term far below the cut of a long expansion (exp(-x^2) beside exp(-2x), exp(-4x), ...) settles late; a short one has room for it.
        foreach (int order in (int[])[8, 2])
        {
            var arithmetic = new GermArithmetic(from, work, order);
            try
            {
                var germ = f.Expand(place, arithmetic, work);
                // The order of the dominant part must have settled, as the sign and the range assume.
                arithmetic.Range(germ);
                return new(germ, arithmetic);
            }
            catch (GermException e)
            {
                obstacle = e.Message;
            }
        }
        return null;
    }
}
