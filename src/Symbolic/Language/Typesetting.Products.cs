using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>Products as fractions, powers as roots and superscripts, functions.</summary>
internal static partial class Typesetting
{
    // What is divided by goes under one bar, the denominator of the literal too.
    private static int AddProduct(ImmutableArray<Expr> factors, Notation n, List<Piece> pieces, bool signed)
    {
        var above = new List<Expr>();
        var below = new List<Expr>();
        bool negative = false;
        foreach (var factor in factors)
        {
            switch (factor)
            {
                case Constant { Value: var c }:
                    negative = c.Sign < 0;
                    var magnitude = Rational.Abs(c);
                    if (!magnitude.Numerator.IsOne)
                        above.Add(Constant.Of(magnitude.Numerator));
                    if (!magnitude.IsInteger)
                        below.Add(Constant.Of(magnitude.Denominator));
                    break;
                case Power { Exponent.Sign: < 0 } p:
                    below.Add(Inverse(p));
                    break;
                default:
                    above.Add(factor);
                    break;
            }
        }
        if (negative && signed)
            Add(pieces, n.Negation);
        if (below.Count > 0)
            Add(pieces, n.Fraction.Open);
        AddFactors(above, n, pieces, alone: below.Count > 0);
        if (below.Count > 0)
        {
            Add(pieces, n.Fraction.Middle);
            AddFactors(below, n, pieces, alone: true);
            Add(pieces, n.Fraction.Close);
        }
        return negative && signed ? 1 : 2;
    }

    // A single factor under or over a bar needs no parentheses.
    private static void AddFactors(List<Expr> factors, Notation n, List<Piece> pieces, bool alone)
    {
        if (factors.Count == 0)
            Add(pieces, n.Number("1"));
        for (int i = 0; i < factors.Count; i++)
        {
            if (i > 0)
                Add(pieces, factors[i] is Constant or Power { Base: Constant } ? n.Times.Shown : n.Times.Silent);
            pieces.Add(new Piece(null, factors[i], alone && factors.Count == 1 ? 0 : 3));
        }
    }

    private static int AddPower(Power p, Notation n, List<Piece> pieces)
    {
        // A literal that did not fold keeps its negative exponent: 0^(-1) is not 1/0 written small.
        if (p.Exponent.Sign < 0 && p.Base is not Constant)
        {
            Add(pieces, n.Fraction.Open + n.Number("1") + n.Fraction.Middle);
            pieces.Add(new Piece(null, Inverse(p), 0));
            Add(pieces, n.Fraction.Close);
            return 2;
        }
        if (p.Exponent == Rational.Half)
        {
            Add(pieces, n.Root.Open);
            pieces.Add(new Piece(null, p.Base, 0));
            Add(pieces, n.Root.Close);
            return 5;
        }
        Add(pieces, n.Superscript.Open);
        pieces.Add(new Piece(null, p.Base, 5));
        Add(pieces, n.Superscript.Middle);
        pieces.Add(new Piece(null, Constant.Of(p.Exponent), 0));
        Add(pieces, n.Superscript.Close);
        return 4;
    }

    // For showing only: b^-q under a bar is b^q.
    private static Expr Inverse(Power p) => Power.Of(p.Base, -p.Exponent);

    private static int AddApplication(Application a, Notation n, List<Piece> pieces)
    {
        if (a.Function is Exp)
        {
            Add(pieces, n.Superscript.Open + n.EulersNumber + n.Superscript.Middle);
            pieces.Add(new Piece(null, a.Argument, 0));
            Add(pieces, n.Superscript.Close);
            return 4;
        }
        var (open, close) = a.Function is Abs ? n.Bars : (n.Function(a.Function.Name) + n.Parentheses.Open, n.Parentheses.Close);
        Add(pieces, open);
        for (int i = 0; i < a.Children.Length; i++)
        {
            if (i > 0)
                Add(pieces, n.Comma);
            pieces.Add(new Piece(null, a.Children[i], 0));
        }
        Add(pieces, close);
        return 5;
    }
}
