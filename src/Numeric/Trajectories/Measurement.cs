using System.Collections.Immutable;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>How a run ended.</summary>
public enum Outcome
{
    /// <summary>Within the tolerance of the minimiser while it is stable there (product form: hφ below 2), or |∇f| within the tolerance.</summary>
    Converged,

    /// <summary>
    /// The iterates left every bound: overflow, growth by a constant factor, or F' not defined where they arrived (see <see cref="Measurement.Cause"/>).
    /// </summary>
    Diverged,

    /// <summary>An orbit that repeats, of period at most 64; period 1 is a stationary point that does not count as convergence.</summary>
    Periodic,

    /// <summary>Bounded and aperiodic, the oscillation no longer changing, when the budget ended.</summary>
    Bounded,

    /// <summary>Still on the move when the budget ended.</summary>
    Unsettled,
}

/// <summary>Why a run ended the way it did, where the outcome alone does not say.</summary>
public enum OutcomeCause
{
    /// <summary>Nothing to add.</summary>
    None,

    /// <summary>The iterates exceeded the range of doubles.</summary>
    Overflow,

    /// <summary>F' is not defined at an iterate.</summary>
    Undefined,

    /// <summary>The iterate is exactly a minimiser that is unstable at this step size (hφ >= 2), so it stays there.</summary>
    ExactLanding,

    /// <summary>The iterates end at x = y = 0, where the gradient vanishes but f has no minimum: A_k = 0 (B_k = 0 for c below 0) happened.</summary>
    Saddle,

    /// <summary>A stationary point other than the centre.</summary>
    StationaryPoint,

    /// <summary>F' is so close to 0 at an iterate, or 0, that no step moves it within the digits of a double: the run stands still there.</summary>
    Standstill,

    /// <summary>
    /// The iterates and the loss grew by a constant factor a step for the last three quarters of the budget, to more than a million times their size.
    /// </summary>
    Growth,

    /// <summary>Whether F' is defined at an iterate, or its value, could not be told.</summary>
    Untold,
}

/// <summary>The state of a run at one step. Fields that do not apply are NaN (product-form fields in a general run, U where F has no centre).</summary>
/// <param name="Step">The step k, from 0.</param>
/// <param name="Loss">f.</param>
/// <param name="Sharpness">Largest eigenvalue of the Hessian (product form: theory R2).</param>
/// <param name="GradientNorm">|∇f|.</param>
/// <param name="U">s - c.</param>
/// <param name="S">x·y.</param>
/// <param name="P">|x|² + |y|².</param>
/// <param name="D">Imbalance p² - 4s².</param>
/// <param name="Slope">F'(s).</param>
/// <param name="Phi">F''(c) sqrt(D + 4c²): the sharpness at the minimiser of the same imbalance.</param>
public readonly record struct RunPoint(
    long Step, double Loss, double Sharpness, double GradientNorm, double U, double S, double P, double D, double Slope, double Phi);

/// <summary>Extremes over the steps k below K and the state at step K: what the rate bounds are compared with.</summary>
/// <param name="K">The step count.</param>
/// <param name="U">u_K.</param>
/// <param name="P">p_K.</param>
/// <param name="D">D_K.</param>
/// <param name="A">|x_K + y_K|².</param>
/// <param name="B">|x_K - y_K|².</param>
/// <param name="Loss">f_K.</param>
/// <param name="MinLoss">min f_k, k below K.</param>
/// <param name="MinSlopeTimesS">min s_k F'(s_k).</param>
/// <param name="MinAbsSlope">min |F'(s_k)|.</param>
/// <param name="MaxAbsSlope">max |F'(s_k)|.</param>
/// <param name="MinTau">min of min(h²g², 2 - h²g²).</param>
/// <param name="SumPsi">Σ Ψ(w_k), w = h sign(c) F'(s_k); NaN unless a sector bound was given and γ = hβ|c| is below 1.</param>
/// <param name="MinChi">min Χ(w_k); NaN as above.</param>
public readonly record struct Checkpoint(
    long K, double U, double P, double D, double A, double B, double Loss, double MinLoss, double MinSlopeTimesS,
    double MinAbsSlope, double MaxAbsSlope, double MinTau, double SumPsi, double MinChi);

/// <summary>Whether a phenomenon was seen, and the step at which.</summary>
/// <param name="Detected">Seen.</param>
/// <param name="At">The step, null when not seen.</param>
public readonly record struct Phenomenon(bool Detected, long? At)
{
    internal static Phenomenon Of(bool detected, long at) => new(detected, detected ? at : null);
}

/// <summary>The phenomena of large steps.</summary>
/// <param name="ProgressiveSharpening">Sharpness started below 2/h and rose through it; at: first step above.</param>
/// <param name="EdgeOfStability">
/// After sharpness first exceeded 2/h the run converged with limit sharpness in [(1-τ)2/h, 2/h], the loss not monotone meanwhile; at: first step above 2/h.
/// </param>
/// <param name="Balancing">D_K below D_0; at: first step with D_k below D_0.</param>
/// <param name="Catapult">The loss rose above f_0, later fell below it, and the final sharpness is below the initial; at: the step of the largest loss.</param>
public sealed record Phenomena(Phenomenon ProgressiveSharpening, Phenomenon EdgeOfStability, Phenomenon Balancing, Phenomenon Catapult);

/// <summary>What a run measured. Everything is in doubles: a measurement, not an enclosure.</summary>
public sealed record Measurement
{
    /// <summary>How it ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Why, where the outcome alone does not say.</summary>
    public OutcomeCause Cause { get; init; }

    /// <summary>The period of a periodic orbit, 1 to 64.</summary>
    public int? Period { get; init; }

    /// <summary>The number of steps made; for a converged run the first step within the tolerance.</summary>
    public required long Steps { get; init; }

    /// <summary>The state at step 0.</summary>
    public required RunPoint Initial { get; init; }

    /// <summary>The last state.</summary>
    public required RunPoint Final { get; init; }

    /// <summary>x at the end (general form: all variables in order).</summary>
    public required ImmutableArray<double> FinalX { get; init; }

    /// <summary>y at the end; empty in a general run.</summary>
    public ImmutableArray<double> FinalY { get; init; } = [];

    /// <summary>The sharpness of the limit when converged: F''(c) sqrt(D_K + 4c²), off by O(u_K²); general form: the last sharpness.</summary>
    public double? LimitSharpness { get; init; }

    /// <summary>p at the limit when converged, sqrt(D_K + 4c²).</summary>
    public double? LimitP { get; init; }

    /// <summary>The point of largest loss.</summary>
    public required RunPoint MaxLoss { get; init; }

    /// <summary>The point of largest sharpness.</summary>
    public required RunPoint MaxSharpness { get; init; }

    /// <summary>The first step at which the loss rose, if it did.</summary>
    public long? FirstLossRise { get; init; }

    /// <summary>The first step k with A_k = 0 (for c below 0: B_k = 0), the event that theorem T1 excludes; null when it did not happen.</summary>
    public long? AnnihilatedAt { get; init; }

    /// <summary>The least |∇f| of all steps; NaN in product form.</summary>
    public double LeastGradientNorm { get; init; } = double.NaN;

    /// <summary>The least loss of all steps; NaN in product form.</summary>
    public double LeastLoss { get; init; } = double.NaN;

    /// <summary>The first step k with u_k = 0 exactly.</summary>
    public long? ExactLandingAt { get; init; }

    /// <summary>
    /// The first step from which on u has no 6 digits left, not even in hundreds of bits: the states after it are those of a start nearby. Null while the
    /// run is known.
    /// </summary>
    public long? DigitsLostAt { get; init; }

    /// <summary>1 - D_K/D_0, the share of the imbalance that was lost; 0 when D_0 = 0, NaN in a general run.</summary>
    public double BalancingShare { get; init; } = double.NaN;

    /// <summary>Phenomena seen.</summary>
    public required Phenomena Phenomena { get; init; }

    /// <summary>How often h|F'(s_k)| was at least 0.1, 0.01, 0.001; empty in a general run.</summary>
    public ImmutableArray<LargeSteps> SlopeCounts { get; init; } = [];

    /// <summary>How often |u_k| was at least each of the problem's thresholds.</summary>
    public ImmutableArray<LargeSteps> OffsetCounts { get; init; } = [];

    /// <summary>How often f_k - f* was at least each of the problem's thresholds.</summary>
    public ImmutableArray<LargeSteps> LossCounts { get; init; } = [];

    /// <summary>Running extremes at K = 10, 100, 1000, ... and at the end.</summary>
    public ImmutableArray<Checkpoint> Checkpoints { get; init; } = [];

    /// <summary>The states: all of the first steps, as many as <see cref="Tracing"/> says, then a few of every block of steps, its extremes among
    /// them.</summary>
    public required ImmutableArray<RunPoint> Trace { get; init; }

    /// <summary>
    /// The variables at the complete beginning of the trace, in the order of the objective (product form: x, then y with the signs of the inner product);
    /// empty unless asked for.
    /// </summary>
    public ImmutableArray<ImmutableArray<double>> Variables { get; init; } = [];
}

/// <summary>Progress of a run.</summary>
/// <param name="Step">Steps made.</param>
/// <param name="Steps">The budget.</param>
public readonly record struct RunProgress(long Step, long Steps);
