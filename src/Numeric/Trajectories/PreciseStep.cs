using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>F and a step where doubles cannot tell: F and its derivatives, the factors 1 ± hF', and a u' that cancels, in as many digits as it takes.</summary>
internal sealed class PreciseStep
{
    private const int Digits = 512;

    private readonly ProductProblem _problem;
    private readonly Extended _h;
    private readonly IStepRule<Extended> _rule;
    private readonly Lazy<PreciseFunction> _down;
    private readonly Lazy<PreciseFunction> _up;
    private Extended? _lastU;
    private (OuterValues Values, Extended Slope, Extended Curvature, OutcomeCause Fault) _last;

    internal PreciseStep(ProductProblem problem)
    {
        _problem = problem;
        var outer = problem.Outer;
        _h = Nearest(problem.Step);
        _rule = problem.StepRule.Rule(problem.Step, Nearest);
        _down = new(() => new PreciseFunction(Symbolically().Down.Value, outer.Variable));
        _up = new(() => new PreciseFunction(Symbolically().Up.Value, outer.Variable));

        static Extended Nearest(Rational value) => Extended.From(BigInterval.FromRational(value, 128).Lo);

        // The factors as formulas in u: what cancels in them cancels before they are evaluated.
        ProductStep<Formula> Symbolically() => problem.StepRule.Rule(problem.Step, value => new Formula(value))
            .From(new(null, new(outer.Origin + outer.Variable), new(Symbolic.Variable.Of("p")), new(problem.Step * outer.Slope)));
    }

    /// <summary>F, F' and F'' at c + u, and why the run ends there if it does.</summary>
    internal (OuterValues Values, Extended Slope, Extended Curvature, OutcomeCause Fault) Evaluate(Extended u)
    {
        if (_lastU is { } known && known == u)
            return _last;
        var outer = _problem.Outer;
        double near = u.ToDouble();
        // What doubles know stays as they have it.
        bool isTrusted = outer.TryAt(near, out var plain) && Extended.From(near) == u;
        var slope = isTrusted && Math.Abs(plain.Slope) >= 1e-290 ? Extended.From(plain.Slope) : default;
        var fault = OutcomeCause.None;
        if (slope.IsZero)
        {
            var (kind, value) = outer.PreciseSlope.Value.At(u.ToBigFloat());
            slope = kind == Precise.Huge ? Extended.From(double.PositiveInfinity) : value;
            fault = kind switch
            {
                Precise.Value or Precise.Zero => OutcomeCause.None,
                Precise.Vanishing => OutcomeCause.Standstill,
                Precise.Huge => OutcomeCause.Overflow,
                Precise.Undefined => OutcomeCause.Undefined,
                _ => OutcomeCause.Untold,
            };
        }
        var curvature = double.IsFinite(plain.Curvature) && isTrusted ? Extended.From(plain.Curvature) : Known(outer.PreciseCurvature);
        double loss = double.IsFinite(plain.Value) && isTrusted ? plain.Value : Known(outer.PreciseValue).ToDouble();
        _lastU = u;
        return _last = (new OuterValues(loss, fault is OutcomeCause.Undefined or OutcomeCause.Untold ? double.NaN : slope.ToDouble(), curvature.ToDouble()),
            slope, curvature, fault);

        Extended Known(Lazy<PreciseFunction> f)
        {
            var (kind, value) = f.Value.At(u.ToBigFloat());
            return kind is Precise.Value or Precise.Zero or Precise.Vanishing ? value : Extended.From(kind == Precise.Huge ? double.PositiveInfinity
                : double.NaN);
        }
    }

    /// <summary>w of the step from a state.</summary>
    internal Extended Push(in ProductState<Extended> state, long k, Extended slope) => _rule.From(new(k, state.S, state.P, _h * slope)).Push;

    /// <summary>The next state and w; a factor or a u' that cancels is computed anew.</summary>
    internal (ProductState<Extended> State, Extended Push) Next(in ProductState<Extended> state, long k, Extended slope)
    {
        var step = _rule.From(new(k, state.S, state.P, _h * slope));
        Extended down = step.Down, up = step.Up, least = Extended.From(1e-6);
        if (!state.Alpha.IsZero && Extended.IsNoLarger(down, least))
            down = Factor(_down.Value, state.U, down);
        if (!state.Beta.IsZero && Extended.IsNoLarger(up, least))
            up = Factor(_up.Value, state.U, up);
        var next = state.Next(step, down, up);
        return (next.U.IsZero && !state.U.IsZero ? state.Next(step, down, up, Moved(state, k)) : next, step.Push);
    }

    private static Extended Factor(PreciseFunction factor, Extended u, Extended rounded)
    {
        var (kind, value) = factor.At(u.ToBigFloat());
        return kind is Precise.Value or Precise.Zero or Precise.Vanishing ? value : rounded;
    }

    // u' with p = sqrt(D + 4s²); 0 where it is that to as many digits as the state itself has, and more.
    private Extended Moved(in ProductState<Extended> state, long k)
    {
        var u = BigInterval.Point(state.U.ToBigFloat(), Digits);
        var (value, _) = new Evaluation.ValueEvaluator<BigInterval>(Evaluation.Tape.Compile(_problem.Outer.Slope, _problem.Outer.Variable), Digits).Evaluate(u);
        if (!value.IsBounded || value.IsEmpty)
            return default;
        var w = BigInterval.FromRational(_problem.Step, Digits) * value;
        var s = BigInterval.FromRational(_problem.Outer.Origin, Digits) + u;
        var d = BigInterval.Sqr(BigInterval.Point(state.RootD.ToBigFloat(), Digits));
        var p = BigInterval.Sqrt(d + BigInterval.FromRational(4, Digits) * BigInterval.Sqr(s));
        var moved = _problem.StepRule.Rule(_problem.Step, value => BigInterval.FromRational(value, Digits)).From(new(k, s, p, w)).Offset(u, s, p);
        return moved.ContainsZero ? default : Extended.From(moved.MidPoint.Lo);
    }

    private readonly record struct Formula(Expr Value) : IRing<Formula>
    {
        public static Formula operator +(Formula a, Formula b) => new(a.Value + b.Value);

        public static Formula operator -(Formula a, Formula b) => new(a.Value - b.Value);

        public static Formula operator -(Formula a) => new(-a.Value);

        public static Formula operator *(Formula a, Formula b) => new(a.Value * b.Value);

        public static Formula OneLike(Formula x) => new(Constant.One);

        public static Formula Square(Formula x) => new(x.Value.Pow(2));
    }
}
