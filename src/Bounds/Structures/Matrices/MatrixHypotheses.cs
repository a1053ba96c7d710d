using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Structures.Matrices;

/// <summary>What the theorems about factorisations share.</summary>
internal static class MatrixHypotheses
{
    internal static readonly HypothesisStatement Product = new("factorisation", "f = w |XYᵀ - M|² + constant, w > 0, X and Y apart");
    internal static readonly HypothesisStatement Symmetric = new("symmetric", "f = w |XXᵀ - M|² + constant, w > 0, M symmetric");

    internal static MatrixStructure? Matrices(this Setting setting) => setting.Objective.Structure as MatrixStructure;

    internal static Verdict Is(Setting setting, bool symmetric) => setting.Matrices() is not { } matrices ? setting.Objective.Is(MatrixStructure.Kind)
        : matrices.Factors.IsSymmetric == symmetric ? new Proved(Method.Symbolic, "entry by entry")
        : new Refuted(new Witness([], symmetric ? "X and Y are matrices of their own" : "it is XXᵀ"), Method.Symbolic);

    internal static bool IsAbout(Structure structure, bool symmetric) => structure is MatrixStructure matrices && matrices.Factors.IsSymmetric == symmetric;
}
