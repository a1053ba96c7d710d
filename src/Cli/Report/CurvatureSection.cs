using System.Text;
using BoundCheck.Bounds.Structures.General;

namespace BoundCheck.Cli.Report;

/// <summary>L, μ and PL constants with the sets they hold on.</summary>
internal static class CurvatureSection
{
    internal static void Append(StringBuilder html, CurvatureReport curvature)
    {
        html.Element("h2", "Curvature");
        if (!curvature.Sets.IsEmpty || curvature.Everywhere is not null)
        {
            html.Table(["on", "L (gradient is L-Lipschitz)", "μ (f - μ|x|²/2 is convex)", "PL: |∇f|² ≥ 2μ(f - f*)", "f*", "because"], rows =>
            {
                if (curvature.Everywhere is { } whole)
                    rows.Row("all of R^n", "not bounded there, as far as is known", Html.Number(whole.Mu),
                        whole.Pl is { } mu ? Html.Number(mu) : "not certified",
                        whole.PlValue is { } least ? Html.Number(least) : "", whole.Pl is null ? "" : "strong convexity");
                foreach (var s in curvature.Sets)
                    rows.Row(Html.Escape(s.Text), Html.Number(s.L), Html.Number(s.Mu), s.Pl is { } pl
                        ? Html.Number(pl)
                        : "not certified", s.PlValue is { } value ? Html.Number(value) : "", Html.Escape(s.PlReason ?? ""));
            });
        }
        if (curvature.Missing.Length > 0)
            html.Element("p", $"{(curvature.Sets.IsEmpty ? "No constants" : "No further set")}: {curvature.Missing}.", "soft");
    }
}
