using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;
using Domain = BoundCheck.Numeric.Ranges.Domain;

namespace BoundCheck.Bounds.Proving;

/// <summary>Periodic functions of one variable: all their values are taken on a bounded part of an unbounded domain.</summary>
/// <remarks>
/// sin, cos and tan of a x + b repeat after 2π/|a|, and so does what is made of such parts alone, after 2π/g where every a is a whole multiple of g; it is
/// defined, or not, alike at points a period apart.
/// </remarks>
internal static class Periodicity
{
    private static readonly Rational s_mostLength = 1000, s_overHalfTurn = new(22, 7);

    /// <summary>A bounded part of an unbounded domain that holds a whole period of f; the domain itself where none is known.</summary>
    internal static Domain Window(Expr f, Expr variable, Domain domain)
    {
        if (!domain.Lower.IsInfinite && !domain.Upper.IsInfinite)
            return domain;
        Rational low = 0;
        // 22/7 > π.
        if ((Period(1, s_overHalfTurn) ?? Period(NamedConstant.Pi, 1)) is not { } length || length > s_mostLength
            || domain.Lower.Value is { } from && !from.IsRational(out low) || domain.Upper.Value is { } to && !to.IsRational(out low))
            return domain;
        return domain.Upper.IsInfinite ? Domain.Of(low, low + length, domain.Lower.IsOpen && !domain.Lower.IsInfinite, false)
            : Domain.Of(low - length, low, false, domain.Upper.IsOpen);

        Rational? Period(Expr unit, Rational halfTurn) => Step(f, variable, unit) is { IsZero: false } step ? 2 * halfTurn / step : null;
    }

    /// <summary>g in a unit; 0 where f is constant, null where the variable occurs outside of sin, cos and tan of a x + b with a rational multiple a of
    /// it.</summary>
    private static Rational? Step(Expr e, Expr variable, Expr unit)
    {
        if (!e.Variables().Contains(variable))
            return Rational.Zero;
        if (e is Application { Function: Sin or Cos or Tan } wave
            && Simplifier.Simplify(wave.Argument.Derivative(variable) / unit) is { Conditions.IsEmpty: true } slope && slope.Value.IsRational(out var a))
            return Rational.Abs(a);
        if (e is not (Sum or Product or Power or Application or Piecewise))
            return null;
        Rational? common = Rational.Zero;
        foreach (var child in e.Children)
            common = common is { } g && Step(child, variable, unit) is { } s ? Common(g, s) : null;
        return common;
    }

    /// <summary>The largest number of which both are whole multiples.</summary>
    private static Rational Common(Rational a, Rational b)
    {
        while (!b.IsZero)
            (a, b) = (b, a - b * (a / b).Floor());
        return a;
    }
}
