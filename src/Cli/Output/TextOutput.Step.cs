using System.Collections.Immutable;
using System.Globalization;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Studies.Steps;

namespace BoundCheck.Cli.Output;

internal static partial class TextOutput
{
    /// <summary>The answer of step.</summary>
    internal static void Step(Terminal terminal, Problem problem, StepAnswer answer)
    {
        Answer(terminal, Sentence(answer));
        Line(terminal, "objective", problem.Objective.Text);
        Line(terminal, "start", At(problem.Point));
        if (answer.Largest is { } largest)
            Line(terminal, "this start", $"{largest.Text} ({largest.Source})");
        else
            Line(terminal, "this start", $"no certified step: {answer.Reason}");
        if (answer.Stationary is { } classical)
            Line(terminal, "classical", $"{classical.Text} ({classical.Source})");
        foreach (var (source, step) in answer.EveryStart)
            Line(terminal, "all starts", $"{step.Starts} at every step below {Digits(step.Supremum)} = {step.Formula} ({source})");
        if (answer.EveryStartReason is { } none)
            Line(terminal, "all starts", $"no step: {none}");
        if (answer.Measured is { } row)
        {
            Line(terminal, "measured", row.Failing is { } failing
                ? string.Create(CultureInfo.InvariantCulture,
                    $"the first step that fails is {failing.Step:G8}: {failing.Ending} (on the grid: {row.OnGrid:G8})") : "no step of the grid fails");
            if (answer.Excluded is { } excluded)
                Line(terminal, "", $"certified to fail there: {excluded.Text} ({excluded.Source})");
            Line(terminal, "", row.Grid);
        }
        if (answer.Wanted is { } wanted)
            Line(terminal, $"h = {Inequality.Rough(wanted)}", Near(answer));
    }

    private static string Sentence(StepAnswer answer)
    {
        string all = answer.EveryStart.IsEmpty
            ? ""
            : $" From {answer.EveryStart[0].Step.Starts}: at every step below {Digits(answer.EveryStart[0].Step.Supremum)}.";
        return answer.Largest is { } step ? $"Certified: convergence from this start at every step below {Digits(step.Supremum)} ({step.Source.Theorem}).{all}"
            : answer.Never is { } never ? $"Excluded at every step: {never.Text} ({never.Source.Theorem}).{all}"
            : answer.Stationary is { } classical
            ? $"Certified: the gradient tends to 0 from this start at every step below {Digits(classical.Supremum)} ({classical.Source.Theorem}). "
                + "Convergence to a minimiser is open."
            : $"Open: {answer.Reason}.{all}";
    }

    private static string Near(StepAnswer answer) => answer.Nearest is not { } near ? $"no certified start found: {answer.NearestReason}"
        : near.Distance.Sign() == 0 ? $"certified from this start ({near.Source})"
        : $"the nearest certified start found is {At(near.Point)}, at a distance of {Inequality.Rough(near.Distance)} ({near.Source})";

    private static string At(ImmutableSortedDictionary<string, ImmutableArray<Certified>> point) =>
        string.Join(", ", point.Select(p =>
            $"{p.Key} = {(p.Value.Length == 1 ? Inequality.Rough(p.Value[0], 8) : $"[{string.Join(", ", p.Value.Select(v => Inequality.Rough(v, 8)))}]")}"));
}
