using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Phases;

/// <summary>The quantities of T7 at the centre: the derivatives, the crossing p*, E, Δ and the start's μ_0 = hφ(D_0) - 2.</summary>
/// <remarks>The formulas hold in signed coordinates: reflecting F changes the signs of c and F''' together.</remarks>
internal sealed class FlipCoefficient
{
    private FlipCoefficient(Setting s, Certified second, Certified third, Certified fourth)
    {
        (Curvature, Third, Fourth) = (second, third, fourth);
        var c = s.Regularity.Centre!;
        Crossing = 2 / (s.Step * second);
        var p2 = Crossing.Square();
        E = (3 * third.Square() - second * fourth) * p2.Square() + 24 * second * third * c * p2 + 96 * second.Square() * c.Square();
        Delta = E.Sign() is 1 or -1 ? 12 * second.Square() * (p2 - 4 * c.Square()) / E : null;
        Excess = s.Start is null ? null : s.Step * second * Certified.Sqrt(s.D + 4 * c.Square()) - 2;
    }

    /// <summary>F''(c).</summary>
    public Certified Curvature { get; }

    /// <summary>F'''(c).</summary>
    public Certified Third { get; }

    /// <summary>F''''(c).</summary>
    public Certified Fourth { get; }

    /// <summary>p* = 2/(hF''(c)).</summary>
    public Certified Crossing { get; }

    /// <summary>E, of the sign of the flip coefficient.</summary>
    public Certified E { get; }

    /// <summary>Δ = 12F''²(p*² - 4c²)/E; null where E is 0 or of undecided sign.</summary>
    public Certified? Delta { get; }

    /// <summary>μ_0 = hφ(D_0) - 2; null without a start.</summary>
    public Certified? Excess { get; }

    /// <summary>By the law the run leaves the neighbourhood: E &lt; 0 and μ_0 >= |Δ|.</summary>
    public bool Leaves => Delta?.Sign() < 0 && Excess is { } mu && Certified.LessOrEqual(Certified.Abs(Delta), mu) == true;

    /// <summary>The derivatives by Taylor arithmetic at c; null where one does not certainly exist or F''(c) holds 0.</summary>
    public static FlipCoefficient? Of(Setting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        if (setting.Regularity is not { Local: { } local, Centre: not null, CurvatureAtCentre: { } known } || !setting.ProductForm.IsProved)
            return null;
        var g = new BigInterval[4];
        const int digits = Certified.Precision;
        var state = UnivariateFunction.FromExpr(local.Slope, local.Argument).Taylor<BigInterval>(local.Centre.Enclose(digits), g, digits);
        if (state < Numeric.Evaluation.Definedness.Continuous || !g[1].IsBounded || !g[2].IsBounded || !g[3].IsBounded || known.Sign() is null or 0)
            return null;
        // g[k] encloses (F')^(k)/k!.
        return new FlipCoefficient(setting, known, Exactly(2 * Certified.Of(g[2])), Exactly(6 * Certified.Of(g[3])));
    }

    /// <summary>hφ_∞ by the law, a rough number; null when the law says that the run leaves, or E is undecided.</summary>
    public double? LawfulEdgeRatio()
    {
        if (Excess is not { } excess || Leaves)
            return null;
        double mu = excess.ToInterval().Mid;
        // The law is about sharpnesses near 2/h; a start where it would give none is beyond it.
        double ratio = !(mu > 0) ? 2 + mu : E.Sign() == 0 ? 2 - mu : Delta is { } delta
            && delta.ToInterval().Mid is var d and not 0 ? 2 + d * SecondRoot(mu / d) : double.NaN;
        return ratio > 0 && double.IsFinite(ratio) ? ratio : null;
    }

    /// <summary>The other x with (1 + x)e^{-x} = (1 + x_0)e^{-x_0}, on the other side of 0; x_0 > -1.</summary>
    internal static double SecondRoot(double start)
    {
        // Beyond this (1 + x)e^{-x} underflows and the root is -1 to all digits.
        if (start > 700)
            return -1;
        static double Level(double x) => Interval.Log(Interval.Point(1 + x)).Mid - x;
        double target = Level(start);
        // ln(1+x) - x rises on (-1, 0) and falls on (0, inf).
        double lo = start > 0 ? -1 : 0, hi = start > 0 ? 0 : 1;
        while (start <= 0 && Level(hi) > target)
            hi *= 2;
        for (int i = 0; i < 100; i++)
        {
            double mid = lo + (hi - lo) / 2;
            if (mid <= -1 || Level(mid) < target == start > 0)
                lo = mid;
            else
                hi = mid;
        }
        return lo + (hi - lo) / 2;
    }

    private static Certified Exactly(Certified value) => value.LowerBound is { } lo && value.UpperBound is { } hi && lo == hi ? (Certified)(Rational)lo : value;
}
