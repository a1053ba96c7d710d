using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Powers;

/// <summary>What the theorems about products of powers share: the minimisers s = c and how flat they can be.</summary>
/// <param name="Exponents">a_i.</param>
/// <param name="Centre">c, proved not to be 0 and to be a value of the product.</param>
/// <param name="Curvature">F''(c) > 0.</param>
internal sealed record PowerFacts(ImmutableArray<int> Exponents, Certified Centre, Certified Curvature)
{
    internal static readonly HypothesisStatement PowerProduct = new("power-product", "f = F(s), s = x_1^a_1 ··· x_n^a_n with integers a_i >= 1, n >= 2");
    internal static readonly HypothesisStatement Minimisers =
        new("centre", "F'(c) = 0, F''(c) exists and is positive, c != 0 is a value of s");

    /// <summary>N = Σ a_i.</summary>
    internal int Degree => Exponents.Sum();

    /// <summary>K² = Π a_i^a_i.</summary>
    internal Rational Weight => Exponents.Aggregate(Rational.One, (k, a) => k * Rational.Pow(a, a));

    /// <summary>φ_min = F''(c) N |c|^(2 - 2/N) K^(2/N), the least sharpness of a minimiser s = c (weighted means; where all x_i²/a_i agree).</summary>
    internal Certified LeastSharpness => Curvature * Degree * Certified.Root(Centre.Power(2 * Degree - 2) * Weight, Degree);

    /// <summary>(hφ_min/2)^N, which is exact where h, c and F''(c) are: it is compared with 1.</summary>
    internal Certified EdgePower(Certified step) => (step * Curvature * Degree / 2).Power(Degree) * Centre.Power(2 * Degree - 2) * Weight;

    /// <summary>The facts of an objective; null where one of them is not proved.</summary>
    internal static PowerFacts? Of(Objective objective, RegularityReport regularity) =>
        objective.Structure is PowerStructure structure && objective.Is(PowerStructure.Kind).IsProved && MinimisersVerdict(objective, regularity).IsProved
            ? new PowerFacts([.. structure.Product.Factors.Select(f => f.Exponent)], regularity.Centre!, regularity.CurvatureAtCentre!) : null;

    /// <summary>Whether f is a function of a product of powers.</summary>
    internal static Verdict Form(Setting setting) => setting.Objective.Is(PowerStructure.Kind);

    /// <summary>Whether the minimisers are at a value c != 0 of the product, with F''(c) > 0.</summary>
    internal static Verdict MinimisersVerdict(Objective objective, RegularityReport regularity)
    {
        if (objective.Structure is not PowerStructure structure || regularity.Centre is not { } c || regularity.CurvatureAtCentre is not { } curvature)
            return new Unknown("there is no centre c, or F''(c) does not exist or is not known");
        if (c.Sign() == 0)
            return new Refuted(new Witness([new("c", 0)], "c = 0"), Method.Symbolic);
        if (curvature.Sign() is 0 or -1)
            return new Refuted(new Witness([], $"F''(c) = {Inequality.Show(curvature)} <= 0"), Method.Interval);
        if (c.Sign() == -1 && structure.Product.Factors.All(f => f.Exponent % 2 == 0))
            return new Refuted(new Witness([], $"c = {Inequality.Show(c)} < 0, and all exponents are even"), Method.Symbolic);
        return c.Sign() is 1 or -1 && curvature.Sign() == 1
            ? new Proved(Method.Interval, $"c = {Inequality.Rough(c)}, F''(c) = {Inequality.Rough(curvature)}")
            : new Unknown("the sign of c or of F''(c) is not decided");
    }

    /// <summary>The first steps of a start in exact arithmetic, with u_k = s_k - c: the first k with u_k = 0 proved; null when none is.</summary>
    internal static int? Landing(Setting s, PowerStart start)
    {
        const int Most = 3;
        if (s.Objective.Structure.Outer is not { } outer || s.Regularity.Centre is not { } c)
            return null;
        var slope = new CertifiedFunction(outer.Slope.Value, outer.Argument);
        for (int k = 0; k <= Most; k++)
        {
            if ((start.S - c).Sign() == 0)
                return k;
            if (k == Most || slope.At(start.S) is not { } g)
                return null;
            start = start.Next(s.Step * g);
        }
        return null;
    }
}
