using System.Collections.Immutable;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>A method on f(x, y) = F(x·y) from one start with one step size.</summary>
public sealed record ProductProblem
{
    /// <summary>F, compiled around its centre.</summary>
    public required OuterFunction Outer { get; init; }

    /// <summary>F''(c) where it exists; null where it does not (a kink of F' at the centre) or there is no centre.</summary>
    public double? CurvatureAtCentre { get; init; }

    /// <summary>The step size h > 0.</summary>
    public required Rational Step { get; init; }

    /// <summary>The method; gradient descent unless given.</summary>
    public DescentMethod Method { get; init; } = GradientDescent.Instance;

    /// <summary>The terms F_i of F that a stochastic method draws from, each compiled around a point; empty for other methods.</summary>
    public ImmutableArray<OuterFunction> Terms { get; init; } = [];

    /// <summary>The start x_0, of dimension d >= 1.</summary>
    public required ImmutableArray<Rational> X { get; init; }

    /// <summary>The start y_0, of the same dimension.</summary>
    public required ImmutableArray<Rational> Y { get; init; }

    /// <summary>The step budget, at least 0.</summary>
    public long Steps { get; init; } = 10_000;

    /// <summary>The convergence tolerance on |u| = |s - c| (on |∇f| where F has no centre), > 0.</summary>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>The relative width τ of the edge-of-stability band below 2/h.</summary>
    public double EdgeWidth { get; init; } = 0.1;

    /// <summary>A sector bound β, when the sums of Ψ and minima of Χ (theorem T1) are wanted; null otherwise.</summary>
    public double? SectorBound { get; init; }

    /// <summary>Thresholds of |u| whose steps are counted; empty for none.</summary>
    public ImmutableArray<double> OffsetThresholds { get; init; } = [];

    /// <summary>Thresholds of f - f* whose steps are counted; empty for none.</summary>
    public ImmutableArray<double> LossThresholds { get; init; } = [];

    /// <summary>Which states are kept.</summary>
    public Tracing Tracing { get; init; } = Tracing.Brief;

    /// <summary>The method as a step in any numbers.</summary>
    internal StepMethod StepRule => (StepMethod)Method;

    /// <summary>F''(c), or at a kink of F' the larger one-sided slope of F' at the distance of the tolerance: what decides whether c attracts.</summary>
    internal double LocalCurvature()
    {
        if (!Outer.HasCentre)
            return double.NaN;
        return CurvatureAtCentre ?? Math.Max(Math.Abs(Outer.At(Tolerance).Slope), Math.Abs(Outer.At(-Tolerance).Slope)) / Tolerance;
    }

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Outer);
        if (Step.Sign <= 0)
            throw new ArgumentException("The step size must be positive.");
        if (Method.Objection(Step) is { } objection)
            throw new ArgumentException(objection);
        if (X.IsDefaultOrEmpty || Y.IsDefault || X.Length != Y.Length)
            throw new ArgumentException("x and y need the same dimension, at least 1.");
        if (Method is MapMethod map && map.Terms != Terms.Length)
            throw new ArgumentException($"The method draws from {map.Terms} terms; {Terms.Length} are given.");
        ArgumentOutOfRangeException.ThrowIfNegative(Steps);
        if (!(Tolerance > 0))
            throw new ArgumentException("The tolerance must be positive.");
    }
}
