using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Bounds.Theory;

/// <summary>What the imbalance does.</summary>
public enum ImbalanceTrend
{
    /// <summary>It falls in the first step and never grows.</summary>
    Falls,

    /// <summary>It never grows.</summary>
    NeverGrows,

    /// <summary>It stays what it is.</summary>
    Constant,
}

/// <summary>What the imbalance D_k does over the whole run.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="Trend">The statement.</param>
/// <param name="Reason">What it rests on, such as "D_0 = 0: the start is balanced and stays so".</param>
public sealed record Balancing(Source Source, ImbalanceTrend Trend, string Reason) : Implication(Source)
{
    /// <summary>D_1 = D_0(1 - w²)² falls visibly in doubles when w² is far above their precision.</summary>
    private const double VisibleSlope = 1e-6;

    /// <summary>Below this D = A B loses digits to underflow.</summary>
    private const double SmallestImbalance = 1e-250;

    /// <inheritdoc/>
    public override string Text => Trend switch
    {
        ImbalanceTrend.Falls => "the imbalance D falls and never grows",
        ImbalanceTrend.NeverGrows => "the imbalance D never grows",
        _ => "the imbalance D is constant",
    };

    internal override IEnumerable<Contradiction> Against(Observation run)
    {
        var (m, values) = (run.Run, $"D_0 = {run.Run.Initial.D:R}, D_{run.Run.Steps} = {run.Run.Final.D:R}");
        if (Trend == ImbalanceTrend.Constant || !double.IsFinite(m.Final.D) || m.Initial.D is not (>= SmallestImbalance and < double.PositiveInfinity))
            yield break;
        if (m.Final.D > m.Initial.D * (1 + Observation.Rounding))
            yield return Broken(values, "the imbalance D never grows");
        else if (Trend == ImbalanceTrend.Falls && m.Steps >= 1 && Math.Abs(run.Step * m.Initial.Slope) > VisibleSlope && !m.Phenomena.Balancing.Detected)
            yield return Broken(values);
    }
}

/// <summary>The loss rises in the first step: f_1 > f_0.</summary>
/// <param name="Source">Where it is proved.</param>
public sealed record LossRise(Source Source) : Implication(Source)
{
    /// <inheritdoc/>
    public override string Text => "f_1 > f_0";

    internal override IEnumerable<Contradiction> Against(Observation run) =>
        run.At(1) is { } next && next.Loss < run.Run.Initial.Loss * (1 - Observation.Rounding)
            ? [Broken($"f_0 = {run.Run.Initial.Loss:R}, f_1 = {next.Loss:R}")] : [];
}

/// <summary>Loss and sharpness at the start and after one step, enclosed; null where F or a derivative can't be evaluated there.</summary>
/// <param name="Source">Where the formulas are proved.</param>
/// <param name="Loss">f_0.</param>
/// <param name="NextLoss">f_1.</param>
/// <param name="Sharpness">The largest eigenvalue of the Hessian at the start.</param>
/// <param name="NextSharpness">The same after one step.</param>
internal sealed record FirstStep(Source Source, Certified? Loss, Certified? NextLoss, Certified? Sharpness, Certified? NextSharpness) : Implication(Source)
{
    /// <inheritdoc/>
    public override string Text =>
        $"the first step takes the loss from {Show(Loss)} to {Show(NextLoss)} and the sharpness from {Show(Sharpness)} to {Show(NextSharpness)}";

    /// <summary>f_1 > f_0, proved.</summary>
    public bool RaisesLoss => Loss is not null && NextLoss is not null && Certified.Less(Loss, NextLoss) == true;

    internal override IEnumerable<Contradiction> Against(Observation run) =>
        RaisesLoss && run.At(1) is { } next && next.Loss < run.Run.Initial.Loss * (1 - Observation.Rounding)
            ? [Broken($"f_0 = {run.Run.Initial.Loss:R}, f_1 = {next.Loss:R}", "f_1 > f_0")] : [];

    private static string Show(Certified? value) => value is null ? "?" : Inequality.Rough(value);
}

/// <summary>Where gradient flow from the start ends, which keeps D.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="EdgeRatio">hφ(D_0) there.</param>
internal sealed record FlowLimit(Source Source, Certified EdgeRatio) : Implication(Source)
{
    /// <inheritdoc/>
    public override string Text => $"gradient flow ends with hφ = {Inequality.Rough(EdgeRatio)}";
}

/// <summary>An upper bound of |u_k| for this and every later step.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="At">The bound at k >= 0.</param>
/// <param name="Statement">The bound as a formula in k.</param>
internal sealed record OffsetBound(Source Source, Func<long, Certified> At, string Statement) : Implication(Source)
{
    /// <inheritdoc/>
    public override string Text => Statement;

    internal override IEnumerable<Contradiction> Against(Observation run)
    {
        foreach (var point in run.Run.Trace)
        {
            double most = At(point.Step).ToInterval().Hi;
            // Doubles can't follow u below their own precision.
            double room = 1e-3 * most + Observation.Rounding * point.P * most + 1e-12 * (point.P + Math.Abs(point.S));
            if (Math.Abs(point.U) > most + room)
            {
                yield return Broken($"{Math.Abs(point.U):R}", $"|u_{point.Step}| <= {most:R}");
                yield break;
            }
        }
    }
}
