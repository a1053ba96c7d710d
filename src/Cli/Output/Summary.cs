using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Report;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Output;

/// <summary>The answer of check and run in about fifteen lines: what is certified, what happened, the step, what to ask next. The rest is behind
/// --verbose.</summary>
internal sealed class Summary
{
    private const int LineLength = 68;

    private readonly Terminal _terminal;
    private readonly Study _study;
    private readonly Terms _terms = new();

    private Summary(Terminal terminal, Study study) => (_terminal, _study) = (terminal, study);

    /// <summary>What check answers, and run before it measures.</summary>
    /// <param name="terminal">Where to print.</param>
    /// <param name="study">The predictions.</param>
    /// <param name="next">The command that is useful next.</param>
    /// <param name="startSharpness">The measured sharpness at the start; NaN where it is not known.</param>
    internal static void Print(Terminal terminal, Study study, string? next, double startSharpness)
    {
        var summary = new Summary(terminal, study);
        summary.Question(startSharpness);
        summary.Warnings();
        summary.Before();
        summary.Counts();
        summary.Expected();
        summary.LargestStep(null);
        summary.Theorems();
        summary.Next(next);
    }

    /// <summary>What run answers.</summary>
    internal static void Print(Terminal terminal, RunReport run, string? next)
    {
        var summary = new Summary(terminal, run.Study);
        summary.Question(run.Measurement.Initial.Sharpness);
        summary.Warnings();
        summary.Measured(run);
        summary.Seen(run);
        summary.LargestStep(run.Step);
        summary.Theorems();
        summary.Next(next);
    }

    private void Line(string label, string text) => TextOutput.Line(_terminal, label, text);

    private void Question(double startSharpness)
    {
        TextOutput.Answer(_terminal, Answers.Of(_study));
        var step = _study.Problem.Step;
        Line("objective", $"{_study.Problem.Objective.Text} from {TextOutput.StartOf(_study.Problem)} with step h = {Inequality.Rough(step)}");
        if (_study.Prediction.Convergence != ConvergencePrediction.Certified)
            TextOutput.Method(_terminal, _study.Problem);
        if (double.IsFinite(startSharpness))
            Line("sharpness", $"{Few(startSharpness, 4)} at the start ({_terms.Meaning("sharpness")}), 2/h = {Inequality.Rough(2 / step, 4)}");
    }

    /// <summary>What a theorem says against taking its own certificate for a promise about a run in doubles.</summary>
    private void Warnings()
    {
        foreach (var warning in _study.Theorems.SelectMany(t => t.Conclusions).Where(c => c.Name == "warning"))
            Line("warning", (string)warning.Value);
    }

    /// <summary>The limit that is certified before the run.</summary>
    private void Before()
    {
        var p = _study.Prediction;
        if (p.Floor is null && p.Cap is null)
            return;
        string ends = (p.Floor, p.Cap) switch
        {
            ({ } floor, { } cap) when DirectedText.Same(floor.Least, cap.Most) is { } both => $"{both} ({cap.Source})",
            ({ } floor, { } cap) =>
                $"between {DirectedText.Down(floor.Least)} and {DirectedText.Up(cap.Most)} "
                    + $"({(floor.Source == cap.Source ? "" : floor.Source + ", ")}{cap.Source})",
            ({ } floor, null) => $"at least {DirectedText.Down(floor.Least)} ({floor.Source})",
            _ => $"at most {DirectedText.Up(p.Cap!.Most)} ({p.Cap.Source})",
        };
        // Where both ends are known to their digits, what a law expects says no more.
        string law = p.Law is { EdgeRatio: { } expected } speaks && (p.Floor is null || p.Cap is null || DirectedText.Same(p.Floor.Least, p.Cap.Most) is null)
            ? $"; a law ({speaks.Source.Theorem}, not certified) expects {_terms.Say("h·phi")} = {Few(expected, 4)}" : "";
        Line("limit", $"{_terms.Say("sharpness")} certified {ends}{law}");
    }

    /// <summary>The headline says one count; another quantity tells how it goes on.</summary>
    private void Counts()
    {
        var p = _study.Prediction;
        if (p.Sharpest.Where(s => s.Quantity.Short != p.Headline?.Quantity.Short).MaxBy(s => s.Epsilon) is { } count)
            Line("steps", $"{ShortNumbers.Powers(count.Text)} ({count.Source})");
    }

    // Another method begins to swing elsewhere.
    private string HPhi()
    {
        double h = _study.Problem.Step.ToInterval().Mid, edge = 2 * h / _study.Problem.Method.EdgeStep(h);
        return edge == 2 ? _terms.Say("h·phi") : $"h·phi (step times limit sharpness; this method swings above {Few(edge, 4)})";
    }

    private IEnumerable<(string Name, PhenomenonPrediction Prediction)> Phenomena
    {
        get
        {
            var p = _study.Prediction.Phenomena;
            return [("progressive sharpening", p.ProgressiveSharpening), ("edge of stability", p.EdgeOfStability), ("balancing", p.Balancing),
                ("catapult", p.Catapult)];
        }
    }

    private void Expected()
    {
        var said = Phenomena.Select(p => p.Prediction switch
        {
            { Certified: Proved, By: { } by } => $"{_terms.Say(p.Name)} certified ({by})",
            { Certified: Refuted } => $"{_terms.Say(p.Name)} excluded",
            { ByLaw: true } => $"{_terms.Say(p.Name)} expected by a law",
            _ => null,
        }).OfType<string>().ToList();
        Line("phenomena", said.Count > 0 ? string.Join(", ", said) : "none is certified or excluded before running");
    }

    private void Measured(RunReport run)
    {
        var m = run.Measurement;
        string period = m.Period is { } p ? $" (period {p})" : "", cause = m.Cause == OutcomeCause.None ? "" : $": {TextOutput.Cause(m.Cause)}";
        string counted = _study.Prediction.Headline is { } count && run.Counts.FirstOrDefault(c => c.Bound == count) is { } row
            ? $" (first line: {row.Steps} of {Inequality.Rough(count.Bound)})" : "";
        var said = new List<string>
        {
            $"{m.Outcome.ToString().ToLowerInvariant()}{period} after {m.Steps} steps{counted}{cause}",
            $"loss {Few(m.Initial.Loss)} to {Few(m.Final.Loss, 3)}, sharpness {Few(m.Initial.Sharpness)} to {Few(m.Final.Sharpness)}",
        };
        if (m.Outcome == Outcome.Converged && LeastLoss() is { } least && m.Final.Loss > least + 1e-6 * Math.Max(1, Math.Abs(least)))
            said.Add($"not to a minimiser s = c: the loss there is {Few(least)}");
        if (m.LimitSharpness is { } phi)
        {
            // An enclosure of many digits says what was measured too.
            string value = run.Complete?.Limit is { EdgeRatio: { } ratio, Source: { } source }
                ? $"{DirectedText.Within(ratio)}, certified ({source.Theorem})" : Few(phi * _study.Problem.Step.ToInterval().Mid);
            said.Add($"{HPhi()} {value}");
        }
        Line("measured", string.Join("; ", said));
        if (m.AnnihilatedAt is { } k)
            Line("", $"A_k = 0 at step {k}: the event that the theorems leave out");
        if (run.Captured is { } caught)
            Line("certified", $"from step {caught.Step}, up to which the exact run is enclosed, its distance to the limit "
                + (caught.Rate.Exact < 1 ? $"falls by a factor of {DirectedText.Up(caught.Rate)} or less a step" : "tends to 0, at no certified rate")
                + $" ({caught.Source.Theorem})");
        // A headline that says from where on |u| is small for ever is about every step already.
        if (run.Complete?.EntryStep is not null && _study.Prediction.Headline?.Meaning == CountMeaning.From)
            return;
        if (run.Complete?.EntryStep is { } entered)
            Line("every step", $"certified: enclosed up to step {entered}, then a factor below 1 ({run.Complete.Entries[0].Source.Theorem})");
        else if (run.Complete is { } complete && m.Outcome is not (Outcome.Diverged or Outcome.Periodic) && _study.Problem.Method.IsPlain)
            Line("every step", $"no bound for all of them: {TextOutput.Explain(complete.Verdict)}");
    }

    /// <summary>F(c), where F is least; null where that is not proved or not known.</summary>
    private double? LeastLoss() => _study.Problem.Objective.Structure.Outer is { } outer && _study.Regularity is { Sign.IsProved: true, Centre: { } c }
        ? new CertifiedFunction(outer.Value, outer.Argument).At(c)?.ToInterval().Mid : null;

    private void Seen(RunReport run)
    {
        if (!_study.Problem.Objective.Structure.ComparesRuns)
            return;
        var seen = run.Phenomena.Where(r => r.Measured.Detected).Select(r => $"{_terms.Say(r.Title)} from step {r.Measured.At}{Before(r)}").ToList();
        Line("phenomena", seen.Count > 0 ? string.Join(", ", seen) : "none of sharpening, edge of stability, balancing, catapult");
    }

    private static string Before(PhenomenonRow row) => row.Agreement == Agreement.Both ? $" ({row.Prediction.By})"
        : row.Prediction.ByLaw == true ? " (by a law)" : "";

    private void LargestStep(StepRow? measured)
    {
        var p = _study.Prediction;
        // Before a run the headline has said the step with its theorem.
        if (p.Step is null ? !_study.Problem.Method.IsPlain : measured is null)
            return;
        string certified = p.Step is { } step
            ? $"certified below {DirectedText.Down(step.Supremum)} ({step.Source.Theorem})"
            : $"no step is certified from this start{(p.StepReason is { Length: > 0 } why ? ": " + why : "")}";
        string failing = measured?.Measured is { } first ? $"; first measured failure at {Few(first, 8)}" : "";
        Line("step", certified + failing);
    }

    private void Theorems()
    {
        var all = _study.Theorems;
        if (all.IsEmpty)
            return;
        var apply = all.Where(t => t.Applies.IsProved).Select(t => t.Theorem.IsLaw ? t.Theorem.Id + " (law)" : t.Theorem.Id).ToList();
        // As many as one line holds.
        string Applying(int named) => (apply.Count == 0 ? $"none of {all.Length} applies" : named < apply.Count
            ? $"{string.Join(", ", apply.Take(named))} and {apply.Count - named} more of {all.Length} apply"
            : $"{string.Join(", ", apply)} of {all.Length} appl{(apply.Count == 1 ? "ies" : "y")}") + " (--verbose)";
        int most = apply.Count;
        while (most > 1 && Applying(most).Length > LineLength)
            most--;
        Line("theorems", Applying(most));
        if (_study.Prediction.Convergence == ConvergencePrediction.Certified)
            return;
        // A theorem that only a number keeps away says which; several often wait for the same.
        foreach (var near in all
            .Where(t => t.Theorem.IsLargeStep && !t.Applies.IsProved && t.Hypotheses.Any(h => h.Remedy is not null)
            && t.Hypotheses.All(h => h.Verdict.IsProved || h.Remedy is not null))
            .GroupBy(t => t.Hypotheses.First(h => h.Remedy is not null).Remedy, t => t.Theorem.Id).Take(2))
            Line("", $"{string.Join(" and ", near)} would apply for {near.Key}");
    }

    private void Next(string? command)
    {
        if (command is not null)
            TextOutput.Next(_terminal, command);
    }

    private static string Few(double value, int digits = 5) =>
        value.ToString("G" + digits, System.Globalization.CultureInfo.InvariantCulture).Replace("E-0", "e-", StringComparison.Ordinal)
            .Replace("E-", "e-", StringComparison.Ordinal).Replace("E+", "e", StringComparison.Ordinal);
}
