using System.Globalization;
using System.Text;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Proofs;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Figures;
using BoundCheck.Cli.Report;
using Spectre.Console;
using ObjectiveModel = BoundCheck.Bounds.Problems.Objective;

namespace BoundCheck.Cli.Output;

/// <summary>The answers for people. Marks + - ? read without colour.</summary>
internal static partial class TextOutput
{
    /// <summary>The answer in one sentence, before everything else.</summary>
    internal static void Answer(Terminal terminal, string sentence)
    {
        Line(terminal, "", sentence, 0);
        terminal.WriteLine();
    }

    /// <summary>A label and a text that is wrapped at the width of the terminal and indented below itself.</summary>
    internal static void Line(Terminal terminal, string label, string text, int indent = 12)
    {
        foreach (string line in Wrapped(label, text, indent, terminal.Width))
            terminal.WriteLine(line);
    }

    /// <summary>The same on a plain writer, in 80 columns.</summary>
    internal static void Wrap(TextWriter output, string label, string text, int indent = 12)
    {
        foreach (string line in Wrapped(label, text, indent, 80))
            output.WriteLine(line);
    }

    private static IEnumerable<string> Wrapped(string label, string text, int indent, int width)
    {
        var line = new StringBuilder(label.PadRight(indent));
        bool empty = true;
        foreach (string word in text.Split(' '))
        {
            if (!empty && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear().Append(' ', indent);
                empty = true;
            }
            line.Append(empty ? "" : " ").Append(word);
            empty = false;
        }
        yield return line.ToString().TrimEnd();
    }

    /// <summary>The command to type next, on lines of its own so that it can be copied.</summary>
    internal static void Next(Terminal terminal, string command) => Line(terminal, "next", command);

    /// <summary>Which figures were written, and where.</summary>
    internal static void Figures(Terminal terminal, FigureRequest request, IReadOnlyList<string> names) =>
        Line(terminal, "figures", $"{string.Join(", ", names)} in {request.Folder}{(request.Format == "csv" ? "" : $" as {request.Format}")}, with data "
            + "(csv) and pgfplots files (tex)");

    internal static void Objective(Terminal terminal, ObjectiveModel o)
    {
        Line(terminal, "objective", o.Text);
        string label = "structure";
        foreach (string line in o.Structure.Lines(o))
        {
            Line(terminal, label, line);
            label = "";
        }
    }

    /// <summary>The method, where it is not gradient descent with a constant step.</summary>
    internal static void Method(Terminal terminal, Problem problem)
    {
        if (!problem.Method.IsPlain)
            Line(terminal, "method", problem.Method.Description);
    }

    internal static void Regularity(Terminal terminal, RegularityReport r)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("regularity", "verdict", "value or reason");
        Row(table, "smooth (C^1,1)", r.Smooth);
        Row(table, "centre, sign", r.Sign, r.Centre is { } c ? $"c = {r.CentreExpr?.ToString() ?? Inequality.Rough(c, 10)}" : null);
        Row(table, "sector bound β", r.Sector.Verdict, Value(r.Sector));
        Row(table, "derivative bound G", r.DerivativeBound.Verdict, Value(r.DerivativeBound));
        Row(table, "good regularity", r.Good, r.Good == r.DerivativeBound.Verdict && r.Good.IsRefuted ? "as the derivative bound" : null);
        Row(table, "degree", r.Degree.Verdict, r.Degree.IsInfinite ? "dor = inf" : r.Degree.Value is { } d ? $"dor = {d}" : null);
        Row(table, "monotone ratio", r.MonotoneRatio);
        Row(table, "star-convex", r.StarConvex);
        Row(table, "convex", r.Convex);
        if (r.CurvatureAtCentre is { } k)
            table.AddRow(new Text("F''(c)"), new Text(""), new Text(Inequality.Rough(k, 10)));
        foreach (var l in r.LocalSmoothness.Where(l => l.Bound is not null))
            table.AddRow(new Text($"L({Inequality.Rough(l.Radius)})"), new Text(""), new Text(Inequality.Rough(l.Bound!, 10)));
        if (r.SmoothnessGrowth is { } growth)
            Row(table, "L(R) grows like", growth.Verdict, growth.Verdict.IsProved || growth.Measured is not null ? Growth(growth) : null);
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

    /// <summary>A law applies where its conditions hold: that proves nothing.</summary>
    internal static string Mark(TheoremResult result) => result is { Theorem.IsLaw: true, Applies: Proved } ? "+ applies" : Mark(result.Applies);

    internal static Text Marked(Verdict verdict) =>
        new(Mark(verdict), new Style(verdict switch { Proved => Color.Green, Refuted => Color.Red, _ => Color.Yellow }));

    private static void Row(Table table, string name, Verdict verdict, string? value = null) =>
        table.AddRow(new Text(name), Marked(verdict), new Text(value is null ? Explain(verdict) : verdict.IsProved
            || value.StartsWith("as ", StringComparison.Ordinal) ? value : $"{value}; {Explain(verdict)}"));

    internal static string Explain(Verdict verdict) => verdict switch
    {
        Refuted r => ShortNumbers.In(r.Witness.ToString()),
        Unknown u => u.Reason,
        Proved p => p.Method.Text(),
        _ => "",
    };

    /// <summary>Everything that is known before running, behind --verbose.</summary>
    internal static void Study(Terminal terminal, Study study)
    {
        terminal.WriteLine();
        Objective(terminal, study.Problem.Objective);
        Method(terminal, study.Problem);
        if (study.Problem.Objective.Structure.Outer is not null)
            Regularity(terminal, study.Regularity);
        // A reason that stands in the table is not repeated for every theorem that needs it.
        var said = new HashSet<string>(study.Regularity.Evidence.Select(e => Explain(e.Verdict)), StringComparer.Ordinal);
        foreach (var t in study.Theorems)
        {
            terminal.Write(new Text($"{Mark(t)}  {t.Theorem.Id}  {t.Theorem.Title}\n"));
            // The classical theorems rarely apply here: one reason says enough, the report has the others. A refutation says more than a doubt.
            foreach (var h in t.Hypotheses.Where(h => !h.Verdict.IsProved)
                .OrderByDescending(h => h.Verdict.IsRefuted).Take(t.Theorem.IsLargeStep ? int.MaxValue : 1))
                Line(terminal, "", $"{h.Statement.Id}: "
                        + $"{(said.Add(Explain(h.Verdict)) ? Explain(h.Verdict) : h.Verdict.IsRefuted ? "refuted above" : "as above")}"
                        + $"{(h.Remedy is null ? "" : $" (holds for {h.Remedy})")}", 14);
        }
        Bounds(terminal, study);
        terminal.WriteLine();
        Prediction(terminal, study.Prediction);
    }

    private static void Prediction(Terminal terminal, PredictionReport p)
    {
        Line(terminal, "convergence", $"{p.Convergence.ToString().ToLowerInvariant()}: {p.ConvergenceNote}");
        if (p.StepCertified is { } h)
            Line(terminal, "step", $"certified below {Digits(h)} ({p.StepThreshold})");
        if (p.Cap is { } cap)
            Line(terminal, "sharpness", $"at most {Inequality.Rough(cap.Most, 8)} in the limit: {cap.Reason} ({cap.Source})");
        if (p.Floor is { } floor)
            Line(terminal, "sharpness", $"at least {Inequality.Rough(floor.Least, 8)} in the limit ({floor.Source})");
        if (p.Law is { EdgeRatio: not null } law)
            Line(terminal, "law", $"{law.Text} ({law.Source.Theorem}, a law: not certified)");
        Line(terminal, "edge", $"{p.Phenomena.EdgeOfStability.Certified.Text}: {Explain(p.Phenomena.EdgeOfStability.Certified)}");
        Line(terminal, "balancing", $"{p.Balancing.Text}: {Explain(p.Balancing)}");
        Line(terminal, "catapult", $"{p.Catapult.Text}: {Explain(p.Catapult)}");
        if (p.Rate is { } rate)
            Line(terminal, "rate", $"{rate.Text} ({rate.Source})");
        foreach (var s in p.Sharpest)
            Line(terminal, "iterations", $"{s.Text} ({s.Source})");
        int vacuous = p.StepsTo.GroupBy(s => (s.Quantity.Short, s.Epsilon)).Count(g => g.First().IsVacuous);
        if (vacuous > 0)
            Line(terminal, "iterations", $"{vacuous} other count{(vacuous == 1 ? " is" : "s are")} above 10^12: vacuous");
    }

    /// <summary>The lower end with the digits that both ends share.</summary>
    internal static string Digits(Certified value) => Inequality.Rough(value, 12);

    internal static void Catalogue(TextWriter output, IEnumerable<Theorem> theorems)
    {
        foreach (var t in theorems)
        {
            Wrap(output, t.Id + "  ", t.Title, t.Id.Length + 2);
            Wrap(output, "    problem", $"{t.Problem}", 16);
            foreach (var h in t.Hypotheses)
                Wrap(output, "    hypothesis", $"{h.Id}: {h.Statement}", 16);
            foreach (var c in t.Conclusions)
            {
                Wrap(output, "    conclusion", $"{c.Id} ({c.Guarantee.ToString().ToLowerInvariant()}): {c.Statement}", 16);
                foreach (var e in ProofIndex.Current.Of(t.Id, c.Id))
                    Wrap(output, "                -", $"{e.Statement}: {e.Wording}", 18);
            }
            Wrap(output, "    source", $"{t.Source}", 16);
            Wrap(output, "    proof", $"{t.Proof}", 16);
            output.WriteLine();
        }
    }

    /// <summary>An objective that attains a bound, and the command that shows it.</summary>
    internal static void WorstCase(TextWriter output, Theorem theorem, WorstCaseQuestion question, WorstCase answer)
    {
        string constants = $"L = {question.L}{(question.Mu is { } mu ? $", μ = {mu}" : "")}, h = {question.Step}, K = {question.Steps}";
        if (answer is not AttainedBound a)
        {
            Wrap(output, $"{theorem.Id}: ", $"no objective for {constants}: {((NoWorstCase)answer).Reason}", 4);
            return;
        }
        output.WriteLine($"{a.Source}: {a.Quantity.Extreme} = {Digits(a.Bound)} after {question.Steps} steps attains the bound, {constants}");
        output.WriteLine();
        output.WriteLine($"objective   {a.Objective}");
        output.WriteLine($"start       {a.Start}");
        output.WriteLine();
        output.WriteLine($"boundcheck run \"{a.Objective}\" --start \"{a.Start}\" --step {question.Step} --steps {question.Steps}");
    }
}
