using System.Collections.Immutable;

namespace BoundCheck.Symbolic.Growth;

/// <summary>A rational power of an atom.</summary>
internal readonly record struct AtomPower(Expr Atom, Rational Exponent);

/// <summary>A product of rational powers of different atoms, sorted by <see cref="StructuralKey"/>.</summary>
internal sealed class GrowthMonomial : IComparable<GrowthMonomial>
{
    private GrowthMonomial(ImmutableArray<AtomPower> factors) => Factors = factors;

    internal static GrowthMonomial One { get; } = new([]);

    internal ImmutableArray<AtomPower> Factors { get; }

    internal bool IsOne => Factors.IsEmpty;

    internal static GrowthMonomial Of(Expr atom, Rational exponent) => exponent.IsZero ? One : new([new(atom, exponent)]);

    /// <summary>The product with exponents added; it may need <see cref="Carry"/>.</summary>
    internal GrowthMonomial Times(GrowthMonomial other)
    {
        if (IsOne)
            return other;
        if (other.IsOne)
            return this;
        var product = ImmutableArray.CreateBuilder<AtomPower>(Factors.Length + other.Factors.Length);
        int i = 0, j = 0;
        while (i < Factors.Length || j < other.Factors.Length)
        {
            int c = i == Factors.Length ? 1 : j == other.Factors.Length ? -1 : StructuralKey.Compare(Factors[i].Atom, other.Factors[j].Atom);
            if (c == 0)
            {
                var e = Factors[i].Exponent + other.Factors[j].Exponent;
                if (!e.IsZero)
                    product.Add(new(Factors[i].Atom, e));
                i++;
                j++;
            }
            else
            {
                product.Add(c < 0 ? Factors[i++] : other.Factors[j++]);
            }
        }
        return new(product.DrainToImmutable());
    }

    internal GrowthMonomial Power(Rational exponent) => exponent.IsZero ? One : new([.. Factors.Select(f => new AtomPower(f.Atom, f.Exponent * exponent))]);

    /// <summary>Sums, products and powers: expressions that a normal form writes out instead of keeping them as atoms when the exponent allows.</summary>
    internal static bool IsCompound(Expr atom) => atom is Sum or Product or Symbolic.Power;

    /// <summary>
    /// A literal outside exponents [0, 1) or a compound atom of exponent at least 1 has an integer part to write out; cos^2 is written 1 - sin^2.
    /// </summary>
    internal bool NeedsCarry => Factors.Any(Carries);

    private static bool Carries(AtomPower f) => f.Atom switch
    {
        Constant => f.Exponent.Sign < 0 || f.Exponent >= 1,
        Application { Function: Cos } => f.Exponent >= 2,
        _ => IsCompound(f.Atom) && f.Exponent >= 1,
    };

    private static NormalForm Replacement(Expr atom) =>
        atom is Application { Function: Cos } cos ? NormalForm.One - NormalForm.From(Sin.Instance.Of(cos.Argument).Pow(2)) : NormalForm.From(atom);

    /// <summary>The normal form with the integer parts of carrying factors written out.</summary>
    internal NormalForm Carry()
    {
        // Compound atoms nest no deeper than the expression; a chain of them as long as the stack is given up.
        if (!System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new UndecidedException("the expression nests too deeply");
        var kept = One;
        var carried = NormalForm.One;
        foreach (var f in Factors)
        {
            if (!Carries(f))
            {
                kept = kept.Times(Of(f.Atom, f.Exponent));
                continue;
            }
            // cos is replaced in pairs.
            var unit = f.Atom is Application ? 2 : 1;
            var whole = (f.Exponent / unit).Floor();
            if (System.Numerics.BigInteger.Abs(whole) > 4096)
                throw new UndecidedException("an exponent is too large to expand");
            kept = kept.Times(Of(f.Atom, f.Exponent - unit * whole));
            carried *= f.Atom is Constant c ? NormalForm.Of(Rational.Pow(c.Value, (int)whole)) : Replacement(f.Atom).Power((int)whole);
        }
        return NormalForm.OfMonomial(kept) * carried;
    }

    public int CompareTo(GrowthMonomial? other)
    {
        for (int i = 0; i < Factors.Length && i < other!.Factors.Length; i++)
        {
            int c = StructuralKey.Compare(Factors[i].Atom, other.Factors[i].Atom);
            if (c == 0)
                c = other.Factors[i].Exponent.CompareTo(Factors[i].Exponent);
            if (c != 0)
                return c;
        }
        return Factors.Length.CompareTo(other!.Factors.Length);
    }
}
