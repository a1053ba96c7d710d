using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Capture;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
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

    /// <summary>Cells that are certified in one go.</summary>
    private const int Tile = 1024;

    /// <summary>How much longer a certified cell runs before it counts as not converging: certified starts may be slow.</summary>
    private const int Patience = 100;

    /// <summary>The steps that all these longer runs may make together.</summary>
    private const long PatientSteps = 50_000_000;

    private readonly SweepPlan _plan;
    private readonly RegionCertifier _certifier;
    private readonly CellRuns _cells;
    private readonly RegionCertificate? _region;
    private readonly ImmutableArray<Expr> _captured;
    private readonly int _threads;
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
        _threads = threads;
        _captured = captured is null ? [] : CaptureSweep.Variables(plan);
        _certifier = new RegionCertifier(plan.Objective, regularity, region?.Region, plan.Shape.Method, captured?.Region);
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

    /// <summary>Answers all cells, those first whose runs are known already.</summary>
    /// <param name="finished">The first cells of the plan as they were run (<see cref="RunBands"/>), band by band.</param>
    /// <param name="keep">Told of a band that was run here, or null.</param>
    /// <param name="take">Gets each band in turn. The next one overwrites it.</param>
    /// <param name="interrupt">Ends with <see cref="OperationCanceledException"/>.</param>
    /// <param name="deadline">Cancelled when the time is up, and by the interrupt.</param>
    /// <returns>False when the time was up first.</returns>
    public bool Run(IEnumerable<SweepBand> finished, Action<SweepBand>? keep, Action<SweepBand> take, CancellationToken interrupt, CancellationToken deadline)
    {
        ArgumentNullException.ThrowIfNull(take);
        return RunBands(finished, keep, band =>
        {
            Settle(band, deadline);
            take(band);
        }, interrupt, deadline);
    }

    /// <summary>Runs all cells, without what depends on those before: longer runs of certified cells, and a region's bounds.</summary>
    /// <param name="finished">The first cells of the plan as they were run, band by band.</param>
    /// <param name="keep">Told of a band that was run here, or null.</param>
    /// <param name="take">Gets each band in turn. The next one overwrites it.</param>
    /// <param name="interrupt">Ends with <see cref="OperationCanceledException"/>.</param>
    /// <param name="deadline">Cancelled when the time is up, and by the interrupt.</param>
    /// <returns>False when the time was up first.</returns>
    public bool RunBands(
        IEnumerable<SweepBand> finished, Action<SweepBand>? keep, Action<SweepBand> take, CancellationToken interrupt, CancellationToken deadline)
    {
        ArgumentNullException.ThrowIfNull(finished);
        ArgumentNullException.ThrowIfNull(take);
        try
        {
            long done = 0;
            foreach (var known in finished)
            {
                take(known);
                done += known.Count;
            }
            var band = new SweepBand((int)Math.Min(BandSize(_plan), Math.Max(1, _plan.Cells - done)));
            while (done < _plan.Cells)
            {
                deadline.ThrowIfCancellationRequested();
                band.Begin(done, (int)Math.Min(band.Capacity, _plan.Cells - done));
                RunBand(band, deadline);
                keep?.Invoke(band);
                take(band);
                done += band.Count;
            }
            return true;
        }
        catch (OperationCanceledException) when (!interrupt.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The attractor over the step axis, when that is the only one: s by sample and step size; null for a structure without.</summary>
    public double[][]? Attractor(int samples) => _cells.Attractor(Steps(0, (int)_plan.Cells), samples);

    // The step sizes of cells, or the one of all.
    private double[] Steps(long first, int count)
    {
        if (_plan.Step is not null)
            return [_plan.StepOf(0)];
        var steps = new double[count];
        _plan.Fill(_plan.Axes.IndexOf(_plan.StepAxis!), first, steps);
        return steps;
    }

    private void RunBand(SweepBand band, CancellationToken cancellation)
    {
        var (first, count) = (band.First, band.Count);
        var cells = _cells.Run(first, count, Steps(first, count), cancellation);
        if (!_certifier.Theorems.IsEmpty)
            Certify(band);
        Array.Copy(cells.Outcomes, band.Outcomes, count);
        Array.Copy(cells.Periods, band.Periods, count);
        Array.Copy(cells.Steps, band.Steps, count);
        Array.Copy(cells.LimitSharpness, band.LimitSharpness, count);
        Array.Copy(cells.MaxLoss, band.MaxLoss, count);
        Array.Copy(cells.Phenomena, band.Phenomena, count);
        (band.UsefulSteps, band.RunTime) = (cells.UsefulSteps, cells.Time);
    }

    private void Certify(SweepBand band)
    {
        var states = _cells.States(band.First, band.Count);
        int size = states.Length / band.Count;
        var step = _plan.StepAxis is null ? _plan.StepEnclosure(0) : default;
        double[] steps = _plan.StepAxis is null ? [] : Steps(band.First, band.Count);
        int tiles = (band.Count + Tile - 1) / Tile;
        if (_threads == 1)
        {
            for (int tile = 0; tile < tiles; tile++)
                CertifyTile(tile);
        }
        else
        {
            Parallel.For(0, tiles, new ParallelOptions { MaxDegreeOfParallelism = _threads }, CertifyTile);
        }

        void CertifyTile(int tile)
        {
            for (int i = tile * Tile; i < Math.Min(band.Count, (tile + 1) * Tile); i++)
            {
                long cell = band.First + i;
                band.Certificates[i] = _certifier.Certify(states.AsSpan(i * size, size), steps.Length == 0 ? step : Interval.Point(steps[i]),
                    _captured.IsEmpty ? [] : _captured.Select(v => Interval.Point(_plan.Value(v, cell))).ToArray());
            }
        }
    }

    // What is said of a cell beyond its run: whether one that is certified converges with more patience, and what a region says of it.
    private void Settle(SweepBand band, CancellationToken cancellation)
    {
        if (_region is not null)
            band.MakeRoomForRegion();
        var states = _region is null ? [] : _cells.States(band.First, band.Count);
        for (int i = 0; i < band.Count; i++)
        {
            if (band.Certificates[i].Converges && band.Outcomes[i] != Outcome.Converged)
                band.Remarks[i] = LookAgain(band, i, cancellation);
            if (states.Length == 2 * band.Count)
                ReadOff(band, i, states[2 * i], states[2 * i + 1]);
        }
    }

    // The region's bounds for a cell; a measured limit flatter than certified is a failure like any other.
    private void ReadOff(SweepBand band, int i, Interval a, Interval b)
    {
        if (_region!.Cell(a, b) is not { } bounds)
            return;
        double least = bounds.EdgeAtLeast / _plan.StepOf(band.First + i);
        (band.CertifiedCounts[i], band.CertifiedSharpness[i]) = (bounds.Count, least);
        if (band.Outcomes[i] == Outcome.Converged && band.LimitSharpness[i] < least * (1 - Observation.Rounding))
            band.Remarks[i] = CellRemark.Contradiction;
    }

    // Certified, but not converged within the budget: a single run with more patience and the accuracy of its coordinates decides.
    private CellRemark LookAgain(SweepBand band, int i, CancellationToken cancellation)
    {
        bool isOnItsWay = band.Outcomes[i] is Outcome.Unsettled or Outcome.Bounded;
        long steps = _patientSteps < PatientSteps ? Math.Min(Patience * _plan.Steps, 10_000_000) : _plan.Steps;
        if (isOnItsWay && steps == _plan.Steps)
            return CellRemark.Slow;
        double h = _plan.StepOf(band.First + i);
        var run = _cells.Single(band.First + i, Rational.FromDouble(h), steps).Run(null, cancellation);
        _patientSteps += run.Steps;
        if (run.Outcome == Outcome.Converged)
        {
            band.Outcomes[i] = Outcome.Converged;
            band.Periods[i] = 0;
            band.Steps[i] = run.Steps;
            band.LimitSharpness[i] = run.LimitSharpness ?? double.NaN;
            return CellRemark.None;
        }
        // The theorems leave out A_k = 0; an exact landing on the minimiser is s_k = c, which they claim.
        if (run.AnnihilatedAt is not null || run.ExactLandingAt is not null)
            return CellRemark.Exceptional;
        return Observation.FailsClearly(run, h) ? CellRemark.Contradiction : CellRemark.Slow;
    }
}
