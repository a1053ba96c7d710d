using System.Text;
using System.Text.RegularExpressions;
using BoundCheck.Cli.Figures;

namespace BoundCheck.Cli.Report;

/// <summary>A statement in plain letters, "F' is bounded and hG &lt; 1", as LaTeX: runs of formulas in math mode, words as words.</summary>
internal static partial class LatexStatement
{
    private static readonly HashSet<string> s_functions = new(StringComparer.Ordinal)
    {
        "min", "max", "ln", "log", "exp", "tanh", "cosh", "floor", "ceil", "sup", "inf", "mod", "sign", "abs", "dim", "det", "tr", "diag", "grad", "sqrt",
    };

    private const char Macron = '\u0304', Hat = '\u0302';

    internal static string Of(string text)
    {
        // The script letter has two code units; a letter of one stands in for it.
        string[] pieces = text.Replace("𝒜", "ᴀ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var formulas = Enumerable.Range(0, pieces.Length).Select(i => IsFormula(pieces[i], i + 1 < pieces.Length ? pieces[i + 1] : "")).ToArray();
        // A number, or a sign alone, belongs to the formula beside it.
        for (int i = pieces.Length - 2; i >= 0; i--)
            formulas[i] |= formulas[i + 1] && s_functions.Contains(pieces[i].TrimStart('('));
        for (int i = 0; i < pieces.Length; i++)
            formulas[i] |= Neutral().IsMatch(pieces[i]) && (i > 0 && formulas[i - 1] && !EndsClause(pieces[i - 1])
                || i + 1 < pieces.Length && formulas[i + 1] && !EndsClause(pieces[i]));
        var latex = new StringBuilder();
        for (int i = 0; i < pieces.Length;)
        {
            int end = i;
            while (end < pieces.Length && formulas[end] && (end == i || !EndsClause(pieces[end - 1])))
                end++;
            latex.Append(i > 0 ? " " : "")
                .Append(end == i ? LatexText.Of(pieces[i]).Replace("$'$", "'", StringComparison.Ordinal) : Formula(string.Join(' ', pieces[i..end])));
            i = Math.Max(end, i + 1);
        }
        return latex.ToString();
    }

    private static bool EndsClause(string piece) => piece.Length > 1 && piece[^1] is ',' or ';' or ':' or '.'
        && piece.Count(c => c == '(') <= piece.Count(c => c == ')');

    private static bool IsFormula(string piece, string next)
    {
        if (Relation().IsMatch(piece))
            return true;
        string bare = piece.Trim(',', ';', ':', '.', '(', ')', '[', ']');
        if (bare.Length == 0)
            return false;
        if (Name().IsMatch(bare) || Words().Matches(bare).Any(w => !s_functions.Contains(w.Value)))
            return false;
        // The article, unless something is said of a or it is a factor.
        if (bare is "a" or "A" or "I")
            return piece.Length > 1 && piece[^1] == ',' || Relation().IsMatch(next) || next is ['|', ..];
        // The initial of a name.
        if (piece is [>= 'A' and <= 'Z', '.'] && next is [var first, ..] && char.IsUpper(first))
            return false;
        return bare.Any(c => char.IsLetter(c))
            && (bare.Length <= 3 || Scripted().IsMatch(bare) || bare.Any(c => c > 127 || "()|=<>+*/".Contains(c, StringComparison.Ordinal)))
            && !s_functions.Contains(bare);
    }

    private static string Accent(Match m) => $"{(m.Value[^1] switch { Macron => '\u0005', Hat => '\u0007', _ => '\u0006' })}\u0001{m.Groups["of"].Value}\u0002";

    /// <summary>A formula in math mode; the punctuation behind it stands outside.</summary>
    private static string Formula(string text)
    {
        string body = text.TrimEnd(',', ';', ':', '.'), after = text[body.Length..];
        string math = Scripts().Replace(body, m =>
        {
            string inner = m.Groups["of"].Value;
            inner = inner is ['{' or '(', .. var between, '}' or ')'] ? between : inner;
            inner = Scripts().Replace(inner, n => $"{n.Value[0]}\u0001{n.Groups["of"].Value.Trim('{', '}')}\u0002");
            return $"{m.Value[0]}\u0001{inner}\u0002";
        });
        math = Accented().Replace(FormulaText.Signs(math), Accent);
        math = Starred().Replace(math, m => m.Result("$'") is ['^', ..] ? "_\u0001\u0004\u0002" : "^\u0001\u0004\u0002");
        math = Root().Replace(math, "\u0003\u0001${of}\u0002");
        var latex = new StringBuilder("$");
        foreach (Match token in Token().Matches(math))
        {
            string t = token.Value;
            latex.Append(t switch
            {
                "\u0001" => "{",
                "\u0002" => "}",
                "\u0005" => "\\bar",
                "\u0006" => "\\tilde",
                "\u0007" => "\\hat",
                "\u0003" => "\\sqrt",
                "\u0004" => "*",
                "···" => "\\cdots ",
                "_" or "^" => t,
                "*" => "\\cdot ",
                "'" => "'",
                "~" => "\\sim ",
                " " => " ",
                "ln⁺" => "\\ln^{+}",
                "ln" or "log" or "exp" or "min" or "max" or "tanh" or "cosh" or "sup" or "inf" or "dim" or "det" => "\\" + t + " ",
                _ when s_functions.Contains(t) => $"\\operatorname{{{t}}}",
                _ => LatexText.Of(t).Replace("$", "", StringComparison.Ordinal),
            });
        }
        return latex.Append('$').Append(LatexText.Of(after)).Replace("  ", " ").Replace(" }", "}").Replace(" $", "$").ToString();
    }

    [GeneratedRegex(@"^(<=|>=|!=|->|:=|[=<>≤≥≠→∈≈∓±+~×-]|·+|<=>)[,;]?$")]
    private static partial Regex Relation();

    [GeneratedRegex(@"^[-+(|]*[0-9][0-9./()|]*[,;:.)]*$|^[-+·×/:]$|^[A-Z][0-9][,;)]*$")]
    private static partial Regex Neutral();

    // Two small letters in a row are a word; a product of letters is written h G, hG, hβ or ha|c|.
    [GeneratedRegex(@"(?<![_^A-Za-z])[A-Za-z]?[a-z]{2,}(?![a-z⁺|])")]
    private static partial Regex Words();

    [GeneratedRegex(@"[A-Za-zα-ω)\]|'][_^]")]
    private static partial Regex Scripted();

    [GeneratedRegex(@"[_^](?<of>[a-z]_[0-9a-z](?![A-Za-z0-9_])|\{[^{}]*\}|\((?:[^()]|\([^()]*\))*\)"
        + @"|-?[0-9]+|[A-Za-z0-9∞]{1,5}(?![A-Za-z0-9_])|[A-Za-z∞*])")]
    private static partial Regex Scripts();

    // f* and the like; between two factors the sign is a product.
    [GeneratedRegex(@"(?<=[A-Za-z])\*(?![A-Za-z0-9(])")]
    private static partial Regex Starred();

    [GeneratedRegex(@"√\((?<of>(?:[^()]|\([^()]*\))*)\)|√(?<of>[0-9]+)")]
    private static partial Regex Root();

    // T3, V1a, T2.C2: theorems.
    [GeneratedRegex(@"^[A-Z][0-9]+[a-z]?(\.C[0-9]+)?$")]
    private static partial Regex Name();

    [GeneratedRegex("(?<of>\\p{L})[\u0302\u0303\u0304]")]
    private static partial Regex Accented();

    [GeneratedRegex(@"ln⁺|···|[A-Za-z]{2,}|.", RegexOptions.Singleline)]
    private static partial Regex Token();
}
