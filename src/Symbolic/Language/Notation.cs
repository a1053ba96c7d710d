using System.Collections.Frozen;

namespace BoundCheck.Symbolic;

/// <summary>How a typeset language writes the pieces of an expression. Pairs and triples are what stands before, between and after the parts.</summary>
internal abstract class Notation
{
    private static readonly FrozenDictionary<string, string> s_greek = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["alpha"] = "α", ["beta"] = "β", ["gamma"] = "γ", ["delta"] = "δ", ["epsilon"] = "ϵ", ["zeta"] = "ζ", ["eta"] = "η", ["theta"] = "θ",
        ["iota"] = "ι", ["kappa"] = "κ", ["lambda"] = "λ", ["mu"] = "μ", ["nu"] = "ν", ["xi"] = "ξ", ["rho"] = "ρ", ["sigma"] = "σ",
        ["tau"] = "τ", ["upsilon"] = "υ", ["phi"] = "ϕ", ["chi"] = "χ", ["psi"] = "ψ", ["omega"] = "ω", ["pi"] = "π",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal abstract (string Open, string Middle, string Close) Fraction { get; }

    internal abstract (string Open, string Middle, string Close) Superscript { get; }

    internal abstract (string Open, string Close) Root { get; }

    internal abstract (string Open, string Close) Parentheses { get; }

    internal abstract (string Open, string Close) Bars { get; }

    /// <summary>Two cases: before the first value, before its condition, before the second value, after it.</summary>
    internal abstract (string Open, string If, string Otherwise, string Close) Cases { get; }

    /// <summary>The sign of a product: shown before a number, else only a small space or nothing.</summary>
    internal abstract (string Shown, string Silent) Times { get; }

    internal abstract string Plus { get; }

    internal abstract string Minus { get; }

    internal abstract string Negation { get; }

    internal abstract string Comma { get; }

    internal abstract string EulersNumber { get; }

    internal abstract string Number(string digits);

    internal abstract string Relation(Relation relation);

    internal abstract string Function(string name);

    internal abstract string Dot(string left, string right);

    internal abstract string SquaredNorm(string vector);

    /// <summary>A symbol with its subscript, if any.</summary>
    internal abstract string Symbol(string letter, string? subscript, bool vector);

    /// <summary>The words for an expression too large to be shown.</summary>
    internal abstract string Omitted(string words);

    internal string Variable(string name, bool vector = false)
    {
        var (letter, subscript) = SplitName(name);
        return Symbol(letter, subscript, vector);
    }

    internal string Component(Component c)
    {
        var (letter, subscript) = SplitName(c.Vector);
        string index = c.Index.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Symbol(letter, subscript is null ? index : $"{subscript},{index}", vector: false);
    }

    /// <summary>The letter of a Greek name, or null.</summary>
    internal static string? Greek(string name) => s_greek.GetValueOrDefault(name);

    /// <summary>x_1 and x1 are x with the subscript 1; other names stay whole.</summary>
    private static (string Letter, string? Subscript) SplitName(string name)
    {
        int underscore = name.IndexOf('_', StringComparison.Ordinal);
        if (underscore > 0 && underscore < name.Length - 1)
            return (name[..underscore], name[(underscore + 1)..]);
        int digits = name.Length;
        while (digits > 1 && char.IsAsciiDigit(name[digits - 1]))
            digits--;
        return digits < name.Length ? (name[..digits], name[digits..]) : (name, null);
    }
}
