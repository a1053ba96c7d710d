using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Problems;

/// <summary>The starts of the cells of a sweep.</summary>
public interface ICellStarts
{
    /// <summary>The values of a scalar variable in consecutive cells.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="first">The first cell.</param>
    /// <param name="values">A value for each cell.</param>
    void Fill(Expr variable, long first, Span<double> values);

    /// <summary>The value of a scalar variable in a cell.</summary>
    double Value(Expr variable, long cell);

    /// <summary>The components of a vector variable, the same in every cell.</summary>
    IReadOnlyList<double> Vector(string name);

    /// <summary>A point of the shape of the starts.</summary>
    Problem Shape { get; }
}

/// <summary>How the cells of a sweep are run.</summary>
/// <param name="Steps">The step budget of a cell.</param>
/// <param name="Tolerance">The tolerance of convergence.</param>
/// <param name="Threads">Threads; the answers do not depend on it.</param>
public sealed record CellOptions(long Steps, double Tolerance, int Threads);

/// <summary>The cells of a sweep, ready to be run in the coordinates of a structure.</summary>
public abstract class CellRuns
{
    /// <summary>Runs some cells.</summary>
    /// <param name="first">The first cell.</param>
    /// <param name="count">The number of cells.</param>
    /// <param name="steps">The step size of each, or one for all.</param>
    /// <param name="cancellation">Ends with <see cref="OperationCanceledException"/>.</param>
    public abstract SweepCells Run(long first, int count, double[] steps, CancellationToken cancellation);

    /// <summary>
    /// Enclosures of the reduced states of consecutive cells, in the coordinates of the structure's regions: equally many for each cell, one cell after
    /// the other. Empty for a structure without.
    /// </summary>
    /// <param name="first">The first cell.</param>
    /// <param name="count">The number of cells.</param>
    public virtual Interval[] States(long first, int count) => [];

    /// <summary>The run of one cell by itself, with the accuracy of its coordinates.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="step">Its step size.</param>
    /// <param name="steps">The step budget.</param>
    public abstract Experiment Single(long cell, Rational step, long steps);

    /// <summary>What the runs from the first cells visit after the budget, by sample and cell, for a bifurcation view; null for a structure without.</summary>
    /// <param name="steps">The step size of each cell, from the first one on.</param>
    /// <param name="samples">Samples a cell.</param>
    public virtual double[][]? Attractor(double[] steps, int samples) => null;
}
