using System.Collections.Immutable;
using System.Text;
using BoundCheck.Cli.Report;

namespace BoundCheck.Cli.Figures;

/// <summary>
/// A line of text in parts: powers and indices, typed (c^2, D_0) or as raised and lowered digits (10⁻⁶, x₀), are parts of their own, so that any font has
/// their letters; roots and relations are their signs.
/// </summary>
internal sealed class FigureText
{
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", Lowered = "₀₁₂₃₄₅₆₇₈₉₊₋", Plain = "0123456789+−";

    /// <summary>Raised and lowered parts have this share of the size.</summary>
    internal const double Small = 0.72;

    internal FigureText(string text)
    {
        var parts = ImmutableArray.CreateBuilder<(string, int)>();
        var part = new StringBuilder();
        int level = 0;
        foreach (var (c, script) in FormulaText.Letters(text))
        {
            int up = Raised.IndexOf(c, StringComparison.Ordinal), down = Lowered.IndexOf(c, StringComparison.Ordinal);
            int at = up >= 0 ? 1 : down >= 0 ? -1 : script;
            if (at != level && part.Length > 0)
            {
                parts.Add((part.ToString(), level));
                part.Clear();
            }
            level = at;
            part.Append(up >= 0 ? Plain[up] : down >= 0 ? Plain[down] : c);
        }
        if (part.Length > 0)
            parts.Add((part.ToString(), level));
        Parts = parts.ToImmutable();
    }

    /// <summary>The parts: 1 raised, 0 on the line, -1 lowered.</summary>
    internal ImmutableArray<(string Text, int Level)> Parts { get; }

    /// <summary>How far the base line of a part lies above that of the text, as a share of the size.</summary>
    internal static double Rise(int level) => level switch { > 0 => 0.36, < 0 => -0.16, _ => 0 };

    /// <summary>About the width, as a share of the size: the letters of a sans-serif font are some 0.53 wide on average, narrow ones 0.28.</summary>
    internal double Width => Parts.Sum(p => (p.Level == 0 ? 1 : Small) * p.Text.Sum(Letter));

    private static double Letter(char c) => c switch
    {
        ' ' or '.' or ',' or '\'' or 'i' or 'j' or 'l' or ':' or ';' or '|' or 'I' or 'f' or 't' or '(' or ')' or '/' => 0.3,
        'm' or 'w' or 'M' or 'W' => 0.85,
        >= 'A' and <= 'Z' => 0.68,
        _ => 0.556,
    };

    /// <summary>Breaks a text at its spaces so that each line is about as wide as allowed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The width allowed, as a multiple of the size.</param>
    internal static IEnumerable<FigureText> Wrapped(string text, double width)
    {
        var line = new StringBuilder();
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && new FigureText($"{line} {word}").Width > width)
            {
                yield return new FigureText(line.ToString());
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        yield return new FigureText(line.ToString());
    }
}
