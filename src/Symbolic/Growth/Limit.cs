namespace BoundCheck.Symbolic.Growth;

/// <summary>The side from which a point is approached.</summary>
public enum Side
{
    /// <summary>From below.</summary>
    Left,

    /// <summary>From above.</summary>
    Right,
}

/// <summary>Where a variable tends.</summary>
public abstract record LimitPoint
{
    private LimitPoint()
    {
    }

    /// <summary>To +infinity.</summary>
    public sealed record PlusInfinity : LimitPoint;

    /// <summary>To -infinity.</summary>
    public sealed record MinusInfinity : LimitPoint;

    /// <summary>To a closed exact number, from one side.</summary>
    /// <param name="Location">An expression without variables.</param>
    /// <param name="Side">The side.</param>
    public sealed record Point(Expr Location, Side Side) : LimitPoint;
}

/// <summary>The answer to a limit question. Every answer but <see cref="Unknown"/> is exact or certified.</summary>
public abstract record Limit
{
    private Limit()
    {
    }

    /// <summary>The limit exists and is the closed expression.</summary>
    /// <param name="Value">An exact number.</param>
    public sealed record Finite(Expr Value) : Limit;

    /// <summary>The function tends to +infinity.</summary>
    public sealed record PlusInfinity : Limit;

    /// <summary>The function tends to -infinity.</summary>
    public sealed record MinusInfinity : Limit;

    /// <summary>
    /// Bounds of a function that oscillates: Lower &lt;= liminf &lt;= limsup &lt;= Upper. When exact, Lower is the liminf and Upper the limsup.
    /// Without exactness the limit may still exist.
    /// </summary>
    /// <param name="Lower">Finite or an infinity.</param>
    /// <param name="Upper">Finite or an infinity.</param>
    /// <param name="IsExact">Both bounds are approached.</param>
    public sealed record Oscillating(Limit Lower, Limit Upper, bool IsExact) : Limit;

    /// <summary>Not decided.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Unknown(string Reason) : Limit;

    /// <summary>A certified lower bound of the liminf: finite or an infinity; null when unknown.</summary>
    public Limit? Inferior => this is Oscillating o ? o.Lower : this is Unknown ? null : this;

    /// <summary>A certified upper bound of the limsup: finite or an infinity; null when unknown.</summary>
    public Limit? Superior => this is Oscillating o ? o.Upper : this is Unknown ? null : this;

    /// <summary>Whether the function is bounded near the point; null when not decided.</summary>
    public bool? IsBounded => this switch
    {
        Finite => true,
        PlusInfinity or MinusInfinity => false,
        Oscillating { Lower: Finite, Upper: Finite } => true,
        Oscillating { IsExact: true } => false,
        _ => null,
    };

    /// <summary>The answer in words: a number, an infinity, bounds, or why it is not known.</summary>
    /// <remarks>The printing that records come with would follow <see cref="Inferior"/> to this object again, without end.</remarks>
    public sealed override string ToString() => this switch
    {
        Finite f => f.Value.ToString(),
        PlusInfinity => "inf",
        MinusInfinity => "-inf",
        Oscillating o => $"{(o.IsExact ? "oscillates between" : "within")} {o.Lower} and {o.Upper}",
        Unknown u => $"unknown: {u.Reason}",
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The value of a finite limit when it is a rational number.</summary>
    public bool IsRational(out Rational value)
    {
        value = default;
        return this is Finite f && f.Value.IsRational(out value);
    }
}
