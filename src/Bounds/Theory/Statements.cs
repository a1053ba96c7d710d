using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;

namespace BoundCheck.Bounds.Theory;

/// <summary>How a conclusion relates to what happens: exact, an upper or lower bound, or an existence statement.</summary>
public enum Guarantee
{
    /// <summary>Attained: no better constant exists.</summary>
    Tight,

    /// <summary>The quantity is at most the stated value.</summary>
    Upper,

    /// <summary>The quantity is at least the stated value.</summary>
    Lower,

    /// <summary>A qualitative statement (convergence, monotonicity, invariance).</summary>
    Qualitative,
}

/// <summary>A hypothesis as the catalogue states it.</summary>
/// <param name="Id">The contract's identifier: smooth, product, sign, sector, bounded-derivative, step, start, ...</param>
/// <param name="Statement">The inequality or property, with its domain.</param>
public sealed record HypothesisStatement(string Id, string Statement);

/// <summary>A conclusion as the catalogue states it.</summary>
/// <param name="Id">C1, C2, ... as in the theory.</param>
/// <param name="Statement">The formula.</param>
/// <param name="Guarantee">What kind of bound it is.</param>
public sealed record ConclusionStatement(string Id, string Statement, Guarantee Guarantee);
