using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Numeric.Trajectories.Enclosed;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Phases;

/// <summary>The local quantities of T5 to T8 of one problem, in signed coordinates: u = s - c with the centre as it is (T5 and T6 need no mirroring).</summary>
internal sealed class PhaseModel
{
    private readonly LocalModel _local;

    private PhaseModel(LocalModel local, Setting setting)
    {
        _local = local;
        Setting = setting;
        Centre = local.Centre.Enclose(80).ToInterval();
        Step = setting.Step.ToInterval();
    }

    /// <summary>The problem.</summary>
    public Setting Setting { get; }

    /// <summary>r(u) = F'(c + u)/u.</summary>
    public UnivariateFunction Ratio => _local.Ratio;

    /// <summary>F'.</summary>
    public UnivariateFunction Slope => UnivariateFunction.FromExpr(_local.Slope, _local.Argument);

    /// <summary>An enclosure of c.</summary>
    public Interval Centre { get; }

    /// <summary>An enclosure of h.</summary>
    public Interval Step { get; }

    /// <summary>The signed centre.</summary>
    public Certified SignedCentre => Setting.Regularity.Centre!;

    /// <summary>u_0 = s_0 - c with the signs as they are.</summary>
    public Certified SignedOffset => Setting.Start!.S - SignedCentre;

    /// <summary>F' at an expression.</summary>
    internal Expr SlopeAt(Expr s) => _local.Slope.Substitute(_local.Argument, s);

    /// <summary>F''(c), where it exists.</summary>
    public Certified? Curvature => Setting.Regularity.CurvatureAtCentre;

    /// <summary>The model of a setting; null when f is not certainly F(x·y) with a centre and a locally Lipschitz F', or the method is not gradient
    /// descent.</summary>
    public static PhaseModel? Of(Setting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return setting.Method.IsPlain && setting.ProductForm.IsProved && setting.Regularity is { Local: { } local, Smooth.IsProved: true, Centre: not null }
            ? new PhaseModel(local, setting) : null;
    }

    /// <summary>hφ(D) = h F''(c) sqrt(D + 4c²); null without F''(c).</summary>
    public Certified? EdgeRatio(Certified d) => Curvature is { } k ? Setting.Step * Sharpness(k, d) : null;

    /// <summary>φ(D) = F''(c) sqrt(D + 4c²); null without F''(c).</summary>
    public Certified? Sharpness(Certified d) => Curvature is { } k ? Sharpness(k, d) : null;

    private Certified Sharpness(Certified curvature, Certified d) => curvature * Certified.Sqrt(d + 4 * SignedCentre.Square());

    /// <summary>The run of the problem in enclosures.</summary>
    /// <exception cref="InvalidOperationException">No start is given.</exception>
    public EnclosedProblem Enclosed()
    {
        var start = Setting.Start ?? throw new InvalidOperationException("A run needs a start.");
        var centre = SignedCentre;
        // s_0 - c is exact where both are; otherwise guard digits take the cancellation.
        Func<int, BigInterval> u = start.S.Exact is { } s && centre.Exact is { } c
            ? digits => BigInterval.FromRational(s - c, digits)
            : digits => (Enclose(start.S, digits + 64) - _local.Centre.Enclose(digits + 64)).WithPrecision(digits);
        return new EnclosedProblem
        {
            Slope = _local.Slope,
            Variable = _local.Argument,
            Centre = _local.Centre,
            Step = digits => Enclose(Setting.Step, digits),
            U = u,
            D = digits => Enclose(start.D, digits),
        };
    }

    private static BigInterval Enclose(Certified value, int digits) =>
        value.Exact is { } exact ? BigInterval.FromRational(exact, digits) : value.Enclosure.WithPrecision(Math.Max(digits, Certified.Precision));
}
