using System.Collections.Immutable;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>An objective of n scalar variables, a method and one start.</summary>
public sealed record GeneralProblem
{
    /// <summary>The compiled objective.</summary>
    public required GeneralObjective Objective { get; init; }

    /// <summary>The step size h > 0.</summary>
    public required Rational Step { get; init; }

    /// <summary>The method, one whose steps are multiples of -∇f or one with a step in coordinates; gradient descent unless given.</summary>
    public DescentMethod Method { get; init; } = GradientDescent.Instance;

    /// <summary>The start, in the order of the objective's variables.</summary>
    public required ImmutableArray<Rational> Start { get; init; }

    /// <summary>The step budget, at least 0.</summary>
    public long Steps { get; init; } = 10_000;

    /// <summary>Converged means |∇f| at most this, > 0.</summary>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>The relative width τ of the edge-of-stability band below 2/h.</summary>
    public double EdgeWidth { get; init; } = 0.1;

    /// <summary>Which states are kept.</summary>
    public Tracing Tracing { get; init; } = Tracing.Brief;
}

/// <summary>One measured run on a general objective.</summary>
public static class GeneralRun
{
    private const int MaxPeriod = 64;
    private const int CheckEvery = 256;
    private const int EveryStepUpTo = 64;
    private const int SharpnessStride = 16;

    /// <summary>Runs until converged, diverged, periodic, or the end of the budget.</summary>
    /// <remarks>
    /// For more than 64 variables the sharpness is measured at every 16th step and at the end; between, the last value stands.
    /// </remarks>
    /// <exception cref="ArgumentException">The problem is malformed.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public static Measurement Execute(GeneralProblem problem, IProgress<RunProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        Validate(problem);
        var objective = problem.Objective;
        int n = objective.Variables.Length;
        double h = problem.Step.ToDoubleNearest();
        var x = problem.Start.Select(v => v.ToDoubleNearest()).ToArray();
        double[] gradient = new double[n], before = x;
        var method = problem.Method as ICoordinateMethod;
        var recorder = new RunRecorder(problem.Method.EdgeStep(h), problem.EdgeWidth, null, problem.Tracing);
        var settled = new SettledDetector(problem.Steps);
        var growth = new GrowthDetector(problem.Steps);
        var history = new Queue<double[]>();
        double sharpness = double.NaN, least = double.PositiveInfinity, leastLoss = double.PositiveInfinity;
        int within = 0;
        for (long k = 0; ; k++)
        {
            double loss = objective.Evaluate(x, gradient);
            double norm = Norm(gradient);
            bool over = !double.IsFinite(norm) || !x.All(double.IsFinite);
            within = norm <= problem.Tolerance ? within + 1 : 0;
            bool converged = within >= (method?.StepsWithin ?? 1);
            if (n <= EveryStepUpTo || k % SharpnessStride == 0 || converged || k >= problem.Steps)
                sharpness = objective.Sharpness(x);
            var point = new RunPoint(k, loss, sharpness, norm, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
            recorder.Record(point);
            recorder.RecordVariables(() => [.. x]);
            least = Math.Min(least, norm);
            leastLoss = Math.Min(leastLoss, loss);
            if (over)
                return Finish(Outcome.Diverged, x.All(double.IsFinite) && double.IsNaN(norm) ? OutcomeCause.Undefined : OutcomeCause.Overflow);
            if (converged)
                return Finish(Outcome.Converged, OutcomeCause.None);
            double size = Norm(x);
            settled.Add(k, x[0], size, 0);
            growth.Add(k, size, loss);
            if (k >= problem.Steps && growth.IsGrowing)
                return Finish(Outcome.Diverged, OutcomeCause.Growth);
            if (k >= problem.Steps)
                return Finish(settled.IsSettled ? Outcome.Bounded : Outcome.Unsettled, OutcomeCause.None);
            history.Enqueue((double[])x.Clone());
            if (history.Count > 2 * MaxPeriod)
                history.Dequeue();
            if ((k + 1) % CheckEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(new RunProgress(k, problem.Steps));
                if (!problem.Method.DependsOnTime && FindPeriod([.. history]) is { } period)
                    return Finish(Outcome.Periodic, OutcomeCause.None, period);
            }
            if (method is not null)
            {
                (before, x) = (x, method.Next(k, h, new CoordinateState(x, before, gradient), GradientAt));
            }
            else
            {
                double step = problem.Method.StepAt(k, h, norm);
                for (int i = 0; i < n; i++)
                    x[i] = Math.FusedMultiplyAdd(-step, gradient[i], x[i]);
            }

            Measurement Finish(Outcome outcome, OutcomeCause cause, int? period = null) =>
                recorder.Finish(outcome, point, outcome == Outcome.Converged ? point.Sharpness : null) with { Cause = cause, Period = period,
                    LeastGradientNorm = least, LeastLoss = leastLoss, FinalX = [.. x] };
        }

        double[] GradientAt(double[] at)
        {
            var g = new double[n];
            objective.Evaluate(at, g);
            return g;
        }
    }

    private static void Validate(GeneralProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem.Objective);
        if (problem.Step.Sign <= 0)
            throw new ArgumentException("The step size must be positive.");
        if (problem.Start.IsDefault || problem.Start.Length != problem.Objective.Variables.Length)
            throw new ArgumentException("The start needs one value a variable.");
        ArgumentOutOfRangeException.ThrowIfNegative(problem.Steps);
        if (!(problem.Tolerance > 0))
            throw new ArgumentException("The tolerance must be positive.");
    }

    // As in PeriodDetector: agreement over two periods, with swings that slow decay cannot have.
    internal static int? FindPeriod(double[][] states)
    {
        if (states.Length < 2 * MaxPeriod)
            return null;
        int n = states[0].Length;
        for (int m = 2; m <= MaxPeriod; m++)
        {
            var recent = states[^(2 * m)..];
            double scale = recent.Max(Norm);
            if (Enumerable.Range(0, n).Max(i => recent.Max(s => s[i]) - recent.Min(s => s[i])) <= 1e-4 * scale)
                continue;
            bool repeats = true;
            for (int j = 1; j <= m && repeats; j++)
            {
                double[] a = states[^j], b = states[^(j + m)];
                for (int i = 0; i < n && repeats; i++)
                    repeats = Math.Abs(a[i] - b[i]) <= 1e-13 * scale;
            }
            if (repeats)
                return m;
        }
        return null;
    }

    private static double Norm(double[] v)
    {
        double largest = v.Max(Math.Abs);
        return largest == 0 || !double.IsFinite(largest) ? (v.Any(double.IsNaN) ? double.NaN : largest)
            : largest * Math.Sqrt(v.Sum(a => a / largest * (a / largest)));
    }
}
