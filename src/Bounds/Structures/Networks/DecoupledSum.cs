using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Structures.Networks;

/// <summary>N1: a sum of objectives without a common variable: each block is certified by the theorems of its own structure.</summary>
/// <remarks>
/// Problem: f = Σ f_j, such as diagonal networks Σ F_i(x_i y_i), or a deep linear network in the coordinates of an aligned start. Guarantee: exact: the
/// gradient and the Hessian are those of the blocks side by side. Own (immediate).
/// </remarks>
internal sealed class DecoupledSum : Theorem
{
    private static readonly HypothesisStatement s_sum = new("sum", "f = Σ f_j + constant, no variable in two of the f_j");
    private static readonly HypothesisStatement s_start = new("start", "a start is given");

    private DecoupledSum()
    {
    }

    /// <summary>The only instance.</summary>
    public static DecoupledSum Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "N1";

    /// <inheritdoc/>
    public override string Title => "Decoupled sums: block by block";

    /// <inheritdoc/>
    public override string Problem => "f = Σ f_j of objectives without a common variable, each of a class of its own";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [s_sum, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "gradient descent on f is gradient descent on each f_j with the same step: it converges to a minimiser iff each block does", Guarantee.Tight),
        new("C2", "the certified step of the sum is the smallest of its blocks", Guarantee.Upper),
        new("C3", "the limit sharpness is the largest of the blocks", Guarantee.Tight),
    ];

    /// <inheritdoc/>
    public override string Source => "own (immediate); the blocks by the theorems named";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override bool IsAbout(Structure structure) => structure is SumStructure;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(s_sum, () => setting.Objective.Is(SumStructure.Kind)),
                CommonHypotheses.Timed(s_start, () => setting.State is SumStart ? new Proved(Method.Symbolic, "given") : new Unknown("no start is given")),
            ],
        };
        if (!result.Applies.IsProved || setting.State is not SumStart start)
            return result;
        var blocks = BlockFindings.Of(start, setting.Step, cancellation);
        return result with
        {
            Conclusions = [.. blocks.Select((b, j) => new Conclusion($"block{j + 1}", "C1", b.Text))],
            Implications = [.. Convergences(blocks), .. Failures(blocks), .. Steps(blocks), .. Caps(blocks), .. Floors(blocks)],
        };
    }

    private IEnumerable<Implication> Convergences(ImmutableArray<BlockFindings> blocks)
    {
        if (blocks.All(b => b.Convergence is not null))
            yield return new Convergence(From("C1"), $"every block converges ({By(blocks.Select(b => b.Convergence!.Source))})",
                Joined([.. blocks.Select(b => b.Convergence!.Exceptions)]));
    }

    private IEnumerable<Implication> Failures(ImmutableArray<BlockFindings> blocks) => blocks.Where(b => b.Failure is not null).Select(b =>
        new Failure(From("C1"), $"{b.Name} does not converge ({b.Failure!.Source}): {b.Failure.Reason}", b.Failure.Exceptions)
        { AtEveryStep = b.Failure.AtEveryStep, IsRobust = b.Failure.IsRobust });

    private IEnumerable<Implication> Steps(ImmutableArray<BlockFindings> blocks)
    {
        if (blocks.All(b => b.Step is not null))
            yield return new CertifiedStep(From("C2"), blocks.Select(b => b.Step!.Supremum)
                .Aggregate(Certified.Min), Joined([.. blocks.Select(b => b.Step!.Exceptions)]));
    }

    private IEnumerable<Implication> Caps(ImmutableArray<BlockFindings> blocks)
    {
        if (blocks.All(b => b.Cap is not null))
            yield return new SharpnessCap(From("C3"), blocks.Select(b => b.Cap!.Most).Aggregate(Certified.Max), "the largest of the blocks",
                blocks.Any(b => b.Cap!.GivenConvergence));
    }

    private IEnumerable<Implication> Floors(ImmutableArray<BlockFindings> blocks) =>
        blocks.Where(b => b.Floor is not null).Select(b => new SharpnessFloor(From("C3"), b.Floor!.Least, b.Floor.GivenConvergence));

    private static string By(IEnumerable<Source> sources) => string.Join(", ", sources.Select(s => s.ToString()).Distinct());

    /// <summary>The starts that one block leaves out, whatever the others do: a union of null sets is one.</summary>
    private static Exceptions Joined(ImmutableArray<Exceptions> parts) => parts.Where(p => p.Kind != ExceptionKind.None).ToList() is { Count: > 0 } some
        ? new(some.Max(p => p.Kind), string.Join(", or ", some.Select(p => p.Event).Distinct())) : Exceptions.None;
}
