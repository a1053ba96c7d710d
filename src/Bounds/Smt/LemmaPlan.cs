using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt;

/// <summary>How many instances of proven bounds an encoding takes.</summary>
/// <param name="Level">0: tangents and first convergents; each level adds terms (Taylor degree 2 Level + 1, Level + 2 convergents).</param>
/// <param name="Centres">Expansion centres for a function of an argument; 0 (for log 1) when empty.</param>
public sealed record LemmaPlan(int Level, Func<Function, Expr, IReadOnlyList<Rational>> Centres)
{
    /// <summary>Bounds at the standard centre only.</summary>
    public static LemmaPlan Standard(int level) => new(level, static (_, _) => []);
}
