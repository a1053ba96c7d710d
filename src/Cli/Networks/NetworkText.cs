using System.Collections.Immutable;
using System.Globalization;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Studies.Networks;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Output;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Networks;

/// <summary>The answers of network for people.</summary>
internal static class NetworkText
{
    internal static string Cause(OutcomeCause cause) => cause switch
    {
        OutcomeCause.Overflow => "loss or weights exceeded the range of doubles",
        OutcomeCause.Undefined => "the loss or its gradient is not a number",
        _ => "",
    };

    /// <summary>The answer in one sentence.</summary>
    internal static string Answer(ImmutableArray<NetworkResult> results)
    {
        int runs = results.Sum(r => r.Runs.Length), edge = results.Sum(r => r.Count(m => m.Phenomena.EdgeOfStability.Detected)),
            gone = results.Sum(r => r.Count(m => m.Outcome == Outcome.Diverged));
        string compared = Compared(results) is { } c ? " " + c : "";
        return $"Measured, not certified: of {runs} run{(runs == 1 ? "" : "s")}, {edge} ended at the edge of stability and {gone} diverged.{compared}";
    }

    /// <summary>How the expectations fared, or null when there are none.</summary>
    internal static string? Compared(ImmutableArray<NetworkResult> results)
    {
        var all = results.SelectMany(r => r.Comparisons).ToList();
        if (all.Count == 0)
            return null;
        int Count(RangeAgreement a) => all.Count(c => c.Agreement == a);
        return $"Of {all.Count} expected ranges (widened by 20 %), {Count(RangeAgreement.Inside)} hold for every seed, "
            + $"{Count(RangeAgreement.MedianInside)} for the median, {Count(RangeAgreement.Outside)} do not.";
    }

    internal static void Print(Terminal terminal, ImmutableArray<NetworkResult> results)
    {
        TextOutput.Answer(terminal, Answer(results));
        foreach (var result in results)
            Print(terminal, result);
        if (results.Length > 1)
            TextOutput.Line(terminal, "", NetworkStory.Tell(results), 0);
    }

    private static void Print(Terminal terminal, NetworkResult result)
    {
        var (shape, problem) = (result.Experiment.Shape, result.Experiment.First);
        TextOutput.Line(terminal, result.Experiment.Name, "", 0);
        TextOutput.Line(terminal, "  network",
            $"{shape.Inputs} - {shape.Width} - {shape.Outputs}, {shape.Parameters} weights; {problem.Data.Samples} samples of {problem.Data.Name}; "
                + $"{problem.Steps} steps");
        TextOutput.Line(terminal, "  loss", Regularity(result.Regularity.Loss));
        TextOutput.Line(terminal, "  activation", Regularity(result.Regularity.Activation), 13);
        TextOutput.Line(terminal, "  growth",
            $"degree along the first layer {NetworkStory.ShowDegree(result)}{(shape.BatchNorm ? " (batch normalisation)" : "")}");
        if (result.Runs.IsEmpty)
        {
            TextOutput.Line(terminal, "  measured", "nothing yet");
            return;
        }
        TextOutput.Line(terminal, "  outcome", string.Join(", ", result.Runs.GroupBy(r => (r.Outcome, r.Cause))
            .Select(g => $"{g.Count()} {g.Key.Outcome.ToString().ToLowerInvariant()}{(g.Key.Cause == OutcomeCause.None ? "" : $" ({Cause(g.Key.Cause)})")}")));
        TextOutput.Line(terminal, "  seen",
            $"edge of stability {Share(result, p => p.EdgeOfStability)}, sharpening {Share(result, p => p.ProgressiveSharpening)}, balancing "
                + $"{Share(result, p => p.Balancing)}, catapult {Share(result, p => p.Catapult)}");
        TextOutput.Line(terminal, "  values",
            $"sharpness over 2/h {Show(result.Range(r => r.Tail ?? double.NaN))}; loss rise {Show(result.Range(r => r.LossRise))}; norm ratio "
                + $"{Show(result.Range(r => r.Final.Ratio))}; accuracy {Show(result.Range(r => r.Final.Accuracy))}");
        foreach (var (e, agreement) in result.Comparisons)
            TextOutput.Line(terminal, "  expected", $"{e.Quantity} {e}: {Words(agreement)} ({result.Count(e.Holds)} of {result.Runs.Length} seeds)");
    }

    internal static string Words(RangeAgreement agreement) => agreement switch
    {
        RangeAgreement.Inside => "inside",
        RangeAgreement.MedianInside => "median inside",
        _ => "OUTSIDE",
    };

    internal static string Regularity(Bounds.Regularity.RegularityReport r)
    {
        string degree = r.Degree.IsInfinite ? "inf" : r.Degree.Value?.ToString() ?? "?";
        string slope = r.DerivativeBound.Verdict switch
        {
            Proved => $"G = {Constant(r.DerivativeBound)}",
            Refuted => "no bound on the slope",
            _ => "G not decided",
        };
        string beta = r.Sector.Verdict.IsProved ? $", β = {Constant(r.Sector)}" : "";
        return $"dor {degree}, {slope}{beta}; good regularity {r.Good.Text}";
    }

    private static string Constant(Bounds.Regularity.RegularityConstant c) => c.ExactText ?? (c.Value is { } v ? Inequality.Rough(v, 6) : "?");

    internal static string Share(NetworkResult result, Func<Phenomena, Phenomenon> of) => $"{result.Count(r => of(r.Phenomena).Detected)}/{result.Runs.Length}";

    internal static string Show((double Lo, double Hi)? range) => range is not { } r ? "none"
        : r.Lo == r.Hi ? r.Lo.ToString("G4", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{r.Lo:G4} to {r.Hi:G4}");
}
