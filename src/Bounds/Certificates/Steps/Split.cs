using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates.Steps;

/// <summary>The range of a variable cut at rational points: the parts, each with its ends at the cuts, cover the box by construction.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="At">The cuts, rising, inside the range.</param>
internal sealed record Split(string Variable, ImmutableArray<string> At) : ProofStep
{
    internal override Outcome Apply(Goal goal)
    {
        if (goal.Claim.Box.FirstOrDefault(r => r.Variable.ToString() == Variable) is not { } range)
            return Outcome.No($"there is no variable {Variable}");
        if (At.IsDefaultOrEmpty || At.Length > 4096)
            return Outcome.No("a cut needs a point");
        var goals = ImmutableArray.CreateBuilder<Goal>();
        var rest = range;
        foreach (string text in At)
        {
            if (!Parser.Parse(text).TryGet(out var value, out _) || !value.IsRational(out var cut))
                return Outcome.No($"the cut '{text}' is not a rational number");
            if (rest.Low is { } low && cut <= low || rest.High is { } high && cut >= high)
                return Outcome.No($"the cut {text} is not inside {rest}");
            goals.Add(goal.Within(rest with { High = cut, HighClosed = true }));
            rest = rest with { Low = cut, LowClosed = true };
        }
        goals.Add(goal.Within(rest));
        return Outcome.To(goals.ToImmutable());
    }
}
