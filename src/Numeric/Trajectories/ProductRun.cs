namespace BoundCheck.Numeric.Trajectories;

/// <summary>One measured run of gradient descent on f(x, y) = F(x·y), by the exact reduction to (A, B) (theory R1).</summary>
public sealed class ProductRun
{
    private const int CheckEvery = 256;

    private readonly ProductProblem _problem;
    private readonly double _h;
    private readonly double _centre;
    private readonly double _localCurvature;
    private readonly RunRecorder _recorder;
    private readonly PeriodDetector _periods = new();
    private readonly SettledDetector _settled;
    private readonly SlopeCounter _slopes = new();
    private ProductState _state;
    private long? _annihilatedAt;
    private long? _landedAt;

    private ProductRun(ProductProblem problem)
    {
        _problem = problem;
        _h = problem.Step.ToDoubleNearest();
        _centre = problem.Outer.Origin.ToDoubleNearest();
        _state = new ProductState(problem);
        _localCurvature = LocalCurvature(problem);
        _recorder = new RunRecorder(_h, problem.EdgeWidth, RateExtremes.For(problem));
        _settled = new SettledDetector(problem.Steps);
    }

    /// <summary>Runs until converged, diverged, periodic, or the end of the budget.</summary>
    /// <exception cref="ArgumentException">The problem is malformed.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public static Measurement Execute(ProductProblem problem, IProgress<RunProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        problem.Validate();
        return new ProductRun(problem).Run(progress, cancellation);
    }

    private Measurement Run(IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        for (long k = 0; ; k++)
        {
            var values = _problem.Outer.At(_state.U);
            var point = PointAt(k, values);
            Watch(k);
            _recorder.Record(point, _state.A, _state.B);
            _slopes.Add(k, _h * values.Slope);
            if (!double.IsFinite(point.P) || !double.IsFinite(_state.U) || !double.IsFinite(values.Slope))
                return Finish(Outcome.Diverged, point, CauseOfDivergence(point, values));
            if (IsConverged(point))
                return Finish(Outcome.Converged, point, OutcomeCause.None);
            if (StationaryCause(point) is { } cause)
                return Finish(Outcome.Periodic, point, cause, 1);
            _periods.Add(point.S, point.P, _state.RootD, _h * values.Slope);
            _settled.Add(k, point.S, point.P, _state.RootD);
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
            _state.Advance(values.Slope);
        }
    }

    private void Watch(long k)
    {
        // For c >= 0 the saddle is fed by A = 0, for c < 0 by B = 0; at c = 0 both lead to the minimiser.
        if (_annihilatedAt is null && _problem.Outer.HasCentre && (_centre < 0 ? _state.B : _state.A) == 0)
            _annihilatedAt = k;
        if (_landedAt is null && _problem.Outer.HasCentre && _state.U == 0)
            _landedAt = k;
    }

    private RunPoint PointAt(long k, OuterValues values)
    {
        double p = _state.P, s = _state.S, slope = values.Slope, curvature = values.Curvature;
        // λ+ = (F''p + sqrt(F''² D + 4(F''s + F')²))/2, the same as R2 by p² = D + 4s², without cancellation under the root.
        double top = 0.5 * (curvature * p + double.Hypot(curvature * _state.RootD, 2 * (curvature * s + slope)));
        double sharpness = _problem.X.Length == 1 ? top : Math.Max(top, Math.Abs(slope));
        double phi = _localCurvature * double.Hypot(_state.RootD, 2 * _centre);
        double u = _problem.Outer.HasCentre ? _state.U : double.NaN;
        return new RunPoint(k, values.Value, sharpness, Math.Abs(slope) * Math.Sqrt(p), u, s, p, _state.D, slope, phi);
    }

    private bool IsConverged(RunPoint point) => _problem.Outer.HasCentre
        ? Math.Abs(point.U) <= _problem.Tolerance && _h * point.Phi < 2
        : point.GradientNorm <= _problem.Tolerance && point.P > 0 && _h * point.Sharpness < 2 && point.Slope * point.Slope <= _problem.Tolerance;

    private OutcomeCause? StationaryCause(RunPoint point)
    {
        if (_annihilatedAt is not null && _centre != 0 && point.P <= 1e-12 * Math.Abs(_centre))
            return OutcomeCause.Saddle;
        if (point.GradientNorm != 0)
            return null;
        return point.P == 0 ? OutcomeCause.Saddle : point.U == 0 && _problem.Outer.HasCentre ? OutcomeCause.ExactLanding : OutcomeCause.StationaryPoint;
    }

    private OutcomeCause CauseOfDivergence(RunPoint point, OuterValues values) =>
        double.IsNaN(values.Slope) && double.IsFinite(_state.U) && double.IsFinite(point.P) ? OutcomeCause.Undefined : OutcomeCause.Overflow;

    // F''(c), or at a kink of F' the larger one-sided slope of F' at the distance of the tolerance: what decides whether c attracts.
    private static double LocalCurvature(ProductProblem problem)
    {
        if (!problem.Outer.HasCentre)
            return double.NaN;
        if (problem.CurvatureAtCentre is { } known)
            return known;
        double t = problem.Tolerance;
        return Math.Max(Math.Abs(problem.Outer.At(t).Slope), Math.Abs(problem.Outer.At(-t).Slope)) / t;
    }

    private Measurement Finish(Outcome outcome, RunPoint last, OutcomeCause cause, int? period = null)
    {
        var (x, y) = _state.Recover(_problem);
        bool converged = outcome == Outcome.Converged;
        double limit = _problem.Outer.HasCentre ? last.Phi : last.Sharpness;
        return _recorder.Finish(outcome, last, converged ? limit : null) with
        {
            Cause = cause,
            Period = period,
            FinalX = x,
            FinalY = y,
            LimitP = converged ? (_problem.Outer.HasCentre ? double.Hypot(_state.RootD, 2 * _centre) : last.P) : null,
            AnnihilatedAt = _annihilatedAt,
            ExactLandingAt = _landedAt,
            SlopeCounts = _slopes.Counts(),
        };
    }
}
