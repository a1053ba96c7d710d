using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>A power with a constant rational exponent other than 0 and 1.</summary>
/// <remarks>
/// Domain: any base for a nonnegative integer exponent, a nonzero base for a negative integer one, a base >= 0 for a
/// positive fraction and > 0 for a negative fraction. Real odd roots of negative numbers are not taken.
/// A power with a variable exponent is written exp(exponent*log(base)) by the parser.
/// </remarks>
public sealed class Power : Expr
{
    private const int FoldLimit = 4096;

    private Power(Expr @base, Rational exponent)
        : base(HashCode.Combine(9, @base.Hash, exponent), [@base]) => Exponent = exponent;

    /// <summary>The base.</summary>
    public Expr Base => Children[0];

    /// <summary>The exponent, neither 0 nor 1.</summary>
    public Rational Exponent { get; }

    /// <summary>base^exponent; literals with an integer exponent or an exact root are folded, and (x^m)^n = x^(mn) for integers m, n > 0.</summary>
    public static Expr Of(Expr @base, Rational exponent)
    {
        ArgumentNullException.ThrowIfNull(@base);
        if (exponent.IsOne)
            return @base;
        if (exponent.IsZero && Totality.IsTotal(@base))
            return Constant.One;
        if (@base is Constant c && Fold(c.Value, exponent) is { } value)
            return Constant.Of(value);
        if (@base is Power p && p.Exponent.IsInteger && exponent.IsInteger && p.Exponent.Sign > 0 && exponent.Sign > 0)
            return Of(p.Base, p.Exponent * exponent);
        return Interning.Share(new Power(@base, exponent));
    }

    private static Rational? Fold(Rational value, Rational exponent)
    {
        if (value.IsOne)
            return value;
        if (value.IsZero)
            return exponent.Sign > 0 ? value : null;
        if (Rational.Abs(exponent) > FoldLimit || exponent.Denominator > FoldLimit)
            return null;
        var root = value;
        if (!exponent.IsInteger && !value.TryRoot((int)exponent.Denominator, out root))
            return null;
        var size = (root.Numerator.GetBitLength() + root.Denominator.GetBitLength()) * (long)System.Numerics.BigInteger.Abs(exponent.Numerator);
        return size > 1 << 20 ? null : Rational.Pow(root, (int)exponent.Numerator);
    }

    internal override bool SameNode(Expr other) => ((Power)other).Exponent == Exponent && SameChildren(other);

    private protected override Expr Rebuild(ImmutableArray<Expr> children) => Of(children[0], Exponent);
}
