using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Matrices;

/// <summary>M1c: centre 0, any start and any shape.</summary>
/// <remarks>
/// Problem: w|XYᵀ|², any start. Guarantee: upper. p' &lt;= p - h⟨G,S⟩(4 - hβp) with β = 2w for a step h of G = 2wS, since |XYᵀ| &lt;= |X||Y|. Own.
/// </remarks>
internal sealed class FactorsAtZero : Theorem
{
    private static readonly HypothesisStatement s_zero = new("centre-zero", "M = 0");
    private static readonly HypothesisStatement s_start = new("start", "2wh p_0 < 4, p = |X|² + |Y|²");

    private FactorsAtZero()
    {
    }

    /// <summary>The only instance.</summary>
    public static FactorsAtZero Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "M1c";

    /// <inheritdoc/>
    public override string Title => "Matrix factorisation of 0: every start inside a ball";

    /// <inheritdoc/>
    public override string Problem => "f = w|XYᵀ|² + constant, any start, any shape";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [MatrixHypotheses.Product, s_zero, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "X_k Y_kᵀ -> 0; p_k = |X_k|² + |Y_k|² does not increase", Guarantee.Qualitative),
        new("C2", "min over k < K of (2wh)²|X_k Y_kᵀ|² is at most (4/(4 - 2wh p_0))^(1/K) - 1", Guarantee.Upper),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override bool IsAbout(Structure structure) => MatrixHypotheses.IsAbout(structure, symmetric: false);

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var matrices = setting.Matrices();
        bool zero = matrices is not null && matrices.Factors.Target.All(r => r.All(m => m.IsZero));
        Certified? p = (setting.State as MatrixStart)?.P, scaled = matrices?.Scaled(setting.Step);
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(MatrixHypotheses.Product, () => MatrixHypotheses.Is(setting, symmetric: false)),
                CommonHypotheses.Timed(s_zero, () => zero ? new Proved(Method.Symbolic, "")
                    : new Refuted(new Witness([], "M has an entry that is not 0"), Method.Symbolic)),
                CommonHypotheses.Timed(s_start, () => p is null || scaled is null ? new Unknown("no start is given")
                    : Inequality.Less("2*w*h*p_0", scaled * p, "4", 4, ("h", setting.Step))),
            ],
            Implications = zero && p?.Sign() == 1 ? [new CertifiedStep(From("C1"), 4 / (matrices!.Scaled(1) * p), Exceptions.None)] : [],
        };
        if (!result.Applies.IsProved)
            return result;
        var start = 4 / (4 - scaled! * p!);
        return result with
        {
            Conclusions =
            [
                new("smallestProduct", "C2",
                    new[] { 1, 10, 100, 1000 }.Select(k => new BoundAt(k, Certified.Exp(Certified.Log(start) / k) - 1)).ToImmutableArray()),
            ],
            Implications = [new Convergence(From("C1"), "X_k Y_kᵀ -> 0 from this start", Exceptions.None), .. result.Implications],
        };
    }
}
