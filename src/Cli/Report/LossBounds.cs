using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;

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
        if (run.Run.Complete is { Entries: [var entry, ..] } complete)
            yield return new LossBound($"{entry.Source.Theorem}: bound on f - f* at every step", [.. Complete(run, complete)]);
    }

    /// <summary>|u_k| &lt;= b gives f_k - f* &lt;= the larger of F(c ± b) - F(c), as F falls towards c; drawn in doubles.</summary>
    private static IEnumerable<(double X, double Y)> Complete(RunSeries run, CompleteBound complete)
    {
        var outer = run.Run.Study.Problem.Objective.Structure.Outer!.Compile(run.Run.Study.Regularity);
        double floor = outer.At(0).Value;
        double Above(double u) => outer.At(u) is var v && Math.Abs(u) < 1e-5 ? 0.5 * u * v.Slope : v.Value - floor;
        foreach (int k in Steps(run))
        {
            if (complete.OffsetAt(k) is { } b && b.ToInterval().Hi is var most && double.IsFinite(most))
                yield return (k, Math.Max(Above(most), Above(-most)));
        }
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
