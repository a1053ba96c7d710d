using System.Collections.Immutable;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic.Structure;

/// <summary>Whether an objective is a function of one inner product of two groups of its variables.</summary>
public abstract record StructureResult
{
    private StructureResult()
    {
    }

    /// <summary>f = Outer(inner product), proved.</summary>
    /// <param name="Outer">The outer function, in <paramref name="Argument"/> alone.</param>
    /// <param name="Argument">The variable of the outer function, named s unless that name is taken.</param>
    /// <param name="Inner">The inner product.</param>
    /// <param name="Conditions">Where f is defined, as far as the domain of Outer(inner) does not say it: the equality holds under them.</param>
    /// <param name="Inert">Variables that are typed but do not matter.</param>
    /// <param name="Proof">The reason why f - Outer(inner) is identically zero.</param>
    public sealed record Product(
        Expr Outer, Variable Argument, InnerProduct Inner, ImmutableArray<SideCondition> Conditions, ImmutableArray<Expr> Inert, string Proof)
            : StructureResult;

    /// <summary>f is not a function of one inner product (with a witness), or that could not be shown (without one).</summary>
    /// <param name="Reason">What breaks it.</param>
    /// <param name="Witness">Points that refute every form Outer(inner product), or null when it is only not shown.</param>
    public sealed record General(string Reason, StructureWitness? Witness) : StructureResult;
}

/// <summary>The inner product of two groups of variables, coordinate by coordinate.</summary>
/// <param name="Left">The first group; scalars, or vectors of a dimension that the input does not fix.</param>
/// <param name="Right">The second group, in the order of the partners.</param>
/// <param name="Signs">+1 or -1 a coordinate. A sign is absorbed by flipping that coordinate, which commutes with gradient descent.</param>
public sealed record InnerProduct(ImmutableArray<Expr> Left, ImmutableArray<Expr> Right, ImmutableArray<int> Signs)
{
    /// <summary>The number of coordinates; null when vectors leave it open.</summary>
    public int? Dimension => Left.Any(v => v is VectorVariable) ? null : Left.Length;

    /// <summary>The inner product as an expression.</summary>
    public Expr Expression => Sum.Of(Enumerable.Range(0, Left.Length).Select(i =>
        (Left[i], Right[i]) is (VectorVariable a, VectorVariable b) ? Signs[i] * (Expr)Dot.Of(a, b) : Signs[i] * Left[i] * Right[i]));

    /// <summary>The inner product as typed: x*y, dot(x, y) or x1*y1 + x2*y2.</summary>
    public string Text => Expression.ToString();
}

/// <summary>Points at which an identity of every product form fails.</summary>
/// <param name="Statement">What is seen at the points.</param>
/// <param name="Points">Rational points, one value a variable.</param>
/// <param name="Values">The compared values: f at each point, or v*df/dv of each variable at the only point.</param>
public sealed record StructureWitness(
    string Statement, ImmutableArray<ImmutableDictionary<Expr, Rational>> Points, ImmutableArray<Expr> Values);
