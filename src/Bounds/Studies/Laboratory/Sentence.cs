using System.Collections.Immutable;
using System.Text.RegularExpressions;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>How values over the steps of a run become one.</summary>
internal enum Fold
{
    Min,
    Max,
    Sum,
    Count,
}

/// <summary>min(k&lt;K, EXPR) and its like inside a sentence.</summary>
/// <param name="Name">The variable that stands for it in the body.</param>
/// <param name="Fold">What is done.</param>
/// <param name="IncludesLast">k &lt;= K.</param>
/// <param name="Text">The expression (for count a comparison), in its place.</param>
internal sealed record FoldText(string Name, Fold Fold, bool IncludesLast, string Text);

/// <summary>
/// The parts of one sentence. Each part is a text as long as the whole with blanks around it, so that the language's parser, which reads the
/// parts, names places in the sentence as typed.
/// </summary>
/// <param name="Whole">The sentence as typed.</param>
/// <param name="Quantifier">What stands between "for" and "where" or ':', or null.</param>
/// <param name="Where">The side conditions, or null.</param>
/// <param name="Body">The comparison; the left side of a limit.</param>
/// <param name="Target">The right side of a limit, or null.</param>
/// <param name="Folds">The folds of the body.</param>
internal sealed partial record Sentence(string Whole, string? Quantifier, string? Where, string Body, string? Target, ImmutableArray<FoldText> Folds)
{
    /// <summary>The parts of a text, or what is wrong with their order.</summary>
    internal static (Sentence? Sentence, ClaimError? Error) Split(string part, string text)
    {
        string? quantifier = null, where = null;
        int from = 0;
        if (Opening().Match(text) is { Success: true } opening)
        {
            int colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                return (null, ClaimError.At(part, text, text.Length, "':'", "expected ':' after the quantifier, as in 'for u in (-inf, inf): u*F'(c+u) >= 0'"));
            int condition = Condition().Match(text[..colon]) is { Success: true } match ? match.Index : -1;
            quantifier = Cut(text, opening.Length, condition < 0 ? colon : condition);
            where = condition < 0 ? null : Cut(text, condition + "where".Length, colon);
            from = colon + 1;
        }
        string body = Cut(text, from, text.Length);
        int arrow = body.IndexOf("->", StringComparison.Ordinal);
        string? target = arrow < 0 ? null : WithPlaces(Cut(body, arrow + 2, body.Length));
        var (rest, folds, error) = TakeFolds(part, text, arrow < 0 ? body : Cut(body, 0, arrow));
        return error is not null ? (null, error) : (new(text, quantifier, where is null ? null : WithPlaces(where), WithPlaces(rest), target, folds), null);
    }

    /// <summary>D_{k+1} as D_next, D_{k} as D_k.</summary>
    private static string WithPlaces(string text) => Subscript().Replace(text, m => (m.Groups[1].Value == "k+1" ? "_next" : "_" + m.Groups[1].Value)
        .PadRight(m.Length));

    private static (string Body, ImmutableArray<FoldText> Folds, ClaimError? Error) TakeFolds(string part, string whole, string body)
    {
        var folds = ImmutableArray.CreateBuilder<FoldText>();
        while (Folded().Match(body) is { Success: true } match)
        {
            int depth = 1, end = match.Index + match.Length;
            for (; end < body.Length && depth > 0; end++)
                depth += body[end] == '(' ? 1 : body[end] == ')' ? -1 : 0;
            if (depth > 0)
                return ("", [], ClaimError.At(part, whole, body.Length, "')'", $"the '(' of {match.Value} is not closed"));
            string inner = Cut(body, match.Index + match.Length, end - 1), name = $"_{folds.Count}";
            if (Folded().Match(inner) is { Success: true } nested)
                return ("", [], ClaimError.At(part, whole, nested.Index, "an expression", $"{nested.Value} inside another is not read"));
            folds.Add(new(name, Enum.Parse<Fold>(match.Groups[1].Value, ignoreCase: true), match.Groups[2].Value != "<", WithPlaces(inner)));
            body = body[..match.Index] + name.PadRight(end - match.Index) + body[end..];
        }
        return (body, folds.ToImmutable(), null);
    }

    /// <summary>A part of a text with blanks in place of the rest.</summary>
    private static string Cut(string text, int from, int to) => new string(' ', from) + text[from..to] + new string(' ', text.Length - to);

    [GeneratedRegex(@"^\s*for\s+")]
    private static partial Regex Opening();

    [GeneratedRegex(@"\bwhere\b")]
    private static partial Regex Condition();

    [GeneratedRegex(@"(?<![\p{L}\d_])(min|max|sum|count)\s*\(\s*k\s*(<=|<|≤)\s*K\s*,")]
    private static partial Regex Folded();

    [GeneratedRegex(@"_\{\s*(k\+1|k|K|0)\s*\}")]
    private static partial Regex Subscript();
}
