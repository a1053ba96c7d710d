using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Studies.Runs;

/// <summary>A step of the rigorous prefix: the exact u_k = s_k - c and D_k lie in the enclosures.</summary>
/// <param name="K">The step k.</param>
/// <param name="U">An enclosure of u_k, rounded outward to doubles.</param>
/// <param name="D">An enclosure of D_k.</param>
public readonly record struct PrefixPoint(long K, Interval U, Interval D);

/// <summary>A step of the run that T5 applies from.</summary>
/// <param name="Step">The step k.</param>
/// <param name="Set">The set around u_k and D_k, and the factor ρ of every step from k on.</param>
/// <param name="Source">Where the factor is proved.</param>
public sealed record PhaseEntry(long Step, ContractionSet Set, Source Source);

/// <summary>The certified enclosure of the sharpness φ_∞ = F''(c) sqrt(D_∞ + 4c²) of the limit (T6).</summary>
/// <param name="Phi">The enclosure of φ_∞; null when none is certified.</param>
/// <param name="EdgeRatio">The enclosure of hφ_∞.</param>
/// <param name="Step">The step of the prefix that it was computed at.</param>
/// <param name="Set">The contraction set of that step.</param>
/// <param name="Asked">The width asked for.</param>
/// <param name="Reason">Why there is no enclosure, or why it is wider than asked.</param>
public sealed record LimitEnclosure(Certified? Phi, Certified? EdgeRatio, long? Step, ContractionSet? Set, double Asked, string? Reason)
{
    /// <summary>Where it is proved; null without an enclosure.</summary>
    public Source? Source { get; init; }

    /// <summary>The width of <see cref="Phi"/>, rounded up; null without one.</summary>
    public double? Width => Phi is { UpperBound: { } hi, LowerBound: { } lo } ? ((Certified)(hi - lo)).ToInterval().Hi : null;
}

/// <summary>
/// A bound on |u_k| for every k of one run: enclosures of the exact iterates up to the step at which T5's set is entered, and T5's factor ρ for
/// every later step; with T6's enclosure of the limit sharpness.
/// </summary>
public sealed record CompleteBound
{
    /// <summary>Proved when the bound covers every k; unknown with the condition that failed and how far.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The rigorous prefix k = 0, 1, 2, ..., every step of it.</summary>
    public ImmutableArray<PrefixPoint> Prefix { get; init; } = [];

    /// <summary>The precision the prefix needed, in binary digits (53: doubles).</summary>
    public int Precision { get; init; }

    /// <summary>About log2 of the sensitivity of the state at the end of the prefix to the start: a run in doubles can agree to 53 minus this many
    /// bits.</summary>
    public double BitsLost { get; init; }

    /// <summary>T5's sets along the run, each smaller and with a smaller ρ than the one before; empty when none was found.</summary>
    public ImmutableArray<PhaseEntry> Entries { get; init; } = [];

    /// <summary>The first step at which a set of T5 was found to hold the state; null when none was.</summary>
    public long? EntryStep => Entries is [var first, ..] ? first.Step : null;

    /// <summary>T5's set at that step.</summary>
    public ContractionSet? Set => Entries is [var first, ..] ? first.Set : null;

    /// <summary>The first step of the prefix from which a set of T13 holds the state; null when none was found.</summary>
    public EdgeEntry? Edge { get; init; }

    /// <summary>T6's enclosure.</summary>
    public required LimitEnclosure Limit { get; init; }

    /// <summary>An upper bound of |u_k| for any k >= 0; null when k is beyond what is certified.</summary>
    public Certified? OffsetAt(long k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        // Every entry bounds all later steps, and so does the prefix its own; the smallest counts.
        Certified? best = k < Prefix.Length ? Certified.Of(Symbolic.Rational.FromDouble(Prefix[(int)k].U.Mag)) : null;
        foreach (var entry in Entries.Where(e => e.Step <= k))
            best = best is null ? entry.Set.OffsetAfter(k - entry.Step) : Certified.Min(best, entry.Set.OffsetAfter(k - entry.Step));
        return best;
    }

    /// <summary>The bound at k = 0, 1, 10, 100, ... and around the entry.</summary>
    public ImmutableArray<BoundAt> Table()
    {
        var steps = new SortedSet<long> { 0, 1, 10, 100, 1000, 10_000, 100_000 };
        if (EntryStep is { } entry)
            steps.UnionWith([entry, entry + 10, entry + 100, entry + 1000]);
        return [.. steps.Select(k => new BoundAt((int)k, OffsetAt(k))).Where(b => b.Bound is not null)];
    }

    /// <summary>A step from which |u_k| &lt;= ε for ever, certified; null when there is no complete bound.</summary>
    public long? StepsTo(Certified epsilon) => Entries.Min(e => e.Step + e.Set.StepsTo(epsilon));
}
