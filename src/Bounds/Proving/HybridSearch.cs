using System.Globalization;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Smt;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>
/// Interval search settles most of the box; the few parts it leaves, around tight points and towards infinity, are proved one by one: by the
/// one-variable analysis, or by Z3 under bounds expanded for the part.
/// </summary>
internal static class HybridSearch
{
    private const int Parts = 10;

    internal static Verdict Run(ProofTask task, int rounds)
    {
        var search = new BoxSearch<Interval>(task.Claim, task.Signs, task.Points);
        if (search.Residual(rounds, Parts, task.Cancellation) is not { } parts)
            return new Unknown("interval search leaves too many parts");
        var verdicts = new List<Verdict> { new Proved(Method.Interval,
            string.Create(CultureInfo.InvariantCulture, $"interval search up to {parts.Count} parts")) };
        foreach (var part in parts)
        {
            task.Cancellation.ThrowIfCancellationRequested();
            var verdict = Prove(task, part);
            if (verdict is not Proved)
                return verdict;
            verdicts.Add(verdict);
        }
        return Verdict.All(verdicts);
    }

    private static Verdict Prove(ProofTask task, Interval[] part)
    {
        var box = task.Claim.Box.ToBuilder();
        for (int i = 0; i < part.Length; i++)
            box[i] = Meet(box[i], part[i]);
        var claim = task.Claim with { Box = box.ToImmutable() };
        if (claim.IsVacuous)
            return new Proved(Method.Symbolic, "an empty part");
        // Witnesses are checked against the whole claim, of which the part is a subset.
        var local = new ProofTask(task.Original, claim, task.Options, task);
        var verdict = UnivariateStrategy.Run(local);
        if (verdict is Unknown)
        {
            verdict = SolverStrategy.Bounded(local, local.IsAlgebraic
                ? [LemmaPlan.Standard(0)]
                : [LemmaPlan.Centred(1, local.RangeOf), LemmaPlan.Standard(1),
                    LemmaPlan.Centred(2, local.RangeOf), LemmaPlan.Standard(2), LemmaPlan.Standard(3)]);
        }
        return verdict is Unknown u ? u with { Undecided = string.Join("; ", claim.Box) } : verdict;
    }

    private static VariableRange Meet(VariableRange range, Interval part)
    {
        var (low, lowClosed, high, highClosed) = (range.Low, range.LowClosed, range.High, range.HighClosed);
        if (double.IsFinite(part.Lo) && Rational.FromDouble(part.Lo) is var a && (low is not { } l || a > l))
            (low, lowClosed) = (a, true);
        if (double.IsFinite(part.Hi) && Rational.FromDouble(part.Hi) is var b && (high is not { } h || b < h))
            (high, highClosed) = (b, true);
        return new(range.Variable, low, lowClosed, high, highClosed);
    }
}
