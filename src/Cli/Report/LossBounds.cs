using System.Collections.Immutable;
using BoundCheck.Bounds.Catalogue;
using BoundCheck.Bounds.Classical;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Runs;

namespace BoundCheck.Cli.Report;

/// <summary>A certified bound on the loss over the steps.</summary>
/// <param name="Name">The theorem and what it bounds.</param>
/// <param name="Points">Step and bound on f - f*.</param>
/// <param name="OnlyPoints">True where the bound is known at these steps alone, so that a line between them would claim more.</param>
internal sealed record LossBound(string Name, IReadOnlyList<(double X, double Y)> Points, bool OnlyPoints = false);

/// <summary>The bounds on the loss that the applicable theorems give.</summary>
internal static class LossBounds
{
    internal static IEnumerable<LossBound> All(RunSeries run)
    {
        foreach (var t in run.Run.Study.Theorems.Where(t => t.Applies.IsProved))
        {
            if (t.Conclusions.FirstOrDefault(c => c.Name == "lossRate") is not { Value: ImmutableArray<BoundAt> table } rate)
                continue;
            string name = $"{t.Theorem.Id}.{rate.From}";
            if (t.Theorem.Id == "T1" && run.Conclusion("T1", "beta") is { } beta)
                yield return Sector(run, beta);
            else if (t.Conclusions.FirstOrDefault(c => c.Name == "factor")?.Value is Certified factor && table.FirstOrDefault(b => b.Bound is not null) is { } first)
                yield return new LossBound($"{name}: bound on f - f* at step k", [.. Steps(run).Select(k => ((double)k, Geometric(factor, first, k).ToInterval().Hi))]);
            else
                yield return new LossBound($"{name}: bound on f - f* at step k", [.. table.Where(b => b.Bound is not null).Select(b => (b.Argument.ToInterval().Mid, b.Bound!.ToInterval().Hi)).Where(p => p.Mid <= run.Run.Measurement.Steps)], OnlyPoints: true);
        }
        if (run.Run.Complete is { EntryStep: not null } complete)
            yield return new LossBound("T5: bound on f - f* at every step", [.. Complete(run, complete)]);
    }

    /// <summary>T1.C3 with p_K >= 0, star-convex: min_{k&lt;K} f_k - f* &lt;= ((4/(4 - hβp_0))^{1/K} - 1)/(h²β).</summary>
    private static LossBound Sector(RunSeries run, Certified beta)
    {
        var h = run.Run.Study.Setting.Step;
        var logarithm = Certified.Log(4 / (4 - h * beta * run.Run.Study.Setting.P));
        return new LossBound("T1.C3: bound on the smallest f - f* within K steps",
            [.. Steps(run).Select(k => ((double)k, ((Certified.Exp(logarithm / k) - 1) / (h.Square() * beta)).ToInterval().Hi))]);
    }

    /// <summary>The bound at another step of a table with a constant factor a step.</summary>
    private static Certified Geometric(Certified factor, BoundAt first, int k)
    {
        int at = (int)first.Argument.ToInterval().Mid;
        return k >= at ? first.Bound! * ClassicalRates.Power(factor, k - at) : first.Bound! / ClassicalRates.Power(factor, at - k);
    }

    /// <summary>|u_k| &lt;= b gives f_k - f* &lt;= the larger of F(c ± b) - F(c), as F falls towards c; drawn in doubles.</summary>
    private static IEnumerable<(double X, double Y)> Complete(RunSeries run, CompleteBound complete)
    {
        var outer = Runner.CompileOuter(run.Run.Study.Problem.Objective, run.Run.Study.Regularity);
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
