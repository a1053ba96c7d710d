using BoundCheck.Bounds.Numbers;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Theory;

/// <summary>For which functions and steps a worst case is asked.</summary>
/// <param name="L">The Lipschitz constant of the gradient, > 0.</param>
/// <param name="Mu">The strong convexity or PL constant, in (0, L]; null where the class has none.</param>
/// <param name="Step">h in (0, 2/L).</param>
/// <param name="Steps">K >= 1.</param>
public sealed record WorstCaseQuestion(Rational L, Rational? Mu, Rational Step, int Steps)
{
    /// <summary>Lh.</summary>
    public Rational Z => L * Step;
}

/// <summary>An objective that attains a bound of a theorem, or why none is given.</summary>
public abstract record WorstCase
{
    private protected WorstCase()
    {
    }
}

/// <summary>An objective and a start from which gradient descent attains the bound after K steps.</summary>
/// <param name="Source">The conclusion that is attained.</param>
/// <param name="Objective">The objective, with exactly the constants that were asked for.</param>
/// <param name="Start">Every variable with its value, as --start reads it.</param>
/// <param name="Quantity">What the bound is about.</param>
/// <param name="Bound">The bound after K steps, which is the value of the quantity.</param>
public sealed record AttainedBound(Source Source, Expr Objective, string Start, Quantity Quantity, Certified Bound) : WorstCase;

/// <summary>No objective is given.</summary>
/// <param name="Reason">Why.</param>
public sealed record NoWorstCase(string Reason) : WorstCase;
