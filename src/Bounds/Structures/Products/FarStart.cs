using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>The numbers of T11 at a start, in any enclosure: λ = ln((hG+1)/(hG-1)), hG > 1, and L = ln(A_0/B_0).</summary>
/// <param name="Step">h.</param>
/// <param name="Lambda">λ.</param>
/// <param name="Reach">M_0 = sqrt(D_0) sinh(λ/4)/2 - |c|.</param>
/// <param name="Deviation">|δ_0| = ||L| - λ|; the whole line where A_0 or B_0 may be 0.</param>
internal readonly record struct FarStart<T>(T Step, T Lambda, T Reach, T Deviation)
    where T : struct, IEnclosure<T>
{
    /// <summary>The numbers from A_0 and B_0, in either order.</summary>
    internal static FarStart<T> Of(T step, T bound, T centre, T a, T b)
    {
        T hg = step * bound, lambda = T.Log((hg + T.One) / (hg - T.One)), quarter = Number(step, new Rational(1, 4)), root = T.Exp(quarter * lambda);
        T reach = T.Sqrt(a * b) * quarter * (root - T.One / root) - centre;
        return new(step, lambda, reach, a.IsPositive && b.IsPositive ? T.Abs(T.Abs(T.Log(a / b)) - lambda) : T.Entire);
    }

    /// <summary>q = h²(G - C/U)² - 1, where G - C/U is positive; else the whole line.</summary>
    internal T Growth(T bound, T constant, T from)
    {
        var slope = bound - constant / from;
        return slope.IsPositive ? T.Sqr(Step * slope) - T.One : T.Entire;
    }

    /// <summary>|δ_0| + 4hC/((q-1)M_0), to be at most λ/2.</summary>
    internal T Load(T constant, T growth) => Deviation + Number(Step, 4) * Step * constant / ((growth - T.One) * Reach);

    /// <summary>λ/2.</summary>
    internal T Room => Number(Step, Rational.Half) * Lambda;

    private static T Number(T like, Rational value) => T.FromRational(value, like.Precision);
}
