using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Problems;

/// <summary>The inner product that an objective in product form depends on: s = x·y over two groups of coordinates.</summary>
/// <param name="Text">"x*y", "dot(x, y)" or the sum of coordinate products.</param>
/// <param name="Left">The coordinates (or the one vector variable) of x, in order.</param>
/// <param name="Right">The coordinates (or the one vector variable) of y, in the same order.</param>
/// <param name="Signs">The sign of each coordinate product, +1 or -1; a minus is absorbed into y.</param>
public sealed record InnerProduct(string Text, ImmutableArray<Expr> Left, ImmutableArray<Expr> Right, ImmutableArray<int> Signs);

/// <summary>An objective as typed, and the structure found in it.</summary>
public sealed record Objective
{
    /// <summary>The text the user typed.</summary>
    public required string Text { get; init; }

    /// <summary>The expression with parameters substituted.</summary>
    public required Expr Expression { get; init; }

    /// <summary>The variable s of <see cref="Outer"/>.</summary>
    public required Variable Argument { get; init; }

    /// <summary>F with f = F(inner), or null when the objective has no product form.</summary>
    public Expr? Outer { get; init; }

    /// <summary>The inner product, or null when the objective has no product form.</summary>
    public InnerProduct? Inner { get; init; }

    /// <summary>The dimension n of x and y in product form, the number of scalar variables otherwise; null when the input does not fix it.</summary>
    public int? Dimension { get; init; }

    /// <summary>Why there is no product form.</summary>
    public string? GeneralReason { get; init; }

    /// <summary>Two points of equal inner product and different value, where the product form is refuted by them.</summary>
    public Verdicts.Verdict ProductForm { get; init; } = new Verdicts.Unknown("not examined");

    /// <summary>Conditions under which the product form holds (such as x != 0), as text.</summary>
    public ImmutableArray<string> Conditions { get; init; } = [];

    /// <summary>True when f = F(x·y).</summary>
    public bool IsProduct => Outer is not null;
}
