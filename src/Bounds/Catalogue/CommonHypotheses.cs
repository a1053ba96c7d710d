using System.Diagnostics;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Catalogue;

/// <summary>Hypotheses that several theorems share, stated once.</summary>
internal static class CommonHypotheses
{
    internal static readonly HypothesisStatement Product = new("product", "f(x, y) = F(x·y) with x, y in R^d, d >= 1");
    internal static readonly HypothesisStatement Smooth = new("smooth", "F is C^1 with locally Lipschitz F' (C^{1,1})");
    internal static readonly HypothesisStatement Sign = new("sign", "there is a centre c with u F'(c+u) > 0 for all u != 0");
    internal static readonly HypothesisStatement Sector = new("sector", "0 < F'(c+u)/u <= β for all u != 0");
    internal static readonly HypothesisStatement LocalSector = new("sector", "0 < F'(c+u)/u <= β for u != 0 with |c+u| <= (2+γ)/(hβ), γ = hβ|c|");
    internal static readonly HypothesisStatement BoundedDerivative = new("bounded-derivative", "|F'(s)| <= G for all s");

    internal static HypothesisResult Timed(HypothesisStatement statement, Func<Verdict> decide, string? remedy = null)
    {
        long start = Stopwatch.GetTimestamp();
        Verdict verdict;
        try
        {
            verdict = decide();
        }
        catch (OperationCanceledException)
        {
            verdict = Unknown.Time;
        }
        return new HypothesisResult(statement, verdict, Stopwatch.GetElapsedTime(start), verdict.IsProved ? null : remedy);
    }

    /// <summary>hG &lt; sqrt2, decided as h²G² &lt; 2 so that it stays exact.</summary>
    internal static Verdict StepBelowRootTwo(Setting s)
    {
        if (s.Regularity.DerivativeBound is not { Verdict.IsProved: true, Value: { } g })
            return NeedsConstant(s.Regularity.DerivativeBound.Verdict, "G");
        return Inequality.Less("h^2*G^2", (s.Step * g).Square(), "2", 2, ("h", s.Step), ("G", g));
    }

    /// <summary>hβ|c| &lt; 1.</summary>
    internal static Verdict GammaBelowOne(Setting s, Certified beta) =>
        s.Centre is { } c
            ? Inequality.Less("h*β*|c|", s.Step * beta * c, "1", 1, ("h", s.Step), ("β", beta), ("|c|", c))
            : new Unknown("there is no centre c");

    /// <summary>The verdict of a hypothesis whose constant is missing: it can't be checked, which is not a refutation of it.</summary>
    internal static Verdict NeedsConstant(Verdict existence, string name) => existence switch
    {
        Refuted => new Unknown($"there is no constant {name}"),
        Unknown u => new Unknown($"{name} is not known: {u.Reason}"),
        _ => new Unknown($"{name} is not known"),
    };

    internal static Verdict NeedsStart(Setting s) => new Unknown(s.Objective.IsProduct ? "no start is given" : "the objective has no product form");
}
