using System.Text;
using BoundCheck.Bounds.Proofs;

namespace BoundCheck.Bounds.Theory;

/// <summary>docs/theory.md: the theory for users, its theorems read from the objects that check them and from the proof index.</summary>
internal static class TheoryPage
{
    private const string Opening = """
        # The theory for users

        This page is made from the catalogue in the program and the index of its proofs; a test compares the two
        (`BOUNDCHECK_WRITE_DOCS=1` and `eng/regenerate.sh` write it again).

        ## The question

        Gradient descent with step h on f(x, y) = F(x·y), x and y numbers or vectors:

            x' = x - h F'(s) y,   y' = y - h F'(s) x,   s = x·y.

        The textbook asks for h < 2/L, L the largest sharpness (eigenvalue of the Hessian) anywhere on the way. On F(x·y) the sharpness grows with
        |x|² + |y|², so no such L exists on the whole plane, and runs that start far sharper than 2/h converge all the same. The theorems below say when.

        ## Everything happens in a plane

        With A = |x + y|² and B = |x - y|² a step is exactly

            A' = A (1 - h F'(s))²,   B' = B (1 + h F'(s))²,   s = (A - B)/4,

        whatever the dimension. So a run is a path in the plane of A and B, p = |x|² + |y|² = (A + B)/2 says how large the point is, and
        D = A B = p² - 4 s² how *imbalanced*. The minimisers are the points with s = c, where F'(c) = 0; the sharpness there is

            φ = F''(c) sqrt(D + 4 c²),

        so less imbalance is a flatter minimiser, and a minimiser attracts only if hφ < 2. That is why a large step ends in flat places:
        it can't end anywhere else.

        ## Words

        | word | meaning | shown as |
        |---|---|---|
        | centre c | the place where F' changes from minus to plus | `centre, sign` |
        | r(u) | F'(c + u)/u, the slope of the chord of F' | the third small plot of a report |
        | sector bound β | 0 < r(u) ≤ β for all u ≠ 0 | `sector bound β` |
        | derivative bound G | \|F'\| ≤ G everywhere | `derivative bound G` |
        | good regularity | F' locally Lipschitz and bounded | `good regularity` |
        | degree of regularity | the smallest n with F(s) = O(\|s\|^n) | `degree` |
        | γ | hβ\|c\| | conclusions of T1, T3 |
        | W | hβp - h²β²c u with u = s - c; W < 4 is the triangle of T1 | hypotheses of T1, T4 |
        | progressive sharpening | the sharpness starts below 2/h and rises through it | measured |
        | edge of stability | after the sharpness exceeded 2/h the run converges with a limit sharpness just below 2/h | measured |
        | balancing | D falls | predicted (T2) and measured |
        | catapult | the loss rises first, falls later, and the end is flatter than the start | predicted and measured |

        ## Reading a theorem

        A theorem *applies* when each of its hypotheses is proved for your objective, step and start. Its conclusions are then certified; a failing
        hypothesis says for which step or start it would hold. "Tight" conclusions are exact, "upper" and "lower" ones are bounds whose distance
        from the truth a run measures. Each conclusion links to the lemma that proves it, in Coq or as a query for Z3; `proofs/check.sh` checks them all.


        """;

    /// <summary>The page in Markdown; the same text on every machine.</summary>
    internal static string ToMarkdown()
    {
        var page = new StringBuilder(Opening);
        page.Append("## The catalogue\n\n| theorem | says | rests on |\n|---|---|---|\n");
        foreach (var t in Theorem.All)
            page.Append($"| [{t.Id}](#{Anchor(t)}) | {Cell(t.Title)} | {Cell(t.Proof)} |\n");
        foreach (var t in Theorem.All)
            Write(page, t);
        return page.ToString();
    }

    private static void Write(StringBuilder page, Theorem t)
    {
        page.Append($"\n## {t.Id}: {t.Title}\n\n{t.Problem}.\n\nIf\n\n");
        foreach (var h in t.Hypotheses)
            page.Append($"- **{h.Id}**: {Escape(h.Statement)}\n");
        page.Append("\nthen\n\n");
        foreach (var c in t.Conclusions)
        {
            var links = ProofIndex.Current.Of(t.Id, c.Id).Where(e => e.File is not null).Select(Link).Distinct(StringComparer.Ordinal).ToList();
            string proof = links.Count > 0 ? $" Proof: {string.Join(", ", links)}." : " No machine-checked proof.";
            page.Append($"- **{c.Id}** ({c.Guarantee.ToString().ToLowerInvariant()}): {Escape(c.Statement)}.{proof}\n");
        }
        page.Append($"\nSource: {Escape(t.Source)}. Proof: {Escape(t.Proof)}.\n");
    }

    private static string Anchor(Theorem t) =>
        string.Concat($"{t.Id}: {t.Title}".ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    private static string Link(ProofEntry proof)
    {
        string folder = proof.File!.StartsWith("proofs/", StringComparison.Ordinal) ? "" : "proofs/";
        string assuming = proof.Status == ProofStatus.CoqAssuming ? " (with an assumption)" : "";
        return $"[{Escape(proof.Lemma ?? Path.GetFileName(proof.File))}](../{folder}{proof.File}){assuming}";
    }

    // Stars, underscores and angle brackets of formulas are text, not markup.
    private static string Escape(string text) =>
        text.Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Cell(string text) => Escape(text).Replace("|", "\\|", StringComparison.Ordinal);
}
