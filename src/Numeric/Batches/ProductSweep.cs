using System.Diagnostics;
using System.Numerics;
using BoundCheck.Numeric.Kernels;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Batches;

/// <summary>Gradient descent on F(x·y) from many starts, with one step size or one a cell, compiled once and run on SIMD lanes.</summary>
/// <remarks>
/// Results do not depend on the number of threads, nor on how the cells are split over calls: each cell is computed alone.
/// </remarks>
public sealed class ProductSweep
{
    private readonly OuterFunction _outer;
    private readonly double _centre;
    private readonly double _curvature;
    private readonly double _tolerance;
    private readonly int _dimension;
    private readonly Dictionary<bool, BatchKernels> _kernels = [];
    private readonly Dictionary<bool, LoopKernel> _summaries = [];
    private ProductModel? _model;

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
        _tolerance = tolerance;
    }

    /// <summary>The step budget.</summary>
    public long Steps { get; init; } = 10_000;

    /// <summary>The relative width τ of the edge-of-stability band.</summary>
    public double EdgeWidth { get; init; } = 0.1;

    /// <summary>Whether phenomena and loss maxima are tracked, which costs some speed.</summary>
    public bool Track { get; init; } = true;

    /// <summary>What is known of F: decides how the loss is followed.</summary>
    public LossShape Shape { get; init; }

    /// <summary>An upper bound of |F''|, or infinity: with it, steps whose sharpness is clearly below 2/h need not be tracked in full.</summary>
    public double CurvatureBound { get; init; } = double.PositiveInfinity;

    /// <summary>Threads.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Vector width in bits: 512, 256, 128, or 64 for scalar code; results are the same at each.</summary>
    public int VectorBits { get; init; } = LoopKernel.PreferredBits;

    /// <summary>Runs all cells.</summary>
    /// <param name="a">|x_0 + y_0|² of each cell.</param>
    /// <param name="b">|x_0 - y_0|² of each cell.</param>
    /// <param name="steps">The step size of each cell, or a single one for all.</param>
    /// <param name="reuse">An earlier answer of as many cells that is no longer needed: its arrays are overwritten.</param>
    /// <param name="progress">Told how many cells are done, from any thread.</param>
    /// <param name="cancellation">Stops the sweep.</param>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public SweepCells Run(double[] a, double[] b, double[] steps, SweepCells? reuse = null, IProgress<SweepProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(steps);
        if (a.Length != b.Length || steps.Length != 1 && steps.Length != a.Length)
            throw new ArgumentException("One value a cell is needed (or a single step size).");
        bool byLane = steps.Length > 1;
        if (!_kernels.TryGetValue(byLane, out var kernels))
            _kernels[byLane] = kernels = new BatchKernels(Model, byLane, VectorBits, Track);
        var starts = new BatchStarts([HalfRoot(a, reuse?.Starts[0]), HalfRoot(b, reuse?.Starts[1])], steps[0], byLane ? steps : null);
        var watch = Stopwatch.StartNew();
        var results = BatchRun.Execute(kernels, starts, new BatchSettings(Steps, Threads),
            reuse?.Results, progress is null ? null : done => progress.Report(new SweepProgress(done, a.Length)), cancellation);
        var cells = Describe(results, starts, watch, reuse?.Phenomena);
        int[] doubtful = Indices(results.Doubtful);
        int next = -1;
        Workers.Run(Math.Clamp(doubtful.Length, 1, Math.Max(1, Threads)), _ =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < doubtful.Length;)
                LookAgain(cells, doubtful[i], starts.Steps?[doubtful[i]] ?? starts.UniformStep, cancellation);
        });
        return cells;
    }

    // A single run tells over- and underflow from mathematics.
    private void LookAgain(SweepCells cells, int cell, double step, CancellationToken cancellation)
    {
        double alpha = cells.Starts[0][cell], beta = cells.Starts[1][cell];
        if (!double.IsFinite(alpha) || !double.IsFinite(beta))
            return;
        // In every dimension above 1 the reduced run is the same.
        Rational x = Rational.FromDouble(alpha) + Rational.FromDouble(beta), y = Rational.FromDouble(alpha) - Rational.FromDouble(beta);
        var run = ProductRun.Execute(new ProductProblem
        {
            Outer = _outer,
            CurvatureAtCentre = double.IsNaN(_curvature) ? null : _curvature,
            Step = Rational.FromDouble(step),
            X = _dimension == 1 ? [x] : [x, 0],
            Y = _dimension == 1 ? [y] : [y, 0],
            Steps = Steps,
            Tolerance = _tolerance,
            EdgeWidth = EdgeWidth,
        }, null, cancellation);
        cells.Results.Take(cell, run);
        cells.LimitSharpness[cell] = run.LimitSharpness ?? double.NaN;
        if (!Track)
            return;
        cells.MaxLoss[cell] = run.MaxLoss.Loss;
        cells.Phenomena[cell] = run.Phenomena.ToFlags();
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
        var kernel = LoopKernel.Compile(Model.AdvanceProgram(), 2, 1, VectorBits);
        double[][] state = [HalfRoot(a), HalfRoot(b)];
        kernel.Run(state, [steps], [], transient);
        var values = new double[samples][];
        for (int k = 0; k < samples; k++)
        {
            values[k] = [.. state[0].Zip(state[1], (p, q) => p * p - q * q)];
            kernel.Run(state, [steps], [], 1);
        }
        return values;
    }

    private ProductModel Model => _model ??= new ProductModel(_outer, _curvature, _tolerance, _dimension == 1, Shape, CurvatureBound);

    // The kernel leaves the largest losses in the first tracker, the limits in the second and the phenomena in the third.
    private SweepCells Describe(BatchResults results, BatchStarts starts, Stopwatch watch, SweepPhenomena[]? reuse)
    {
        int count = starts.Cells;
        var phenomena = reuse?.Length == count ? reuse : new SweepPhenomena[count];
        if (!Track)
        {
            var limits = new double[count];
            for (int i = 0; i < count; i++)
            {
                double alpha = results.States[0][i], beta = results.States[1][i];
                limits[i] = results.Outcomes[i] == Outcome.Converged ? 2 * _curvature * Math.Sqrt(4 * alpha * beta * alpha * beta + _centre * _centre)
                    : double.NaN;
                (results.States[0][i], results.States[1][i]) = (alpha * alpha, beta * beta);
            }
            var losses = new double[count];
            losses.AsSpan().Fill(double.NaN);
            return new SweepCells(results, watch.Elapsed, limits, losses, phenomena) { Starts = starts.States };
        }
        for (int i = 0; i < count; i++)
        {
            if (results.Outcomes[i] != Outcome.Converged)
                results.Trackers[ProductModel.Rise][i] = double.NegativeInfinity;
        }
        bool byLane = starts.Steps is not null;
        if (!_summaries.TryGetValue(byLane, out var summary))
            _summaries[byLane] = summary = LoopKernel.Compile(Model.SummaryProgram(EdgeWidth), Model.States + Model.Trackers, Model.States + (byLane ? 1 : 0),
                VectorBits);
        double[][] arrays = [.. results.States, .. results.Trackers, .. starts.States, .. byLane ? [starts.Steps!] : Array.Empty<double[]>()];
        summary.Map(arrays, byLane ? [] : [starts.UniformStep]);
        for (int i = 0; i < count; i++)
        {
            phenomena[i] = (SweepPhenomena)(int)results.Trackers[2][i];
            if (results.Outcomes[i] != Outcome.Converged)
                results.Trackers[1][i] = double.NaN;
        }
        return new SweepCells(results, watch.Elapsed, results.Trackers[1], results.Trackers[0], phenomena) { Starts = starts.States };
    }

    private static int[] Indices(bool[] chosen)
    {
        var indices = new List<int>();
        for (int i = 0; i < chosen.Length; i++)
        {
            int next = chosen.AsSpan(i).IndexOf(true);
            if (next < 0)
                break;
            indices.Add(i += next);
        }
        return [.. indices];
    }

    private static double SlopeNear(OuterFunction outer, double distance) =>
        Math.Max(Math.Abs(outer.At(distance).Slope), Math.Abs(outer.At(-distance).Slope)) / distance;

    // sqrt(z²) is |z| exactly, so scalar starts keep their digits.
    private static double[] HalfRoot(double[] values, double[]? reuse = null)
    {
        var roots = reuse?.Length == values.Length ? reuse : new double[values.Length];
        int width = Vector<double>.Count, i = 0;
        for (; i <= roots.Length - width; i += width)
            (0.5 * Vector.SquareRoot(new Vector<double>(values, i))).CopyTo(roots, i);
        for (; i < roots.Length; i++)
            roots[i] = 0.5 * Math.Sqrt(values[i]);
        return roots;
    }
}
