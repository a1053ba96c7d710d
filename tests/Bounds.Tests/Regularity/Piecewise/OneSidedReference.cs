using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Regularity.Piecewise;

/// <summary>Value, slope and curvature of F from the left and from the right of a point.</summary>
internal readonly record struct OneSided(double Value, double Slope, double Curvature)
{
    /// <summary>Differences below this are rounding and truncation; the generator makes differences far above it.</summary>
    internal const double Same = 1e-15;

    internal static bool Agree(double a, double b) => Math.Abs(a - b) <= Same * (1 + Math.Abs(a) + Math.Abs(b));
}

/// <summary>Limits from both sides by difference quotients of F in 800 bits: nothing is derived, split or simplified.</summary>
internal sealed class OneSidedReference(Expr f, Expr variable)
{
    private const int Bits = 800;

    private static readonly Rational s_near = Rational.Pow(2, -150), s_gap = Rational.Pow(2, -120);

    private readonly ValueEvaluator<BigInterval> _values = new(Tape.Compile(f, variable), Bits);

    /// <summary>A rational within 2^-700 of a closed number.</summary>
    internal static Rational Near(Expr closed) => Midpoint(new ValueEvaluator<BigInterval>(Tape.Compile(closed), Bits).Evaluate().Value);

    /// <summary>F at a rational.</summary>
    internal Rational At(Rational s) => Midpoint(_values.Evaluate(BigInterval.FromRational(s, Bits)).Value);

    /// <summary>The limits from one side (direction ±1), F being analytic beside the point.</summary>
    internal OneSided Beside(Rational s, int direction)
    {
        Rational h = direction * s_gap;
        Rational a = At(s + direction * s_near), b = At(s + direction * s_near + h), c = At(s + direction * s_near + 2 * h);
        return new(a.ToDoubleNearest(), ((b - a) / h).ToDoubleNearest(), ((c - 2 * b + a) / (h * h)).ToDoubleNearest());
    }

    private static Rational Midpoint(BigInterval x)
    {
        if (x.IsEmpty || !x.IsBounded)
            throw new InvalidOperationException("F has no value there.");
        Rational lo = Exact(x.Lo), hi = Exact(x.Hi);
        return hi - lo < Rational.Pow(2, -500) * (1 + Rational.Abs(lo)) ? (lo + hi) / 2 : throw new InvalidOperationException("A case is not decided there.");
    }

    private static Rational Exact(BigFloat x) => x.Exponent >= 0 ? new Rational(x.Mantissa << (int)x.Exponent, 1) : new Rational(x.Mantissa, System.Numerics.BigInteger.One << (int)-x.Exponent);
}
