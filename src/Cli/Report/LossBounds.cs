using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Cli.Report;

/// <summary>A certified bound on the loss over the steps.</summary>
/// <param name="Name">The theorem and what it bounds.</param>
/// <param name="Points">Step and bound on f - f*.</param>
internal sealed record LossBound(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>The bounds on the loss that the applicable theorems give.</summary>
internal static class LossBounds
{
    internal static IEnumerable<LossBound> All(RunSeries run)
    {
        foreach (var rate in run.Run.Study.Prediction.Implications.OfType<RateBound>().Where(r => r.Quantity.IsLoss))
        {
            string what = rate.Quantity.IsRunningMinimum ? "bound on the smallest f - f* within K steps" : "bound on f - f* at step k";
            var points = Steps(run).Select(k => (X: (double)k, rate.At(k).Bound)).Where(p => p.Bound is not null).Select(p => (p.X, p.Bound!.ToInterval().Hi));
            yield return new LossBound($"{rate.Source}: {what}", [.. points]);
        }
        if (run.Run.Complete is { Entries: [var entry, ..] } && EveryStep(run.Run) is { } everyStep)
        {
            yield return new LossBound($"{entry.Source.Theorem}: bound on f - f* at every step",
                [.. Steps(run).Select(k => (X: (double)k, Y: everyStep(k))).Where(p => double.IsFinite(p.Y))]);
        }
    }

    /// <summary>What |u_k| &lt;= b says of the loss: f_k - f* is at most the larger of F(c ± b) - F(c), as F falls towards c (the sign condition), and
    /// at most β b²/2 in a sector, which tells more where the difference cancels.</summary>
    /// <returns>The bound at a step, rounded upwards, NaN where there is none; null for a run without a bound of |u|.</returns>
    internal static Func<long, double>? EveryStep(RunReport run)
    {
        if (run is not { Complete: { Entries.Length: > 0 } complete,
            Study: { Regularity: { Centre: { } centre } regularity, Problem.Objective.Structure.Outer: { } outer } })
            return null;
        var value = new ValueEvaluator<Interval>(Tape.Compile(outer.Value, [outer.Argument]));
        var c = centre.ToInterval();
        var beta = regularity.Sector is { Verdict: Proved, Value: { } sector } ? sector.ToInterval() : Interval.Entire;
        Interval At(Interval s) => value.Evaluate([s]) is { IsDefined: true } f ? f.Value : Interval.Entire;
        return k => complete.OffsetAt(k)?.ToInterval() is { } b && double.IsFinite(b.Hi)
            && Math.Min((Interval.Max(At(c + b), At(c - b)) - At(c)).Hi, (beta * Interval.Sqr(b) * new Interval(0.5, 0.5)).Hi) is var most
            && double.IsFinite(most) ? most : double.NaN;
    }

    /// <summary>Step counts from 1 to the end, on a ratio scale.</summary>
    internal static IEnumerable<int> Steps(RunSeries run)
    {
        int last = (int)Math.Min(int.MaxValue, Math.Max(1, run.Run.Measurement.Steps));
        for (double k = 1; k < last; k = Math.Max(k + 1, k * 1.06))
            yield return (int)k;
        yield return last;
    }
}
