using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>The starts that a region certificate is about, and what it counts. Every condition is a bound that the starts obey; null for none.</summary>
public sealed record RegionRequest
{
    /// <summary>hφ(D_0) = hF''(c) sqrt(D_0 + 4c²) is at most that.</summary>
    public Certified? MostEdge { get; init; }

    /// <summary>D_0 is at most that.</summary>
    public Certified? MostImbalance { get; init; }

    /// <summary>A_0 = |x_0 + y_0|² is at least that.</summary>
    public Certified? LeastA { get; init; }

    /// <summary>B_0 = |x_0 - y_0|² is at least that.</summary>
    public Certified? LeastB { get; init; }

    /// <summary>s_0 = x_0·y_0 is at least that.</summary>
    public Certified? LeastProduct { get; init; }

    /// <summary>s_0 is at most that.</summary>
    public Certified? MostProduct { get; init; }

    /// <summary>The tolerances ε: the steps with |u_k| >= ε are counted. At least one, each > 0.</summary>
    public ImmutableArray<Rational> Tolerances { get; init; } = [new(1, 100)];

    /// <summary>The starts with D, A and s as those of one start, or easier: D_0 and s_0 at most, A_0 at least as large.</summary>
    public static RegionRequest Around(Setting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var start = setting.Start ?? throw new ArgumentException("The setting has no start.", nameof(setting));
        var request = new RegionRequest { MostImbalance = start.D };
        return setting.Mirrored ? request with { LeastB = start.B, LeastProduct = start.S } : request with { LeastA = start.A, MostProduct = start.S };
    }
}
