using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Intervals;

/// <summary>
/// An enclosure with its decoration: evaluating an expression in this type gives both the range and whether the expression is defined
/// (continuous) on the whole box, so that log over an interval that touches zero is never silently fine.
/// </summary>
/// <remarks>In doubles: <c>using DecoratedInterval = DecoratedEnclosure&lt;Interval&gt;</c>.</remarks>
/// <typeparam name="T">The enclosure type.</typeparam>
/// <param name="Value">The enclosure of the range over the defined part.</param>
/// <param name="Decoration">What is known of the domain.</param>
internal readonly partial record struct DecoratedEnclosure<T>(T Value, Decoration Decoration) : IEnclosure<DecoratedEnclosure<T>>
    where T : struct, IEnclosure<T>
{
    /// <summary>An input box: Com when bounded, Dac when unbounded, Trv when empty (IEEE 1788-2015, newDec).</summary>
    public static DecoratedEnclosure<T> Of(T value) => new(value, Strongest(value));

    /// <summary>True when the expression is proved to be defined on the whole, non-empty box.</summary>
    public bool IsDefined => Decoration >= Decoration.Def;

    /// <summary>True when the expression is proved to be defined and continuous on the whole, non-empty box.</summary>
    public bool IsContinuous => Decoration >= Decoration.Dac;

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Empty => new(T.Empty, Decoration.Trv);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Entire => Of(T.Entire);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Zero => Of(T.Zero);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> One => Of(T.One);

    /// <inheritdoc/>
    public bool IsEmpty => Value.IsEmpty;

    /// <inheritdoc/>
    public bool IsPoint => Value.IsPoint;

    /// <inheritdoc/>
    public bool IsBounded => Value.IsBounded;

    /// <inheritdoc/>
    public bool ContainsZero => Value.ContainsZero;

    /// <inheritdoc/>
    public bool IsPositive => Value.IsPositive;

    /// <inheritdoc/>
    public bool IsNegative => Value.IsNegative;

    /// <inheritdoc/>
    public bool IsNonnegative => Value.IsNonnegative;

    /// <inheritdoc/>
    public bool IsNonpositive => Value.IsNonpositive;

    /// <inheritdoc/>
    public int Precision => Value.Precision;

    /// <inheritdoc/>
    public DecoratedEnclosure<T> LowerPoint => Of(Value.LowerPoint);

    /// <inheritdoc/>
    public DecoratedEnclosure<T> UpperPoint => Of(Value.UpperPoint);

    /// <inheritdoc/>
    public DecoratedEnclosure<T> MidPoint => Of(Value.MidPoint);

    /// <summary>True when the value of <paramref name="other"/> is a subset; decorations do not count.</summary>
    public bool Contains(DecoratedEnclosure<T> other) => Value.Contains(other.Value);

    /// <inheritdoc/>
    public bool Contains(Rational value) => Value.Contains(value);

    /// <inheritdoc/>
    public bool IsBelow(DecoratedEnclosure<T> other) => Value.IsBelow(other.Value);

    /// <inheritdoc/>
    public bool IsNotAbove(DecoratedEnclosure<T> other) => Value.IsNotAbove(other.Value);

    /// <inheritdoc/>
    public Interval ToInterval() => Value.ToInterval();

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> FromRational(Rational value, int precision) => Of(T.FromRational(value, precision));

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> FromInterval(Interval value, int precision) => Of(T.FromInterval(value, precision));

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Pi(int precision) => Of(T.Pi(precision));

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> E(int precision) => Of(T.E(precision));

    /// <summary>"value_decoration", as in the standard's text form.</summary>
    public override string ToString() => Value + Decoration switch
    {
        Decoration.Com => "_com",
        Decoration.Dac => "_dac",
        Decoration.Def => "_def",
        _ => "_trv",
    };

    private static Decoration Strongest(T value) =>
        value.IsEmpty ? Decoration.Trv : value.IsBounded ? Decoration.Com : Decoration.Dac;
}
