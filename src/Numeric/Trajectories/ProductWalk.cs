using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BoundCheck.Numeric.Methods;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>
/// The iterates of a run with F and its derivatives along them: in doubles as long as those can tell, otherwise with exponents of any size and
/// with F' evaluated in as many digits as it takes.
/// </summary>
internal sealed class ProductWalk
{
    // Below this a factor 1 ± hF' has lost so many digits that it is computed anew: whether it is 0 decides where the run ends.
    private const double LeastFactor = 1e-6;

    // A relative error of u above this is a loss: the run is made again in more digits.
    private const double Tolerated = 1e-6;

    // So many steps doubles must have kept their digits for, to be trusted again.
    private const int CalmSteps = 64;

    private readonly ProductProblem _problem;
    private readonly PreciseStep _precise;
    private readonly IStepRule<Plain> _rule;
    private readonly double _ridge;
    private readonly ProductState<Extended> _start;
    private readonly double _h;
    private readonly double _centre;
    private readonly double _localCurvature;
    private readonly Extended _bound;
    private ProductState<Plain> _plain;
    private ProductState<Extended> _wide;
    private bool _isWide;
    private bool _standsStill;
    private DigitLoss _loss = DigitLoss.Rounded;
    private LongWalk? _long;
    private bool _isLong;
    private int _calm;
    private long _longSteps;
    private long _step;
    private OuterValues _values;
    private Extended _wideSlope;
    private Extended _wideCurvature;

    internal ProductWalk(ProductProblem problem, double localCurvature)
    {
        _problem = problem;
        _precise = new PreciseStep(problem);
        _rule = problem.StepRule.Rule(problem.Step, value => new Plain(value.ToDoubleNearest()));
        _ridge = problem.Method.Ridge.ToDoubleNearest();
        _h = problem.Step.ToDoubleNearest();
        _centre = problem.Outer.Origin.ToDoubleNearest();
        _localCurvature = localCurvature;
        _wide = _start = ProductState<Extended>.Start(problem);
        _isWide = true;
        // Beyond every double, for starts of any size.
        var size = Extended.One + _start.P;
        _bound = Extended.From(1e300) * size * size;
        Narrow();
    }

    /// <summary>Whether A_k (for c below 0: B_k) is 0: the saddle is fed by it. At c = 0 both lead to the minimiser.</summary>
    internal bool IsAnnihilated => _centre < 0 ? _isWide ? _wide.Beta.IsZero : _plain.Beta.IsZero : _isWide ? _wide.Alpha.IsZero : _plain.Alpha.IsZero;

    /// <summary>Whether u_k is 0 exactly, or as far as hundreds of digits can tell.</summary>
    internal bool IsLanded => _isWide ? _wide.U.IsZero : _plain.U.IsZero;

    /// <summary>Whether x = y = 0.</summary>
    internal bool IsOrigin => _isWide ? _wide.Alpha.IsZero && _wide.Beta.IsZero : _plain.Alpha.IsZero && _plain.Beta.IsZero;

    /// <summary>Whether F'(s_k) is exactly 0.</summary>
    internal bool IsStationary => _values.Slope == 0 && _wideSlope.IsZero;

    /// <summary>Why the run can't go on from here; none where it can.</summary>
    internal OutcomeCause Fault { get; private set; }

    /// <summary>The first step whose digits are lost: from there on the run is one of a start nearby. Null while they are known.</summary>
    internal long? LostAt { get; private set; }

    /// <summary>The smallest eigenvalue of the Hessian of what the method descends.</summary>
    internal double LeastCurvature { get; private set; }

    internal double U => _isWide ? _wide.U.ToDouble() : _plain.U.Value;

    internal double RootD => _isWide ? _wide.RootD.ToDouble() : _plain.RootD.Value;

    /// <summary>A_k and B_k.</summary>
    internal (double A, double B) Squares => _isWide
        ? ((_wide.Alpha * _wide.Alpha).ToDouble(), (_wide.Beta * _wide.Beta).ToDouble())
        : (_plain.Alpha.Value * _plain.Alpha.Value, _plain.Beta.Value * _plain.Beta.Value);

    /// <summary>hF'(s_k).</summary>
    internal double RelativeSlope => _h * _values.Slope;

    internal (ImmutableArray<double> X, ImmutableArray<double> Y) Vectors => (_isWide ? _wide : _plain.To<Extended>()).Recover(_problem, _start);

    /// <summary>Evaluates F and its derivatives at the iterate, and describes it. To be called once a step, before <see cref="Advance"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal RunPoint Visit(long k)
    {
        _step = k;
        if (!_isWide)
        {
            bool isTrusted = _problem.Outer.TryAt(_plain.U.Value, out _values);
            if (isTrusted && (Math.Abs(_values.Slope) >= 1e-290 || _problem.Outer.HasCentre && _plain.U.IsZero))
                return Describe(k, _plain, new Plain(_values.Slope), new Plain(_values.Curvature));
            (_wide, _isWide) = (_plain.To<Extended>(), true);
        }
        (_values, _wideSlope, _wideCurvature, Fault) = _precise.Evaluate(_wide.U);
        if (Fault == OutcomeCause.None && _standsStill)
            Fault = OutcomeCause.Standstill;
        if (Fault == OutcomeCause.None && (_bound - _wide.P).Sign < 0)
            Fault = OutcomeCause.Overflow;
        return Describe(k, _wide, _wideSlope, _wideCurvature);
    }

    /// <summary>Makes the step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Advance()
    {
        if (_isLong && AdvanceInLength())
            return;
        if (!_isWide)
        {
            var step = _rule.From(new(_step, _plain.S, _plain.P, new(_h * _values.Slope)));
            Plain down = step.Down, up = step.Up;
            bool isExact = (Math.Abs(down.Value) >= LeastFactor || _plain.Alpha.IsZero) && (Math.Abs(up.Value) >= LeastFactor || _plain.Beta.IsZero);
            var next = _plain.Next(step, down, up);
            if (isExact && IsComfortable(next) && (!next.U.IsZero || _plain.U.IsZero))
            {
                _loss = _loss.After(_plain, step.Push, new(_h * _values.Curvature), next);
                if (_loss.Offset <= Tolerated || !TakeLength())
                    _plain = next;
                return;
            }
            (_wide, _wideSlope, _wideCurvature) = (_plain.To<Extended>(), Extended.From(_values.Slope), Extended.From(_values.Curvature));
            _isWide = true;
        }
        var (wide, push) = _precise.Next(_wide, _step, _wideSlope);
        _loss = _loss.After(_wide, push, Extended.From(_h) * _wideCurvature, wide);
        if (_loss.Offset <= Tolerated || !TakeLength())
            MoveTo(wide);
    }

    private void MoveTo(in ProductState<Extended> next)
    {
        var before = _isWide ? _wide : _plain.To<Extended>();
        (_wide, _isWide) = (next, true);
        // A step that moves nothing will never move anything.
        _standsStill = _wide.Alpha == before.Alpha && _wide.Beta == before.Beta && _wide.U == before.U;
        Narrow();
    }

    // The steps since the last state whose digits are known, again and in length, and the one that would lose them.
    private bool TakeLength()
    {
        if (LostAt is not null)
            return false;
        _long ??= LongWalk.From(_problem);
        (_isLong, _calm) = (_long is not null && _step - _long.Step < LongWalk.MostSteps - _longSteps, 0);
        while (_isLong && _long!.Step < _step)
            _isLong = AdvanceOnce();
        _isLong = _isLong && AdvanceInLength();
        if (!_isLong)
            LostAt = _step + 1;
        return _isLong;
    }

    private bool AdvanceOnce() => ++_longSteps <= LongWalk.MostSteps && _long!.Advance();

    // Back to doubles where they would have kept their digits for a while.
    private bool AdvanceInLength()
    {
        if (!AdvanceOnce())
        {
            (_isLong, LostAt, _loss) = (false, _step + 1, DigitLoss.Rounded);
            return false;
        }
        var before = _isWide ? _wide : _plain.To<Extended>();
        var (slope, curvature) = _isWide ? (_wideSlope, _wideCurvature) : (Extended.From(_values.Slope), Extended.From(_values.Curvature));
        var next = _long!.State.To<Extended>();
        _loss = _loss.After(before, _precise.Push(before, _step, slope), Extended.From(_h) * curvature, next);
        if (_loss.Offset > Tolerated * Tolerated)
            (_loss, _calm) = (DigitLoss.Rounded, 0);
        MoveTo(next);
        _isLong = ++_calm < CalmSteps;
        return true;
    }

    private void Narrow()
    {
        var narrow = _wide.To<Plain>();
        if (!IsComfortable(narrow) || narrow.RootD.IsZero != _wide.RootD.IsZero || narrow.U.IsZero != _wide.U.IsZero)
            return;
        (_plain, _isWide, _wideSlope) = (narrow, false, default);
    }

    /// <summary>Whether doubles can carry the state on: neither it nor what is computed from it, up to p², comes near the ends of their range.</summary>
    private static bool IsComfortable(in ProductState<Plain> state)
    {
        double alpha = state.Alpha.Value, beta = state.Beta.Value, larger = Math.Max(alpha, beta);
        return larger is >= 1e-75 and <= 1e75 && IsFar(alpha) && IsFar(beta) && IsFar(state.RootD.Value) && IsFar(Math.Abs(state.U.Value));

        static bool IsFar(double size) => size >= 1e-290 || size == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private RunPoint Describe<T>(long k, in ProductState<T> state, T slope, T curvature)
        where T : struct, IRunNumber<T>
    {
        // λ± = (F''p ± sqrt(F''² D + 4(F''s + F')²))/2, the same as R2 by p² = D + 4s², without cancellation under the root. A ridge adds to all.
        T half = curvature * state.S + slope, middle = curvature * state.P, root = T.Hypot(curvature * state.RootD, half + half), size = T.Abs(slope);
        double top = (T.From(0.5) * (middle + root)).ToDouble(), bottom = (T.From(0.5) * (middle - root)).ToDouble();
        bool isWide = _problem.X.Length > 1;
        double sharpness = (isWide ? Math.Max(top, size.ToDouble()) : top) + _ridge;
        LeastCurvature = (isWide ? Math.Min(bottom, -size.ToDouble()) : bottom) + _ridge;
        double rootD = state.RootD.ToDouble(), phi = _problem.Method.KeepsMinimisers ? _localCurvature * double.Hypot(rootD, 2 * _centre) : double.NaN;
        double u = _problem.Outer.HasCentre ? state.U.ToDouble() : double.NaN, loss = _values.Value, gradient;
        if (_ridge == 0)
        {
            gradient = (size * T.Sqrt(state.P)).ToDouble();
        }
        else
        {
            // |g y + λx|² + |g x + λy|² = (g² + λ²)p + 4gλs = ((g + λ)²A + (g - λ)²B)/2.
            T ridge = T.From(_ridge);
            gradient = (T.From(Math.Sqrt(0.5)) * T.Hypot((slope + ridge) * state.Alpha, (slope - ridge) * state.Beta)).ToDouble();
            loss += 0.5 * _ridge * state.P.ToDouble();
        }
        return new RunPoint(k, loss, sharpness, gradient, u, state.S.ToDouble(), state.P.ToDouble(), (state.RootD * state.RootD).ToDouble(), _values.Slope,
            phi);
    }
}
