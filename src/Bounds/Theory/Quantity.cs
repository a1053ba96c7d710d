using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Bounds.Theory;

/// <summary>What a rate or a count is about, and how a run measures it.</summary>
/// <param name="Name">Its formula, as the JSON names it: "h|F'(s)|", "f - f*", "|u|".</param>
public sealed record Quantity(string Name)
{
    /// <summary>The name of the quantity bounded over k below K: the formula itself, "min ..." or "sum of ...".</summary>
    public string Extreme { get; init; } = Name;

    /// <summary>Its short name where the answers list counts: "u", "loss", "h|F'|"; the formula where it has none.</summary>
    public string Short { get; init; } = Name;

    /// <summary>Whether a bound at K is about the smallest value over k below K; otherwise about step K itself.</summary>
    public bool IsRunningMinimum { get; init; }

    /// <summary>Whether it is the loss above its minimum, which plots of the loss show.</summary>
    public bool IsLoss { get; init; }

    /// <summary>Its value in a traced state; null where a trace does not know it.</summary>
    public Func<RunPoint, double>? At { get; init; }

    /// <summary>Its extreme over the steps before a checkpoint; null where a run does not record it.</summary>
    public Func<Checkpoint, double>? Before { get; init; }

    /// <summary>Its value, or its extreme, over a finished run of any objective; null where a run does not know it, NaN where rounding hides it.</summary>
    public Func<Measurement, double>? AtEnd { get; init; }

    /// <summary>|u| = |s - c|.</summary>
    public static Quantity Offset { get; } = new("|u|") { Short = "u", At = p => Math.Abs(p.U) };

    /// <summary>f - f*.</summary>
    public static Quantity Loss { get; } = new("f - f*") { Short = "loss", IsLoss = true };

    /// <summary>The smallest f - f* so far.</summary>
    public static Quantity LeastLoss { get; } = new("f - f*") { Short = "loss", Extreme = "min f - f*", IsLoss = true, IsRunningMinimum = true };

    /// <summary>|∇f|.</summary>
    public static Quantity Gradient { get; } = new("|∇f|") { Extreme = "min |∇f|", IsRunningMinimum = true, At = p => p.GradientNorm };

    /// <summary>h|F'(s)| for a step size.</summary>
    public static Quantity Slope(double step) => new("h|F'(s)|")
    {
        Short = "h|F'|", Extreme = "min h|F'(s)|", IsRunningMinimum = true, At = p => step * Math.Abs(p.Slope), Before = k => step * k.MinAbsSlope,
    };
}
