using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Methods;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>
/// The iterates of a run in hundreds of bits, twice: a second walk with fewer bits goes beside, and as long as both have the same u the digits are known.
/// </summary>
internal sealed class LongWalk
{
    /// <summary>So many steps a run may make in length, all in all.</summary>
    internal const long MostSteps = 4096;

    // The second walk has so many bits fewer: what differs between them is the rounding of the second one.
    private const int Apart = 64;

    // For what a run in doubles may amplify before its digits are gone.
    private const int Reserve = 512;

    // As near as the walks have to be, 2^-Agreement of u.
    private const int Agreement = 24;

    // Starts more unbalanced than by 2^LargestBalance are beyond it.
    private const long LargestBalance = 8192;

    private readonly Track _fine;
    private readonly Track _coarse;

    private LongWalk(ProductProblem problem, Tape slope, int bits) => (_fine, _coarse) = (new(problem, slope, bits), new(problem, slope, bits - Apart));

    /// <summary>The step the walk is at.</summary>
    internal long Step { get; private set; }

    /// <summary>The state there.</summary>
    internal ref readonly ProductState<LongNumber> State => ref _fine.State;

    /// <summary>A walk from the start of a run; null where F' has no enclosures or the start is beyond all measure.</summary>
    internal static LongWalk? From(ProductProblem problem)
    {
        if (Tape.TryCompile([problem.Outer.Slope], [problem.Outer.Variable], out _) is not { } slope)
            return null;
        // The bits of p that stand above those of u and s.
        var start = ProductState<Extended>.Start(problem);
        long top = Top(start.P), below = Math.Min(Top(start.U), Top(start.S));
        long excess = Math.Max(0, Math.Max(top - below, top));
        return excess > LargestBalance ? null : new(problem, slope, Reserve + (int)(2 * excess));

        static long Top(Extended x) => x.IsZero ? 0 : x.ToBigFloat().Top;
    }

    /// <summary>Makes a step; false where the digits are lost, or F' can't be evaluated.</summary>
    internal bool Advance()
    {
        if (!_fine.Advance(Step) || !_coarse.Advance(Step))
            return false;
        Step++;
        LongNumber u = _fine.State.U, apart = u - _coarse.State.U;
        return apart.IsZero || !u.IsZero && apart.Value.Top <= u.Value.Top - Agreement;
    }

    private sealed class Track
    {
        private readonly int _bits;
        private readonly ValueEvaluator<BigInterval> _slope;
        private readonly IStepRule<LongNumber> _rule;
        private readonly LongNumber _h;
        private ProductState<LongNumber> _state;

        internal Track(ProductProblem problem, Tape slope, int bits)
        {
            _bits = bits;
            _slope = new(slope, bits);
            _h = Number(problem.Step);
            _rule = problem.StepRule.Rule(problem.Step, Number);
            _state = ProductState<LongNumber>.Start(problem, bits);

            LongNumber Number(Rational value) => LongNumber.From(BigInterval.FromRational(value, bits).Lo, bits);
        }

        internal ref readonly ProductState<LongNumber> State => ref _state;

        internal bool Advance(long k)
        {
            var (value, defined) = _slope.Evaluate(BigInterval.Point(_state.U.Value, _bits));
            if (value.IsEmpty || !value.IsBounded || defined == Definedness.Possibly)
                return false;
            var slope = value.MidPoint.Lo;
            var width = BigFloat.Subtract(value.Hi, value.Lo, 64, Direction.Up);
            // Wide where two cases meet within the last digits.
            if (!width.IsZero && !slope.IsZero && width.Top > slope.Top - _bits / 2 && width.Top > -16 * _bits)
                return false;
            var step = _rule.From(new(k, _state.S, _state.P, _h * LongNumber.From(slope, _bits)));
            LongNumber push = LongNumber.Abs(step.Push), moved = step.Offset(_state.U, _state.S, _state.P);
            _state = _state.Next(step, Told(step.Down, push), Told(step.Up, push), Told(moved, LongNumber.Abs(_state.U) + push * _state.P));
            return true;
        }

        // What is 0 to all digits but the last few is 0 as far as can be told.
        private LongNumber Told(LongNumber difference, LongNumber size) =>
            !difference.IsZero && difference.Value.Top <= size.Value.Top - (_bits - Apart) ? LongNumber.From(BigFloat.Zero, _bits) : difference;
    }
}
