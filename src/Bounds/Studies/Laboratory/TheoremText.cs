using System.Collections.Immutable;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>A sentence of a theorem with its name. A hypothesis of several sentences has several of one name.</summary>
/// <param name="Name">What it is called: C1, step, gamma.</param>
/// <param name="Text">The sentence as typed.</param>
public sealed record NamedText(string Name, string Text);

/// <summary>A theorem of one's own as typed; <see cref="UserTheorem.Read"/> says what is wrong with it.</summary>
public sealed record TheoremText
{
    /// <summary>A short name.</summary>
    public required string Id { get; init; }

    /// <summary>What it says, in words.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where it comes from.</summary>
    public string Source { get; init; } = "";

    /// <summary>The objective it is about when it is about one family; null for a theorem about every F(x·y).</summary>
    public string? Objective { get; init; }

    /// <summary>The parameters of <see cref="Objective"/>, each a number or a range "[lo, hi]" that the hunt draws from.</summary>
    public ImmutableArray<NamedText> Parameters { get; init; } = [];

    /// <summary>Abbreviations in the order of their definition; one whose name ends with _k is defined at every step.</summary>
    public ImmutableArray<NamedText> Names { get; init; } = [];

    /// <summary>The hypotheses: words for properties, or comparisons, "for u in I where C: LEFT &lt;= RIGHT".</summary>
    public required ImmutableArray<NamedText> Hypotheses { get; init; }

    /// <summary>The conclusions: comparisons about K steps or every step k, or limits "s_k -> c".</summary>
    public required ImmutableArray<NamedText> Conclusions { get; init; }
}
