using System.Collections.Immutable;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>Gradient descent on f(x, y) = F(x·y) from one start with one step size.</summary>
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

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Outer);
        if (Step.Sign <= 0)
            throw new ArgumentException("The step size must be positive.");
        if (Method.Objection(Step) is { } objection)
            throw new ArgumentException(objection);
        if (X.IsDefaultOrEmpty || Y.IsDefault || X.Length != Y.Length)
            throw new ArgumentException("x and y need the same dimension, at least 1.");
        ArgumentOutOfRangeException.ThrowIfNegative(Steps);
        if (!(Tolerance > 0))
            throw new ArgumentException("The tolerance must be positive.");
    }
}
