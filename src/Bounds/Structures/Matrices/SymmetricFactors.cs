using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Matrices;

/// <summary>M1d: a symmetric factorisation stays bounded.</summary>
/// <remarks>
/// Problem: w|XXᵀ - M|², M symmetric. Guarantee: upper. Singular values y of sqrt(4wh) X: |y - y³| &lt;= max(2/(3 sqrt3), sqrt(t)(t - 1)) on
/// [0, sqrt(t)], and M adds at most γ sqrt(t). Own; elementary. Boundedness only: convergence is not claimed.
/// </remarks>
internal sealed class SymmetricFactors : Theorem
{
    private static readonly HypothesisStatement s_step = new("step", "γ = 4wh‖M‖ <= 2/3");
    private static readonly HypothesisStatement s_start = new("start", "4wh‖X_0‖² < 2 - γ");

    private SymmetricFactors()
    {
    }

    /// <summary>The only instance.</summary>
    public static SymmetricFactors Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "M1d";

    /// <inheritdoc/>
    public override string Title => "Symmetric matrix factorisation: an invariant ball";

    /// <inheritdoc/>
    public override string Problem => "f = w|XXᵀ - M|² + constant, M symmetric";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [MatrixHypotheses.Symmetric, s_step, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "4wh‖X_k‖² <= t for every k, t the larger of 4wh‖X_0‖² and 4/(27(1 - γ)²)", Guarantee.Upper),
        new("C2", "every ball 4wh‖X‖² <= t with t in [4/(27(1 - γ)²), 2 - γ] is mapped into itself", Guarantee.Upper),
    ];

    /// <inheritdoc/>
    public override string Source => "own; elementary";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override bool IsAbout(Structure structure) => MatrixHypotheses.IsAbout(structure, symmetric: true);

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var matrices = setting.Matrices();
        var scaled = matrices?.Scaled(setting.Step);
        var gamma = matrices is null ? null : scaled! * matrices.Target;
        var start = setting.State is MatrixStart { X: var rows } && scaled is not null ? scaled * MatrixNorm.Squared(rows) : null;
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(MatrixHypotheses.Symmetric, () => MatrixHypotheses.Is(setting, symmetric: true)),
                CommonHypotheses.Timed(s_step, () => gamma is null ? new Unknown("there is no M")
                    : Inequality.LessOrEqual("4*w*h*|M|", gamma, "2/3", new Rational(2, 3), ("h", setting.Step))),
                CommonHypotheses.Timed(s_start, () => gamma is null || start is null ? new Unknown("no start is given")
                    : Inequality.Less("4*w*h*|X_0|^2", start, "2-4*w*h*|M|", 2 - gamma, ("h", setting.Step))),
            ],
        };
        if (!result.Applies.IsProved)
            return result;
        var least = 4 / (27 * (1 - gamma!).Square());
        var ball = Certified.Max(start!, least);
        return result with
        {
            Conclusions =
            [
                new("gamma", "C2", gamma!), new("smallestBall", "C2", least), new("largestBall", "C2", 2 - gamma!), new("ball", "C1", ball),
                new("normSquaredAtMost", "C1", ball / scaled!),
            ],
        };
    }
}
