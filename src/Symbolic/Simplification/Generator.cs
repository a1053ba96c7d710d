using BoundCheck.Symbolic.Polynomials;

namespace BoundCheck.Symbolic.Simplification;

/// <summary>What an indeterminate of a normal form stands for.</summary>
internal enum GeneratorKind
{
    /// <summary>A variable, pi, an inner product, or a function that the normal form does not look into.</summary>
    Opaque,

    /// <summary>exp(Unit/Order).</summary>
    Exponential,

    /// <summary>|Base|^(1/Order), Order >= 2.</summary>
    Root,

    /// <summary>|Base|.</summary>
    AbsoluteValue,

    /// <summary>log|Base|.</summary>
    Logarithm,

    /// <summary>sign(Base).</summary>
    Sign,

    /// <summary>sin or cos of Unit/Order.</summary>
    Trigonometric,
}

/// <summary>An indeterminate of a normal form, the expression it stands for, and the polynomial relation it satisfies, if any.</summary>
internal sealed class Generator
{
    internal required int Index { get; init; }

    internal required Expr Expression { get; init; }

    internal GeneratorKind Kind { get; init; }

    /// <summary>The polynomial under an absolute value, root, logarithm or sign: coprime integer coefficients, positive lead.</summary>
    internal MultivariatePolynomial? Base { get; init; }

    /// <summary>The argument of an exponential before it is divided by <see cref="Order"/>.</summary>
    internal RationalFunction? Unit { get; init; }

    internal int Order { get; init; } = 1;

    /// <summary>Greater than 0 wherever it is defined.</summary>
    internal bool IsPositive { get; init; }

    /// <summary>At least 0 wherever it is defined.</summary>
    internal bool IsNonnegative { get; init; }

    /// <summary>The expression has no value anywhere, such as 1/0.</summary>
    internal bool IsUndefined { get; init; }

    /// <summary>generator^RelationDegree = RelationValue wherever the generator is defined; 0 when there is no relation.</summary>
    internal int RelationDegree { get; init; }

    internal MultivariatePolynomial? RelationValue { get; init; }
}
