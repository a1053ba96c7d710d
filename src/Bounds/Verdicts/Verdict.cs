using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Verdicts;

/// <summary>The outcome of a claim: <see cref="Proved"/>, <see cref="Refuted"/> or <see cref="Unknown"/>; never a bool.</summary>
public abstract record Verdict
{
    private protected Verdict()
    {
    }

    /// <summary>The contract's word: "proved", "refuted" or "unknown".</summary>
    public abstract string Text { get; }

    /// <summary>What decided, or null when nothing did.</summary>
    public abstract Method? DecidedBy { get; }

    /// <summary>Proved.</summary>
    public bool IsProved => this is Proved;

    /// <summary>Refuted.</summary>
    public bool IsRefuted => this is Refuted;

    /// <summary>Neither proved nor refuted.</summary>
    public bool IsUnknown => this is Unknown;

    /// <summary>
    /// The conjunction: the first refutation if there is one, else the first unknown, else proved by the joined methods
    /// with the certificates in order. The empty conjunction is proved (symbolic).
    /// </summary>
    public static Verdict All(IEnumerable<Verdict> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Verdict? unknown = null;
        var method = Method.Symbolic;
        var certificates = new List<string>();
        foreach (var part in parts)
        {
            switch (part)
            {
                case Refuted:
                    return part;
                case Unknown:
                    unknown ??= part;
                    break;
                case Proved p:
                    method = method.Join(p.Method);
                    certificates.Add(p.Certificate);
                    break;
            }
        }
        return unknown ?? new Proved(method, string.Join("; ", certificates.Distinct()));
    }
}

/// <summary>The claim holds everywhere it was asked.</summary>
/// <param name="Method">What proved it.</param>
/// <param name="Certificate">What a reader can re-check: the argument, the SMT-LIB text's hash, or the boxes covered.</param>
[method: Trusted("The claim holds at every point it was asked about.")]
public sealed record Proved(Method Method, string Certificate) : Verdict
{
    /// <inheritdoc/>
    public override string Text => "proved";

    /// <inheritdoc/>
    public override Method? DecidedBy => Method;
}

/// <summary>The claim fails at a witness, re-checked outside the solver.</summary>
/// <param name="Witness">Where it fails.</param>
/// <param name="Method">What found and checked the witness.</param>
[method: Trusted("The claim fails at the witness, by exact or outward-rounded evaluation.")]
public sealed record Refuted(Witness Witness, Method Method) : Verdict
{
    /// <inheritdoc/>
    public override string Text => "refuted";

    /// <inheritdoc/>
    public override Method? DecidedBy => Method;
}

/// <summary>Not decided.</summary>
/// <param name="Reason">Why: the limit that was hit or the method that does not apply. A timeout is one of them.</param>
/// <param name="Undecided">The smallest box left undecided, as text, where there is one.</param>
public sealed record Unknown(string Reason, string? Undecided = null) : Verdict
{
    /// <summary>Not finished when the caller cancelled: the contract's reason "time".</summary>
    public static Unknown Time { get; } = new("time");

    /// <inheritdoc/>
    public override string Text => "unknown";

    /// <inheritdoc/>
    public override Method? DecidedBy => null;
}
