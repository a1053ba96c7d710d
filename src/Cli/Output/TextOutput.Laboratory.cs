using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Studies.Laboratory;
using BoundCheck.Bounds.Theory;

namespace BoundCheck.Cli.Output;

internal static partial class TextOutput
{
    /// <summary>A theorem of one's own on one problem.</summary>
    internal static void Trial(Terminal terminal, TheoremTrial trial)
    {
        Answer(terminal, Sentence(trial));
        Line(terminal, "theorem", TitleOf(trial.Theorem));
        Objective(terminal, trial.Problem.Objective);
        terminal.WriteLine();
        foreach (var h in trial.Hypotheses)
        {
            Line(terminal, Mark(h.Verdict), $"{h.Statement.Id}: {h.Statement.Statement}");
            if (Explain(h.Verdict) is { Length: > 0 } why)
                Line(terminal, "", why);
        }
        terminal.WriteLine();
        foreach (var b in trial.Bounds)
            Line(terminal, "bound", $"{b.Id}: {b.Quantity}: {Table(b)}");
        foreach (var b in trial.Catalogue)
            Line(terminal, "catalogue", $"{b.Id}: {b.Quantity} {Table(b)}");
        if (!trial.Applying.IsEmpty)
            Line(terminal, "", $"theorems of the catalogue that apply: {string.Join(", ", trial.Applying)}");
        foreach (var r in trial.Run)
            Line(terminal, "run", $"{r.Id}: {Word(r.Outcome)}, {r.Detail}{(r.Outcome == ConclusionOutcome.Held ? "" : $" ({r.Text})")}");
    }

    /// <summary>What a hunt found.</summary>
    internal static void Hunt(Terminal terminal, HuntReport report)
    {
        string runs = $"{report.Runs} runs that satisfy the hypotheses, on {report.Objectives} objectives";
        Answer(terminal, report.Smallest is { } smallest
            ? $"The theorem {report.Theorem.Text.Id} is false: {smallest.Conclusion.Id} fails on {smallest.Objective}."
            : $"No counterexample to {report.Theorem.Text.Id} in {runs}. That proves nothing.");
        Line(terminal, "theorem", TitleOf(report.Theorem));
        Line(terminal, "hunt",
            $"{runs}; {report.LeftOut} objectives left out, {report.Unconfirmed} suspects not confirmed; seed {report.Options.Seed}, "
                + $"{report.Options.Steps} steps a run{(report.IsComplete ? "" : "; cut short")}");
        foreach (var c in report.Counterexamples)
        {
            terminal.WriteLine();
            Line(terminal, "broken", $"{c.Conclusion.Id}: {c.Conclusion.Text}");
            Line(terminal, "", c.Conclusion.Detail);
            Line(terminal, "objective", c.Objective);
            foreach (var p in c.Parameters)
                Line(terminal, "", $"{p.Name} = {p.Value}");
            Line(terminal, "step", $"h = {c.Step}");
            Line(terminal, "start", string.Join(", ", c.Start.Select(s => $"{s.Name} = {s.Value}")));
            string family = string.Concat(c.Parameters.Select(p => $" --param {p.Name}={p.Value}"));
            Line(terminal, "again",
                $"boundcheck theorem FILE{(c.Parameters.IsEmpty ? $" \"{c.Objective}\"" : family)} --start "
                    + $"\"{string.Join(",", c.Start.Select(s => $"{s.Name}={s.Value}"))}\" --step {c.Step}");
            foreach (var h in c.Hypotheses)
                Line(terminal, Mark(h.Verdict), $"{h.Statement.Id}: {h.Statement.Statement}");
        }
    }

    private static string TitleOf(UserTheorem theorem) => theorem.Text.Title.Length > 0 ? $"{theorem.Text.Id}: {theorem.Text.Title}" : theorem.Text.Id;

    private static string Sentence(TheoremTrial trial) => trial.Applies switch
    {
        _ when trial.IsRefuted =>
            $"The theorem {trial.Theorem.Text.Id} is false: this run satisfies its hypotheses and breaks "
                + $"{string.Join(", ", trial.Run.Where(r => r.Outcome == ConclusionOutcome.Broken).Select(r => r.Id))}.",
        { IsProved: true } =>
            $"The hypotheses of {trial.Theorem.Text.Id} are proved, and nothing here speaks against its conclusions (which proves none of them).",
        { IsRefuted: true } =>
            $"{trial.Theorem.Text.Id} does not apply: {string.Join(", ", trial.Hypotheses.Where(h => h.Verdict.IsRefuted).Select(h => h.Statement.Id))} "
                + "refuted.",
        _ => $"Whether {trial.Theorem.Text.Id} applies is not decided: "
            + $"{string.Join(", ", trial.Hypotheses.Where(h => h.Verdict.IsUnknown).Select(h => h.Statement.Id))} unknown.",
    };

    private static string Table(ConclusionBound bound) => string.Join(", ", bound.At.Select(b =>
        $"{(b.Bound is { } value ? Inequality.Rough(value) : "void")} at K = {Inequality.Rough(b.Argument)}"));

    /// <summary>The word of an outcome in text and JSON.</summary>
    internal static string Word(ConclusionOutcome outcome) => outcome switch
    {
        ConclusionOutcome.Held => "held",
        ConclusionOutcome.Broken => "broken",
        ConclusionOutcome.Undecided => "undecided",
        ConclusionOutcome.NotAsked => "not asked",
        _ => "not contradicted",
    };
}
