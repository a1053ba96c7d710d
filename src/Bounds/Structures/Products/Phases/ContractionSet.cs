using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Phases;

/// <summary>
/// A set [-a, b] x [DLow, DHigh] of states (u, D) on which T5 is certified: V = |u| e^{κu} falls by the factor ρ at every step from the state it
/// was made for. All numbers are doubles rounded to the safe side.
/// </summary>
/// <param name="Left">a, rounded up: a e^{-κa} = b e^{κb}.</param>
/// <param name="Right">b, rounded up.</param>
/// <param name="Kappa">κ, exact.</param>
/// <param name="Rho">ρ, rounded up, below 1.</param>
/// <param name="DLow">The lower end of the certified D; 0 where c != 0 and no band was needed.</param>
/// <param name="DHigh">The upper end of the certified D.</param>
/// <param name="Beta">sup r on [-a, b], rounded up.</param>
/// <param name="V">V of the state, rounded up.</param>
/// <param name="Loss">q = h²β²V²e^{2|κ|max(a,b)}/(1 - ρ²), rounded up: D stays above D_k(1 - q)²; null where it is not below 1 or r was not bounded.</param>
public sealed record ContractionSet(
    double Left, double Right, double Kappa, double Rho, double DLow, double DHigh, double Beta, Certified V, Certified? Loss)
{
    /// <summary>Where the factor is proved.</summary>
    public Source Source { get; } = LinearPhase.Contraction;

    /// <summary>True when the set is the band D in [DLow, DHigh] that q keeps D in; false for all D in [0, DHigh].</summary>
    public bool IsBand => DLow > 0;

    /// <summary>An upper bound of |u| for j steps after the state: |u| &lt;= V e^{|κ|max(a,b)} ρ^j, and never above max(a, b).</summary>
    public Certified OffsetAfter(long j)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(j);
        Certified reach = Rational.FromDouble(Math.Max(Left, Right));
        var decay = j == 0 || Rho == 0 ? (Certified)(j == 0 ? 1 : 0) : Certified.Exp((Rational)j * Certified.Log(Rational.FromDouble(Rho)));
        return Certified.Min(reach, Amplitude * decay);
    }

    /// <summary>The number of steps after the state from which |u| &lt;= ε for ever (an upper bound of the least); null when ε is not positive.</summary>
    public long? StepsTo(Certified epsilon)
    {
        if (epsilon.Sign() != 1)
            return null;
        var ratio = Amplitude / epsilon;
        if (Certified.LessOrEqual(ratio, 1) == true || Rho == 0)
            return Rho == 0 ? 1 : 0;
        return Counts.Ceiling(Certified.Log(ratio) / -Certified.Log(Rational.FromDouble(Rho)))?.Exact is { Numerator: var n }
            && n < long.MaxValue ? (long)n : null;
    }

    /// <summary>V e^{|κ|max(a,b)}, for |u_{k+j}| &lt;= Amplitude ρ^j: |u| is at most e^{|κ|max(a,b)} V on the set.</summary>
    public Certified Amplitude => V * Certified.Exp(Rational.FromDouble(Math.Abs(Kappa)) * Rational.FromDouble(Math.Max(Left, Right)));
}
