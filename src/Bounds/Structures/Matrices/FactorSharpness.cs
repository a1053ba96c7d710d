using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Matrices;

/// <summary>M1b: the sharpness of exact factorisations.</summary>
/// <remarks>
/// Problem: w|XYᵀ - M|², any start. Guarantee: tight. JJᵀE = EYYᵀ + XXᵀE at S = M, so λ_max is ‖X‖² + ‖Y‖² >= 2‖X‖‖Y‖ >= 2‖M‖ (times 2w). Own; elementary.
/// An unstable minimiser is not unreachable: nothing is said of one run.
/// </remarks>
internal sealed class FactorSharpness : Theorem
{
    private FactorSharpness()
    {
    }

    /// <summary>The only instance.</summary>
    public static FactorSharpness Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "M1b";

    /// <inheritdoc/>
    public override string Title => "Matrix factorisation: how sharp every exact factorisation is";

    /// <inheritdoc/>
    public override string Problem => "f = w|XYᵀ - M|² + constant, any start";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [MatrixHypotheses.Product];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "where XYᵀ = M the sharpness is 2w(‖X‖² + ‖Y‖²) >= 4w‖M‖", Guarantee.Tight),
        new("C2", "2wh‖M‖ > 1: every exact factorisation is linearly unstable", Guarantee.Tight),
        new("C3", "a linearly stable one has (‖X‖ - ‖Y‖)² <= 1/(wh) - 2‖M‖", Guarantee.Tight),
    ];

    /// <inheritdoc/>
    public override string Source => "own; elementary";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override bool IsAbout(Structure structure) => MatrixHypotheses.IsAbout(structure, symmetric: false);

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses = [CommonHypotheses.Timed(MatrixHypotheses.Product, () => MatrixHypotheses.Is(setting, symmetric: false))],
        };
        if (!result.Applies.IsProved || setting.Matrices() is not { } matrices)
            return result;
        var (form, norm) = (matrices.Factors, matrices.Target);
        var (step, least) = (matrices.Scaled(setting.Step), 4 * form.Weight * norm);
        // A minimiser is an exact factorisation only if the factors are wide enough for M.
        bool exact = form.Rank >= Math.Min(form.X.Length, form.Y.Length);
        string edge = Certified.Less(1, step * norm) switch
        {
            true => "every exact factorisation is linearly unstable at this step; one may still be met from special starts",
            false => "stable exact factorisations are not excluded",
            null => "2wh‖M‖ and 1 agree to the precision used",
        };
        return result with
        {
            Conclusions =
            [
                new("sharpnessAtFactorisationsAtLeast", "C1", least), new("stepTimesNorm", "C2", step * norm), new("stability", "C2", edge),
                .. Certified.LessOrEqual(step * norm, 1) == true ? [new("imbalanceOfStableAtMost", "C3", 2 / step - 2 * norm)] : Array.Empty<Conclusion>(),
            ],
            Implications = exact && least.LowerBound is { Sign: > 0 } lo ? [new SharpnessFloor(From("C1"), lo, GivenConvergence: true)] : [],
        };
    }
}
