using System.Collections.Immutable;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Numeric.Ranges.Germs;

/// <summary>coefficient * order, the coefficient an exactly known number other than 0.</summary>
internal readonly record struct Term(Order Order, ExactReal Coefficient);

/// <summary>A function that lies in factor * order at every h.</summary>
internal readonly record struct Piece(Order Order, Interval Factor);

/// <summary>
/// A function of h on (0, 1/T], rigorously: f(h) = sum of the terms + rest, for every such h (not only in the limit). Terms descend in order; the rest is of
/// smaller order than every term. A germ is only made of functions that are defined and continuous on (0, 1/T].
/// </summary>
/// <param name="Terms">Exact terms, the dominant first.</param>
/// <param name="Rest">The remainder; null when the sum is exact.</param>
internal sealed record Germ(ImmutableArray<Term> Terms, Piece? Rest)
{
    internal static Germ Zero { get; } = new([], null);

    /// <summary>True for the zero function.</summary>
    internal bool IsZero => Terms.IsEmpty && Rest is null;

    /// <summary>The order of the dominant part; the germ is not zero.</summary>
    internal Order LeadingOrder => Terms.IsEmpty ? Rest!.Value.Order : Terms[0].Order;

    internal static Germ Constant(ExactReal value) =>
        value.IsPoint ? (value.IsZero ? Zero : new([new(Order.One, value)], null)) : throw new GermException("a constant has no closed form here");
}
