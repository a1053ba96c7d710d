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

    /// <summary>
    /// base^exponent; literals with an integer exponent or an exact root are folded, (x^m)^n = x^(mn) where no domain changes (integers not both negative; n
    /// = -1 and m > 0), and e^q is exp(q).
    /// </summary>
    public static Expr Of(Expr @base, Rational exponent)
    {
        ArgumentNullException.ThrowIfNull(@base);
        if (exponent.IsOne)
            return @base;
        if (exponent.IsZero && Totality.IsTotal(@base))
            return Constant.One;
        if (@base is Constant c && Fold(c.Value, exponent) is { } value)
            return Constant.Of(value);
        if (ReferenceEquals(@base, NamedConstant.E))
            return Exp.Instance.Of(exponent);
        if (@base is Power p && Merges(p.Exponent, exponent))
            return Of(p.Base, p.Exponent * exponent);
        return Interning.Share(new Power(@base, exponent));
    }

    // (x^m)^n = x^(mn) with the same domain on both sides. Integers: x^-1 twice would lose x != 0, any other signs keep it.
    // A positive fraction under -1: both are defined exactly for x > 0.
    private static bool Merges(Rational inner, Rational outer) =>
        inner.IsInteger && outer.IsInteger && !inner.IsZero && !outer.IsZero
            ? inner.Sign > 0 || outer.Sign > 0
            : inner.Sign > 0 && outer == -1;

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
