using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Studies.Prediction;

/// <summary>Predicts the phenomena from what is certified of the limit and of the first step, with what a law expects beside it.</summary>
internal static class PhenomenaPredictor
{
    internal static PhenomenaPrediction Predict(Certified step, ImmutableArray<Implication> known, bool converges, SharpnessCap? cap, SharpnessFloor? floor)
    {
        var first = known.OfType<FirstStep>().FirstOrDefault();
        var law = known.OfType<Expectation>().FirstOrDefault();
        return new PhenomenaPrediction(
            ProgressiveSharpening(step, first, known.OfType<FlowLimit>().FirstOrDefault()),
            EdgeOfStability(step, first, converges, cap, floor, law),
            Balancing(known.OfType<Balancing>()),
            Catapult(first, converges, cap));
    }

    private static PhenomenonPrediction ProgressiveSharpening(Certified step, FirstStep? first, FlowLimit? flow)
    {
        if (first?.Sharpness is not { } initial)
            return new PhenomenonPrediction(new Unknown("the sharpness at the start is not evaluated"));
        var edge = 2 / step;
        bool? below = Certified.Less(initial, edge);
        if (below == false)
            return new PhenomenonPrediction(new Refuted(new Witness([],
                $"the sharpness starts at {Inequality.Rough(initial, 8)} >= 2/h = {Inequality.Rough(edge, 8)}"), Method.Interval));
        Verdict certified = below == true && first.NextSharpness is { } next && Certified.Less(edge, next) == true
            ? new Proved(Method.Interval, $"sharpness {Inequality.Rough(initial)} < 2/h < {Inequality.Rough(next)} after one step")
            : new Unknown("the sharpness after the first step is not certified above 2/h; a later rise is not predicted");
        var by = certified.IsProved ? first.Source : (Source?)null;
        return flow is null || Certified.Less(flow.EdgeRatio, 2) is not { } calm
            ? new PhenomenonPrediction(certified, by)
            : new PhenomenonPrediction(certified, by, !calm, $"gradient flow from the start ends with hφ(D_0) = {Inequality.Rough(flow.EdgeRatio)}");
    }

    /// <summary>Convergence with a limit sharpness in the band just below 2/h; detection also asks that the sharpness was above 2/h and the loss rose
    /// after.</summary>
    private static PhenomenonPrediction EdgeOfStability(
        Certified step, FirstStep? first, bool converges, SharpnessCap? cap, SharpnessFloor? floor, Expectation? law)
    {
        Verdict certified = !converges || floor is null ? new Unknown("no convergence with a certified lower bound of the limit sharpness")
            : Certified.LessOrEqual(2 * (1 - Edge.Width), step * floor.Least) != true
                ? new Unknown($"the certified hφ_∞ >= {Inequality.Rough(step * floor.Least, 10)} is below the band that counts as the edge")
            : cap is null || Certified.LessOrEqual(step * cap.Most, 2) != true ? new Unknown("the limit is not certified to be at most 2/h sharp")
            : first is not { Sharpness: { } sharpness } || Certified.Less(2 / step, sharpness) != true ? new Unknown("the sharpness does not start above 2/h")
            : !first.RaisesLoss ? new Unknown("the loss is not certified to rise in the first step")
            : new Proved(Method.Interval,
                $"{floor.Source.Theorem}: hφ_∞ in [{Inequality.Rough(step * floor.Least, 10)}, 2] from a sharpness above 2/h, and f_1 > f_0");
        var by = certified.IsProved ? floor!.Source : (Source?)null;
        return law is null ? new(certified, by) : new(certified, by, law.AtEdge, law.AtEdge is null ? null : $"{law.Source.Theorem}: {law.Reason}");
    }

    private static PhenomenonPrediction Balancing(IEnumerable<Balancing> known)
    {
        // The strongest statement first; the enumeration is in that order.
        var best = known.OrderBy(b => b.Trend == ImbalanceTrend.Constant ? -1 : (int)b.Trend).FirstOrDefault();
        return best switch
        {
            null => new(new Unknown("no theorem bounds the imbalance")),
            { Trend: ImbalanceTrend.Falls } => new(new Proved(Method.Interval, best.Reason), best.Source),
            { Trend: ImbalanceTrend.Constant } => new(new Refuted(new Witness([], best.Reason), Method.Symbolic)),
            _ => new(new Unknown(best.Reason)),
        };
    }

    /// <summary>Certified when convergence is, f_1 > f_0, and the initial sharpness exceeds the cap on the limit sharpness.</summary>
    private static PhenomenonPrediction Catapult(FirstStep? first, bool converges, SharpnessCap? cap)
    {
        if (!converges || cap is null || first is null)
            return new(new Unknown("no certified convergence to compare with"));
        if (!first.RaisesLoss)
            return new(new Unknown("the first step does not raise the loss; a later rise is not predicted"));
        if (first.Sharpness is not { } initial)
            return new(new Unknown("F'' does not exist at the start"));
        return Certified.Less(cap.Most, initial) == true
            ? new(new Proved(Method.Interval,
                $"f_1 > f_0, s_k -> c, and the initial sharpness {Inequality.Rough(initial)} exceeds the cap {Inequality.Rough(cap.Most)} on the limit: "
                    + $"{cap.Reason}"), cap.Source)
            : new(new Unknown($"the loss rises, but the initial sharpness does not exceed the cap {cap.Reason} on the limit"));
    }
}
