using System.Collections.Immutable;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Sweep;

/// <summary>Runs the cells of a plan band by band: certificate first, then the measured run.</summary>
internal sealed class SweepRunner
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
    private readonly RegionCertifier? _certifier;
    private readonly RegionCertificate? _region;
    private readonly OuterFunction? _outer;
    private readonly double? _curvature;
    private readonly ProductSweep? _product;
    private readonly GeneralSweep? _general;
    private readonly GeneralObjective? _objective;
    private SweepCells? _last;
    private long _patientSteps;

    /// <param name="plan">The cells.</param>
    /// <param name="report">The analysis of a product-form objective; null for a general one.</param>
    /// <param name="threads">Threads; the answers do not depend on it.</param>
    /// <param name="region">A certificate of T10 for the plan's step; null for none.</param>
    internal SweepRunner(SweepPlan plan, RegularityReport? report, int threads, RegionCertificate? region = null)
    {
        _plan = plan;
        _region = region;
        if (report is not null)
        {
            _certifier = new RegionCertifier(plan.Objective, report, region?.Region);
            _outer = Runner.CompileOuter(plan.Objective, report);
            _curvature = report.CurvatureAtCentre is { } k ? 0.5 * (k.ToInterval().Lo + k.ToInterval().Hi) : null;
            _product = new ProductSweep(_outer, _curvature, plan.Pairs(0).Count(), plan.Tolerance)
            {
                Steps = plan.Steps,
                Threads = threads,
                Shape = !report.Sign.IsProved ? LossShape.Unknown : report.Even.IsProved ? LossShape.Even : LossShape.Unimodal,
                CurvatureBound = CurvatureBound(_outer),
            };
        }
        else
        {
            var expression = Runner.WrittenOut(plan.Objective, plan.Point);
            _objective = GeneralObjective.Compile(expression, expression.Variables());
            _general = new GeneralSweep(_objective, plan.Tolerance) { Steps = plan.Steps, Threads = threads };
        }
    }

    /// <summary>Cells a band of a plan.</summary>
    internal static int BandSize(SweepPlan plan) => (int)Math.Clamp(BandSteps / Math.Max(1, plan.Steps), 1024, LargestBand);

    /// <summary>The theorems that certify cells.</summary>
    internal ImmutableArray<string> Theorems => _certifier?.Theorems ?? [];

    /// <summary>Fills the table, continuing after the bands of the checkpoint.</summary>
    /// <param name="table">Where finished bands are written.</param>
    /// <param name="checkpoint">Keeps finished bands, or null.</param>
    /// <param name="progress">Told the number of finished cells.</param>
    /// <param name="interrupt">Ends with <see cref="OperationCanceledException"/>.</param>
    /// <param name="deadline">Cancelled when the time is up, and by the interrupt.</param>
    /// <returns>False when the time was up first; the finished bands stand in the table.</returns>
    internal bool Run(SweepTable table, SweepCheckpoint? checkpoint, Action<int> progress, CancellationToken interrupt, CancellationToken deadline)
    {
        int band = BandSize(_plan);
        table.Finished = Math.Min((checkpoint?.Bands ?? 0) * band, table.Cells);
        bool complete = InTime(() =>
        {
            while (table.Finished < table.Cells)
            {
                deadline.ThrowIfCancellationRequested();
                int count = Math.Min(band, table.Cells - table.Finished);
                RunBand(table, table.Finished, count, deadline);
                checkpoint?.Add(table, table.Finished, count);
                table.Finished += count;
                progress(table.Finished);
            }
        });
        return InTime(() =>
        {
            for (int i = 0; i < table.Finished; i++)
            {
                if (table.Certificates[i].Converges && table.Outcomes[i] != Outcome.Converged)
                    LookAgain(table, i, deadline);
                if (_region is not null)
                    ReadOff(table, i);
            }
        }) && complete;

        bool InTime(Action part)
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
    }

    /// <summary>The attractor over the step axis, when that is the only one: s by sample and step size.</summary>
    internal double[][] Attractor(int samples)
    {
        var (a, b) = Squares(0, _plan.Cells);
        return _product!.Attractor(a, b, [.. Enumerable.Range(0, _plan.Cells).Select(_plan.StepOf)], _plan.Steps, samples);
    }

    // sup |F''|, or infinity where no bound is found with little work: it only decides how the steps are tracked, not what comes out.
    private static double CurvatureBound(OuterFunction outer)
    {
        var options = new RangeOptions(Tolerance: 1e-3, WorkLimit: 2000);
        var bound = Extrema.Magnitude(UnivariateFunction.FromExpr(outer.Curvature, outer.Variable), Domain.Line, options);
        return bound.IsInfinite || double.IsNaN(bound.Value.Hi) ? double.PositiveInfinity : bound.Value.Hi;
    }

    private void RunBand(SweepTable table, int first, int count, CancellationToken cancellation)
    {
        double[] steps = _plan.Step is not null ? [_plan.StepOf(0)] : [.. Enumerable.Range(first, count).Select(_plan.StepOf)];
        SweepCells cells;
        if (_product is not null)
        {
            var (a, b) = Squares(first, count);
            cells = _product.Run(a, b, steps, _last, null, cancellation);
            _last = cells;
            for (int i = 0; i < count && !_certifier!.Theorems.IsEmpty; i++)
                table.Certificates[first + i] = Certify(first + i);
        }
        else
        {
            cells = _general!.Run([.. _objective!.Variables.Select(v => Enumerable.Range(first, count).Select(i => _plan.Value(v, i)).ToArray())], steps, null, cancellation);
        }
        Array.Copy(cells.Outcomes, 0, table.Outcomes, first, count);
        Array.Copy(cells.Periods, 0, table.Periods, first, count);
        Array.Copy(cells.Steps, 0, table.Steps, first, count);
        Array.Copy(cells.LimitSharpness, 0, table.LimitSharpness, first, count);
        Array.Copy(cells.MaxLoss, 0, table.MaxLoss, first, count);
        Array.Copy(cells.Phenomena, 0, table.Phenomena, first, count);
        table.UsefulSteps += cells.UsefulSteps;
        table.RunTime += cells.Time;
    }

    private CellCertificate Certify(int cell)
    {
        var (a, b) = Enclosed(cell);
        return _certifier!.Certify([a, b], _plan.StepEnclosure(cell));
    }

    // The region's bounds for a cell; a measured limit flatter than certified is a failure like any other.
    private void ReadOff(SweepTable table, int cell)
    {
        var (a, b) = Enclosed(cell);
        if (_region!.Cell(a, b) is not { } bounds)
            return;
        double least = bounds.EdgeAtLeast / _plan.StepOf(cell);
        (table.CertifiedCounts[cell], table.CertifiedSharpness[cell]) = (bounds.Count, least);
        if (table.Outcomes[cell] == Outcome.Converged && table.LimitSharpness[cell] < least * (1 - Observation.Rounding) && !table.Failures.Contains(cell))
            table.Failures.Add(cell);
    }

    private (Interval A, Interval B) Enclosed(int cell)
    {
        Interval a = Interval.Point(0), b = Interval.Point(0);
        foreach (var (x, y) in _plan.Pairs(cell))
        {
            a += Interval.Sqr(Interval.Point(x) + Interval.Point(y));
            b += Interval.Sqr(Interval.Point(x) - Interval.Point(y));
        }
        return (a, b);
    }

    // Certified, but not converged within the budget: a single run with more patience and the accuracy of its coordinates decides.
    private void LookAgain(SweepTable table, int cell, CancellationToken cancellation)
    {
        bool isOnItsWay = table.Outcomes[cell] is Outcome.Unsettled or Outcome.Bounded;
        long steps = _patientSteps < PatientSteps ? Math.Min(Patience * _plan.Steps, 10_000_000) : _plan.Steps;
        if (isOnItsWay && steps == _plan.Steps)
        {
            table.Slow.Add(cell);
            return;
        }
        var pairs = _plan.Pairs(cell).ToList();
        var run = ProductRun.Execute(new ProductProblem
        {
            Outer = _outer!,
            CurvatureAtCentre = _curvature,
            Step = Rational.FromDouble(_plan.StepOf(cell)),
            X = [.. pairs.Select(p => Rational.FromDouble(p.X))],
            Y = [.. pairs.Select(p => Rational.FromDouble(p.Y))],
            Steps = steps,
            Tolerance = _plan.Tolerance,
        }, null, cancellation);
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
            table.Failures.Add(cell);
        else
            table.Slow.Add(cell);
    }

    private (double[] A, double[] B) Squares(int first, int count)
    {
        double[] a = new double[count], b = new double[count];
        for (int i = 0; i < count; i++)
        {
            foreach (var (x, y) in _plan.Pairs(first + i))
            {
                a[i] += (x + y) * (x + y);
                b[i] += (x - y) * (x - y);
            }
        }
        return (a, b);
    }
}
