using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>The reduced state of gradient descent on F(x·y): A = |x+y|², B = |x-y|² and u = s - c (theory R1).</summary>
/// <remarks>
/// A and B are kept by their own products, A' = A(1-w)², B' = B(1+w)² with w = hF'(s): each keeps its relative accuracy, so p = (A+B)/2
/// and D = AB do too, and an exact zero stays one. Only u = (A-B)/4 - c cancels near the minimiser; there u follows its own recursion
/// u' = u + w(ws - p), which keeps the relative accuracy of u. Far from it (|u| > p/8) the difference is accurate, also beside the saddle
/// where A and B are small. A step costs the same whatever the dimension.
/// </remarks>
internal struct ProductState
{
    private readonly double _centre;
    private readonly double _step;

    internal ProductState(ProductProblem problem)
    {
        _centre = problem.Outer.Origin.ToDoubleNearest();
        _step = problem.Step.ToDoubleNearest();
        Rational a = 0, b = 0, s = 0;
        for (int i = 0; i < problem.X.Length; i++)
        {
            Rational x = problem.X[i], y = problem.Y[i];
            a += (x + y) * (x + y);
            b += (x - y) * (x - y);
            s += x * y;
        }
        // Exact until here, so u_0 has one rounding even when s_0 is close to c.
        A = a.ToDoubleNearest();
        B = b.ToDoubleNearest();
        U = (s - problem.Outer.Origin).ToDoubleNearest();
        SumFactor = 1;
        DifferenceFactor = 1;
    }

    internal double A { get; private set; }

    internal double B { get; private set; }

    internal double U { get; private set; }

    /// <summary>Π(1 - w): x_k + y_k is this times x_0 + y_0.</summary>
    internal double SumFactor { get; private set; }

    /// <summary>Π(1 + w): x_k - y_k is this times x_0 - y_0.</summary>
    internal double DifferenceFactor { get; private set; }

    internal readonly double P => 0.5 * A + 0.5 * B;

    internal readonly double S => UsesRecursion(U) ? _centre + U : 0.25 * A - 0.25 * B;

    internal readonly double D => A * B;

    internal readonly double RootD => Math.Sqrt(A) * Math.Sqrt(B);

    private readonly bool UsesRecursion(double u) => Math.Abs(u) <= 0.125 * P;

    internal void Advance(double slope)
    {
        double w = _step * slope, down = 1 - w, up = 1 + w;
        double moved = U + w * Math.FusedMultiplyAdd(w, S, -P);
        A = A * down * down;
        B = B * up * up;
        SumFactor *= down;
        DifferenceFactor *= up;
        U = UsesRecursion(moved) ? moved : 0.25 * A - 0.25 * B - _centre;
    }

    /// <summary>x and y themselves.</summary>
    internal readonly (ImmutableArray<double> X, ImmutableArray<double> Y) Recover(ProductProblem problem)
    {
        var x = ImmutableArray.CreateBuilder<double>(problem.X.Length);
        var y = ImmutableArray.CreateBuilder<double>(problem.X.Length);
        for (int i = 0; i < problem.X.Length; i++)
        {
            double sum = (problem.X[i] + problem.Y[i]).ToDoubleNearest() * SumFactor;
            double difference = (problem.X[i] - problem.Y[i]).ToDoubleNearest() * DifferenceFactor;
            x.Add(0.5 * (sum + difference));
            y.Add(0.5 * (sum - difference));
        }
        return (x.MoveToImmutable(), y.MoveToImmutable());
    }
}
