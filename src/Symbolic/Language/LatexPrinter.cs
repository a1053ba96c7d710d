namespace BoundCheck.Symbolic;

/// <summary>Writes expressions in LaTeX's math mode (amsmath for cases and operatorname).</summary>
internal static class LatexPrinter
{
    /// <summary>The expression without delimiters, or a remark in \text{...} when it is larger than <paramref name="maxNodes"/> nodes.</summary>
    /// <param name="expr">What to write.</param>
    /// <param name="maxNodes">The most nodes to write out, counted as a tree.</param>
    public static string Print(Expr expr, long maxNodes = Typesetting.DefaultMaxNodes)
    {
        ArgumentNullException.ThrowIfNull(expr);
        return Typesetting.Print(expr, Latex.Instance, maxNodes);
    }

    /// <summary>The claim without delimiters.</summary>
    public static string Print(ParsedRelation claim, long maxNodes = Typesetting.DefaultMaxNodes)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return Print(claim.Left, maxNodes) + Latex.Instance.Relation(claim.Relation) + Print(claim.Right, maxNodes);
    }

    private sealed class Latex : Notation
    {
        internal static Latex Instance { get; } = new();

        internal override (string Open, string Middle, string Close) Fraction => (@"\frac{", "}{", "}");

        internal override (string Open, string Middle, string Close) Superscript => ("{", "}^{", "}");

        internal override (string Open, string Close) Root => (@"\sqrt{", "}");

        internal override (string Open, string Close) Parentheses => (@"\left(", @"\right)");

        internal override (string Open, string Close) Bars => (@"\left|", @"\right|");

        internal override (string Open, string If, string Otherwise, string Close) Cases =>
            (@"\begin{cases}", @" & \text{if } ", @" \\ ", @" & \text{otherwise}\end{cases}");

        internal override (string Shown, string Silent) Times => (@" \cdot ", @"\,");

        internal override string Plus => " + ";

        internal override string Minus => " - ";

        internal override string Negation => "-";

        internal override string Comma => ", ";

        internal override string EulersNumber => "e";

        internal override string Number(string digits) => digits;

        internal override string Relation(Relation relation) => relation switch
        {
            Symbolic.Relation.Less => " < ",
            Symbolic.Relation.LessOrEqual => @" \le ",
            Symbolic.Relation.Greater => " > ",
            Symbolic.Relation.GreaterOrEqual => @" \ge ",
            Symbolic.Relation.Equal => " = ",
            _ => @" \ne ",
        };

        internal override string Function(string name) => name switch
        {
            "log" or "sin" or "cos" or "tan" or "sinh" or "cosh" or "tanh" or "min" or "max" => @"\" + name,
            "atan" => @"\arctan",
            "asinh" => @"\operatorname{arsinh}",
            "sign" => @"\operatorname{sgn}",
            _ => $@"\operatorname{{{name}}}",
        };

        internal override string Dot(string left, string right) => $@"{left} \cdot {right}";

        internal override string SquaredNorm(string vector) => $@"{{\lVert {vector} \rVert}}^{{2}}";

        internal override string Symbol(string letter, string? subscript, bool vector)
        {
            string name = Greek(letter) is not null ? @"\" + letter : letter.Length == 1 ? letter : $@"\mathrm{{{Escape(letter)}}}";
            if (vector)
                name = $@"\mathbf{{{name}}}";
            return subscript is null ? name : $"{name}_{{{Escape(subscript)}}}";
        }

        internal override string Omitted(string words) => $@"\text{{{words}}}";

        private static string Escape(string name) => name.Replace("_", @"\_", StringComparison.Ordinal);
    }
}
