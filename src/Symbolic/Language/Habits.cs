using System.Globalization;

namespace BoundCheck.Symbolic;

/// <summary>Signs and names that people write from habit, and what the language has for them.</summary>
internal static class Habits
{
    /// <summary>The raised minus sign, as in x⁻².</summary>
    internal const char RaisedMinus = '⁻';

    private const string RaisedDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A raised digit or minus sign: the exponent of what stands before it.</summary>
    internal static bool IsRaised(char c) => c == RaisedMinus || RaisedDigits.Contains(c, StringComparison.Ordinal);

    /// <summary>A number's text with raised digits as plain ones.</summary>
    internal static string Lowered(string digits) =>
        string.Concat(digits.Select(c => RaisedDigits.IndexOf(c, StringComparison.Ordinal) is >= 0 and var d ? d.ToString(CultureInfo.InvariantCulture)[0]
            : c));

    /// <summary>The operator that a typographic sign means, or null.</summary>
    internal static char? Operator(char c) => c switch
    {
        '·' or '×' or '⋅' or '∗' => '*',
        '−' => '-',
        _ => null,
    };

    /// <summary>The relation that a typographic sign means, or null.</summary>
    internal static Relation? Relation(char c) => c switch
    {
        '≤' => Symbolic.Relation.LessOrEqual,
        '≥' => Symbolic.Relation.GreaterOrEqual,
        '≠' => Symbolic.Relation.NotEqual,
        _ => null,
    };

    /// <summary>A module of Python whose functions have the names of ours.</summary>
    internal static bool IsModule(ReadOnlySpan<char> name) => name is "np" or "numpy" or "math" or "torch" or "jnp";

    /// <summary>A spelling of "not a number" or "infinity": never a variable, since whoever types it means no variable.</summary>
    internal static bool IsNoNumber(string name) =>
        name.Equals("nan", StringComparison.OrdinalIgnoreCase) || name.Equals("inf", StringComparison.OrdinalIgnoreCase)
        || name.Equals("infinity", StringComparison.OrdinalIgnoreCase);
}
