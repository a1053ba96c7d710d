using System.Text;
using BoundCheck.Bounds.Proofs;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;

namespace BoundCheck.Cli.Report;

/// <summary>Source and proofs of a theorem: a sentence, and a folded table of what each conclusion rests on.</summary>
internal static class ProofSection
{
    internal static void Write(StringBuilder html, Theorem theorem)
    {
        html.Append("<p class=\"soft\">Source: ").Append(Html.Formula(theorem.Source)).Append(". Proofs: ").Append(Html.Formula(theorem.Proof)).Append(".</p>");
        html.Append("<details><summary>What each conclusion rests on</summary>");
        html.Table(["conclusion", "statement", "proof"], rows =>
        {
            foreach (var c in theorem.Conclusions)
            {
                string id = $"<strong>{Html.Escape(c.Id)}</strong>";
                foreach (var e in ProofIndex.Current.Of(theorem.Id, c.Id))
                {
                    rows.Row(id, Html.Formula(e.Statement), Html.Formula(e.Wording));
                    id = "";
                }
            }
        });
        html.Append("</details>");
    }
}
