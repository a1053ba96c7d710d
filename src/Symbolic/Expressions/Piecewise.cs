using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>Relations between reals.</summary>
public enum Relation
{
    /// <summary>Strictly below.</summary>
    Less,

    /// <summary>Below or equal.</summary>
    LessOrEqual,

    /// <summary>Strictly above.</summary>
    Greater,

    /// <summary>Above or equal.</summary>
    GreaterOrEqual,

    /// <summary>Equal (claims only).</summary>
    Equal,

    /// <summary>Different (claims only).</summary>
    NotEqual,
}

/// <summary>piecewise(left relation right, then, otherwise). Only the branch taken has to be defined.</summary>
public sealed class Piecewise : Expr
{
    private Piecewise(Relation relation, ImmutableArray<Expr> parts)
        : base(HashCode.Combine(11, relation, parts[0].Hash, parts[1].Hash, parts[2].Hash, parts[3].Hash), parts) => Relation = relation;

    /// <summary>The relation of the condition.</summary>
    public Relation Relation { get; }

    /// <summary>Left side of the condition.</summary>
    public Expr Left => Children[0];

    /// <summary>Right side of the condition.</summary>
    public Expr Right => Children[1];

    /// <summary>The value where the condition holds.</summary>
    public Expr Then => Children[2];

    /// <summary>The value where it does not.</summary>
    public Expr Otherwise => Children[3];

    /// <summary>The node; a condition between literals is decided.</summary>
    public static Expr Of(Relation relation, Expr left, Expr right, Expr then, Expr otherwise)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.IsRational(out var a) && right.IsRational(out var b))
            return Holds(relation, a.CompareTo(b)) ? then : otherwise;
        return Interning.Share(new Piecewise(relation, [left, right, then, otherwise]));
    }

    /// <summary>Whether the relation holds for a comparison result (negative: left below right).</summary>
    public static bool Holds(Relation relation, int comparison) => relation switch
    {
        Relation.Less => comparison < 0,
        Relation.LessOrEqual => comparison <= 0,
        Relation.Greater => comparison > 0,
        Relation.GreaterOrEqual => comparison >= 0,
        Relation.Equal => comparison == 0,
        _ => comparison != 0,
    };

    internal override bool SameNode(Expr other) => ((Piecewise)other).Relation == Relation && SameChildren(other);

    private protected override Expr Rebuild(ImmutableArray<Expr> children) => Of(Relation, children[0], children[1], children[2], children[3]);
}
