using System.Numerics;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt;

/// <summary>Pieces of SMT-LIB 2 text over the reals. The same input gives the same bytes.</summary>
internal static class SmtText
{
    /// <summary>The literal 0.</summary>
    internal const string Zero = "0.0";

    /// <summary>The literal 1.</summary>
    internal const string One = "1.0";

    /// <summary>A rational literal: "2.0", "(- 2.0)", "(/ 1.0 3.0)".</summary>
    internal static string Number(Rational value)
    {
        string magnitude = value.IsInteger
            ? Digits(BigInteger.Abs(value.Numerator))
            : $"(/ {Digits(BigInteger.Abs(value.Numerator))} {Digits(value.Denominator)})";
        return value.Sign < 0 ? $"(- {magnitude})" : magnitude;
    }

    /// <summary>A symbol, quoted when it is not a simple one.</summary>
    internal static string Symbol(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? text : $"|{text.Replace('|', '_').Replace('\\', '_')}|";

    /// <summary>The sum; zero terms are dropped.</summary>
    internal static string Sum(params IEnumerable<string> terms)
    {
        var kept = terms.Where(t => t != Zero).ToList();
        return kept.Count switch { 0 => Zero, 1 => kept[0], _ => $"(+ {string.Join(' ', kept)})" };
    }

    /// <summary>The product; factors 1 are dropped, a factor 0 absorbs.</summary>
    internal static string Product(params IEnumerable<string> factors)
    {
        var kept = factors.Where(f => f != One).ToList();
        return kept.Contains(Zero) ? Zero : kept.Count switch { 0 => One, 1 => kept[0], _ => $"(* {string.Join(' ', kept)})" };
    }

    /// <summary>-term.</summary>
    internal static string Negate(string term) => term == Zero ? Zero : $"(- {term})";

    /// <summary>term - other.</summary>
    internal static string Subtract(string term, string other) => other == Zero ? term : $"(- {term} {other})";

    /// <summary>term to a power of at least 0, written out.</summary>
    internal static string Power(string term, int exponent) => Product(Enumerable.Repeat(term, exponent));

    /// <summary>a relation b.</summary>
    internal static string Compare(Relation relation, string a, string b) => relation switch
    {
        Relation.Equal => $"(= {a} {b})",
        Relation.NotEqual => $"(not (= {a} {b}))",
        _ => $"({InfixPrinter.Symbol(relation)} {a} {b})",
    };

    /// <summary>The conjunction.</summary>
    internal static string And(params IEnumerable<string> formulas)
    {
        var kept = formulas.ToList();
        return kept.Count switch { 0 => "true", 1 => kept[0], _ => $"(and {string.Join(' ', kept)})" };
    }

    /// <summary>The disjunction.</summary>
    internal static string Or(params IEnumerable<string> formulas)
    {
        var kept = formulas.ToList();
        return kept.Count switch { 0 => "false", 1 => kept[0], _ => $"(or {string.Join(' ', kept)})" };
    }

    /// <summary>The relation between -a and -b that a relation between a and b gives.</summary>
    internal static Relation Mirror(Relation relation) => relation switch
    {
        Relation.Less => Relation.Greater,
        Relation.LessOrEqual => Relation.GreaterOrEqual,
        Relation.Greater => Relation.Less,
        Relation.GreaterOrEqual => Relation.LessOrEqual,
        _ => relation,
    };

    private static string Digits(BigInteger value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture) + ".0";
}
