using System.Diagnostics;
using BoundCheck.Numeric.Kernels;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Batches;

/// <summary>Gradient descent on F(x·y) from many starts, with one step size or one a cell, compiled once and run on SIMD lanes.</summary>
/// <remarks>
/// Results do not depend on the number of threads, nor on how the cells are split over calls: each cell is computed alone.
/// The loss maximum is F at the extremes of s - c, so it presumes that F falls towards c on each side (the sign condition).
/// </remarks>
public sealed class ProductSweep
{
    private readonly OuterFunction _outer;
    private readonly double _centre;
    private readonly double _curvature;
    private readonly ProductModel _model;
    private readonly int _dimension;
    private readonly Dictionary<bool, BatchKernels> _kernels = [];

    /// <param name="outer">F around its centre (an F without centre is run around 0 and never counts as converged there).</param>
    /// <param name="curvatureAtCentre">F''(c), or null where it does not exist.</param>
    /// <param name="dimension">The dimension of x and y, at least 1.</param>
    /// <param name="tolerance">Converged: |s - c| at most this while hF''(c) sqrt(D + 4c²) is below 2.</param>
    public ProductSweep(OuterFunction outer, double? curvatureAtCentre, int dimension = 1, double tolerance = 1e-10)
    {
        ArgumentNullException.ThrowIfNull(outer);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (!(tolerance > 0))
            throw new ArgumentException("The tolerance must be positive.", nameof(tolerance));
        _outer = outer;
        _centre = outer.Origin.ToDoubleNearest();
        _dimension = dimension;
        _curvature = !outer.HasCentre ? double.NaN : curvatureAtCentre ?? SlopeNear(outer, tolerance);
        _model = new ProductModel(outer, _curvature, tolerance, dimension == 1);
    }

    /// <summary>The step budget.</summary>
    public long Steps { get; init; } = 10_000;

    /// <summary>The relative width τ of the edge-of-stability band.</summary>
    public double EdgeWidth { get; init; } = 0.1;

    /// <summary>Whether phenomena and loss maxima are tracked, which costs some speed.</summary>
    public bool Track { get; init; } = true;

    /// <summary>Threads.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Vector width in bits: 512, 256, 128, or 64 for scalar code; results are the same at each.</summary>
    public int VectorBits { get; init; } = LoopKernel.PreferredBits;

    /// <summary>Runs all cells.</summary>
    /// <param name="a">|x_0 + y_0|² of each cell.</param>
    /// <param name="b">|x_0 - y_0|² of each cell.</param>
    /// <param name="steps">The step size of each cell, or a single one for all.</param>
    /// <param name="progress">Told how many cells are done, from any thread.</param>
    /// <param name="cancellation">Stops the sweep.</param>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public SweepCells Run(double[] a, double[] b, double[] steps, IProgress<SweepProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(steps);
        if (a.Length != b.Length || steps.Length != 1 && steps.Length != a.Length)
            throw new ArgumentException("One value a cell is needed (or a single step size).");
        bool byLane = steps.Length > 1;
        if (!_kernels.TryGetValue(byLane, out var kernels))
            _kernels[byLane] = kernels = new BatchKernels(_model, byLane, VectorBits);
        var starts = new BatchStarts([Quarter(a), Quarter(b)], steps[0], byLane ? steps : null);
        var watch = Stopwatch.StartNew();
        var (results, useful) = BatchRun.Execute(kernels, starts, new BatchSettings(Steps, Track, Threads),
            progress is null ? null : done => progress.Report(new SweepProgress(done, a.Length)), cancellation);
        var cells = new SweepCells(results, useful, watch.Elapsed);
        Parallel.For(0, (a.Length + 4095) / 4096, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Threads) }, block =>
        {
            for (int i = block * 4096; i < Math.Min(a.Length, (block + 1) * 4096); i++)
                Describe(cells, results, i, starts.States[0][i], starts.States[1][i], byLane ? steps[i] : steps[0]);
        });
        return cells;
    }

    /// <summary>The last values of s of each cell after a transient: the attractor, for a bifurcation view.</summary>
    /// <param name="a">|x_0 + y_0|² of each cell.</param>
    /// <param name="b">|x_0 - y_0|² of each cell.</param>
    /// <param name="steps">The step size of each cell.</param>
    /// <param name="transient">Steps made before sampling.</param>
    /// <param name="samples">Values of s kept, one a step.</param>
    /// <returns>By sample and cell; not finite where the run diverged.</returns>
    public double[][] Attractor(double[] a, double[] b, double[] steps, long transient, int samples)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(steps);
        var kernel = LoopKernel.Compile(_model.AdvanceProgram(), 2, 1, VectorBits);
        double[][] state = [Quarter(a), Quarter(b)];
        kernel.Run(state, [steps], [], transient);
        var values = new double[samples][];
        for (int k = 0; k < samples; k++)
        {
            values[k] = [.. state[0].Zip(state[1], (p, q) => p - q)];
            kernel.Run(state, [steps], [], 1);
        }
        return values;
    }

    private void Describe(SweepCells cells, BatchResults results, int i, double a0, double b0, double h)
    {
        double a = results.States[0][i], b = results.States[1][i];
        bool converged = cells.Outcomes[i] == Outcome.Converged;
        double limit = converged ? _curvature * Math.Sqrt(16 * (a * b) + 4 * _centre * _centre) : double.NaN;
        cells.LimitSharpness[i] = limit;
        if (!Track)
        {
            cells.MaxLoss[i] = double.NaN;
            return;
        }
        var (first, firstSharpness) = At(a0, b0);
        var (last, lastSharpness) = At(a, b);
        // Without a step made there are no maxima yet.
        double u0 = a0 - b0 - _centre, right = Math.Max(results.Maxima[0][i], u0), left = Math.Max(results.Maxima[1][i], -u0);
        double maxLoss = Math.Max(_outer.At(right).Value, _outer.At(-left).Value);
        cells.MaxLoss[i] = maxLoss;
        bool above = results.Maxima[2][i] > 0;
        var seen = SweepPhenomena.None;
        if (firstSharpness < 2 / h && above)
            seen |= SweepPhenomena.ProgressiveSharpening;
        if (above && results.Maxima[3][i] > 0 && limit <= 2 / h && limit >= (1 - EdgeWidth) * 2 / h)
            seen |= SweepPhenomena.EdgeOfStability;
        if (a * b < a0 * b0)
            seen |= SweepPhenomena.Balancing;
        if (maxLoss > first && last < first && lastSharpness < firstSharpness)
            seen |= SweepPhenomena.Catapult;
        cells.Phenomena[i] = seen;
    }

    private (double Loss, double Sharpness) At(double a, double b)
    {
        double s = a - b, p = 2 * (a + b);
        var values = _outer.At(s - _centre);
        double top = 0.5 * (values.Curvature * p
            + double.Hypot(values.Curvature * 4 * Math.Sqrt(a) * Math.Sqrt(b), 2 * (values.Curvature * s + values.Slope)));
        return (values.Value, _dimension == 1 ? top : Math.Max(top, Math.Abs(values.Slope)));
    }

    private static double SlopeNear(OuterFunction outer, double distance) =>
        Math.Max(Math.Abs(outer.At(distance).Slope), Math.Abs(outer.At(-distance).Slope)) / distance;

    private static double[] Quarter(double[] values) => [.. values.Select(v => 0.25 * v)];
}
