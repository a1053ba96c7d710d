using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Bounds.Studies.Runs;

/// <summary>A rate bound beside what was measured.</summary>
/// <param name="Theorem">The theorem and conclusion.</param>
/// <param name="Quantity">What is bounded.</param>
/// <param name="K">The number of steps.</param>
/// <param name="Bound">The bound, null when void.</param>
/// <param name="Measured">The measured value.</param>
public sealed record RateRow(string Theorem, string Quantity, long K, double? Bound, double Measured)
{
    /// <summary>The quantity, as a trace knows it; null for rows that are not of a theorem.</summary>
    public Quantity? Traced { get; init; }

    /// <summary>Bound over measured: at least 1 for a valid bound, 1 for a tight one; null when one of them is missing or zero.</summary>
    public double? Ratio => Bound is { } b && Measured > 0 && double.IsFinite(b / Measured) ? b / Measured : null;
}

/// <summary>The largest certified step beside the first step on a growing grid from which the run does not converge.</summary>
/// <param name="Certified">The certified threshold.</param>
/// <param name="Measured">The first failing step of the grid, or null when none failed.</param>
/// <param name="Grid">The grid, in words.</param>
public sealed record StepRow(Certified? Certified, double? Measured, string Grid)
{
    /// <summary>The failing step with what was seen there; null when none failed.</summary>
    public FailingStep? Failing { get; init; }

    /// <summary>The first failing step of the grid, before it was narrowed; null when none failed.</summary>
    public double? OnGrid { get; init; }

    /// <summary>Certified over measured.</summary>
    public double? Ratio => Certified is { } c && Measured is { } m ? c.ToInterval().Lo / m : null;
}

/// <summary>The first step within a tolerance of the minimiser, as measured.</summary>
/// <param name="Epsilon">The tolerance on |u_k|.</param>
/// <param name="Steps">The step, or null when the run did not get there.</param>
public sealed record MeasuredSteps(double Epsilon, long? Steps);

/// <summary>check plus the run and the comparison of both.</summary>
/// <param name="Study">The predictions.</param>
/// <param name="Measurement">The run.</param>
/// <param name="Rates">Rate bounds beside measured values.</param>
/// <param name="Step">Step tightness, product form with a centre only.</param>
/// <param name="StepsTo">Measured steps to a few tolerances.</param>
public sealed record RunReport(Study Study, Measurement Measurement, ImmutableArray<RateRow> Rates, StepRow? Step, ImmutableArray<MeasuredSteps> StepsTo)
{
    /// <summary>Names of the comparisons that were left out for want of time.</summary>
    public ImmutableArray<string> Unfinished { get; init; } = [];

    /// <summary>How the ratios change with K.</summary>
    public ImmutableArray<RateTrend> Trends => RateTrend.Of(Rates);

    /// <summary>A bound for every step: rigorous prefix, T5 and T6; null in general form or without a centre.</summary>
    public CompleteBound? Complete { get; init; }

    /// <summary>From which step on the run is certified as a whole, with its limit; null where no theorem says so.</summary>
    public Captured? Captured => Study.Prediction.Implications.OfType<Captured>().FirstOrDefault();

    /// <summary>Each phenomenon, predicted and measured.</summary>
    public ImmutableArray<PhenomenonRow> Phenomena => PhenomenonRow.Of(Study.Prediction.Phenomena, Measurement.Phenomena);

    /// <summary>Iteration counts to a small slope, certified and measured; empty in general form.</summary>
    public ImmutableArray<SlopeRow> Slopes => SlopeRow.Of(this);

    /// <summary>The counts of |u| and of the loss certified before running, with the measured ones; empty unless the run converged.</summary>
    public ImmutableArray<CountRow> Counts => CountRow.Of(this);

    /// <summary>The measured |1 - hφ| of the limit, beside the certified rate; null unless the run converged with F''(c).</summary>
    public double? MeasuredRate => Measurement.LimitSharpness is { } phi ? Math.Abs(1 - Study.Problem.Step.ToInterval().Mid * phi) : null;

    /// <summary>Certified statements that the measurement breaks; empty unless the program is wrong.</summary>
    public ImmutableArray<Contradiction> Contradictions => ContradictionCheck.Find(this);
}
