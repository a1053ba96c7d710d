using BoundCheck.Bounds;
using BoundCheck.Bounds.Catalogue;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Prediction;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Verdicts;
using Spectre.Console;
using ObjectiveModel = BoundCheck.Bounds.Problems.Objective;

namespace BoundCheck.Cli.Output;

/// <summary>The answers for people. Marks + - ? read without colour.</summary>
internal static partial class TextOutput
{
    internal static void Objective(IAnsiConsole terminal, ObjectiveModel o)
    {
        terminal.WriteLine($"objective   {o.Text}");
        if (o.IsProduct)
        {
            terminal.WriteLine($"structure   F(s) = {o.Outer}, s = {o.Inner!.Text}" + (o.Dimension is { } d ? $", d = {d}" : ", any d"));
            foreach (var condition in o.Conditions)
                terminal.WriteLine($"            where {condition}");
        }
        else
        {
            terminal.WriteLine($"structure   general: {o.GeneralReason}");
            terminal.WriteLine("            not available: F'(s), regularity, and the theorems T1 to T4, which are about F(x·y)");
        }
    }

    internal static void Regularity(IAnsiConsole terminal, RegularityReport r)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("regularity", "verdict", "value or reason");
        Row(table, "smooth (C^1,1)", r.Smooth);
        Row(table, "centre, sign", r.Sign, r.Centre is { } c ? $"c = {r.CentreExpr?.ToString() ?? Inequality.Rough(c, 10)}" : null);
        Row(table, "sector bound β", r.Sector.Verdict, Value(r.Sector));
        Row(table, "derivative bound G", r.DerivativeBound.Verdict, Value(r.DerivativeBound));
        Row(table, "good regularity", r.Good);
        Row(table, "degree", r.Degree.Verdict, r.Degree.IsInfinite ? "dor = inf" : r.Degree.Value is { } d ? $"dor = {d}" : null);
        Row(table, "monotone ratio", r.MonotoneRatio);
        Row(table, "star-convex", r.StarConvex);
        Row(table, "convex", r.Convex);
        if (r.CurvatureAtCentre is { } k)
            table.AddRow(new Text("F''(c)"), new Text(""), new Text(Inequality.Rough(k, 10)));
        foreach (var l in r.LocalSmoothness.Where(l => l.Bound is not null))
            table.AddRow(new Text($"L({Inequality.Rough(l.Radius)})"), new Text(""), new Text(Inequality.Rough(l.Bound!, 10)));
        terminal.Write(table);
    }

    private static string? Value(RegularityConstant constant) =>
        constant.ExactText ?? (constant.Value is { } v ? Inequality.Rough(v, 12) : null);

    internal static string Mark(Verdict verdict) => verdict switch
    {
        Proved => "+ proved",
        Refuted => "- refuted",
        _ => "? unknown",
    };

    internal static Text Marked(Verdict verdict) =>
        new(Mark(verdict), new Style(verdict switch { Proved => Color.Green, Refuted => Color.Red, _ => Color.Yellow }));

    private static void Row(Table table, string name, Verdict verdict, string? value = null) =>
        table.AddRow(new Text(name), Marked(verdict), new Text(value is null ? Explain(verdict) : verdict.IsProved ? value : $"{value}; {Explain(verdict)}"));

    internal static string Explain(Verdict verdict) => verdict switch
    {
        Refuted r => r.Witness.ToString(),
        Unknown u => u.Reason,
        Proved p => p.Method.Text(),
        _ => "",
    };

    internal static void Study(IAnsiConsole terminal, Study study)
    {
        Objective(terminal, study.Problem.Objective);
        if (study.Problem.Objective.IsProduct)
            Regularity(terminal, study.Regularity);
        foreach (var t in study.Theorems)
        {
            terminal.Write(new Text($"{Mark(t.Applies)}  {t.Theorem.Id}  {t.Theorem.Title}\n"));
            foreach (var h in t.Hypotheses.Where(h => !h.Verdict.IsProved))
                terminal.WriteLine($"      {h.Statement.Id}: {Explain(h.Verdict)}{(h.Remedy is null ? "" : $" (holds for {h.Remedy})")}");
        }
        terminal.WriteLine();
        Prediction(terminal, study.Prediction);
    }

    private static void Prediction(IAnsiConsole terminal, PredictionReport p)
    {
        terminal.WriteLine($"convergence {p.Convergence.ToString().ToLowerInvariant()}: {p.ConvergenceNote}");
        if (p.StepCertified is { } h)
            terminal.WriteLine($"step        certified below {Digits(h)} ({p.StepThreshold})");
        if (p.LimitSharpnessAtMost is { } cap)
            terminal.WriteLine($"sharpness   at most {Inequality.Rough(cap, 8)} in the limit");
        terminal.WriteLine($"balancing   {p.Balancing.Text}: {Explain(p.Balancing)}");
        terminal.WriteLine($"catapult    {p.Catapult.Text}: {Explain(p.Catapult)}");
        foreach (var i in p.IterationsTo.Where(i => i.Bound is not null))
            terminal.WriteLine($"iterations  {i.Quantity} < {Inequality.Rough(i.Epsilon)} within {Inequality.Rough(i.Bound!)} steps ({i.Theorem})");
    }

    /// <summary>The lower end with the digits that both ends share.</summary>
    internal static string Digits(Certified value) => Inequality.Rough(value, 12);

    internal static void Catalogue(TextWriter output, IEnumerable<Theorem> theorems)
    {
        foreach (var t in theorems)
        {
            output.WriteLine($"{t.Id}  {t.Title}");
            output.WriteLine($"    problem     {t.Problem}");
            foreach (var h in t.Hypotheses)
                output.WriteLine($"    hypothesis  {h.Id}: {h.Statement}");
            foreach (var c in t.Conclusions)
            {
                output.WriteLine($"    conclusion  {c.Id} ({c.Guarantee.ToString().ToLowerInvariant()}): {c.Statement}");
                foreach (var e in ProofIndex.Current.Of(t.Id, c.Id))
                    output.WriteLine($"                - {e.Statement}: {e.Wording}");
            }
            output.WriteLine($"    source      {t.Source}");
            output.WriteLine($"    proof       {t.Proof}");
            output.WriteLine();
        }
    }
}
