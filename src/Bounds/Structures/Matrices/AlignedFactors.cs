using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Matrices;

/// <summary>M1a: an aligned start falls into pairs of vectors, each with the exact region of squared loss.</summary>
/// <remarks>
/// Problem: w|XYᵀ - M|², M diagonal up to the order of rows and columns, rows of X and Y orthogonal but for partners. Guarantee: tight (T4 each). XYᵀ - M stays
/// diagonal and rows stay in the planes of their pairs. In exact arithmetic: where the limit is sharper than 2/h, rounding leaves the aligned starts. Own.
/// </remarks>
internal sealed class AlignedFactors : Theorem
{
    private static readonly HypothesisStatement s_aligned = new("aligned",
        "M is diagonal up to the order of rows and columns, and scalar products between rows of X and Y are 0 exactly, but for partners");

    private static readonly HypothesisStatement s_pairs = new("start", "each pair of rows is in the exact region of (x·y - σ)²/2 (T4)");

    private AlignedFactors()
    {
    }

    /// <summary>The only instance.</summary>
    public static AlignedFactors Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "M1a";

    /// <inheritdoc/>
    public override string Title => "Matrix factorisation, aligned start: one squared loss a singular value";

    /// <inheritdoc/>
    public override string Problem => "f = w|XYᵀ - M|² + constant from a start that is aligned with M exactly";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [MatrixHypotheses.Product, s_aligned, s_pairs];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "the start stays aligned; each pair of rows is gradient descent on (x·y - σ)²/2 with the step 2wh; rows without partner stay",
            Guarantee.Tight),
        new("C2", "X_k Y_kᵀ -> M if and only if every pair converges (T4); in exact arithmetic", Guarantee.Tight),
        new("C3", "the sharpness of the limit is 2w(max |x_i|² + max |y_j|²); where it is above 2/h, rounding leaves the aligned starts", Guarantee.Tight),
    ];

    /// <inheritdoc/>
    public override string Source => "own; on S. Liang, G. Montúfar, arXiv 2509.25351 (2025) for each pair";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override bool IsAbout(Structure structure) => MatrixHypotheses.IsAbout(structure, symmetric: false);

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ImmutableArray<AlignedPair> pairs = [];
        ImmutableArray<TheoremResult> each = [];
        var hypotheses = ImmutableArray.Create(
            CommonHypotheses.Timed(MatrixHypotheses.Product, () => MatrixHypotheses.Is(setting, symmetric: false)),
            CommonHypotheses.Timed(s_aligned, () =>
            {
                if (setting.Matrices() is not { } matrices || setting.State is not MatrixStart start)
                    return new Unknown("no start is given");
                (pairs, var verdict) = Alignment.Of(matrices.Factors, start);
                return verdict;
            }),
            CommonHypotheses.Timed(s_pairs, () =>
            {
                if (pairs.IsEmpty)
                    return new Unknown("the start is not aligned");
                each = Pairs(pairs, setting.Matrices()!.Scaled(setting.Step), cancellation);
                return Verdict.All(each.Select(r => r.Applies));
            }));
        var result = new TheoremResult { Theorem = this, Hypotheses = hypotheses };
        if (!hypotheses[0].Verdict.IsProved || !hypotheses[1].Verdict.IsProved || each.IsEmpty)
            return result;
        var failures = each.SelectMany(r => r.Implications.OfType<Failure>()).ToList();
        result = result with
        {
            Implications =
            [
                .. failures.Select(f => new Failure(From("C2"), $"a pair of rows fails: {f.Reason}", f.Exceptions) { AtEveryStep = f.AtEveryStep }),
                .. failures.Exists(f => f.AtEveryStep) ? [] : Step(setting, each),
            ],
        };
        if (!result.Applies.IsProved)
            return result;
        double edge = LimitEdge(pairs, setting.Matrices()!.Scaled(setting.Step).ToInterval().Mid);
        string warning = FormattableString.Invariant(
            $"certified in exact arithmetic only: the limit has h times sharpness about {edge:G4} > 2, so rounding leaves the aligned starts");
        var convergences = each.Select(r => r.Implications.OfType<Convergence>().FirstOrDefault()).ToList();
        return result with
        {
            Conclusions =
            [
                new("pairs", "C1", (Certified)pairs.Count(p => p.Moves)),
                new("limitEdgeRatio", "C3", FormattableString.Invariant($"about {edge:G6}, measured")),
                .. edge > 2 ? [new("warning", "C3", warning)] : Array.Empty<Conclusion>(),
            ],
            Implications =
            [
                .. convergences.Contains(null) ? Array.Empty<Implication>() :
                [
                    new Convergence(From("C2"), "X_k Y_kᵀ -> M from this aligned start" + (edge > 2 ? $" ({warning})" : ""),
                        convergences.Select(c => c!.Exceptions).Append(Exceptions.None).MaxBy(e => e.Kind)!),
                ],
                .. result.Implications,
            ],
        };
    }

    /// <summary>T4 for each pair that moves.</summary>
    private static ImmutableArray<TheoremResult> Pairs(ImmutableArray<AlignedPair> pairs, Certified step, CancellationToken cancellation)
    {
        var product = Symbolic.Dot.Of(VectorVariable.Of("x"), VectorVariable.Of("y"));
        var known = new Dictionary<Rational, Func<AlignedPair, Setting>>();
        var results = ImmutableArray.CreateBuilder<TheoremResult>();
        foreach (var pair in pairs.Where(p => p.Moves))
        {
            if (!known.TryGetValue(pair.Sigma, out var setting))
            {
                var objective = Objective.Analyze("", Constant.Of(Rational.Half) * (product - Constant.Of(pair.Sigma)).Pow(2));
                var regularity = objective.Structure.Regularity(cancellation);
                known[pair.Sigma] = setting = p => new Setting(objective, regularity, step, new Start { X = p.X, Y = p.Y });
            }
            var at = setting(pair);
            var result = SquaredLoss.Instance.Check(at, cancellation);
            // A pair with x = -y stays so and never nears σ > 0, whatever the region of T4 says.
            var stuck = ExactReduction.Instance.Check(at, cancellation).Implications.OfType<Failure>();
            results.Add(result with { Implications = [.. result.Implications, .. stuck] });
        }
        return results.ToImmutable();
    }

    /// <summary>The least of the certified steps of the pairs; none where one has none.</summary>
    private IEnumerable<Implication> Step(Setting setting, ImmutableArray<TheoremResult> each)
    {
        var steps = each.Select(r => r.Implications.OfType<CertifiedStep>().FirstOrDefault()).ToList();
        if (steps.Count == 0 || steps.Contains(null))
            yield break;
        yield return new CertifiedStep(From("C2"), steps.Select(s => s!.Supremum).Aggregate(Certified.Min) / setting.Matrices()!.Scaled(1),
            steps.Select(s => s!.Exceptions).MaxBy(e => e.Kind)!);
    }

    /// <summary>h times the sharpness of the limit, by plain runs of the pairs: a number for a warning, not a certificate.</summary>
    private static double LimitEdge(ImmutableArray<AlignedPair> pairs, double step)
    {
        const int Steps = 100_000;
        double widestX = 0, widestY = 0;
        foreach (var pair in pairs)
        {
            double[] x = [.. pair.X.Select(v => v.ToInterval().Mid)], y = [.. pair.Y.Select(v => v.ToInterval().Mid)];
            double sigma = pair.Sigma.ToDoubleNearest();
            for (int k = 0; pair.Moves && k < Steps; k++)
            {
                double u = x.Zip(y, (a, b) => a * b).Sum() - sigma;
                if (!(Math.Abs(u) > 1e-13))
                    break;
                (x, y) = ([.. x.Zip(y, (a, b) => a - step * u * b)], [.. y.Zip(x, (b, a) => b - step * u * a)]);
            }
            widestX = Math.Max(widestX, x.Sum(v => v * v));
            widestY = Math.Max(widestY, y.Sum(v => v * v));
        }
        return step * (widestX + widestY);
    }
}
