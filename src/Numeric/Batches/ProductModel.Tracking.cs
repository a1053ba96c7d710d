using BoundCheck.Numeric.Kernels;

namespace BoundCheck.Numeric.Batches;

internal sealed partial class ProductModel
{
    /// <summary>The trackers in their order; Loss only where the extremes of u do not tell the largest loss.</summary>
    internal const int MaxU = 0, MinU = 1, Excess = 2, Rise = 3, Loss = 4;

    internal override int Trackers => _shape == LossShape.Unknown ? 5 : 4;

    internal override bool IsMinimum(int tracker) => tracker == MinU;

    internal override bool HasLightStep => _shape != LossShape.Unknown && double.IsFinite(_curvatureBound);

    /// <summary>
    /// MaxU, MinU; Excess, positive once the sharpness was above 2/h; Rise, positive once the loss rose at or after such a step.
    /// </summary>
    protected override Real[] Track(KernelBuilder builder, Real[] state, Real[] known, Real h)
    {
        var u = Distance(state);
        Real w = Times(builder, u, h, _outer.Slope), curvature = Times(builder, u, h, _outer.Curvature);
        var next = Distance(Advance(state, w));
        // With T = 2/h, the larger eigenvalue λ of the Hessian (R2) exceeds T exactly when its trace F''p exceeds 2T or its characteristic
        // polynomial T² - T F''p - F'(2F''s + F') is negative at T. Times h²: with k = hF'', w = hF' and q = p/2 = α² + β²
        // the two are 2kq > 4 and 2k(2q + ws) + w² > 4.
        Real q = state[0].Fma(state[0], state[1].Square()), twice = curvature + curvature, s = _centre == 0 ? u : u + _centre;
        var excess = Merge(builder, Excess, twice.Fma(w.Fma(s, q + q), w.Fma(w, -4)), known[Excess]);
        excess = Merge(builder, Excess, twice.Fma(q, -4), excess);
        // For d >= 2 |F'| is an eigenvalue as well.
        if (!_oneDimensional)
            excess = Merge(builder, Excess, w.Abs() - 2, excess);
        var rise = _shape == LossShape.Even ? next.Abs() - u.Abs() : Value(builder, next) - Value(builder, u);
        rise = (excess > 0).Choose(Merge(builder, Rise, rise, known[Rise]), known[Rise]);
        Real[] tracked = [.. CountDistance(builder, u, known), excess, rise];
        return _shape == LossShape.Unknown ? [.. tracked, Merge(builder, Loss, Value(builder, u), known[Loss])] : tracked;
    }

    protected override Real[] TrackLightly(KernelBuilder builder, Real[] state, Real[] known) => CountDistance(builder, Distance(state), known);

    /// <summary>Full tracking adds nothing when excess and rise were seen, or when the sharpness stayed below 2/h all through the chunk.</summary>
    /// <remarks>
    /// Let K bound |F''| and U bound |u| over the chunk: |hF'| &lt;= W = hKU (F'(c) = 0). While W &lt;= √2, D does not grow (R1), so p² = D + 4s² stays
    /// below P² = D_0 + 4(|c| + U)², and both expressions of the excess are at most 2hK(P + W(|c| + U)) + W² - 4. Rounding is of the order of
    /// 1e-15, so a margin of 1e-9 covers it.
    /// </remarks>
    protected override Truth TellsEnough(KernelBuilder builder, Real[] start, Real[] chunk, Real[] known, Real h)
    {
        var (bound, w, _) = Reach(start, builder.Real(Op.MaximumNative, chunk[MaxU].Id, (-chunk[MinU]).Id), h);
        var isBelow = (bound < 4 - 1e-9) & (w < 1.41);
        // Excess and Rise hold something positive or not, never NaN.
        var seen = (known[Excess] > 0) & (known[Rise] > 0);
        return seen | (known[Excess] <= 0) & isBelow;
    }

    // The bound of both expressions of the excess, W and P, while |u| is at most so large and D at most that of the state.
    private (Real Bound, Real W, Real P) Reach(Real[] state, Real reach, Real h)
    {
        Real k = h * _curvatureBound, w = k * reach, s = reach + Math.Abs(_centre), product = 4 * (state[0] * state[1]);
        var p = product.Fma(product, 4 * s.Square()).Sqrt();
        return ((k + k).Fma(w.Fma(s, p), w.Square()), w, p);
    }

    /// <summary>
    /// What a cell reports, in place. Inputs: final states, trackers (Rise is -infinity where the run did not converge), first states, h.
    /// Outputs: α², β², the largest loss, the sharpness of the limit, the bits of <see cref="SweepPhenomena"/> as a number, further trackers.
    /// </summary>
    internal KernelProgram SummaryProgram(double edgeWidth)
    {
        var builder = new KernelBuilder();
        Real[] last = [builder.Input(0), builder.Input(1)], tracked = [.. Enumerable.Range(2, Trackers).Select(builder.Input)];
        Real[] first = [builder.Input(2 + Trackers), builder.Input(3 + Trackers)];
        Real edge = 2 / builder.Input(4 + Trackers), u = Distance(last), firstU = Distance(first);
        Real loss = Value(builder, u), firstLoss = Value(builder, firstU), none = builder.Constant(0.0);
        Real firstSharpness = Sharpness(builder, first, firstU), sharpness = Sharpness(builder, last, u);
        // The trackers count the states that steps were made from; the last one is added, and the first for runs without a step.
        Real right = Larger(firstU, tracked[MaxU]), left = Merge(builder, MinU, firstU, tracked[MinU]);
        var highest = _shape switch
        {
            LossShape.Even => Value(builder, Larger(right, -left)),
            LossShape.Unimodal => Larger(Value(builder, right), Value(builder, left)),
            _ => Larger(firstLoss, tracked[Loss]),
        };
        highest = Larger(loss, highest);
        var product = 2 * (last[0] * last[1]).Abs();
        var limit = (product.Fma(product, _centre * _centre)).Sqrt() * (2 * _curvature);
        var above = tracked[Excess] > 0;
        var phenomena = Flag(above & (firstSharpness < edge), SweepPhenomena.ProgressiveSharpening)
            + Flag(above & (tracked[Rise] > 0) & (limit <= edge) & (limit >= (1 - edgeWidth) * edge), SweepPhenomena.EdgeOfStability)
            + Flag((last[0] * last[1]).Abs() < (first[0] * first[1]).Abs(), SweepPhenomena.Balancing)
            + Flag((highest > firstLoss) & (loss < firstLoss) & (sharpness < firstSharpness), SweepPhenomena.Catapult);
        return builder.Build(5 + Trackers, [last[0].Square(), last[1].Square(), highest, limit, phenomena, .. tracked[3..]]);

        Real Larger(Real a, Real b) => builder.Real(Op.MaximumNative, a.Id, b.Id);
        Real Flag(Truth truth, SweepPhenomena flag) => truth.Choose((double)flag, none);
    }

    // R2: the larger eigenvalue (F''p + sqrt(F''²D + 4(F''s + F')²))/2, and |F'| for d >= 2.
    private Real Sharpness(KernelBuilder builder, Real[] state, Real u)
    {
        var lowering = new Lowering(builder);
        lowering.Bind(_outer.Variable, u);
        Real slope = lowering.Lower(_outer.Slope), curvature = lowering.Lower(_outer.Curvature);
        Real half = curvature.Fma(u + _centre, slope), root = 2 * curvature * state[0] * state[1];
        var top = curvature * (state[0].Square() + state[1].Square()) + (root.Square() + half.Square()).Sqrt();
        return _oneDimensional ? top : builder.Real(Op.MaximumNative, slope.Abs().Id, top.Id);
    }

    private Real[] CountDistance(KernelBuilder builder, Real u, Real[] known) => [Merge(builder, MaxU, u, known[MaxU]), Merge(builder, MinU, u, known[MinU])];

    // F(c + u), the same bits as the scalar function gives, so that comparisons with single values are fair.
    private Real Value(KernelBuilder builder, Real u)
    {
        var lowering = new Lowering(builder);
        lowering.Bind(_outer.Variable, u);
        return lowering.Lower(_outer.Value);
    }

    // h times an expression in u, h taking part in its products.
    private Real Times(KernelBuilder builder, Real u, Real h, Symbolic.Expr expr)
    {
        var step = Symbolic.Variable.Of("h");
        var lowering = new Lowering(builder, fastRoots: true);
        lowering.Bind(_outer.Variable, u);
        lowering.Bind(step, h);
        return lowering.Lower(step * expr);
    }
}
