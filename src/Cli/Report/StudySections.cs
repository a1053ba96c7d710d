using System.Text;
using BoundCheck.Bounds;
using BoundCheck.Bounds.Catalogue;
using BoundCheck.Bounds.Prediction;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Report;

/// <summary>The parts of the report that need no run: the answer, the objective, regularity, theorems, predictions.</summary>
internal static class StudySections
{
    /// <summary>The answer in one sentence.</summary>
    internal static string Answer(Study study)
    {
        var p = study.Prediction;
        string step = p.StepCertified is { } h ? $" for every step below {Inequality.Rough(h, 8)} ({p.StepThreshold})" : "";
        string cap = p.LimitSharpnessAtMost is { } s ? $" The limit is at most {Inequality.Rough(s, 8)} sharp." : "";
        return p.Convergence switch
        {
            ConvergencePrediction.Certified => $"Certified: gradient descent converges from this start{step}.{cap}",
            ConvergencePrediction.Excluded => $"Excluded: almost no start like this converges at this step; a step below {(p.StepCertified is { } t ? Inequality.Rough(t, 8) : "the threshold")} would.",
            _ => $"Open: {p.ConvergenceNote}." + (p.StepCertified is null ? "" : $" From this start convergence is certified{step}."),
        };
    }

    internal static void Objective(StringBuilder html, Objective o)
    {
        html.Element("h2", "Objective");
        html.Append("<p><code>").Append(Html.Escape(o.Text)).Append("</code></p>");
        if (o.IsProduct)
        {
            html.Append("<p>Product form: F(s) = <code>").Append(Html.Escape(o.Outer!.ToString())).Append("</code> with s = <code>")
                .Append(Html.Escape(o.Inner!.Text)).Append("</code>").Append(o.Dimension is { } d ? $", d = {d}" : "").Append(".</p>");
        }
        else
        {
            html.Element("p", $"General form: {o.GeneralReason}. Regularity and the theorems about F(x·y) are not available.");
        }
    }

    internal static void Regularity(StringBuilder html, RegularityReport r)
    {
        html.Element("h2", "Regularity");
        html.Table(["property", "verdict", "value", "method", "reason or witness"], rows =>
        {
            Row(rows, "smooth (C^{1,1} locally)", r.Smooth);
            Row(rows, "sign condition at the centre", r.Sign, Html.Number(r.Centre, r.CentreExpr?.ToString()));
            Row(rows, "sector bound β = sup F'(c+u)/u", r.Sector.Verdict, Html.Number(r.Sector.Value, r.Sector.ExactText));
            Row(rows, "derivative bound G = sup |F'|", r.DerivativeBound.Verdict, Html.Number(r.DerivativeBound.Value, r.DerivativeBound.ExactText));
            Row(rows, "good regularity", r.Good);
            Row(rows, "degree of regularity", r.Degree.Verdict, r.Degree.IsInfinite ? "inf" : Html.Escape(r.Degree.Value?.ToString()));
            Row(rows, "monotone ratio", r.MonotoneRatio);
            Row(rows, "star-convex", r.StarConvex);
            Row(rows, "convex", r.Convex);
        });
        if (r.CurvatureAtCentre is { } k)
            html.Append("<p>Curvature at the centre: ").Append(Html.Number(k)).Append("</p>");
        if (r.LocalSmoothness.Any(l => l.Bound is not null))
        {
            html.Table(["radius R (p ≤ R)", "local smoothness L(R)"], rows =>
            {
                foreach (var l in r.LocalSmoothness)
                    rows.Row(Html.Number(l.Radius), l.Bound is null ? Html.Escape(l.Reason) : Html.Number(l.Bound));
            });
        }
        html.Append("<details><summary>Evidence</summary>");
        html.Table(["claim", "verdict", "method", "detail", "ms"], rows =>
        {
            foreach (var e in r.Evidence)
                rows.Row($"<code>{Html.Escape(e.Claim)}</code>", Html.Verdict(e.Verdict), Html.Method(e.Verdict), Html.Escape(Detail(e.Verdict)), e.Elapsed.TotalMilliseconds.ToString("F1"));
        });
        html.Append("</details>");
    }

    private static void Row(StringBuilder rows, string name, Verdict verdict, string value = "") =>
        rows.Row(Html.Escape(name), Html.Verdict(verdict), value, Html.Method(verdict), verdict.IsProved ? "" : Html.Escape(TextOutput.Explain(verdict)));

    private static string Detail(Verdict verdict) => verdict is Proved p ? p.Certificate : TextOutput.Explain(verdict);

    internal static void Theorems(StringBuilder html, Study study)
    {
        html.Element("h2", "Theorems");
        foreach (var t in study.Theorems)
        {
            html.Append("<details").Append(t.Applies.IsProved ? " open" : "").Append("><summary>").Append(Html.Verdict(t.Applies))
                .Append(" <strong>").Append(Html.Escape($"{t.Theorem.Id} {t.Theorem.Title}")).Append("</strong></summary>");
            html.Table(["hypothesis", "verdict", "method", "detail", "would hold for"], rows =>
            {
                foreach (var h in t.Hypotheses)
                    rows.Row($"<strong>{Html.Escape(h.Statement.Id)}</strong> {Html.Escape(h.Statement.Statement)}", Html.Verdict(h.Verdict), Html.Method(h.Verdict), Html.Escape(Detail(h.Verdict)), Html.Escape(h.Remedy));
            });
            if (!t.Conclusions.IsEmpty)
                html.Table(["conclusion", "from", "value"], rows => { foreach (var c in t.Conclusions) Conclusion(rows, c); });
            html.Append("<p class=\"soft\">Source: ").Append(Html.Escape(t.Theorem.Source)).Append(". Proof: ").Append(Html.Escape(t.Theorem.Proof)).Append(".</p></details>");
        }
    }

    private static void Conclusion(StringBuilder rows, Conclusion c)
    {
        string value = c.Value switch
        {
            Bounds.Numbers.Certified n => Html.Number(n),
            System.Collections.Immutable.ImmutableArray<BoundAt> list => string.Join("<br>", list.Select(b =>
                $"at {Html.Number(b.Argument)}: {(b.Bound is null ? Html.Escape(b.Reason ?? "void") : Html.Number(b.Bound))}")),
            bool b => b ? "yes" : "no",
            var other => Html.Escape(other.ToString()),
        };
        rows.Row(Html.Escape(c.Name), Html.Escape(c.From), value);
    }

    internal static void Prediction(StringBuilder html, PredictionReport p)
    {
        html.Element("h2", "Predictions");
        html.Table(["quantity", "prediction", "why"], rows =>
        {
            rows.Row("convergence", Html.Escape(p.Convergence.ToString().ToLowerInvariant()), Html.Escape(p.ConvergenceNote));
            rows.Row("largest certified step", Html.Number(p.StepCertified), Html.Escape(p.StepThreshold));
            rows.Row("limit sharpness at most", Html.Number(p.LimitSharpnessAtMost), p.LimitSharpnessAtMost is null ? "" : "2/h (T1.C6)");
            rows.Row("balancing", Html.Verdict(p.Balancing), Html.Escape(Detail(p.Balancing)));
            rows.Row("catapult", Html.Verdict(p.Catapult), Html.Escape(Detail(p.Catapult)));
            foreach (var i in p.IterationsTo)
                rows.Row($"steps until {Html.Escape(i.Quantity)} &lt; {Html.Number(i.Epsilon)}", i.Bound is null ? "no finite bound" : Html.Number(i.Bound), Html.Escape(i.Theorem));
        });
    }
}
