using BoundCheck.Numeric.Precision;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Trajectories.Enclosed;

/// <summary>Gradient descent on F(x·y) from an exactly known start, to be carried in enclosures.</summary>
/// <remarks>
/// Every number is given as a function from a precision in binary digits to an interval that contains it, so that a run can be repeated more precisely.
/// </remarks>
public sealed record EnclosedProblem
{
    /// <summary>F', an expression in <see cref="Variable"/>.</summary>
    public required Expr Slope { get; init; }

    /// <summary>The variable s.</summary>
    public required Expr Variable { get; init; }

    /// <summary>c with F'(c) = 0.</summary>
    public required Centre Centre { get; init; }

    /// <summary>h > 0.</summary>
    public required Func<int, BigInterval> Step { get; init; }

    /// <summary>u_0 = s_0 - c.</summary>
    public required Func<int, BigInterval> U { get; init; }

    /// <summary>D_0 >= 0.</summary>
    public required Func<int, BigInterval> D { get; init; }

    /// <summary>The relative width of D at which the run starts anew in a higher precision.</summary>
    public double Accuracy { get; init; } = 1e-10;

    /// <summary>The highest precision tried, in binary digits.</summary>
    public int HighestPrecision { get; init; } = 4096;

    /// <summary>What all repetitions may cost together, in evaluations of F' in doubles (one in p > 53 digits counts as 10 + p/8).</summary>
    public long Work { get; init; } = 2_000_000;
}
