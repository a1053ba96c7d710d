using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>T11: the √2 of T2 and T3 is best possible. For hG > √2 an open set of starts far out diverges.</summary>
/// <remarks>
/// Guarantee: certified divergence, with lower bounds of the growth of D and |u|. For losses whose slope nears ±G on both sides at the rate O(1/|u|);
/// nothing is said at hG = √2. Own result.
/// </remarks>
internal sealed class DivergenceFromAfar : Theorem
{
    private static readonly HypothesisStatement s_step = new("step", "hG > sqrt(2) and q = h^2(G - C/U)^2 - 1 > 1");
    private static readonly HypothesisStatement s_tail = new("tail", "G - |F'(c+u)| <= C/|u| for |u| >= U on both sides, U > C/G");
    private static readonly HypothesisStatement s_start = new("start",
        "D_0 > 0, M_0 = sqrt(D_0) sinh(λ/4)/2 - |c| >= U and |δ_0| + 4hC/((q-1)M_0) <= λ/2, λ = ln((hG+1)/(hG-1)), δ_0 = |ln(A_0/B_0)| - λ");

    private DivergenceFromAfar()
    {
    }

    /// <summary>The only instance.</summary>
    public static DivergenceFromAfar Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T11";

    /// <inheritdoc/>
    public override string Title => "Beyond √2: certified divergence under good regularity";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y) with F' near its bound ±G far out; starts far out and near a 2-cycle of the ratio A/B";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
        [PlaneHypotheses.Product, PlaneHypotheses.Smooth, PlaneHypotheses.Sign, PlaneHypotheses.BoundedDerivative, s_tail, s_step, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "D_{k+1} >= q^2 D_k and |u_k| >= q^k M_0 for every k", Guarantee.Lower),
        new("C2", "gradient descent and the loss diverge", Guarantee.Qualitative),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var above = StepAboveRootTwo(setting);
        FarStart<BigInterval>? far = above.IsProved && setting.Start is not null && setting.Centre is { } c
            ? FarStart<BigInterval>.Of(setting.Step.Enclosure, setting.Regularity.DerivativeBound.Value!.Enclosure,
                c.Enclosure, setting.A.Enclosure, setting.B.Enclosure) : null;
        SlopeTail? tail = null;
        var found = CommonHypotheses.Timed(s_tail, () =>
        {
            if (far is null || setting.Regularity.SlopeTail is not { } find)
                return new Unknown("it is looked for only when hG > sqrt(2), at a given start");
            if (far.Value.Reach.ToInterval().Lo is not (> 0 and < double.PositiveInfinity and var reach))
                return new Unknown("M_0 is not positive, so there is no U to look from");
            (tail, var verdict) = find(Rational.FromDouble(Math.Min(reach, Near)), cancellation);
            // The U that serves the start best is M_0 itself; far out G - |F'| may need thousands of digits, so a nearer one is tried first.
            bool near = Certified.LessOrEqual(Certified.Of(far.Value.Deviation), Certified.Of(far.Value.Room)) == true;
            if (near && reach > Near && !(tail is not null && StartVerdict(setting, far, tail, Growth(far.Value, tail)).IsProved))
                (tail, verdict) = find(Rational.FromDouble(reach), cancellation);
            return verdict;
        });
        var growth = tail is null ? null : Growth(far!.Value, tail);
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(PlaneHypotheses.Smooth, () => setting.Regularity.Smooth),
                CommonHypotheses.Timed(PlaneHypotheses.Sign, () => setting.Regularity.Sign),
                CommonHypotheses.Timed(PlaneHypotheses.BoundedDerivative, () => setting.Regularity.DerivativeBound.Verdict),
                found,
                CommonHypotheses.Timed(s_step, () => Verdict.All([above, growth is null
                    ? new Unknown("C and U are not known")
                    : Inequality.Less("1", 1, "q", growth)])),
                CommonHypotheses.Timed(s_start, () => StartVerdict(setting, far, tail, growth)),
            ],
        };
        if (!result.Applies.IsProved)
            return result;
        var reach = Certified.Of(far!.Value.Reach);
        return result with
        {
            Implications =
            [
                new Failure(From("C2"), $"D_k grows at least by q² = {Inequality.Rough(growth!.Square())} a step: gradient descent and the loss diverge",
                    Exceptions.None)
                {
                    IsRobust = Certified.Less(s_visible, growth!) == true
                        && Certified.Less(s_visible * Certified.Of(far.Value.Load(tail!.Constant.Enclosure, growth!.Enclosure)),
                            Certified.Of(far.Value.Room)) == true,
                },
            ],
            Conclusions =
            [
                new("growth", "C1", growth),
                new("offsetAtLeast", "C1", reach),
                new("lambda", "C1", Certified.Of(far.Value.Lambda)),
                new("C", "C1", tail!.Constant),
                new("U", "C1", (Certified)tail.From),
                new("divergence", "C2", "D_{k+1} >= q^2 D_k: gradient descent and the loss diverge"),
            ],
        };
    }

    /// <inheritdoc/>
    public override Region? RegionOf(Objective objective, RegularityReport regularity)
    {
        if (PlaneFacts.Of(objective, regularity) is not { } facts || facts.SlopeBound is null || regularity.SlopeTail is not { } find)
            return null;
        // C at a few U, found when a cell first asks: the largest U below a cell's M_0 serves it.
        var tails = s_reaches.Select(u => new Lazy<(Interval Bound, Interval Constant, Interval From)?>(() => find(u, CancellationToken.None).Tail is { } t
            ? (t.Bound.ToInterval(), Interval.Point(t.Constant.ToInterval().Hi), Interval.FromRational(t.From)) : null)).ToArray();
        return new Region(From("C2"), Decide, (_, _) => new NoStart("it certifies failure")) { Kind = CellVerdict.Fails };

        CellVerdict Decide(ReadOnlySpan<Interval> state, Interval h)
        {
            if (!(Interval.Sqr(h * facts.SlopeBound.Value).Lo > 2))
                return CellVerdict.None;
            var far = FarStart<Interval>.Of(h, facts.SlopeBound.Value, facts.Centre, state[0], state[1]);
            int i = Array.FindLastIndex(s_reaches, u => far.Reach.Lo >= u.ToDoubleNearest());
            if (i < 0 || tails[i].Value is not { } tail)
                return CellVerdict.None;
            // λ asks for G itself, not for a bound of it.
            far = FarStart<Interval>.Of(h, tail.Bound, facts.Centre, state[0], state[1]);
            var growth = far.Growth(tail.Bound, tail.Constant, tail.From);
            return far.Reach.Lo >= tail.From.Hi && growth.Lo > 1 && far.Load(tail.Constant, growth).Hi <= far.Room.Lo ? CellVerdict.Fails : CellVerdict.None;
        }
    }

    private const double Near = 32;

    private static Certified Growth(FarStart<BigInterval> far, SlopeTail tail) =>
        Certified.Of(far.Growth(tail.Bound.Enclosure, tail.Constant.Enclosure, ((Certified)tail.From).Enclosure));

    /// <summary>So far inside the conditions rounding can't take a run out of them.</summary>
    private static readonly Rational s_visible = new(1_000_001, 1_000_000);

    private static readonly Rational[] s_reaches = [.. Enumerable.Range(-2, 8).Select(i => Rational.Pow(2, i))];

    private static Verdict StepAboveRootTwo(Setting s) => s.Regularity.DerivativeBound is not { Verdict.IsProved: true, Value: { } g }
        ? CommonHypotheses.NeedsConstant(s.Regularity.DerivativeBound.Verdict, "G")
        : Inequality.Less("2", 2, "h^2*G^2", (s.Step * g).Square(), ("h", s.Step), ("G", g));

    private static Verdict StartVerdict(Setting s, FarStart<BigInterval>? far, SlopeTail? tail, Certified? growth)
    {
        if (s.Start is null)
            return CommonHypotheses.NeedsStart(s);
        if (far is not { } start)
            return new Unknown("λ is defined for hG > 1 only");
        var reach = Certified.Of(start.Reach);
        if (tail is null || growth is null)
            return Inequality.Less("0", 0, "M_0", reach) is Refuted r ? r : new Unknown("C and U are not known");
        if (s.A.Sign() != 1 || s.B.Sign() != 1)
            return new Unknown("A_0 > 0 and B_0 > 0 are not proved");
        return Certified.Less(1, growth) != true ? new Unknown("q > 1 is not proved") : Verdict.All([
            Inequality.LessOrEqual("U", tail.From, "M_0", reach),
            Inequality.LessOrEqual("|δ_0| + 4hC/((q-1)M_0)", Certified.Of(start.Load(tail.Constant.Enclosure, growth.Enclosure)),
                "λ/2", Certified.Of(start.Room))]);
    }
}
