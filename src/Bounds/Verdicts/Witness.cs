using System.Collections.Immutable;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Verdicts;

/// <summary>One named value of a witness: the real lies in [Low, High]; it is exact when the two are equal.</summary>
/// <param name="Name">The variable (or quantity) as typed.</param>
/// <param name="Low">A lower end, exact.</param>
/// <param name="High">An upper end, exact, at least <paramref name="Low"/>.</param>
public sealed record WitnessValue(string Name, Rational Low, Rational High)
{
    /// <summary>An exactly known value.</summary>
    public WitnessValue(string name, Rational value)
        : this(name, value, value)
    {
    }

    /// <summary>True when the value is known exactly.</summary>
    public bool IsExact => Low == High;

    /// <summary>"x = 3/8", or "x in [lo, hi]" with exact ends.</summary>
    public override string ToString() => IsExact ? $"{Name} = {Low}" : $"{Name} in [{Low}, {High}]";
}

/// <summary>A point that refutes a claim, with what was re-checked there by exact or interval arithmetic outside any solver.</summary>
/// <param name="Values">The named values; empty for a claim without variables.</param>
/// <param name="Checked">What was evaluated and found, such as "F'(2) = -6 &lt; 0".</param>
public sealed record Witness(ImmutableArray<WitnessValue> Values, string Checked)
{
    /// <summary>The point exactly, where it has irrational coordinates that are known; null otherwise.</summary>
    internal ExactPoint? Point { get; init; }

    /// <summary>A witness at one exactly known point of one variable.</summary>
    public static Witness At(string name, Rational value, string check) => new([new WitnessValue(name, value)], check);

    /// <summary>The same values name by name and the same check.</summary>
    public bool Equals(Witness? other) => other is not null && Checked == other.Checked && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Checked, Values.Length);

    /// <summary>"x = 2: F'(2) = -6 &lt; 0".</summary>
    public override string ToString() => Values.IsEmpty ? Checked : $"{string.Join(", ", Values)}: {Checked}";
}
