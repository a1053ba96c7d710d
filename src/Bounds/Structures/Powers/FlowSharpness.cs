using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Powers;

/// <summary>φ(E) = c² Σ a_i/t_i at the point of s = c (up to signs) that has the differences E_ij = t_i - t_j of a start.</summary>
internal static class FlowSharpness
{
    private const int Halvings = 70;

    /// <summary>An enclosure of φ(E); null where it is not found.</summary>
    /// <remarks>
    /// With t_i = e_i + ζ, e_i = t_i - t_r for one r, the sum Σ a_i ln(a_i (e_i + ζ)) increases from -inf to inf where all e_i + ζ > 0: one root 2 ln|c|.
    /// </remarks>
    internal static Certified? At(PowerStart start, Certified centre)
    {
        var t = start.Factors.Select(f => f.T).ToList();
        if (t.Any(x => !x.ToInterval().IsBounded))
            return null;
        var least = t.MinBy(x => x.ToInterval().Mid)!;
        var factors = start.Factors.Zip(t, (f, x) => (A: f.Exponent, E: ReferenceEquals(x, least) ? (Certified)0 : x - least)).ToImmutableArray();
        var target = 2 * Certified.Log(Certified.Abs(centre));
        // A guess in doubles, and around it the nearest ends with certain signs.
        double guess = Guess(factors, target.ToInterval().Mid);
        (Rational Lo, Rational Hi)? root = null;
        for (double e = 1e-15; e < 0.1 && root is null && guess > 0; e *= 4)
        {
            Rational lo = Rational.FromDouble(guess * (1 - e)), hi = Rational.FromDouble(guess * (1 + e));
            root = Side(lo) == -1 && Side(hi) == 1 ? (lo, hi) : null;
        }
        if (root is null)
            return null;
        var zeta = Certified.Between(root.Value.Lo, root.Value.Hi);
        var phi = factors.Aggregate((Certified)0, (sum, f) => sum + f.A / (f.E + zeta)) * centre.Square();
        return phi.ToInterval().IsBounded ? phi : null;

        int? Side(Rational at)
        {
            Certified sum = 0;
            foreach (var (a, e) in factors)
            {
                var x = e + at;
                if (x.Sign() is 0 or -1)
                    return -1;
                if (x.Sign() is null)
                    return null;
                sum += a * Certified.Log(a * x);
            }
            return (sum - target).Sign();
        }
    }


    private static double Guess(ImmutableArray<(int A, Certified E)> factors, double target)
    {
        double[] e = [.. factors.Select(f => f.E.ToInterval().Mid)];
        double low = -700, high = 700;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2, zeta = Exp(middle);
            double sum = factors.Select((f, j) =>
                e[j] + zeta > 0 ? f.A * Interval.Log(Interval.Point(f.A * (e[j] + zeta))).Mid : double.NegativeInfinity).Sum();
            (low, high) = sum < target ? (middle, high) : (low, middle);
        }
        return double.IsFinite(target) ? Exp((low + high) / 2) : 0;

        static double Exp(double x) => Interval.Exp(Interval.Point(x)).Mid;
    }
}
