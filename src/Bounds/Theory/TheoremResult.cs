using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Theory;

/// <summary>A hypothesis checked for one problem.</summary>
/// <param name="Statement">What is claimed.</param>
/// <param name="Verdict">Whether it holds.</param>
/// <param name="Elapsed">The time it took.</param>
/// <param name="Remedy">What would make a failing numeric hypothesis hold, such as "h &lt; 0.876"; null where nothing is known.</param>
public sealed record HypothesisResult(HypothesisStatement Statement, Verdict Verdict, TimeSpan Elapsed = default, string? Remedy = null);

/// <summary>A number (or table) that a theorem concludes.</summary>
/// <param name="Name">Its name in the JSON.</param>
/// <param name="From">The conclusion it belongs to, such as C3.</param>
/// <param name="Value">A <see cref="Certified"/>, a string, a bool, a list of <see cref="BoundAt"/>, or of <see cref="RegionVertex"/>.</param>
public sealed record Conclusion(string Name, string From, object Value);

/// <summary>A bound at an argument: at K steps, or for a tolerance.</summary>
/// <param name="Argument">K, or epsilon.</param>
/// <param name="Bound">The bound, rounded to the safe side; null when it is infinite or void there.</param>
/// <param name="Reason">Why there is no bound.</param>
public sealed record BoundAt(Certified Argument, Certified? Bound, string? Reason = null);

/// <summary>Steps after which a quantity is below epsilon at least once.</summary>
/// <param name="Quantity">The quantity, such as "h|F'(s)|".</param>
/// <param name="Epsilon">The tolerance.</param>
/// <param name="Bound">A number of steps that suffices (an upper bound, rounded up), or null.</param>
/// <param name="Theorem">The theorem and conclusion.</param>
public sealed record IterationBound(string Quantity, Certified Epsilon, Certified? Bound, string Theorem)
{
    /// <summary>The bound is true but of no use: more than 10^12 steps.</summary>
    public bool IsVacuous => Bound is { } b && Certified.Less(new Rational(1_000_000_000_000, 1), b) == true;
}

/// <summary>A theorem checked for one problem.</summary>
public sealed record TheoremResult
{
    /// <summary>Every hypothesis unknown for want of time.</summary>
    public static TheoremResult Unfinished(Theorem theorem)
    {
        ArgumentNullException.ThrowIfNull(theorem);
        return new TheoremResult { Theorem = theorem, Hypotheses = [.. theorem.Hypotheses.Select(h => new HypothesisResult(h, Unknown.Time))] };
    }

    /// <summary>The theorem.</summary>
    public required Theorem Theorem { get; init; }

    /// <summary>The hypotheses in the catalogue's order.</summary>
    public required ImmutableArray<HypothesisResult> Hypotheses { get; init; }

    /// <summary>The conclusions; empty unless every hypothesis is proved.</summary>
    public ImmutableArray<Conclusion> Conclusions { get; init; } = [];

    /// <summary>
    /// What is proved by it for this problem. Most follow only when every hypothesis is proved; a certified step and a converse have hypotheses of their own.
    /// </summary>
    public ImmutableArray<Implication> Implications { get; init; } = [];

    /// <summary>The iteration counts among the implications.</summary>
    public ImmutableArray<IterationBound> Iterations => [.. Implications.OfType<CountBound>().SelectMany(c => c.Iterations)];

    /// <summary>Proved when all hypotheses are, refuted when one is, else unknown.</summary>
    public Verdict Applies => Verdict.All(Hypotheses.Select(h => h.Verdict));
}
