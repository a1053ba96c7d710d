using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>An exact rational literal.</summary>
public sealed class Constant : Expr
{
    private string? _text;

    private Constant(Rational value)
        : base(HashCode.Combine(1, value), []) => Value = value;

    /// <summary>The value.</summary>
    public Rational Value { get; }

    /// <summary>"n" or "n/d", written once: the digits of a long number take longer to find than to copy.</summary>
    internal string Text => _text ??= Value.ToString();

    /// <summary>0.</summary>
    public static Constant Zero { get; } = Of(0);

    /// <summary>1.</summary>
    public static Constant One { get; } = Of(1);

    /// <summary>-1.</summary>
    public static Constant MinusOne { get; } = Of(-1);

    /// <summary>The node of a value.</summary>
    public static Constant Of(Rational value) => Interning.Share(new Constant(value));

    internal override bool SameNode(Expr other) => ((Constant)other).Value == Value;

    private protected override Expr Rebuild(ImmutableArray<Expr> children) => this;
}

/// <summary>A transcendental constant kept symbolic: pi or e.</summary>
public sealed class NamedConstant : Expr
{
    private NamedConstant(string name)
        : base(HashCode.Combine(2, name.GetHashCode(StringComparison.Ordinal)), []) => Name = name;

    /// <summary>"pi" or "e".</summary>
    public string Name { get; }

    /// <summary>The circle constant.</summary>
    public static NamedConstant Pi { get; } = Interning.Share(new NamedConstant("pi"));

    /// <summary>The base of the natural logarithm.</summary>
    public static NamedConstant E { get; } = Interning.Share(new NamedConstant("e"));

    internal override bool SameNode(Expr other) => ((NamedConstant)other).Name == Name;

    private protected override Expr Rebuild(ImmutableArray<Expr> children) => this;
}

/// <summary>A scalar variable.</summary>
public sealed class Variable : Expr
{
    private Variable(string name)
        : base(HashCode.Combine(3, name.GetHashCode(StringComparison.Ordinal)), []) => Name = name;

    /// <summary>The identifier.</summary>
    public string Name { get; }

    /// <summary>The node of a name.</summary>
    public static Variable Of(string name) => Interning.Share(new Variable(name));

    internal override bool SameNode(Expr other) => ((Variable)other).Name == Name;

    private protected override Expr Rebuild(ImmutableArray<Expr> children) => this;
}

/// <summary>A vector variable of a dimension that the input does not fix; it stands only inside <see cref="Dot"/>.</summary>
public sealed class VectorVariable : Expr
{
    private VectorVariable(string name)
        : base(HashCode.Combine(4, name.GetHashCode(StringComparison.Ordinal)), []) => Name = name;

    /// <summary>The identifier.</summary>
    public string Name { get; }

    /// <summary>The node of a name.</summary>
    public static VectorVariable Of(string name) => Interning.Share(new VectorVariable(name));

    internal override bool SameNode(Expr other) => ((VectorVariable)other).Name == Name;

    private protected override Expr Rebuild(ImmutableArray<Expr> children) => this;
}

/// <summary>A component x[i] of a vector variable, itself a scalar variable.</summary>
public sealed class Component : Expr
{
    private Component(string vector, int index)
        : base(HashCode.Combine(5, vector.GetHashCode(StringComparison.Ordinal), index), [])
    {
        Vector = vector;
        Index = index;
    }

    /// <summary>The identifier of the vector.</summary>
    public string Vector { get; }

    /// <summary>The index as typed, nonnegative.</summary>
    public int Index { get; }

    /// <summary>The node of vector[index].</summary>
    public static Component Of(string vector, int index) => Interning.Share(new Component(vector, index));

    internal override bool SameNode(Expr other) => ((Component)other).Vector == Vector && ((Component)other).Index == Index;

    private protected override Expr Rebuild(ImmutableArray<Expr> children) => this;
}

/// <summary>The inner product of two vector variables; norm2(x) is dot(x, x).</summary>
public sealed class Dot : Expr
{
    private Dot(VectorVariable left, VectorVariable right)
        : base(HashCode.Combine(6, left.Hash, right.Hash), [left, right])
    {
    }

    /// <summary>The first vector.</summary>
    public VectorVariable Left => (VectorVariable)Children[0];

    /// <summary>The second vector.</summary>
    public VectorVariable Right => (VectorVariable)Children[1];

    /// <summary>x·y; symmetric, so the vectors are kept in name order.</summary>
    public static Dot Of(VectorVariable left, VectorVariable right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return Interning.Share(string.CompareOrdinal(left.Name, right.Name) <= 0 ? new Dot(left, right) : new Dot(right, left));
    }

    internal override bool SameNode(Expr other) => SameChildren(other);

    private protected override Expr Rebuild(ImmutableArray<Expr> children) =>
        children is [VectorVariable a, VectorVariable b] ? Of(a, b) : throw new ArgumentException("A dot product takes vector variables.", nameof(children));
}
