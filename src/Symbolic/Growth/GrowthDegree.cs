namespace BoundCheck.Symbolic.Growth;

/// <summary>The degree inf{n >= 0 : F(s) = O(|s|^n)} of a function as its argument tends to infinity.</summary>
public abstract record GrowthDegree
{
    private GrowthDegree()
    {
    }

    /// <summary>The infimum, an exact number at least 0. It need not be attained: u asinh(u) has degree 1 and is not O(|u|).</summary>
    /// <param name="Value">A closed expression.</param>
    public sealed record Finite(Expr Value) : GrowthDegree;

    /// <summary>No power of |s| bounds the function.</summary>
    public sealed record Infinite : GrowthDegree;

    /// <summary>Not decided.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Unknown(string Reason) : GrowthDegree;

    /// <summary>The value of a finite degree when it is a rational number.</summary>
    public bool IsRational(out Rational value)
    {
        value = default;
        return this is Finite f && f.Value.IsRational(out value);
    }

    /// <summary>The larger of two degrees; infinite wins over unknown, unknown over finite.</summary>
    internal static GrowthDegree Max(GrowthDegree a, GrowthDegree b) => (a, b) switch
    {
        (Infinite, _) => a,
        (_, Infinite) => b,
        (Unknown, _) => a,
        (_, Unknown) => b,
        (Finite x, Finite y) => Limits.Guard<GrowthDegree>(reason => new Unknown(reason),
            () => (NormalForm.From(x.Value) - NormalForm.From(y.Value)).Sign() >= 0 ? a : b),
        _ => throw new ArgumentException("A new kind of degree.", nameof(b)),
    };

    /// <inheritdoc/>
    public sealed override string ToString() => this switch
    {
        Finite f => f.Value.ToString(),
        Infinite => "inf",
        Unknown u => $"unknown: {u.Reason}",
        _ => base.ToString()!,
    };
}
