using BoundCheck.Bounds.Theory;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>The starts with e &lt;= Edge, a >= LeastA and σ &lt;= LargestSigma, where a = s0 A and σ = s0 s (for c &lt; 0 of the mirrored problem).</summary>
/// <param name="Edge">ē, above 2γ.</param>
/// <param name="LeastA">A positive lower bound of a_0.</param>
/// <param name="LargestSigma">An upper bound of σ_0.</param>
internal sealed record StartRegion(double Edge, double LeastA, double LargestSigma);
