using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Phases;

/// <summary>A certified set of T13: from a state in it every later state is in it, s -> c, and s₀ sqrt(D_∞ + 4c²) >= 2 - ν, which is hφ_∞ where b₀ =
/// F''(c).</summary>
/// <param name="Model">The step in the set's variables.</param>
/// <param name="Shape">The set.</param>
internal sealed record EdgeSet(NormalisedModel Model, EdgeShape Shape)
{
    /// <summary>Whether the state (u, D), u with the sign as it is, is certainly in the set.</summary>
    internal bool Contains(Certified u, Certified d)
    {
        var state = EdgeState.Of(Model, u, d);
        return Shape.Contains(state.Offset, state.Edge);
    }

    /// <summary>2 - ν, exact.</summary>
    internal Certified Bound => 2 - (Certified)Rational.FromDouble(Shape.Nu);
}

/// <summary>A state in the variables of T13, enclosed.</summary>
/// <param name="Offset">υ = s₀u.</param>
/// <param name="Edge">e = s₀ sqrt(D + 4c²).</param>
internal readonly record struct EdgeState(Interval Offset, Interval Edge)
{
    /// <summary>The state (u, D), u with the sign as it is.</summary>
    internal static EdgeState Of(NormalisedModel model, Certified u, Certified d) => new(
        (model.ExactUnit * (model.Setting.Mirrored ? -u : u)).ToInterval(),
        (model.ExactUnit * Certified.Sqrt(Certified.Max(0, d) + 4 * model.Setting.Centre!.Square())).ToInterval());
}
