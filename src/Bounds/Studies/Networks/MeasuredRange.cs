using System.Collections.Immutable;
using System.Globalization;
using BoundCheck.Numeric.Networks;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Bounds.Studies.Networks;

/// <summary>How the seeds of an experiment compare with what was measured before.</summary>
public enum RangeAgreement
{
    /// <summary>Every seed is inside the widened range.</summary>
    Inside,

    /// <summary>The median over the seeds is inside, some seed is not.</summary>
    MedianInside,

    /// <summary>The median is outside.</summary>
    Outside,
}

/// <summary>A range of a quantity that was measured before, over seeds of another generator; or an outcome, when the ends are NaN.</summary>
/// <param name="Quantity">tail, rise, ratio, accuracy or outcome.</param>
/// <param name="Lo">The low end as stated.</param>
/// <param name="Hi">The high end.</param>
/// <param name="Outcome">The outcome expected of every seed.</param>
public sealed record MeasuredRange(string Quantity, double Lo, double Hi, Outcome? Outcome = null)
{
    /// <summary>How much each end is widened: few seeds do not show the whole spread.</summary>
    public const double Widening = 0.2;

    /// <summary>The low end, widened.</summary>
    public double Low => Lo * (1 - Widening);

    /// <summary>The high end, widened.</summary>
    public double High => Hi * (1 + Widening);

    /// <summary>The quantity of a run; 1 or 0 for an outcome.</summary>
    public double Of(NetworkMeasurement m) => Quantity switch
    {
        "tail" => m.Tail ?? double.NaN,
        "rise" => m.LossRise,
        "ratio" => m.Final.Ratio,
        "accuracy" => m.Final.Accuracy,
        _ => m.Outcome == Outcome ? 1 : 0,
    };

    /// <summary>Whether a run is inside the widened range, or has the outcome.</summary>
    public bool Holds(NetworkMeasurement m) => Outcome is not null ? Of(m) == 1 : Of(m) >= Low && Of(m) <= High;

    /// <summary>How the runs compare; of an outcome every run must have it.</summary>
    public RangeAgreement Compare(ImmutableArray<NetworkMeasurement> runs)
    {
        if (runs.All(Holds))
            return RangeAgreement.Inside;
        if (Outcome is not null)
            return RangeAgreement.Outside;
        double median = NetworkResult.Median(runs.Select(Of));
        return median >= Low && median <= High ? RangeAgreement.MedianInside : RangeAgreement.Outside;
    }

    /// <inheritdoc/>
    public override string ToString() => Outcome is { } o
        ? o.ToString().ToLowerInvariant()
        : string.Create(CultureInfo.InvariantCulture, $"{Lo:G4} to {Hi:G4}");
}
