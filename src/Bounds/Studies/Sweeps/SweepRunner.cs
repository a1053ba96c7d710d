using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Capture;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Sweeps;

/// <summary>Runs the cells of a plan band by band: certificate first, then the measured run.</summary>
public sealed class SweepRunner
{
    /// <summary>The most cells a band, the unit of resuming and of what is kept at a time limit.</summary>
    private const int LargestBand = 65_536;

    /// <summary>The most steps a band, some seconds of work: where runs are long it has fewer cells.</summary>
    private const long BandSteps = 1L << 33;

    /// <summary>How much longer a certified cell runs before it counts as not converging: certified starts may be slow.</summary>
    private const int Patience = 100;

    /// <summary>The steps that all these longer runs may make together.</summary>
    private const long PatientSteps = 50_000_000;

    private readonly SweepPlan _plan;
    private readonly RegionCertifier _certifier;
    private readonly CellRuns _cells;
    private readonly RegionCertificate? _region;
    private long _patientSteps;

    /// <param name="plan">The cells.</param>
    /// <param name="regularity">The analysis of the objective.</param>
    /// <param name="threads">Threads; the answers do not depend on it.</param>
    /// <param name="region">The certificate of a region of starts for the plan's step; null for none.</param>
    /// <param name="captured">Starts that capture certifies for the plan's step; null for none.</param>
    public SweepRunner(SweepPlan plan, RegularityReport regularity, int threads, RegionCertificate? region = null, CapturedStarts? captured = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _region = region;
        _certifier = new RegionCertifier(plan.Objective, regularity, region?.Region ?? captured?.Region, plan.Shape.Method);
        _cells = plan.Objective.Structure.Prepare(plan.Objective, regularity, plan, new CellOptions(plan.Steps, plan.Tolerance, threads));
    }

    /// <summary>Cells a band of a plan.</summary>
    public static int BandSize(SweepPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return (int)Math.Clamp(BandSteps / Math.Max(1, plan.Steps), 1024, LargestBand);
    }

    /// <summary>The theorems that certify cells.</summary>
    public ImmutableArray<string> Theorems => _certifier.Theorems;

    /// <summary>Fills the table, continuing after the cells that are finished there.</summary>
    /// <param name="table">Where finished bands are written.</param>
    /// <param name="keep">Told the first cell and the number of cells of a finished band, or null.</param>
    /// <param name="progress">Told the number of finished cells.</param>
    /// <param name="interrupt">Ends with <see cref="OperationCanceledException"/>.</param>
    /// <param name="deadline">Cancelled when the time is up, and by the interrupt.</param>
    /// <returns>False when the time was up first; the finished bands stand in the table.</returns>
    public bool Run(SweepTable table, Action<int, int>? keep, Action<int>? progress, CancellationToken interrupt, CancellationToken deadline)
    {
        bool complete = RunBands(table, keep, progress, interrupt, deadline);
        return InTime(() =>
        {
            for (int i = 0; i < table.Finished; i++)
            {
                if (table.Certificates[i].Converges && table.Outcomes[i] != Outcome.Converged)
                    LookAgain(table, i, deadline);
                if (_region is not null)
                    ReadOff(table, i);
            }
        }, interrupt) && complete;
    }

    /// <summary>Fills the table without what is said of all cells together: longer runs of certified cells, and a region's bounds.</summary>
    /// <param name="table">Where finished bands are written.</param>
    /// <param name="keep">Told the first cell and the number of cells of a finished band, or null.</param>
    /// <param name="progress">Told the number of finished cells.</param>
    /// <param name="interrupt">Ends with <see cref="OperationCanceledException"/>.</param>
    /// <param name="deadline">Cancelled when the time is up, and by the interrupt.</param>
    /// <returns>False when the time was up first; the finished bands stand in the table.</returns>
    public bool RunBands(SweepTable table, Action<int, int>? keep, Action<int>? progress, CancellationToken interrupt, CancellationToken deadline)
    {
        ArgumentNullException.ThrowIfNull(table);
        int band = BandSize(_plan);
        return InTime(() =>
        {
            while (table.Finished < table.Cells)
            {
                deadline.ThrowIfCancellationRequested();
                int count = Math.Min(band, table.Cells - table.Finished);
                RunBand(table, table.Finished, count, deadline);
                keep?.Invoke(table.Finished, count);
                table.Finished += count;
                progress?.Invoke(table.Finished);
            }
        }, interrupt);
    }

    private static bool InTime(Action part, CancellationToken interrupt)
    {
        try
        {
            part();
            return true;
        }
        catch (OperationCanceledException) when (!interrupt.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The attractor over the step axis, when that is the only one: s by sample and step size; null for a structure without.</summary>
    public double[][]? Attractor(int samples) => _cells.Attractor([.. Enumerable.Range(0, _plan.Cells).Select(_plan.StepOf)], samples);

    private void RunBand(SweepTable table, int first, int count, CancellationToken cancellation)
    {
        double[] steps = _plan.Step is not null ? [_plan.StepOf(0)] : [.. Enumerable.Range(first, count).Select(_plan.StepOf)];
        var cells = _cells.Run(first, count, steps, cancellation);
        for (int i = 0; i < count && !_certifier.Theorems.IsEmpty; i++)
            table.Certificates[first + i] = _certifier.Certify(_cells.State(first + i), _plan.StepEnclosure(first + i));
        Array.Copy(cells.Outcomes, 0, table.Outcomes, first, count);
        Array.Copy(cells.Periods, 0, table.Periods, first, count);
        Array.Copy(cells.Steps, 0, table.Steps, first, count);
        Array.Copy(cells.LimitSharpness, 0, table.LimitSharpness, first, count);
        Array.Copy(cells.MaxLoss, 0, table.MaxLoss, first, count);
        Array.Copy(cells.Phenomena, 0, table.Phenomena, first, count);
        table.UsefulSteps += cells.UsefulSteps;
        table.RunTime += cells.Time;
    }

    // The region's bounds for a cell; a measured limit flatter than certified is a failure like any other.
    private void ReadOff(SweepTable table, int cell)
    {
        if (_cells.State(cell) is not [var a, var b] || _region!.Cell(a, b) is not { } bounds)
            return;
        double least = bounds.EdgeAtLeast / _plan.StepOf(cell);
        (table.CertifiedCounts[cell], table.CertifiedSharpness[cell]) = (bounds.Count, least);
        if (table.Outcomes[cell] == Outcome.Converged && table.LimitSharpness[cell] < least * (1 - Observation.Rounding) && !table.Failures.Contains(cell))
            table.Fails(cell);
    }

    // Certified, but not converged within the budget: a single run with more patience and the accuracy of its coordinates decides.
    private void LookAgain(SweepTable table, int cell, CancellationToken cancellation)
    {
        bool isOnItsWay = table.Outcomes[cell] is Outcome.Unsettled or Outcome.Bounded;
        long steps = _patientSteps < PatientSteps ? Math.Min(Patience * _plan.Steps, 10_000_000) : _plan.Steps;
        if (isOnItsWay && steps == _plan.Steps)
        {
            table.IsSlow(cell);
            return;
        }
        var run = _cells.Single(cell, Rational.FromDouble(_plan.StepOf(cell)), steps).Run(null, cancellation);
        _patientSteps += run.Steps;
        if (run.Outcome == Outcome.Converged)
        {
            table.Outcomes[cell] = Outcome.Converged;
            table.Periods[cell] = 0;
            table.Steps[cell] = run.Steps;
            table.LimitSharpness[cell] = run.LimitSharpness ?? double.NaN;
            return;
        }
        // The theorems leave out A_k = 0; an exact landing on the minimiser is s_k = c, which they claim.
        if (run.AnnihilatedAt is not null || run.ExactLandingAt is not null)
            table.Exceptional++;
        else if (Observation.FailsClearly(run, _plan.StepOf(cell)))
            table.Fails(cell);
        else
            table.IsSlow(cell);
    }
}
