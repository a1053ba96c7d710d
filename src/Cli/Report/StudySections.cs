using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Output;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Report;

/// <summary>The parts of the report that need no run: the answer, the objective, regularity, theorems, predictions.</summary>
internal static class StudySections
{
    /// <summary>The answer in one sentence, coloured by whether convergence is certified, excluded or open.</summary>
    internal static void Answer(StringBuilder html, Study study) => Answer(html, Answers.Of(study), study.Prediction.Convergence switch
    {
        ConvergencePrediction.Certified => "proved",
        ConvergencePrediction.Excluded => "refuted",
        _ => "unknown",
    });

    /// <summary>A sentence in the place of the answer.</summary>
    internal static void Answer(StringBuilder html, string sentence, string css) =>
        html.Append("<p class=\"answer ").Append(css).Append("\">").Append(Html.Formula(sentence)).Append("</p>");

    internal static void Objective(StringBuilder html, Objective o, Problem? problem = null)
    {
        html.Element("h2", "Objective");
        html.Append("<div class=\"math\">").Append(Math(o.Expression, "<mi>f</mi><mo>=</mo>")).Append("</div>");
        html.Append("<p>as typed: <code>").Append(Html.Escape(o.Text)).Append("</code></p>");
        html.Element("p", o.Structure.Sentence(o));
        if (o.Structure.Outer is { } outer)
        {
            html.Append("<p>with s = <code>").Append(Html.Escape(o.Structure.Inner ?? "")).Append("</code>:</p><div class=\"math\">")
                .Append(Math(outer.Value, "<mi>F</mi><mo>(</mo><mi>s</mi><mo>)</mo><mo>=</mo>")).Append("</div>");
        }
        foreach (string condition in o.Structure.Conditions)
            html.Element("p", $"This holds where {condition} only.", "soft");
        if (problem is not null)
            html.Append("<p>Step <span class=\"num\">h = ").Append(Html.Escape(Inequality.Show(problem.Step)))
                .Append("</span>; start <span class=\"num\">").Append(Html.Escape(Point(problem))).Append("</span>.</p>");
        if (problem is { Method.IsPlain: false })
            html.Element("p", $"Method: {problem.Method.Description}.");
    }

    private static string Math(Expr expr, string prefix) =>
        MathMLPrinter.Print(expr, 400).Replace("<math><mrow>", "<math display=\"block\"><mrow>" + prefix, StringComparison.Ordinal);

    private static string Point(Problem problem) => string.Join(", ", problem.Point.Select(p =>
        p.Value.Length == 1
            ? $"{p.Key} = {Inequality.Rough(p.Value[0])}"
            : $"{p.Key} = [{string.Join(", ", p.Value.Take(8).Select(v => Inequality.Rough(v)))}{(p.Value.Length > 8 ? ", ..." : "")}]"));

    internal static void Regularity(StringBuilder html, Objective objective, RegularityReport r)
    {
        html.Element("h2", "Regularity of F");
        html.Table(["property", "verdict", "value", "method", "reason or witness"], rows =>
        {
            Row(rows, "smooth: F' locally Lipschitz", r.Smooth);
            Row(rows, "sign condition: (s-c)F'(s) > 0", r.Sign, r.Centre is null ? "" : "c = " + Html.Number(r.Centre, r.CentreExpr?.ToString()));
            Row(rows, "sector bound: 0 < F'(c+u)/u ≤ β", r.Sector.Verdict, Value("β", r.Sector));
            Row(rows, "derivative bound: |F'| ≤ G", r.DerivativeBound.Verdict, Value("G", r.DerivativeBound));
            Row(rows, "good regularity", r.Good);
            Row(rows, "degree of regularity", r.Degree.Verdict, r.Degree.IsInfinite ? "inf" : r.Degree.Value is { } d ? $"<span class=\"num\">{d}</span>" : "");
            Row(rows, "monotone ratio", r.MonotoneRatio);
            Row(rows, "star-convex", r.StarConvex);
            Row(rows, "convex", r.Convex);
        });
        if (r.CurvatureAtCentre is { } k)
            html.Append("<p>Curvature at the centre: F''(c) = ").Append(Html.Number(k)).Append("</p>");
        var witnesses = OuterPlots.Witnesses(objective, r).ToList();
        if (witnesses.Count > 0)
        {
            html.Element("h3", "Where it fails");
            Small(html, witnesses);
        }
        html.Element("h3", "F, its derivative and its ratio");
        Small(html, OuterPlots.All(objective, r));
        if (r.LocalSmoothness.Any(l => l.Bound is not null))
        {
            html.Append("<details><summary>Local smoothness: how sharp f is where |x|² + |y|² ≤ R</summary>");
            html.Table(["radius R", "largest sharpness L(R)"], rows =>
            {
                foreach (var l in r.LocalSmoothness)
                    rows.Row(Html.Number(l.Radius), l.Bound is null ? Html.Escape(l.Reason) : Html.Number(l.Bound));
            });
            html.Append("</details>");
        }
        html.Append("<details><summary>Evidence: every claim that was decided on the way</summary>");
        html.Table(["claim", "verdict", "method", "detail", "ms"], rows =>
        {
            foreach (var e in r.Evidence)
                rows.Row($"<code>{Html.Escape(e.Claim)}</code>", Html.Verdict(e.Verdict), Html.Method(e.Verdict),
                    Html.Formula(Html.Detail(e.Verdict)), e.Elapsed.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture));
        });
        html.Append("</details>");
    }

    private static void Small(StringBuilder html, IEnumerable<(SvgPlot Plot, string Caption)> plots)
    {
        html.Append("<div class=\"small\">");
        foreach (var (plot, caption) in plots)
            html.Append(plot.Figure(caption));
        html.Append("</div>");
    }

    private static string Value(string name, RegularityConstant constant) =>
        constant.Value is null ? "" : $"{name} = {Html.Number(constant.Value, constant.ExactText)}";

    private static void Row(TableRows rows, string name, Verdict verdict, string value = "") =>
        rows.Row(Html.Formula(name), Html.Verdict(verdict), value, Html.Method(verdict), verdict.IsProved ? "" : Html.Formula(TextOutput.Explain(verdict)));

    internal static void Theorems(StringBuilder html, Study study)
    {
        html.Element("h2", "Theorems");
        int applying = study.Theorems.Count(t => t.Applies.IsProved);
        html.Element("p", $"{applying} of {study.Theorems.Length} apply to this objective, start and step. Open one for its hypotheses and numbers.", "soft");
        foreach (var t in study.Theorems)
        {
            html.Append("<details class=\"theorem\"").Append(t.Applies.IsProved ? " open" : "").Append("><summary>").Append(Html.Verdict(t.Applies))
                .Append(" <strong>").Append(Html.Escape($"{t.Theorem.Id} {t.Theorem.Title}")).Append("</strong>").Append(Failing(t)).Append("</summary>");
            bool mendable = t.Hypotheses.Any(h => h.Remedy is not null);
            html.Table(["hypothesis", "verdict", "method", "detail", .. mendable ? ["it would hold for"] : Array.Empty<string>()], rows =>
            {
                foreach (var h in t.Hypotheses)
                {
                    string[] remedy = mendable ? [h.Remedy is null ? "" : $"<span class=\"remedy\">{Html.Formula(h.Remedy)}</span>"] : [];
                    rows.Row([$"<strong>{Html.Escape(h.Statement.Id)}</strong> {Html.Formula(h.Statement.Statement)}",
                        Html.Verdict(h.Verdict), Html.Method(h.Verdict), Html.Formula(Html.Detail(h.Verdict)), .. remedy]);
                }
            });
            if (!t.Conclusions.IsEmpty)
                html.Table(["conclusion", "from", "value"], rows => { foreach (var c in t.Conclusions) Conclusion(rows, c); });
            if (!t.Implications.IsEmpty)
                html.Table(["it gives", "from"], rows => { foreach (var i in t.Implications) rows.Row(Html.Formula(i.Text),
                    Html.Escape(i.Source.Conclusion)); });
            ProofSection.Write(html, t.Theorem);
            html.Append("</details>");
        }
    }

    /// <summary>For a theorem that does not apply: which hypotheses fail, which are not decided, and what would mend all that can be mended.</summary>
    private static string Failing(TheoremResult t)
    {
        var failing = t.Hypotheses.Where(h => !h.Verdict.IsProved).ToList();
        if (failing.Count == 0)
            return "";
        string[] parts = [.. Names(h => h.Verdict.IsRefuted, "fails", "fail"), .. Names(h => !h.Verdict.IsRefuted, "is not decided", "are not decided")];
        var remedies = failing.Select(h => h.Remedy).ToList();
        string mend = remedies.All(r => r is not null)
            ? $"; it would apply for <span class=\"remedy\">{Html.Formula(string.Join(" and ", remedies.Distinct()))}</span>"
            : "";
        return $" <span class=\"soft\">({Html.Escape(string.Join("; ", parts))}{mend})</span>";

        IEnumerable<string> Names(Func<HypothesisResult, bool> which, string one, string several)
        {
            var ids = failing.Where(which).Select(h => h.Statement.Id).ToList();
            return ids.Count == 0 ? [] : [$"{string.Join(", ", ids)} {(ids.Count == 1 ? one : several)}"];
        }
    }

    private static void Conclusion(TableRows rows, Conclusion c)
    {
        string value = c.Value switch
        {
            Certified n => Html.Number(n),
            ImmutableArray<BoundAt> list => string.Join("<br>", list.Select(b =>
                $"at {Html.Number(b.Argument)}: {(b.Bound is null ? Html.Formula(b.Reason ?? "void") : Html.Number(b.Bound))}")),
            ImmutableArray<RegionVertex> vertices => string.Join(", ", vertices.Select(v => $"({Html.Number(v.A)}, {Html.Number(v.B)})")),
            bool b => b ? "yes" : "no",
            var other => Html.Formula(other.ToString()),
        };
        rows.Row(Html.Formula(Terms.Words(c.Name)), Html.Escape(c.From), value);
    }

    internal static void Prediction(StringBuilder html, PredictionReport p)
    {
        html.Element("h2", "Predictions");
        html.Table(["quantity", "prediction", "why"], rows =>
        {
            rows.Row("convergence", Html.Escape(p.Convergence.ToString().ToLowerInvariant()), Html.Formula(p.ConvergenceNote));
            rows.Row("largest certified step", p.StepCertified is null ? "none" : Html.Number(p.StepCertified), Html.Escape(p.StepThreshold ?? p.StepReason));
            rows.Row("limit sharpness at most", p.LimitSharpnessAtMost is null
                ? "no bound"
                : Html.Number(p.LimitSharpnessAtMost), p.Cap is null ? "" : Html.Escape($"{p.Cap.Reason} ({p.Cap.Source})"));
            if (p.Floor is { } floor)
                rows.Row("limit sharpness at least", Html.Number(floor.Least), Html.Escape(floor.Source.ToString()));
            rows.Row("balancing", Html.Verdict(p.Balancing), Html.Formula(Html.Detail(p.Balancing)));
            rows.Row("catapult", Html.Verdict(p.Catapult), Html.Formula(Html.Detail(p.Catapult)));
            foreach (var i in p.IterationsTo)
                rows.Row($"steps until {Html.Formula(i.Quantity)} &lt; {Html.Number(i.Epsilon)}", i.Bound is null
                    ? "no finite bound"
                    : "at most " + Html.Number(i.Bound), Html.Escape(i.Theorem));
        });
    }
}
