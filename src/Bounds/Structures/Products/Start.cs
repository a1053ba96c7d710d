using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>A start in product form, with the quantities of the exact reduction (theory section 1), all certified.</summary>
public sealed record Start : ReducedState
{
    /// <summary>The coordinates of x_0.</summary>
    public required ImmutableArray<Certified> X { get; init; }

    /// <summary>The coordinates of y_0, as many as of x_0, with the signs of the inner product absorbed.</summary>
    public required ImmutableArray<Certified> Y { get; init; }

    /// <summary>A = |x + y|^2.</summary>
    public Certified A => _a ??= SumOfSquares(1);

    /// <summary>B = |x - y|^2.</summary>
    public Certified B => _b ??= SumOfSquares(-1);

    /// <summary>p = |x|^2 + |y|^2 = (A + B)/2.</summary>
    public Certified P => (A + B) * Rational.Half;

    /// <summary>s = x·y = (A - B)/4.</summary>
    public Certified S => (A - B) * new Rational(1, 4);

    /// <summary>The imbalance D = A B >= 0.</summary>
    public Certified D => A * B;

    private Certified? _a, _b;

    /// <inheritdoc/>
    public override ReducedState Moved(double share) => new Start
    {
        X = X.SetItem(0, X[0] + Rational.FromDouble(share) * Certified.Max(1, Certified.Abs(X[0]))),
        Y = Y,
    };

    private Certified SumOfSquares(int sign)
    {
        Certified sum = 0;
        for (int i = 0; i < X.Length; i++)
            sum += (X[i] + sign * Y[i]).Square();
        return sum;
    }
}
