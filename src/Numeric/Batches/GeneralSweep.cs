using System.Diagnostics;
using BoundCheck.Numeric.Kernels;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Batches;

/// <summary>Gradient descent on an objective of n variables from many starts, with one step size or one a cell.</summary>
public sealed class GeneralSweep
{
    private readonly GeneralObjective _objective;
    private readonly GeneralModel _model;
    private readonly double _tolerance;
    private readonly Dictionary<bool, BatchKernels> _kernels = [];

    /// <param name="objective">The objective.</param>
    /// <param name="tolerance">Converged: |∇f| at most this.</param>
    public GeneralSweep(GeneralObjective objective, double tolerance = 1e-10)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (!(tolerance > 0))
            throw new ArgumentException("The tolerance must be positive.", nameof(tolerance));
        _objective = objective;
        _tolerance = tolerance;
        _model = new GeneralModel(objective, tolerance);
    }

    /// <summary>The step budget.</summary>
    public long Steps { get; init; } = 10_000;

    /// <summary>Threads.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Vector width in bits: 512, 256, 128, or 64 for scalar code; results are the same at each.</summary>
    public int VectorBits { get; init; } = LoopKernel.PreferredBits;

    /// <summary>Runs all cells.</summary>
    /// <param name="starts">By variable and cell.</param>
    /// <param name="steps">The step size of each cell, or a single one for all.</param>
    /// <param name="progress">Told how many cells are done, from any thread.</param>
    /// <param name="cancellation">Stops the sweep.</param>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public SweepCells Run(double[][] starts, double[] steps, IProgress<SweepProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(steps);
        if (starts.Length != _objective.Variables.Length)
            throw new ArgumentException("One array a variable is needed.", nameof(starts));
        int count = starts[0].Length;
        if (starts.Any(s => s.Length != count) || steps.Length != 1 && steps.Length != count)
            throw new ArgumentException("One value a cell is needed (or a single step size).");
        bool byLane = steps.Length > 1;
        if (!_kernels.TryGetValue(byLane, out var kernels))
            _kernels[byLane] = kernels = new BatchKernels(_model, byLane, VectorBits, track: true);
        var watch = Stopwatch.StartNew();
        var results = BatchRun.Execute(kernels, new BatchStarts(starts, steps[0], byLane ? steps : null), new BatchSettings(Steps, Threads), null,
            progress is null ? null : done => progress.Report(new SweepProgress(done, count)), cancellation);
        var cells = new SweepCells(results, watch.Elapsed, new double[count], new double[count], new SweepPhenomena[count]);
        var point = new double[starts.Length];
        var gradient = new double[starts.Length];
        for (int i = 0; i < count; i++)
        {
            if (results.Doubtful[i])
                LookAgain(results, starts, i, byLane ? steps[i] : steps[0], cancellation);
            double first = Evaluate(starts, i), firstSharpness = double.NaN;
            cells.MaxLoss[i] = Math.Max(first, results.Trackers[2][i]);
            if (cells.MaxLoss[i] > first)
                firstSharpness = _objective.Sharpness(point);
            double last = Evaluate(results.States, i);
            bool converged = cells.Outcomes[i] == Outcome.Converged;
            double sharpness = converged || cells.MaxLoss[i] > first && last < first ? _objective.Sharpness(point) : double.NaN;
            cells.LimitSharpness[i] = converged ? sharpness : double.NaN;
            if (cells.MaxLoss[i] > first && last < first && sharpness < firstSharpness)
                cells.Phenomena[i] = SweepPhenomena.Catapult;
        }
        return cells;

        // A single run tells growth without end, and over- and underflow from mathematics.
        void LookAgain(BatchResults found, double[][] from, int cell, double h, CancellationToken stop)
        {
            var run = GeneralRun.Execute(new GeneralProblem
            {
                Objective = _objective,
                Start = [.. from.Select(values => Rational.FromDouble(values[cell]))],
                Step = Rational.FromDouble(h),
                Steps = Steps,
                Tolerance = _tolerance,
            }, null, stop);
            (found.Outcomes[cell], found.Periods[cell], found.Steps[cell]) = (run.Outcome, (byte)(run.Period ?? 0), run.Steps);
            for (int j = 0; j < from.Length; j++)
                found.States[j][cell] = run.FinalX[j];
            found.Trackers[2][cell] = run.MaxLoss.Loss;
        }

        double Evaluate(double[][] values, int cell)
        {
            for (int j = 0; j < point.Length; j++)
                point[j] = values[j][cell];
            return _objective.Evaluate(point, gradient);
        }
    }
}
