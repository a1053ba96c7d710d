using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Theory;

/// <summary>What the check of every hypothesis needs.</summary>
internal static class CommonHypotheses
{
    internal static HypothesisResult Timed(HypothesisStatement statement, Func<Verdict> decide, string? remedy = null)
    {
        var (verdict, elapsed) = Timing.Of(() =>
        {
            try
            {
                return decide();
            }
            catch (OperationCanceledException)
            {
                return Unknown.Time;
            }
        });
        return new HypothesisResult(statement, verdict, elapsed, verdict.IsProved ? null : remedy);
    }

    /// <summary>A theorem about another method, all unknown.</summary>
    internal static TheoremResult OtherMethod(Theorem theorem) => new()
    {
        Theorem = theorem,
        Hypotheses = [.. theorem.Hypotheses.Select(h => new HypothesisResult(h, new Unknown("the theorem is about another method")))],
    };

    /// <summary>The verdict of a hypothesis whose constant is missing: it can't be checked, which is not a refutation of it.</summary>
    internal static Verdict NeedsConstant(Verdict existence, string name) => existence switch
    {
        Refuted => new Unknown($"there is no constant {name}"),
        Unknown u => new Unknown($"{name} is not known: {u.Reason}"),
        _ => new Unknown($"{name} is not known"),
    };

    internal static Verdict NeedsStart(Setting s) =>
        new Unknown(s.Objective.Structure.Outer is null ? "the objective has no product form" : "no start is given");
}
