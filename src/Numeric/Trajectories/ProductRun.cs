using BoundCheck.Numeric.Methods;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>One measured run on f(x, y) = F(x·y), by the exact reduction to (A, B) (theory R1).</summary>
public sealed class ProductRun
{
    private const int CheckEvery = 256;

    private readonly ProductProblem _problem;
    private readonly double _h;
    private readonly double _centre;
    private readonly ProductWalk _walk;
    private readonly RunRecorder _recorder;
    private readonly PeriodDetector _periods = new();
    private readonly SettledDetector _settled;
    private readonly GrowthDetector _growth;
    private readonly LargeStepCounter _slopes = new([0.1, 0.01, 0.001]);
    private readonly LargeStepCounter _offsets, _losses;
    private readonly double _leastLoss;
    private long? _annihilatedAt;
    private long? _landedAt;

    private ProductRun(ProductProblem problem)
    {
        _problem = problem;
        _h = problem.Step.ToDoubleNearest();
        _centre = problem.Outer.Origin.ToDoubleNearest();
        _walk = new ProductWalk(problem, problem.LocalCurvature());
        _recorder = new RunRecorder(_h, problem.EdgeWidth, RateExtremes.For(problem), problem.Tracing);
        _settled = new SettledDetector(problem.Steps);
        _growth = new GrowthDetector(problem.Steps);
        (_offsets, _losses) = (new(problem.OffsetThresholds), new(problem.LossThresholds));
        _leastLoss = problem.LossThresholds.IsEmpty ? 0 : problem.Outer.At(0).Value;
    }

    /// <summary>Runs until converged, diverged, periodic, or the end of the budget.</summary>
    /// <exception cref="ArgumentException">The problem is malformed.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public static Measurement Execute(ProductProblem problem, IProgress<RunProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        problem.Validate();
        return problem.Method is MapMethod map ? new MapRun(problem, map).Run(progress, cancellation) : new ProductRun(problem).Run(progress, cancellation);
    }

    private Measurement Run(IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        for (long k = 0; ; k++)
        {
            var point = _walk.Visit(k);
            Watch(k);
            var (a, b) = _walk.Squares;
            _recorder.Record(point, _walk.RootD, a, b);
            _recorder.RecordVariables(Coordinates);
            _slopes.Add(k, _walk.RelativeSlope);
            _offsets.Add(k, point.U);
            _losses.Add(k, point.Loss - _leastLoss);
            if (_walk.Fault is not OutcomeCause.None and var fault)
                return Finish(fault is OutcomeCause.Overflow or OutcomeCause.Undefined ? Outcome.Diverged : Outcome.Unsettled, point, fault);
            if (IsConverged(point))
                return Finish(Outcome.Converged, point, OutcomeCause.None);
            if (StationaryCause(point) is { } cause)
                return Finish(Outcome.Periodic, point, cause, 1);
            _periods.Add(point.S, point.P, _walk.RootD, _walk.RelativeSlope);
            _settled.Add(k, point.S, point.P, _walk.RootD);
            _growth.Add(k, point.P, point.Loss);
            if (k >= _problem.Steps && _growth.IsGrowing)
                return Finish(Outcome.Diverged, point, OutcomeCause.Growth);
            if (k >= _problem.Steps)
                return Finish(_settled.IsSettled ? Outcome.Bounded : Outcome.Unsettled, point, OutcomeCause.None);
            if ((k + 1) % CheckEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                if ((k + 1) % (256 * CheckEvery) == 0)
                    progress?.Report(new RunProgress(k, _problem.Steps));
                if (_periods.Find() is { } period)
                    return Finish(Outcome.Periodic, point, period == 1 ? OutcomeCause.StationaryPoint : OutcomeCause.None, period);
            }
            _walk.Advance();
        }
    }

    private System.Collections.Immutable.ImmutableArray<double> Coordinates()
    {
        var (x, y) = _walk.Vectors;
        return x.AddRange(y);
    }

    private void Watch(long k)
    {
        if (_annihilatedAt is null && _problem.Outer.HasCentre && _walk.IsAnnihilated)
            _annihilatedAt = k;
        if (_landedAt is null && IsMeasuredFromCentre && _walk.IsLanded)
            _landedAt = k;
    }

    private bool IsConverged(RunPoint point)
    {
        if (IsMeasuredFromCentre)
            return Math.Abs(point.U) <= _problem.Tolerance && _h * point.Phi < 2;
        if (!(point.GradientNorm <= _problem.Tolerance && _h * point.Sharpness < 2))
            return false;
        // Where the minimiser is not known, a saddle passed closely is none.
        return _problem.Method.Ridge.IsZero
            ? point.P > 0 && point.Slope * point.Slope <= _problem.Tolerance
            : _walk.LeastCurvature >= -Math.Sqrt(_problem.Tolerance);
    }

    private bool IsMeasuredFromCentre => _problem.Outer.HasCentre && _problem.Method.KeepsMinimisers;

    private OutcomeCause? StationaryCause(RunPoint point)
    {
        if (_annihilatedAt is not null && _centre != 0 && _problem.Method.KeepsMinimisers && point.P <= 1e-12 * Math.Abs(_centre))
            return OutcomeCause.Saddle;
        if (_walk.IsOrigin)
            return OutcomeCause.Saddle;
        if (!_problem.Method.KeepsMinimisers)
            return null;
        if (_walk.IsLanded && _problem.Outer.HasCentre)
            return point.Slope == 0 ? OutcomeCause.ExactLanding : null;
        return _walk.IsStationary ? OutcomeCause.StationaryPoint : null;
    }

    private Measurement Finish(Outcome outcome, RunPoint last, OutcomeCause cause, int? period = null)
    {
        var (x, y) = _walk.Vectors;
        bool converged = outcome == Outcome.Converged;
        double limit = IsMeasuredFromCentre ? last.Phi : last.Sharpness;
        return _recorder.Finish(outcome, last, converged ? limit : null) with
        {
            Cause = cause,
            Period = period,
            FinalX = x,
            FinalY = y,
            LimitP = converged ? (IsMeasuredFromCentre ? double.Hypot(_walk.RootD, 2 * _centre) : last.P) : null,
            AnnihilatedAt = _annihilatedAt,
            ExactLandingAt = _landedAt,
            DigitsLostAt = _walk.LostAt,
            SlopeCounts = _slopes.Counts(),
            OffsetCounts = _offsets.Counts(),
            LossCounts = _losses.Counts(),
        };
    }
}
