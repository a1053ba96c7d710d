using System.Collections.Immutable;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>What a run showed of a conclusion.</summary>
public enum ConclusionOutcome
{
    /// <summary>It held, in enclosures, at every number of steps that was asked.</summary>
    Held,

    /// <summary>It failed, in enclosures.</summary>
    Broken,

    /// <summary>At some number of steps neither is known.</summary>
    Undecided,

    /// <summary>It was not asked: it needs a symbol without value, or its side conditions never held.</summary>
    NotAsked,

    /// <summary>A limit: the run, in floating point, does not speak against it.</summary>
    NotContradicted,
}

/// <summary>A conclusion beside one run.</summary>
/// <param name="Id">The conclusion.</param>
/// <param name="Text">Its sentence.</param>
/// <param name="Outcome">What the run showed.</param>
/// <param name="At">The first number (K, or the step k) at which it was broken or undecided; null when it held.</param>
/// <param name="Asked">The numbers at which it was certainly true.</param>
/// <param name="Detail">Both sides where it broke, or why it is not decided.</param>
public sealed record ConclusionResult(string Id, string Text, ConclusionOutcome Outcome, long? At, long Asked, string Detail)
{
    /// <summary>Both sides at the end of the run, as middles of their enclosures; null where they were not asked.</summary>
    public (double Left, double Right)? Final { get; init; }
}

/// <summary>Runs a theorem's state in enclosures, in rising precision until every conclusion is decided.</summary>
internal static class RunCheck
{
    // A run whose enclosures double in width every step is told for about as many steps as digits.
    private static readonly int[] s_precisions = [128, 512, 2048];

    /// <summary>The conclusions that are inequalities, along the first steps of a run.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal static ImmutableArray<ConclusionResult> Of(Vocabulary words, Tape step, ImmutableArray<ConclusionCode> codes, Valuation values, long steps,
        CancellationToken cancellation)
    {
        ImmutableArray<ConclusionResult> best = [];
        var asked = codes.Where(c => values.FirstMissing(c.Conclusion.Uses) is null).ToImmutableArray();
        foreach (int precision in s_precisions)
        {
            var orbit = new Orbit<BigInterval>(words, step, values, asked, precision, measured: false);
            while (orbit.K <= steps && orbit.Advance() && orbit.Watches.Any(w => w.Broken is null && (w.Undecided is null || precision == s_precisions[^1])))
            {
                if ((orbit.K & 15) == 0)
                    cancellation.ThrowIfCancellationRequested();
            }
            best = [.. orbit.Watches.Select(w => Result(w, orbit.K - 1, orbit.IsAlive))];
            if (orbit.IsAlive && best.All(r => r.Outcome != ConclusionOutcome.Undecided))
                break;
        }
        return [.. codes.Select(c => asked.Contains(c) ? best[asked.IndexOf(c)]
            : new(c.Conclusion.Id, c.Conclusion.Text, ConclusionOutcome.NotAsked, null, 0, values.FirstMissing(c.Conclusion.Uses)!))];
    }

    private static ConclusionResult Result<T>(ConclusionWatch<T> watch, long steps, bool isAlive)
        where T : struct, IEnclosure<T>
    {
        var c = watch.Code.Conclusion;
        (double, double)? final = watch.Last is var (left, right) ? (left.ToInterval().Mid, right.ToInterval().Mid) : null;
        string number = c.IsEachStep ? "k" : "K";
        // What is undecided comes first only if nothing was broken before it: a broken number is certain whatever stands before.
        if (watch.Broken is var (at, l, r))
            return new(c.Id, c.Text, ConclusionOutcome.Broken, at, watch.Held, $"{number} = {at}: left = {Show(l)}, right = {Show(r)}") { Final = final };
        if (watch.Undecided is { } undecided)
            return new(c.Id, c.Text, ConclusionOutcome.Undecided, undecided, watch.Held,
                $"the enclosures do not tell at {number} = {undecided}; held at {watch.Held} others") { Final = final };
        return watch.Held == 0
            ? new(c.Id, c.Text, ConclusionOutcome.NotAsked, null, 0, watch.Void > 0 ? "its side condition never holds" : "no step was made")
            : new(c.Id, c.Text, ConclusionOutcome.Held, null, watch.Held,
                $"in enclosures for every {number} up to {steps}"
                + $"{(isAlive ? "" : ", where the run ends: F' is undefined or the state beyond all bounds")}") { Final = final };
    }

    private static string Show<T>(T value)
        where T : struct, IEnclosure<T> => value.ToInterval() is var i && i.Lo == i.Hi ? $"{i.Lo:R}" : $"{i}";
}
