using System.Text;
using System.Text.RegularExpressions;

namespace BoundCheck.Cli.Report;

/// <summary>Statements in plain letters, such as "D_{k+1} = D_k(1 - h^2)^2": their indices and powers as MathML, their relations as signs.</summary>
internal static partial class FormulaText
{
    private static readonly (string Typed, string Sign)[] s_signs = [("<=", "≤"), (">=", "≥"), ("!=", "≠"), ("->", "→"), ("sqrt(", "√(")];

    /// <summary>As HTML with MathML.</summary>
    internal static string Html(string? text)
    {
        var html = new StringBuilder();
        foreach (var (plain, atom) in Segments(text ?? ""))
            html.Append(Report.Html.Escape(plain)).Append(atom is null ? "" : MathML(atom));
        return html.ToString();
    }

    /// <summary>The letters with 1 for those of a power, -1 for those of an index, 0 for the others.</summary>
    internal static IEnumerable<(char Letter, int Script)> Letters(string text)
    {
        foreach (var (plain, atom) in Segments(text))
        {
            foreach (char c in plain + atom?.Base)
                yield return (c, 0);
            foreach (char c in atom?.Sub ?? "")
                yield return (c, -1);
            foreach (char c in atom?.Sup ?? "")
                yield return (c, 1);
        }
    }

    private sealed record Atom(string Base, string Sub, string Sup);

    private static IEnumerable<(string Plain, Atom? Atom)> Segments(string text)
    {
        int at = 0;
        foreach (Match m in Scripted().Matches(text))
        {
            yield return (Signs(text[at..m.Index]), new Atom(m.Groups["base"].Value, Bare(m.Groups["sub"].Value), Bare(m.Groups["sup"].Value)));
            at = m.Index + m.Length;
        }
        yield return (Signs(text[at..]), null);
    }

    private const string Hat = "\u0302";

    /// <summary>Relations, roots and the names of Greek letters as signs; w^ alone has a hat.</summary>
    internal static string Signs(string text) => Greek().Replace(s_signs.Aggregate(text, (t, s) => t.Replace(s.Typed, s.Sign, StringComparison.Ordinal)),
        m => m.Value switch { "mu" => "μ", "kappa" => "κ", "^" => Hat, _ => "√" });

    private static string Bare(string text) => Signs(text is ['{' or '(', .. var inner, '}' or ')'] ? inner : text);

    private static string MathML(Atom a)
    {
        string of = Of(a.Base), sub = Of(a.Sub), sup = Of(a.Sup);
        string inner = a.Sub.Length > 0 && a.Sup.Length > 0 ? $"<msubsup>{of}{sub}{sup}</msubsup>" : a.Sub.Length > 0 ? $"<msub>{of}{sub}</msub>"
            : $"<msup>{of}{sup}</msup>";
        return $"<math>{inner}</math>";

        static string Of(string text) => Scripted().IsMatch(text)
            ? $"<mrow>{Row(text)}</mrow>"
            : text.Length > 0 && char.IsDigit(text[0]) && text.All(char.IsDigit) ? $"<mn>{text}</mn>"
            : text is ")" or "]" or "|" ? $"<mo stretchy=\"false\">{text}</mo>" : $"<mi>{Report.Html.Escape(text)}</mi>";

        static string Row(string text) => string.Concat(Segments(text).Select(s => (s.Plain.Length > 0 ? $"<mi>{Report.Html.Escape(s.Plain)}</mi>" : "")
            + (s.Atom is null ? "" : MathML(s.Atom)["<math>".Length..^"</math>".Length])));
    }

    private const string Sub = @"_(?<sub>\{[^{}]*\}|[A-Za-z0-9∞]{1,4}(?![A-Za-z0-9_]))",
        Sup = @"\^(?<sup>[a-z]_[0-9a-z](?![A-Za-z0-9_])|\{[^{}]*\}|\((?:[^()]|\([^()]*\))*\)|-?[0-9]+|[a-z]{2,6}(?![A-Za-z0-9])|[A-Za-z∞*](?![A-Za-z]))";

    // A letter (or min, max, a closing bracket) with an index, a power, or both.
    [GeneratedRegex(@"(?<base>\bmin|\bmax|(?<![A-Za-z0-9]_[A-Za-z0-9]*)[A-Za-zα-ωΑ-Ω]'*|[)\]|])(?:" + Sub + "(?:" + Sup + ")?|" + Sup + "(?:" + Sub + ")?)")]
    private static partial Regex Scripted();

    [GeneratedRegex(@"\b(?:mu|kappa)\b|\bsqrt (?=[0-9])|(?<=[A-Za-z])\^(?=[ ),]|$)")]
    private static partial Regex Greek();
}
