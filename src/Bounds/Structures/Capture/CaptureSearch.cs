using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Capture;

/// <summary>A run that is caught, and what is known of its limit.</summary>
/// <param name="Step">The first step found from which it is caught.</param>
/// <param name="First">What holds from that step on.</param>
/// <param name="Late">The step at which the limit was enclosed most narrowly.</param>
/// <param name="Last">What holds from that step on.</param>
/// <param name="Limit">A box that holds the limit.</param>
internal sealed record CaughtRun(long Step, Caught First, long Late, Caught Last, ImmutableArray<Interval> Limit)
{
    /// <summary>True where runs in doubles may leave the exact one before it is caught.</summary>
    internal bool IsSensitive { get; init; }
}

/// <summary>Looks for the first step from which a run is certainly caught.</summary>
/// <remarks>
/// Where to look is guessed along the plain orbit in doubles; the enclosure of the exact iterate is then tested itself. Tests and enclosures are proofs.
/// </remarks>
internal static class CaptureSearch
{
    private const long Longest = 10_000;
    private const long TestWork = 60_000_000;
    private const long EnclosureWork = 400_000_000;
    private const int Tries = 64;

    /// <summary>A pass in doubles is no pass of the enclosure: so many later steps are tried, each after twice the wait.</summary>
    private const int Retries = 6;

    /// <summary>The capture; null with the reason when none is certified.</summary>
    /// <param name="f">The objective in scalar variables.</param>
    /// <param name="start">The start of each variable.</param>
    /// <param name="steps">h_k.</param>
    /// <param name="cancellation">Throws.</param>
    internal static (CaughtRun? Found, string Reason) Of(Expr f, ImmutableArray<Certified> start, RunSteps steps, CancellationToken cancellation)
    {
        var variables = f.Variables();
        if (start.Any(s => !s.ToInterval().IsBounded))
            return (null, "the start is beyond the range of doubles");
        return CaptureTest.Of(f, variables, out string? reason) is { } test ? Of(test, f, variables, start, steps, cancellation) : (null, reason!);
    }

    private static (CaughtRun?, string) Of(
        CaptureTest test, Expr f, ImmutableArray<Expr> variables, ImmutableArray<Certified> start, RunSteps steps, CancellationToken cancellation)
    {
        var orbit = PlainOrbit.Of(f, variables, start, steps, Longest, cancellation);
        if (steps.Tail(orbit.Count - 1) is null)
            return (null, "that the steps are positive and bounded with an infinite sum is not proved");
        var looks = new Budget(TestWork / Math.Max(1, test.Work) + Tries, cancellation);
        if (FirstPass(test, orbit, steps, looks) is not { } guess)
            return (null, $"no step of the run is caught by {test.Aim}");
        if (EnclosedDescent.Of(f, test, start, steps, new Budget(EnclosureWork, cancellation)) is not { } run)
            return (null, "the gradient has no enclosure");
        for (int i = 0; i < Retries; i++, guess += 1L << i)
        {
            if (run.At(guess) is not { } box)
                return (null, FormattableString.Invariant($"step {guess}, which seems caught, is not enclosed within the work limit"));
            if (From(test, box, steps, guess) is not { } caught)
                continue;
            var found = new CaughtRun(guess, caught, guess, caught, [.. caught.LimitFrom(box)]) { IsSensitive = run.IsSensitive };
            return (Narrowed(found, test, run, orbit.Count - 1, steps), "");
        }
        return (null, FormattableString.Invariant($"the enclosure of step {guess} is too wide for what a double there passes"));
    }

    /// <summary>The same with the limit enclosed at a later step, as far as the orbit was followed.</summary>
    private static CaughtRun Narrowed(CaughtRun found, CaptureTest test, EnclosedDescent run, long end, RunSteps steps)
    {
        if (end <= found.Step || run.At(end) is not { } box || From(test, box, steps, end) is not { } late || late.Distance >= found.Last.Distance)
            return found;
        return found with { Late = end, Last = late, Limit = [.. late.LimitFrom(box).Zip(found.Limit, Interval.Intersect)] };
    }

    /// <summary>The first step of the orbit that passes as a point, if passing goes on once it has begun; null where none does.</summary>
    private static long? FirstPass(CaptureTest test, IReadOnlyList<double[]> orbit, RunSteps steps, Budget looks)
    {
        long last = orbit.Count - 1;
        // Most runs that are caught at all are caught at their end: a run that is not may yet pass by chance before.
        if (!Passes(last))
            return null;
        long failed = -1, passed = last;
        // Where all steps are too many to look at: every so many, more and more apart.
        for (long k = 0, stride = 1; k < passed; k += stride)
        {
            if (!looks.Spend())
                break;
            if (Passes(k))
                passed = k;
            else
                failed = k;
            stride = test.Work * last < TestWork ? 1 : 1 + k / Tries;
        }
        for (long k = failed + 1; k < passed && looks.Spend(); k++)
        {
            if (Passes(k))
                passed = k;
        }
        return passed;

        bool Passes(long k) => From(test, [.. orbit[(int)k].Select(Interval.Point)], steps, k) is not null;
    }

    private static Caught? From(CaptureTest test, Interval[] box, RunSteps steps, long k) =>
        steps.Tail(k) is { } tail ? test.From(box, tail, steps.NormBound) : null;
}
