using System.Collections.Immutable;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>
/// One measured run of a <see cref="MapMethod"/> on F(x·y), in doubles, by the multiples of x_0 + y_0 and x_0 - y_0: a step costs the same in any dimension.
/// </summary>
/// <remarks>u = s - c is a difference here: it is known to an ulp or two of p, far below the usual tolerances.</remarks>
internal sealed class MapRun : IPlaneForce
{
    private const int CheckEvery = 256;
    private const double Overflow = 1e150;

    private readonly ProductProblem _problem;
    private readonly MapMethod _method;
    private readonly double _h, _centre, _curvature, _rootA, _rootB;
    private readonly RunRecorder _recorder;
    private readonly PeriodDetector _periods = new();
    private readonly SettledDetector _settled;
    private readonly GrowthDetector _growth;
    private readonly LargeStepCounter _slopes = new([0.1, 0.01, 0.001]), _offsets, _losses;
    private readonly double _leastLoss;
    private PlaneState _state = new(1, 1, 1, 1);
    private long? _annihilatedAt;

    internal MapRun(ProductProblem problem, MapMethod method)
    {
        (_problem, _method) = (problem, method);
        _h = problem.Step.ToDoubleNearest();
        _centre = problem.Outer.Origin.ToDoubleNearest();
        _curvature = problem.LocalCurvature();
        Rational a = 0, b = 0;
        for (int i = 0; i < problem.X.Length; i++)
        {
            a += (problem.X[i] + problem.Y[i]) * (problem.X[i] + problem.Y[i]);
            b += (problem.X[i] - problem.Y[i]) * (problem.X[i] - problem.Y[i]);
        }
        (_rootA, _rootB) = (Math.Sqrt(a.ToDoubleNearest()), Math.Sqrt(b.ToDoubleNearest()));
        // Where the steps vary, nothing is said of 2/h by the extremes of a constant step.
        _recorder = new RunRecorder(method.EdgeStep(_h), problem.EdgeWidth, method.DependsOnTime ? null : RateExtremes.For(problem), problem.Tracing);
        _settled = new SettledDetector(problem.Steps);
        _growth = new GrowthDetector(problem.Steps);
        (_offsets, _losses) = (new(problem.OffsetThresholds), new(problem.LossThresholds));
        _leastLoss = problem.LossThresholds.IsEmpty ? 0 : problem.Outer.At(0).Value;
    }

    /// <inheritdoc/>
    public double Slope(double sum, double difference) => _problem.Outer.SlopeAt(Product(sum, difference) - _centre);

    /// <inheritdoc/>
    public double TermSlope(int term, double sum, double difference)
    {
        var outer = _problem.Terms[term];
        return outer.SlopeAt(Product(sum, difference) - outer.Origin.ToDoubleNearest());
    }

    /// <inheritdoc/>
    public double Size(double sum, double difference) => 0.5 * (Square(sum * _rootA) + Square(difference * _rootB));

    internal Measurement Run(IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        int within = 0;
        for (long k = 0; ; k++)
        {
            var point = Describe(k);
            double a = Square(_state.Sum * _rootA), b = Square(_state.Difference * _rootB), rootD = Math.Sqrt(a) * Math.Sqrt(b);
            _recorder.Record(point, rootD, a, b);
            _recorder.RecordVariables(() => [.. Coordinates(1), .. Coordinates(-1)]);
            _slopes.Add(k, _h * point.Slope);
            _offsets.Add(k, point.U);
            _losses.Add(k, point.Loss - _leastLoss);
            if (_problem.Outer.HasCentre && (_centre < 0 ? b : a) == 0)
                _annihilatedAt ??= k;
            if (!(point.P < Overflow) || double.IsInfinity(point.Slope))
                return Finish(Outcome.Diverged, point, OutcomeCause.Overflow);
            if (double.IsNaN(point.Slope))
                return Finish(Outcome.Diverged, point, OutcomeCause.Undefined);
            within = IsNear(point, k) ? within + 1 : 0;
            if (within >= _method.StepsWithin)
                return Finish(Outcome.Converged, point, OutcomeCause.None);
            if (point.P == 0 || _annihilatedAt is not null && _centre != 0 && point.P <= 1e-12 * Math.Abs(_centre))
                return Finish(Outcome.Periodic, point, OutcomeCause.Saddle, 1);
            _periods.Add(point.S, point.P, rootD, _h * point.Slope);
            _settled.Add(k, point.S, point.P, rootD);
            _growth.Add(k, point.P, point.Loss);
            if (k >= _problem.Steps)
                return _growth.IsGrowing ? Finish(Outcome.Diverged, point, OutcomeCause.Growth)
                    : Finish(_settled.IsSettled ? Outcome.Bounded : Outcome.Unsettled, point, OutcomeCause.None);
            if ((k + 1) % CheckEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                if ((k + 1) % (256 * CheckEvery) == 0)
                    progress?.Report(new RunProgress(k, _problem.Steps));
                if (!_method.DependsOnTime && _periods.Find() is { } period)
                    return Finish(Outcome.Periodic, point, period == 1 ? OutcomeCause.StationaryPoint : OutcomeCause.None, period);
            }
            _state = _method.Next(k, _h, _state, this);
        }
    }

    private bool IsNear(in RunPoint point, long k) => _problem.Outer.HasCentre
        ? Math.Abs(point.U) <= _problem.Tolerance && _method.Attracts(k, _h, point.Phi)
        : point.GradientNorm <= _problem.Tolerance && point.P > 0 && point.Slope * point.Slope <= _problem.Tolerance
            && _method.Attracts(k, _h, point.Sharpness);

    private double Product(double sum, double difference)
    {
        double a = sum * _rootA, b = difference * _rootB;
        return 0.25 * (a - b) * (a + b);
    }

    private RunPoint Describe(long k)
    {
        double s = Product(_state.Sum, _state.Difference), u = s - _centre, p = Size(_state.Sum, _state.Difference);
        double rootD = Math.Abs(_state.Sum * _rootA) * Math.Abs(_state.Difference * _rootB);
        var values = _problem.Outer.At(u);
        // R2: the larger eigenvalue of the Hessian, and |F'| for d >= 2.
        double top = 0.5 * (values.Curvature * p + double.Hypot(values.Curvature * rootD, 2 * (values.Curvature * s + values.Slope)));
        double sharpness = _problem.X.Length > 1 ? Math.Max(top, Math.Abs(values.Slope)) : top;
        return new RunPoint(k, values.Value, sharpness, Math.Abs(values.Slope) * Math.Sqrt(p), _problem.Outer.HasCentre ? u : double.NaN, s, p,
            rootD * rootD, values.Slope, _curvature * double.Hypot(rootD, 2 * _centre));
    }

    private Measurement Finish(Outcome outcome, RunPoint last, OutcomeCause cause, int? period = null)
    {
        bool converged = outcome == Outcome.Converged;
        double limit = _problem.Outer.HasCentre ? last.Phi : last.Sharpness;
        return _recorder.Finish(outcome, last, converged ? limit : null) with
        {
            Cause = cause,
            Period = period,
            FinalX = Coordinates(1),
            FinalY = Coordinates(-1),
            LimitP = converged ? last.P : null,
            AnnihilatedAt = _annihilatedAt,
            SlopeCounts = _slopes.Counts(),
            OffsetCounts = _offsets.Counts(),
            LossCounts = _losses.Counts(),
        };
    }

    // x = (α(x_0 + y_0) + δ(x_0 - y_0))/2, y likewise with -δ.
    private ImmutableArray<double> Coordinates(int sign)
    {
        double own = 0.5 * (_state.Sum + sign * _state.Difference), other = 0.5 * (_state.Sum - sign * _state.Difference);
        return [.. _problem.X.Zip(_problem.Y, (x, y) => own * x.ToDoubleNearest() + other * y.ToDoubleNearest())];
    }

    private static double Square(double x) => x * x;
}
