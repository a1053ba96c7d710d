using System.Net;

namespace BoundCheck.Symbolic;

/// <summary>Writes expressions in presentation MathML (MathML Core), which browsers show without scripts.</summary>
public static class MathMLPrinter
{
    /// <summary>A math element, or one with a remark when the expression is larger than <paramref name="maxNodes"/> nodes.</summary>
    /// <param name="expr">What to write.</param>
    /// <param name="maxNodes">The most nodes to write out, counted as a tree.</param>
    public static string Print(Expr expr, long maxNodes = Typesetting.DefaultMaxNodes)
    {
        ArgumentNullException.ThrowIfNull(expr);
        return Wrap(Typesetting.Print(expr, MathML.Instance, maxNodes));
    }

    /// <summary>The claim as one math element.</summary>
    public static string Print(ParsedRelation claim, long maxNodes = Typesetting.DefaultMaxNodes)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return Wrap(Typesetting.Print(claim.Left, MathML.Instance, maxNodes) + MathML.Instance.Relation(claim.Relation)
            + Typesetting.Print(claim.Right, MathML.Instance, maxNodes));
    }

    private static string Wrap(string row) => $"<math><mrow>{row}</mrow></math>";

    private sealed class MathML : Notation
    {
        internal static MathML Instance { get; } = new();

        internal override (string Open, string Middle, string Close) Fraction => ("<mfrac><mrow>", "</mrow><mrow>", "</mrow></mfrac>");

        internal override (string Open, string Middle, string Close) Superscript => ("<msup><mrow>", "</mrow><mrow>", "</mrow></msup>");

        internal override (string Open, string Close) Root => ("<msqrt>", "</msqrt>");

        internal override (string Open, string Close) Parentheses => ("<mrow><mo>(</mo>", "<mo>)</mo></mrow>");

        internal override (string Open, string Close) Bars => ("<mrow><mo>|</mo>", "<mo>|</mo></mrow>");

        internal override (string Open, string If, string Otherwise, string Close) Cases =>
            ("<mrow><mo>{</mo><mtable><mtr><mtd>", "</mtd><mtd><mtext>if </mtext>", "</mtd></mtr><mtr><mtd>",
                "</mtd><mtd><mtext>otherwise</mtext></mtd></mtr></mtable></mrow>");

        internal override (string Shown, string Silent) Times => ("<mo>·</mo>", "<mo>&#x2062;</mo>");

        internal override string Plus => "<mo>+</mo>";

        internal override string Minus => "<mo>−</mo>";

        internal override string Negation => "<mo form=\"prefix\">−</mo>";

        internal override string Comma => "<mo>,</mo>";

        internal override string EulersNumber => "<mi>e</mi>";

        internal override string Number(string digits) => $"<mn>{digits}</mn>";

        internal override string Relation(Relation relation) => relation switch
        {
            Symbolic.Relation.Less => "<mo>&lt;</mo>",
            Symbolic.Relation.LessOrEqual => "<mo>≤</mo>",
            Symbolic.Relation.Greater => "<mo>&gt;</mo>",
            Symbolic.Relation.GreaterOrEqual => "<mo>≥</mo>",
            Symbolic.Relation.Equal => "<mo>=</mo>",
            _ => "<mo>≠</mo>",
        };

        internal override string Function(string name) => $"<mi>{name}</mi><mo>&#x2061;</mo>";

        internal override string Dot(string left, string right) => $"{left}<mo>·</mo>{right}";

        internal override string SquaredNorm(string vector) => $"<msup><mrow><mo>‖</mo>{vector}<mo>‖</mo></mrow><mn>2</mn></msup>";

        internal override string Symbol(string letter, string? subscript, bool vector)
        {
            string name = WebUtility.HtmlEncode(Greek(letter) ?? letter);
            // An upright bold letter is not in MathML Core's attributes; the style is.
            string symbol = vector ? $"<mi style=\"font-weight: bold\">{name}</mi>" : $"<mi>{name}</mi>";
            return subscript is null ? symbol : $"<msub>{symbol}<mi>{WebUtility.HtmlEncode(subscript)}</mi></msub>";
        }

        internal override string Omitted(string words) => $"<mtext>{words}</mtext>";
    }
}
