using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>How a convex set is known to hold every iterate.</summary>
public enum SetKind
{
    /// <summary>All of R^n.</summary>
    Whole,

    /// <summary>A box around a minimiser on which f is convex; the distance to the minimiser never grows.</summary>
    ConvexBall,

    /// <summary>A box with f > f_0 on its boundary; no step can cross it.</summary>
    Sublevel,

    /// <summary>A ball around the start that is larger than the length of the whole path.</summary>
    PathBall,

    /// <summary>A box around a critical point; nothing is said of iterates.</summary>
    Near,
}

/// <summary>A convex set with f in C^2 on it that holds every iterate, and the classical constants of f there.</summary>
/// <remarks>docs/trust.md, "Classical theorems", has the proof that iterates stay, for each kind.</remarks>
public sealed record ClassicalSet
{
    /// <summary>Why the iterates stay.</summary>
    public required SetKind Kind { get; init; }

    /// <summary>The set in words.</summary>
    public required string Text { get; init; }

    /// <summary>A Lipschitz constant of the gradient on the set (an upper bound of the best one).</summary>
    public required Certified L { get; init; }

    /// <summary>A lower bound of the Hessian's eigenvalues on the set: strong convexity where it is above 0, convexity where it is 0.</summary>
    public required Certified Mu { get; init; }

    /// <summary>A value that f never goes below on the set; null where none is certified.</summary>
    public Certified? Lowest { get; init; }

    /// <summary>A PL constant: |∇f|² >= 2 Pl (f - <see cref="PlValue"/>) on the set; null where none is certified.</summary>
    public Certified? Pl { get; init; }

    /// <summary>The value f* of the PL inequality and of the bounds on f - f*.</summary>
    public Certified? PlValue { get; init; }

    /// <summary>How the PL constant was found.</summary>
    public string? PlReason { get; init; }

    /// <summary>Whether f >= <see cref="PlValue"/> on the set (where f &lt;= f_0), proved.</summary>
    public bool PlIsLeast { get; init; }

    /// <summary>|x_0 - x*|² for a minimiser x* of f on the set, enclosed; null where none is certified.</summary>
    public Certified? DistanceSquared { get; init; }

    /// <summary>That minimiser in doubles, for measurements; null where none is certified.</summary>
    internal ImmutableArray<double>? Minimiser { get; init; }

    /// <summary>Whether the interpolation inequalities hold between any two of the iterates and x*: the ball over the segment between them lies in the
    /// set.</summary>
    public bool HasRoom { get; init; }

    /// <summary>A point of the set, as a witness, where an eigenvalue of the Hessian is at most <see cref="LeastSeen"/>.</summary>
    internal double[]? LeastAt { get; init; }

    /// <summary>An upper bound of the least eigenvalue at <see cref="LeastAt"/>.</summary>
    internal Certified? LeastSeen { get; init; }

    /// <summary>The box, or null for R^n and for a ball.</summary>
    internal Interval[]? Box { get; init; }
}
