using BoundCheck.Bounds.Numbers;

namespace BoundCheck.Bounds.Theory;

/// <summary>Where a statement is proved: a theorem and one of its conclusions.</summary>
/// <param name="Theorem">The theorem's id, such as T1.</param>
/// <param name="Conclusion">The conclusion's id, such as C2.</param>
/// <param name="Guarantee">What kind of statement the conclusion is.</param>
public readonly record struct Source(string Theorem, string Conclusion, Guarantee Guarantee)
{
    /// <summary>"T1.C2".</summary>
    public override string ToString() => $"{Theorem}.{Conclusion}";
}

/// <summary>
/// What a proved theorem gives for a problem. The kinds are a closed set of sealed records; predictions, sweeps, comparisons, text, JSON, report
/// and plots read the kinds and never ask which theorem speaks.
/// </summary>
/// <remarks>An implication is a proved statement (an <see cref="Expectation"/> of a law excepted): whoever makes one has proved its hypotheses.</remarks>
public abstract record Implication
{
    private protected Implication(Source source) => Source = source;

    /// <summary>The theorem and conclusion that give it.</summary>
    public Source Source { get; }

    /// <summary>What it says, in one line, without its source.</summary>
    public abstract string Text { get; }

    /// <summary>About the exact run of this very start, which runs in doubles leave: nothing measured is held against it.</summary>
    internal bool IsSensitive { get; init; }

    /// <summary>
    /// What a run shows against it, by more than rounding can explain; empty for every run as it should be. Never: a run that had not settled
    /// when its budget ended, one that met the exceptions of the statement, and differences within <see cref="Observation.Rounding"/>.
    /// </summary>
    internal virtual IEnumerable<Contradiction> Against(Observation run) => [];

    /// <summary>A contradiction of this statement.</summary>
    private protected Contradiction Broken(string measured, string? statement = null) => new($"{Source}: {statement ?? Text}", measured);
}
